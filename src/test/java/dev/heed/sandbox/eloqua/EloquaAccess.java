package dev.heed.sandbox.eloqua;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets nobody pass without the credentials, nor anybody who asks at a base the instance has left. */
@Component
final class EloquaAccess implements WebMvcConfigurer, HandlerInterceptor {

    private static final String CREDENTIALS = EloquaSimulator.COMPANY + "\\" + EloquaSimulator.USER + ":" + EloquaSimulator.PASSWORD;

    private final EloquaSimulator eloqua;

    EloquaAccess(EloquaSimulator eloqua) {
        this.eloqua = eloqua;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/eloqua/**").excludePathPatterns("/eloqua/id");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean passes = authenticated(request) && eloqua.pod().serves(request.getRequestURI());
        if (!passes) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
        return passes;
    }

    static boolean authenticated(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return false;
        }
        try {
            return new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8).equals(CREDENTIALS);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
