package dev.heed.sandbox.responsys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Sandbox;
import dev.heed.sandbox.responsys.RestClient.Answer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponsysLoginTest {

    private static Sandbox sandbox;
    private static ResponsysSimulator responsys;
    private RestClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        responsys = sandbox.system(ResponsysSimulator.class);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() {
        responsys.reset();
        client = new RestClient(sandbox.url());
    }

    @Test
    void givesATokenAndTheEndPointOfEveryLaterCall() throws Exception {
        Answer answer = client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("endPoint").asText()).isEqualTo(sandbox.url() + "/responsys");
        assertThat(answer.body().path("issuedAt").isIntegralNumber()).isTrue();
        assertThat(client.get("/rest/api/ratelimit").status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongPasswordAndALoginThatIsNoForm() throws Exception {
        assertThat(client.login(ResponsysSimulator.USER, "guess").code()).isEqualTo("INVALID_USER_NAME_PASSWORD");
        assertThat(client.form("auth_type=magic", null).code()).isEqualTo("INVALID_PARAMETER");
        assertThat(client.send(client.request("/rest/api/v1.3/auth/token", null).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))).status()).isEqualTo(415);
    }

    @Test
    void limitsHowOftenOneMayLogIn() throws Exception {
        responsys.limit("login", 2);
        client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);
        client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);

        Answer third = client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);

        assertThat(third.status()).isEqualTo(400);
        assertThat(third.code()).isEqualTo("API_LIMIT_EXCEEDED");
        assertThat(third.body().path("detail").asText()).contains("allowable limit to call the login API function");
    }

    @Test
    void drawsANewTokenFromALivingOneOnly() throws Exception {
        client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);
        Answer fresh = client.form("auth_type=token", client.token);
        assertThat(fresh.body().path("authToken").asText()).isNotEmpty().isNotEqualTo(client.token);

        responsys.expireTokens();

        assertThat(client.form("auth_type=token", client.token).code()).isEqualTo("TOKEN_EXPIRED");
    }

    @Test
    void tellsAnExpiredTokenFromAnUnknownOne() throws Exception {
        client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);
        String token = client.token;

        client.token = "Bearer " + token;
        Answer scheme = client.get("/rest/api/ratelimit");
        client.token = null;
        Answer none = client.get("/rest/api/ratelimit");
        client.token = token;
        responsys.expireTokens();
        Answer expired = client.get("/rest/api/ratelimit");

        for (Answer refused : new Answer[] {scheme, none}) {
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.code()).isEqualTo("UNEXPECTED_EXCEPTION");
            assertThat(refused.body().path("detail").asText()).isEqualTo("Not a valid authentication token");
        }
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.code()).isEqualTo("TOKEN_EXPIRED");
    }

    @Test
    void showsItsLimitsWithoutAVersionInThePathOnly() throws Exception {
        client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);
        responsys.limit("mergeListMembers", 7);

        JsonNode limits = client.get("/rest/api/ratelimit").body();

        assertThat(limits).anySatisfy(limit -> {
            assertThat(limit.path("api").asText()).isEqualTo("mergeListMembers");
            assertThat(limit.path("limit").asInt()).isEqualTo(7);
            assertThat(limit.path("resource_path").asText()).isEqualTo("/lists/{listName}/members");
            assertThat(limit.path("verb").asText()).isEqualTo("POST");
        });
        assertThat(client.get("/rest/api/v1.3/ratelimit").status()).isEqualTo(404);
    }
}
