package dev.heed.sandbox.responsys;

import java.util.List;

/** A request refused, in the vendor's own body. */
final class ApiError extends RuntimeException {

    /** The body of every refusal; {@code type} and {@code errorDetails} are always empty. */
    record Body(String type, String title, String errorCode, String detail, List<String> errorDetails) {
    }

    final int status;
    final Body body;

    private ApiError(int status, String title, String errorCode, String detail) {
        super(errorCode + ": " + detail);
        this.status = status;
        this.body = new Body("", title, errorCode, detail, List.of());
    }

    static ApiError invalid(String detail) {
        return new ApiError(400, "Invalid request parameters", "INVALID_PARAMETER", detail);
    }

    static ApiError unknownField(String field) {
        return new ApiError(400, "Invalid field name", "INVALID_FIELD_NAME", "Column(s) [" + field + "] not found in the list");
    }

    static ApiError tooMany() {
        return new ApiError(400, "Recipient limit exceeded", "RECIPIENT_LIMIT_EXCEEDED", "No more than 200 recipients are allowed in one request");
    }

    static ApiError overLimit(String function) {
        return new ApiError(400, "Request limit exceeded", "API_LIMIT_EXCEEDED",
                "You exceeded your allowable limit to call the " + function + " API function. Please try again in a minute.");
    }

    static ApiError badLogin() {
        return new ApiError(400, "Invalid username or password", "INVALID_USER_NAME_PASSWORD", "Username or password is not valid");
    }

    static ApiError tokenExpired() {
        return new ApiError(401, "Token expired", "TOKEN_EXPIRED", "Authentication token expired");
    }

    static ApiError noToken() {
        return new ApiError(500, "Unexpected exception", "UNEXPECTED_EXCEPTION", "Not a valid authentication token");
    }

    static ApiError noList(String list) {
        return new ApiError(404, "List not found", "LIST_NOT_FOUND", "List " + list + " not found");
    }

    static ApiError noRecord() {
        return new ApiError(404, "Record not found", "RECORD_NOT_FOUND", "No records found for the given id(s)");
    }

    static ApiError mediaType() {
        return new ApiError(415, "Unsupported media type", "INVALID_PARAMETER", "Content type is not supported");
    }
}
