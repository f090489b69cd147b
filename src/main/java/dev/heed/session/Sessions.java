package dev.heed.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.deciding.Systems;
import dev.heed.system.Login;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Signs in to systems as their manifests say, once for as long as it lasts. Used by the routes as {@code sessions}. */
@Component
public class Sessions {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private record Session(String authorization, String base, Instant until) {
    }

    private final Systems systems;
    private final ObjectMapper json;
    private final Clock clock;
    private final Environment environment;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    Sessions(Systems systems, ObjectMapper json, Clock clock, Environment environment) {
        this.systems = systems;
        this.json = json;
        this.clock = clock;
        this.environment = environment;
    }

    /** Sets {@code Authorization}, and in {@code heedBase} the system's address: what it says at sign-in, or what its manifest says. */
    public void authorize(Exchange exchange) throws IOException {
        String system = exchange.getProperty("heedSystem", String.class);
        Session session = open.get(system);
        if (session == null || session.until().isBefore(clock.instant())) {
            session = signIn(systems.get(system).manifest().login(), session);
            open.put(system, session);
        }
        exchange.getMessage().setHeader("Authorization", session.authorization());
        exchange.setProperty("heedBase", session.base() != null ? session.base() : environment.getRequiredProperty("systems." + system + ".connection.url"));
    }

    /** Forgets the session and signs in again; if that fails now, the next call finds out. */
    public void renew(String system, Exchange exchange) {
        open.remove(system);
        if (systems.get(system).manifest().login() == null) {
            return;
        }
        try {
            authorize(exchange);
        } catch (IOException e) {
            exchange.getMessage().removeHeader("Authorization");
        }
    }

    /** @param last the session that has lasted, null if there is none: where the system lets it, the next one is drawn from it, and no password is sent */
    private Session signIn(Login login, Session last) throws IOException {
        if (last == null || login.refresh().isEmpty()) {
            return signIn(login);
        }
        try {
            return session(login, ask(login.url(), last.authorization(), login.refresh()), null);
        } catch (SignInRefused e) {
            return signIn(login);
        }
    }

    private Session signIn(Login login) throws IOException {
        String basic = login.basic() == null ? null : "Basic " + Base64.getEncoder().encodeToString(
                (login.basic().user() + ":" + login.basic().password()).getBytes(StandardCharsets.UTF_8));
        if (login.url() == null) {
            return new Session(basic, null, Instant.MAX);
        }
        return session(login, ask(login.url(), basic, login.form()), basic);
    }

    /** @param basic what authorizes where the answer has no token */
    private Session session(Login login, JsonNode answer, String basic) throws SignInRefused {
        String token = login.token() == null ? null : at(answer, login.token());
        String base = login.base() == null ? null : at(answer, login.base());
        if (login.token() != null && token == null || login.base() != null && base == null) {
            throw new SignInRefused("the answer of the sign-in has no " + (token == null && login.token() != null ? login.token() : login.base()));
        }
        Duration lasts = login.expires() == null || at(answer, login.expires()) == null ? login.lasts()
                : Duration.ofSeconds(Long.parseLong(at(answer, login.expires())) * 9 / 10);
        return new Session(token == null ? basic : (login.scheme() + " " + token).strip(), base, clock.instant().plus(lasts));
    }

    private JsonNode ask(String url, String authorization, Map<String, String> form) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).header("Accept", "application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"))));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode answer = response.statusCode() == 200 ? json.readTree(response.body()) : null;
            if (answer == null || !answer.isObject()) {
                throw new SignInRefused("sign-in answered " + response.statusCode());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted at sign-in");
        }
    }

    private static String at(JsonNode answer, String path) {
        return answer.at("/" + path.replace('.', '/')).asText(null);
    }
}
