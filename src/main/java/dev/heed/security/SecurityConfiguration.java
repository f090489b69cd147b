package dev.heed.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;

/**
 * Two doors. The systems' door, {@code /in/**}, is open here: each system proves itself by its own signature there. Everything else asks for a
 * user: by HTTP Basic with every call, without a session, or by the sign-in page and a session for people with a browser.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(SecuritySettings settings, ObjectMapper json) {
        var limit = new FilterRegistrationBean<>(new BodyLimit(settings.maxBody(), json));
        limit.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return limit;
    }

    @Bean
    @Order(1)
    SecurityFilterChain systems(HttpSecurity http) throws Exception {
        return http.securityMatcher("/in/**")
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, ObjectMapper json) throws Exception {
        AuthenticationEntryPoint unknown = (request, response, why) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Heed\", charset=\"UTF-8\"");
            Problem.write(HttpStatus.UNAUTHORIZED, response, json);
        };
        AccessDeniedHandler refused = (request, response, why) -> Problem.write(HttpStatus.FORBIDDEN, response, json);
        return http
                .authorizeHttpRequests(SecurityConfiguration::rules)
                .httpBasic(basic -> basic.authenticationEntryPoint(unknown))
                .formLogin(Customizer.withDefaults())
                .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
                .csrf(csrf -> csrf
                        .csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new SinglePageCsrf())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::couldBeForged))
                .exceptionHandling(problems -> problems
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), aPage())
                        .defaultAuthenticationEntryPointFor(unknown, request -> true)
                        .accessDeniedHandler(refused))
                .build();
    }

    private static void rules(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry paths) {
        paths
                .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness").permitAll()
                .requestMatchers("/error").permitAll()
                // These only ask: what is asked stands in the body because it is about a person.
                .requestMatchers(HttpMethod.POST, "/api/v1/check", "/api/v1/subjects/search").hasRole("viewer")
                // Who is who, and who is forgotten.
                .requestMatchers(HttpMethod.POST, "/api/v1/subjects/*/merge", "/api/v1/subjects/*/split", "/api/v1/subjects/*/erasure").hasRole("engineer")
                .requestMatchers("/api/v1/dry-run").hasRole("engineer")
                .requestMatchers("/api/v1/parked/**", "/api/v1/reports/**").hasRole("operator")
                .requestMatchers(HttpMethod.GET, "/api/**").hasRole("viewer")
                .requestMatchers("/api/**").hasRole("operator")
                // What may be read and what may be done there is decided for each bean: ConsoleRestrictor.
                .requestMatchers("/actuator/**").hasRole("viewer")
                .anyRequest().hasRole("viewer");
    }

    private static RequestMatcher aPage() {
        MediaTypeRequestMatcher html = new MediaTypeRequestMatcher(new HeaderContentNegotiationStrategy(), MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return html;
    }

    /** A program that shows its password with the call cannot be tricked into it. A browser that remembers one can, but it says where the call comes from. */
    private static boolean couldBeForged(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        boolean program = request.getHeader(HttpHeaders.AUTHORIZATION) != null && (from == null || OWN_PAGES.contains(from));
        return !HARMLESS.contains(request.getMethod()) && !program;
    }
}
