package dev.heed.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.HeedTest;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who gets in where, over real HTTP. */
@HeedTest(properties = "heed.home=src/test/resources/homes/small")
class DoorsTest {

    private static final String ECHO = "/actuator/jolokia/exec/org.apache.camel:context=heed,type=routes,name=%22echo%22/";

    @LocalServerPort
    int port;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/systems", "/actuator", "/actuator/prometheus", "/actuator/metrics", "/actuator/info", "/actuator/hawtio/",
            "/actuator/hawtio/jolokia", "/actuator/jolokia", "/actuator/jolokia/version", "/swagger-ui/index.html", "/v3/api-docs", "/nowhere",
            "/api/v1/systems/", "/actuator/health/db", "/actuator/env", "/actuator/heapdump"})
    void asksForAUser(String path) throws Exception {
        HttpResponse<String> answer = send(request(path).GET());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertProblem(answer, path);
    }

    @Test
    void showsThatItLivesToAnybodyAndHowOnlyToUsers() throws Exception {
        HttpResponse<String> anybody = send(request("/actuator/health").GET());
        assertThat(anybody.statusCode()).isEqualTo(200);
        assertThat(anybody.body()).contains("UP").doesNotContain("components");
        for (String user : new String[] {"viewer", "operator", "engineer"}) {
            assertThat(send(as(user, "/actuator/health").GET()).body()).contains("\"db\"", "\"jms\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/in/../api/v1/systems", "/in/%2e%2e/api/v1/systems", "/in;x=/../api/v1/systems", "//api/v1/systems", "/in/..%2fapi/v1/systems"})
    void hasNoWayAroundThroughTheSystemsDoor(String path) throws Exception {
        assertThat(send(request(path).GET()).statusCode()).isIn(400, 401, 404);
    }

    @Test
    void leavesTheSystemsDoorToTheSystemsOwnSignatures() throws Exception {
        assertThat(send(request("/in/nobody").POST(body("{}"))).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
            "viewer,   GET,  /api/v1/nothing,         404", "viewer,   POST, /api/v1/nothing, 403", "viewer,   PUT, /api/v1/nothing, 403",
            "viewer,   POST, /api/v1/check,           400", "operator, POST, /api/v1/nothing, 404", "engineer, PUT, /api/v1/nothing, 404",
            "viewer,   GET,  /actuator/prometheus,    200", "viewer,   GET,  /v3/api-docs,    200", "viewer,   GET, /swagger-ui/index.html, 200",
            "stranger, GET,  /api/v1/nothing,         401", "viewer,   GET,  /actuator/env,   404"})
    void givesEachRoleItsOwn(String user, String method, String path, int status) throws Exception {
        HttpResponse<String> answer = send(as(user, path).method(method, body("{}")));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status >= 400) {
            assertProblem(answer, path);
        }
    }

    @Test
    void keepsNoSessionForAProgram() throws Exception {
        send(as("viewer", "/actuator/info").GET());

        assertThat(cookies.getCookieStore().getCookies()).noneMatch(cookie -> cookie.getName().equals("heed"));
    }

    @Test
    void refusesWhatAnotherSiteMakesABrowserSend() throws Exception {
        assertThat(send(as("operator", "/api/v1/nothing").header("Sec-Fetch-Site", "cross-site").POST(body("{}"))).statusCode()).isEqualTo(403);
        assertThat(send(as("operator", "/api/v1/nothing").header("Sec-Fetch-Site", "same-origin").POST(body("{}"))).statusCode()).isEqualTo(404);
        HttpResponse<String> preflight = send(request("/actuator/jolokia").header("Origin", "http://elsewhere.example")
                .header("Access-Control-Request-Method", "POST").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
        HttpResponse<String> read = send(as("viewer", "/actuator/jolokia/version").header("Origin", "http://elsewhere.example").GET());
        assertThat(read.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void letsAPersonSignInToTheConsoleAndOutAgain() throws Exception {
        HttpResponse<String> page = send(request("/actuator/hawtio/").header("Accept", "text/html").GET());
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("location")).hasValue("http://localhost:%s/login".formatted(port));

        signIn("engineer");
        assertThat(send(request("/actuator/hawtio/").header("Accept", "text/html").GET()).body()).contains("Hawtio");
        assertThat(send(request("/actuator/hawtio/user").GET()).body().strip()).isEqualTo("\"engineer\"");

        String version = "{\"type\":\"version\"}";
        assertThat(send(request("/actuator/hawtio/jolokia").POST(body(version))).statusCode()).as("without the token").isEqualTo(403);
        HttpResponse<String> answer = send(request("/actuator/hawtio/jolokia").header("X-XSRF-TOKEN", cookie("XSRF-TOKEN")).POST(body(version)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("protocol");

        send(request("/actuator/hawtio/auth/logout").GET());
        assertThat(send(request("/actuator/hawtio/user").GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void letsAViewerLookAnOperatorActAndAnEngineerDoTheRest() throws Exception {
        assertThat(jolokia("viewer", ECHO + "dumpRouteAsXml()")).contains("to-changed");
        assertThat(jolokia("viewer", "/actuator/jolokia/read/java.lang:type=Memory/HeapMemoryUsage")).contains("\"used\"");
        assertThat(jolokia("viewer", ECHO + "stop()")).contains("\"status\":403");
        assertThat(jolokia("operator", ECHO + "stop()")).contains("\"status\":200");
        assertThat(jolokia("operator", ECHO + "start()")).contains("\"status\":200");

        String context = "/actuator/jolokia/exec/org.apache.camel:context=heed,type=context,name=%22heed%22/";
        assertThat(jolokia("operator", context + "sendStringBody/log:x/y")).contains("\"status\":403");
        assertThat(jolokia("engineer", context + "sendStringBody/log:x/y")).contains("\"status\":200");
    }

    @Test
    void leadsWhoTypesNoMoreThanTheHostToTheConsole() throws Exception {
        HttpResponse<String> answer = send(as("viewer", "/").GET());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).hasValueSatisfying(location -> assertThat(location).endsWith("/actuator/hawtio/"));
    }

    @Test
    void findsTheFiguresOfAStepByTheNameInThePicture() throws Exception {
        for (String shown : new String[] {"dumpRouteAsXml()", "dumpRouteStatsAsXml(boolean,boolean)/true/true"}) {
            assertThat(jolokia("viewer", ECHO + shown)).contains("id=\\\"echo-address\\\"", "id=\\\"echo-to-changed\\\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"viewer, false", "operator, true"})
    void tellsTheConsoleWhichButtonsToOffer(String user, boolean stop) throws Exception {
        String asked = "/actuator/jolokia/exec/hawtio:type=security,area=jmx,name=Heed/canInvoke(java.lang.String,java.lang.String)/"
                + "org.apache.camel:context=heed,type=routes,name=%22echo%22/";
        assertThat(jolokia(user, asked + "stop()")).contains("\"value\":" + stop);
        assertThat(jolokia(user, asked + "dumpRouteAsXml()")).contains("\"value\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/actuator/jolokia/read/java.lang:type=Runtime/SystemProperties", "/actuator/jolokia/read/java.lang:type=Runtime/InputArguments",
            "/actuator/jolokia/exec/java.lang:type=Memory/gc", "/actuator/jolokia/exec/com.sun.management:type=DiagnosticCommand/help",
            "/actuator/jolokia/exec/java.util.logging:type=Logging/getLoggerLevel/x", "/actuator/jolokia/write/java.lang:type=Memory/Verbose/true",
            "/actuator/jolokia/exec/org.apache.camel:context=heed,type=tracer,name=BacklogTracer/dumpAllTracedMessages()"})
    void keepsTheConsoleAwayFromTheRestOfTheProcess(String path) throws Exception {
        assertThat(jolokia("engineer", path)).containsPattern("\"status\":(403|404)");
    }

    @Test
    void showsNoPagesOfTheConsoleThatCouldOnlyFail() throws Exception {
        assertThat(jolokia("engineer", "/actuator/jolokia/search/*:*")).contains("org.apache.camel:", "org.apache.activemq.artemis:")
                .doesNotContain("type=tracer", "org.springframework.boot:", "com.sun.management:", "java.util.logging:");
    }

    @Test
    void letsMessagesBeReadByOperatorsOnly() throws Exception {
        assertThat(jolokia("viewer", browse("heed.dead", "anycast", "heed.dead"))).contains("\"status\":403");
        assertThat(jolokia("operator", browse("heed.dead", "anycast", "heed.dead"))).contains("\"status\":200");
    }

    @ParameterizedTest
    @CsvSource({"jms:queue:heed.inbound, heed.inbound, anycast, heed.inbound", "jms:topic:heed.changed, heed.changed, multicast, heed.to.crm"})
    void showsAnOperatorWhatWaitsInAQueue(String sentTo, String address, String type, String queue) throws Exception {
        String sent = "waits-in-" + queue;
        assertThat(jolokia("operator", ECHO + "stop()")).as("who reads it is stopped").contains("\"status\":200");
        jolokia("engineer", "/actuator/jolokia/exec/org.apache.camel:context=heed,type=context,name=%22heed%22/sendStringBody/" + sentTo + "/" + sent);

        assertThat(jolokia("operator", browse(address, type, queue))).contains("\"status\":200", sent);
        assertThat(jolokia("viewer", browse(address, type, queue))).contains("\"status\":403").doesNotContain(sent);
        assertThat(jolokia("operator", ECHO + "start()")).contains("\"status\":200");
    }

    private static String browse(String address, String type, String queue) {
        return "/actuator/jolokia/exec/org.apache.activemq.artemis:broker=%22heed%22,component=addresses,address=%22" + address
                + "%22,subcomponent=queues,routing-type=%22" + type + "%22,queue=%22" + queue + "%22/browse()";
    }

    @ParameterizedTest
    @CsvSource({"POST, /login, 1048577", "POST, /in/nobody, 1048577", "POST, /api/v1/check, 1048577"})
    void takesNoMoreThanARequestMayCarry(String method, String path, int size) throws Exception {
        HttpResponse<String> answer = send(as("operator", path).method(method, BodyPublishers.ofByteArray(new byte[size])));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertProblem(answer, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email=%ff%fe", "email=%zz", "email=a%00b@example.com", "email=%", "%ff=1"})
    void findsAQueryThatIsNoneAndIsNotBrokenByIt(String query) throws Exception {
        String answer = raw("GET /api/v1/subjects?" + query + " HTTP/1.1", "");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"status\":400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET //api/v1/systems HTTP/1.1", "GET /api/v1/%2e%2e/planted HTTP/1.1", "POST /in/..%2fplanted HTTP/1.1", "DELETE /in/%00planted HTTP/1.1"})
    void answersAnAddressThatIsNoneAsAProblemToo(String line) throws Exception {
        assertThat(raw(line, "")).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"status\":400").doesNotContain("planted", "<html");
    }

    @Test
    void answersWhatIsTooLongAsAProblemToo() throws Exception {
        assertThat(raw("GET /api/v1/systems HTTP/1.1", "X-Long: " + "a".repeat(70_000) + "\r\n")).startsWith("HTTP/1.1 431 ").contains("application/problem+json");
        assertThat(raw("GET /api/v1/" + "a".repeat(70_000) + " HTTP/1.1", "")).startsWith("HTTP/1.1 414 ").contains("application/problem+json");
    }

    /** As it stands: a client of good manners would send no such thing. */
    private String raw(String line, String headers) throws Exception {
        String credentials = Base64.getEncoder().encodeToString("viewer:heed".getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((line + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic " + credentials + "\r\n" + headers + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String jolokia(String user, String path) throws Exception {
        return send(as(user, path).GET()).body();
    }

    private void signIn(String user) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(send(request("/login").GET()).body());
        assertThat(token.find()).isTrue();
        String form = "username=%s&password=heed&_csrf=%s".formatted(user, URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(request("/login").setHeader("Content-Type", "application/x-www-form-urlencoded").POST(body(form)));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).hasValueSatisfying(location -> assertThat(location).doesNotContain("error"));
    }

    private String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals(name)).findFirst().orElseThrow().getValue();
    }

    private static void assertProblem(HttpResponse<String> answer, String path) {
        assertThat(answer.headers().firstValue("content-type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"status\":" + answer.statusCode(), "urn:uuid:").doesNotContain("trace", "java");
        if (path.length() > 3) {
            assertThat(answer.body()).doesNotContain(path);
        }
    }

    private HttpRequest.Builder as(String user, String path) {
        String credentials = Base64.getEncoder().encodeToString((user + ":heed").getBytes(StandardCharsets.UTF_8));
        return request(path).header("Authorization", "Basic " + credentials);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Content-Type", "application/json");
    }

    private static BodyPublisher body(String text) {
        return BodyPublishers.ofString(text);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
