package dev.heed.sandbox.twilio;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets nobody below {@code /twilio} without HTTP Basic credentials of the account or of its API key. */
@Configuration(proxyBeanMethods = false)
class TwilioDoor implements WebMvcConfigurer, HandlerInterceptor {

    private static final Set<String> KEYS = Stream.of(
                    TwilioSimulator.ACCOUNT_SID + ":" + TwilioSimulator.AUTH_TOKEN,
                    TwilioSimulator.API_KEY_SID + ":" + TwilioSimulator.API_KEY_SECRET)
            .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/twilio/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !KEYS.contains(authorization)) {
            throw TwilioProblem.unauthenticated();
        }
        return true;
    }
}
