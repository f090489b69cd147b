package dev.heed.sandbox.responsys;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Log-in, and what the account may do in a minute. */
@RestController
@RequestMapping("/responsys/rest/api")
class ResponsysTokenApi {

    /** @param issuedAt milliseconds since 1970 */
    record Token(String authToken, long issuedAt, String endPoint) {
    }

    private final ResponsysSimulator responsys;

    ResponsysTokenApi(ResponsysSimulator responsys) {
        this.responsys = responsys;
    }

    @PostMapping("/v1.3/auth/token")
    Token token(@RequestParam(name = "auth_type", required = false) String type,
                @RequestParam(name = "user_name", required = false) String user,
                @RequestParam(required = false) String password,
                @RequestHeader(name = "Authorization", required = false) String old, HttpServletRequest request) {
        if (!isForm(request.getContentType()) || request.getQueryString() != null) {
            throw ApiError.mediaType();
        }
        responsys.limits().take(Api.LOGIN);
        if ("password".equals(type)) {
            if (!ResponsysSimulator.USER.equals(user) || !ResponsysSimulator.PASSWORD.equals(password)) {
                throw ApiError.badLogin();
            }
        } else if ("token".equals(type)) {
            responsys.tokens().check(old);
        } else {
            throw ApiError.invalid("The value " + type + " is not valid for auth_type");
        }
        Tokens.Issued issued = responsys.tokens().issue(type);
        return new Token(issued.token(), issued.at().toEpochMilli(), endPoint(request));
    }

    @GetMapping("/ratelimit")
    List<RateLimits.Shown> limits(@RequestHeader(name = "Authorization", required = false) String token) {
        responsys.tokens().check(token);
        responsys.limits().take(Api.LIMITS);
        return responsys.limits().shown();
    }

    private static String endPoint(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        return url.substring(0, url.indexOf("/rest/"));
    }

    private static boolean isForm(String contentType) {
        try {
            return contentType != null && MediaType.APPLICATION_FORM_URLENCODED.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
