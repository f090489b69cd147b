package dev.heed.sandbox.dynamics365;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest {

    private static Environment environment;

    @BeforeAll
    static void open() throws IOException {
        environment = new Environment();
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    @Test
    void givesATokenThatOpensTheWebApi() {
        var reply = environment.stranger().token(Dynamics365Simulator.TENANT, Caller.credentials());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("token_type").textValue()).isEqualTo("Bearer");
        assertThat(reply.json().get("expires_in").intValue()).isEqualTo(3599);
        assertThat(environment.caller().get("WhoAmI").json().get("UserId").textValue())
                .isEqualTo(Dynamics365Simulator.APPLICATION_USER.toString());
    }

    @ParameterizedTest
    @CsvSource({
            "client_secret, wrong, 401, invalid_client, 7000215",
            "client_id, unknown, 400, unauthorized_client, 700016",
            "grant_type, password, 400, unsupported_grant_type, 70003",
            "scope, https://heed-sandbox.crm4.dynamics.com/user, 400, invalid_scope, 1002012",
            "scope, https://other.crm4.dynamics.com/.default, 400, invalid_resource, 500011"})
    void refusesInTheWordsOfEntra(String field, String value, int status, String error, int code) {
        Map<String, String> form = new HashMap<>(Caller.credentials());
        form.put(field, value);

        var reply = environment.stranger().token(Dynamics365Simulator.TENANT, form);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().get("error").textValue()).isEqualTo(error);
        assertThat(reply.json().get("error_description").textValue()).startsWith("AADSTS" + code + ":");
        assertThat(reply.json().at("/error_codes/0").intValue()).isEqualTo(code);
    }

    @Test
    void refusesAnUnknownTenant() {
        assertThat(environment.stranger().token("nobody", Caller.credentials()).json().at("/error_codes/0").intValue()).isEqualTo(90002);
    }

    @Test
    void asksForAToken() {
        var reply = environment.stranger().get("contacts");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer authorization_uri=");
    }

    @Test
    void letsTokensEnd() {
        Caller early = environment.caller();
        environment.simulator().expireTokens();
        Caller late = environment.caller();

        assertThat(early.get("contacts").status()).isEqualTo(401);
        assertThat(late.get("contacts").status()).isEqualTo(200);
        environment.clock().forward(Duration.ofSeconds(3599));
        assertThat(late.get("contacts").status()).isEqualTo(401);
    }
}
