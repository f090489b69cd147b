package dev.heed.sandbox.salesforce;

/** A refusal: of the whole request with this HTTP status, or of one row where rows are refused one by one. */
final class ApiException extends RuntimeException {

    private final int status;
    private final transient ApiError error;

    ApiException(int status, ApiError error) {
        super(error.errorCode());
        this.status = status;
        this.error = error;
    }

    static ApiException badRequest(String errorCode, String message, String... fields) {
        return new ApiException(400, ApiError.of(errorCode, message, fields));
    }

    static ApiException jsonParser(String message) {
        return badRequest("JSON_PARSER_ERROR", message);
    }

    static ApiException invalidField(String message) {
        return badRequest("INVALID_FIELD", message);
    }

    static ApiException malformedQuery(String message) {
        return badRequest("MALFORMED_QUERY", message);
    }

    static ApiException notFound() {
        return notFound("The requested resource does not exist");
    }

    static ApiException notFound(String message) {
        return new ApiException(404, ApiError.of("NOT_FOUND", message));
    }

    int status() {
        return status;
    }

    ApiError error() {
        return error;
    }
}
