package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EloquaAccessTest extends EloquaTestBase {

    @Test
    void namesTheBaseOfTheHostThatWasAsked() {
        var id = client.id();

        assertThat(id.status()).isEqualTo(200);
        assertThat(id.json().at("/site/name").asText()).isEqualTo(EloquaSimulator.COMPANY);
        assertThat(id.json().at("/urls/base").asText()).isEqualTo(sandbox.url() + "/eloqua");
        assertThat(id.json().at("/urls/apis/rest/bulk").asText()).isEqualTo(sandbox.url() + "/eloqua/API/Bulk/{version}/");
        assertThat(id.json().at("/urls/apis/rest/standard").asText()).isEqualTo(sandbox.url() + "/eloqua/API/REST/{version}/");
    }

    @Test
    void answersAStrangerWithASentenceAndStatus200() {
        var id = client.credentials(EloquaSimulator.COMPANY + "\\" + EloquaSimulator.USER, "wrong").id();

        assertThat(id.status()).isEqualTo(200);
        assertThat(id.text()).isEqualTo("\"Not authenticated.\"");
    }

    @Test
    void refusesEveryOtherCallWithWrongCredentials() {
        client.credentials(EloquaSimulator.USER, EloquaSimulator.PASSWORD);

        assertThat(client.rest("/data/contacts").status()).isEqualTo(401);
        assertThat(client.bulk("/contacts/fields").status()).isEqualTo(401);
        assertThat(client.bulk("/syncs", "{}").status()).isEqualTo(401);
    }

    @Test
    void throttlesDiscovery() {
        eloqua.discoveriesPerMinute(2);

        assertThat(client.id().status()).isEqualTo(200);
        assertThat(client.id().status()).isEqualTo(200);
        assertThat(client.id().status()).isEqualTo(429);
    }

    @Test
    void leavesItsOldBaseWhenThePodMoves() {
        eloqua.move();

        assertThat(client.rest("/data/contacts").status()).isEqualTo(401);
        String base = client.id().json().at("/urls/base").asText();
        assertThat(base).isEqualTo(sandbox.url() + "/eloqua/p04");
        client.base("/eloqua/p04");
        assertThat(client.rest("/data/contacts").status()).isEqualTo(200);
        assertThat(client.bulk("/contacts/fields").status()).isEqualTo(200);
        client.base("/eloqua/p05");
        assertThat(client.rest("/data/contacts").status()).isEqualTo(401);
    }
}
