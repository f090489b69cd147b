package dev.heed.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.util.StringUtils;

/**
 * The console's scripts read the token from a cookie and send it back in a header, as it is; the sign-in page has it in a hidden field,
 * masked anew each time. Reading it here writes the cookie.
 */
final class SinglePageCsrf extends CsrfTokenRequestAttributeHandler {

    private final XorCsrfTokenRequestAttributeHandler masked = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
        token.get().getToken();
    }

    @Override
    public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        boolean byScript = StringUtils.hasText(request.getHeader(token.getHeaderName()));
        return byScript ? super.resolveCsrfTokenValue(request, token) : masked.resolveCsrfTokenValue(request, token);
    }
}
