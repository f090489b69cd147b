package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Every REST call passes here: version, session, daily allowance. */
@Component("salesforceApiGate")
final class ApiGate implements HandlerInterceptor {

    private final Tokens tokens;
    private final ApiUsage usage;
    private final ObjectMapper mapper;

    ApiGate(Tokens tokens, ApiUsage usage, ObjectMapper mapper) {
        this.tokens = tokens;
        this.usage = usage;
        this.mapper = mapper;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
        ApiException refusal = refusal(request);
        response.setHeader("Sforce-Limit-Info", usage.asHeader());
        if (refusal == null) {
            return true;
        }
        response.setStatus(refusal.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        mapper.writeValue(response.getOutputStream(), List.of(refusal.error()));
        return false;
    }

    private ApiException refusal(HttpServletRequest request) {
        Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables == null || !ApiVersion.supported((String) variables.get("version"))) {
            return ApiException.notFound();
        }
        if (!tokens.accepts(request.getHeader("Authorization"))) {
            return new ApiException(401, ApiError.of("INVALID_SESSION_ID", "Session expired or invalid"));
        }
        return usage.count() ? null
                : new ApiException(403, ApiError.of("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
    }
}
