package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.ledger.InboundMessages;
import dev.heed.mapping.Message;
import dev.heed.sandbox.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.junit.jupiter.api.Test;

/** {@code /api/v1/systems}, {@code /api/v1/parked} and the gauges. */
abstract class OperatingCase extends ApiCase {

    @Test
    void showsHowASystemIsServed() {
        String email = freshEmail();
        twilio().enrol(new Person(email, freshPhone(), "Ada", "Example", "en", "", Set.of("twilio")));
        twilio().act(email, "sms", "STOP");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(Instant.parse(system().path("lastEventAt").asText()))
                .isAfter(Instant.now().minusSeconds(30)));
        assertThat(system().path("title").asText()).isEqualTo("Twilio");
        assertThat(system().path("kind").asText()).isEqualTo("SMS");
        assertThat(system().path("state").asText()).isEqualTo("started");
        assertThat(system().path("routes").findValuesAsText("id")).containsExactlyInAnyOrder("twilio-in", "twilio-look", "twilio-page", "twilio-out");
    }

    /** As {@code BrokerTest} has it, and not as Camel would have it if it were left to itself. */
    @Test
    void acknowledgesAMessageWhenItsRouteHasEndedWell() {
        JmsConfiguration jms = together.heed().getBean(CamelContext.class).getComponent("jms", JmsComponent.class).getConfiguration();

        assertThat(jms.isTransacted()).isTrue();
        assertThat(jms.isLazyCreateTransactionManager()).isFalse();
        assertThat(jms.isExposeListenerSession()).isTrue();
    }

    @Test
    void showsAStoppedRouteAndWhatPilesUp() throws Exception {
        CamelContext camel = together.heed().getBean(CamelContext.class);
        settled();
        camel.getRouteController().stopRoute("twilio-out");
        String refusal;
        try {
            assertThat(system().path("state").asText()).isEqualTo("partly");
            assertThat(system().path("oldestUndeliveredOptOut").isNull()).isTrue();
            tell("phone", freshPhone(), "value", "granted");
            assertThat(system().path("queued").asInt()).isEqualTo(1);
            assertThat(system().path("oldestUndeliveredOptOut").isNull()).as("a grant may wait").isTrue();
            refusal = tell("phone", freshPhone());
            jdbc.sql("update delivery set queued_at = clock_timestamp() - interval '90 seconds' where change_id = ?::uuid").param(refusal).update();

            assertThat(system().path("queued").asInt()).isEqualTo(2);
            assertThat(system().path("lag").asInt()).isBetween(90, 200);
            assertThat(system().path("oldestUndeliveredOptOut").asInt()).isBetween(90, 200);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                assertThat(gauge("heed_deliveries_queued")).isEqualTo(2);
                assertThat(gauge("heed_optout_oldest_seconds")).isBetween(90.0, 200.0);
            });
        } finally {
            camel.getRouteController().startRoute("twilio-out");
        }
        settled();
        assertThat(system().path("lag").asInt()).isZero();
        assertThat(system().path("oldestUndeliveredOptOut").isNull()).isTrue();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(gauge("heed_optout_oldest_seconds")).isZero());
    }

    @Test
    void showsARefusedOptOutAsUndeliveredUntilAPersonHasDealtWithIt() {
        settled();
        int before = system().path("parked").asInt();
        twilio().faults().answer(1, 400, 0);
        String refusal = tell("phone", freshPhone());

        await().atMost(Duration.ofSeconds(20)).until(() -> system().path("parked").asInt() == before + 1);
        assertThat(get("viewer", "/api/v1/changes/" + refusal).text("/deliveries/0/state")).isEqualTo("parked");
        assertThat(get("viewer", "/api/v1/changes/" + refusal).text("/deliveries/0/reason")).startsWith("400");
        assertThat(system().path("oldestUndeliveredOptOut").isNull()).isFalse();
        Reply parked = get("operator", "/api/v1/parked?system=twilio");
        assertThat(parked.text("/parked/0/direction")).isEqualTo("out");
        assertThat(parked.text("/parked/0/changeId")).isEqualTo(refusal);
        assertThat(parked.text("/parked/0/reason")).startsWith("400");
        Reply one = get("engineer", "/api/v1/parked/" + parked.text("/parked/0/id"));
        assertThat(one.at("/message").isNull()).isTrue();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(gauge("heed_parked")).isEqualTo(before + 1));

        jdbc.sql("update parked set resolved_at = clock_timestamp() where change_id = ?::uuid").param(refusal).update();
        assertThat(system().path("oldestUndeliveredOptOut").isNull()).isTrue();
        assertThat(system().path("parked").asInt()).isEqualTo(before);
    }

    @Test
    void showsAParkedMessageToOperatorsAndItsBodyToEngineersOnly() {
        String body = "MessageSid=SM1&Wish=Größe";
        long inbound = parkable(body.getBytes(StandardCharsets.UTF_8));
        long id = jdbc.sql("insert into parked (system, direction, inbound_id, reason) values ('twilio', 'in', ?, 'messages: no record id in From') returning id")
                .param(inbound).query(Long.class).single();

        assertThat(get("viewer", "/api/v1/parked").status()).isEqualTo(403);
        assertThat(get("viewer", "/api/v1/parked/" + id).status()).isEqualTo(403);
        Reply list = get("operator", "/api/v1/parked?limit=1");
        assertThat(list.at("/parked/0/id").asLong()).isEqualTo(id);
        assertThat(list.text("/parked/0/reason")).isEqualTo("messages: no record id in From");
        assertThat(list.text("/parked/0/direction")).isEqualTo("in");
        Reply seen = get("operator", "/api/v1/parked/" + id);
        assertThat(seen.text("/message/feed")).isEqualTo("messages");
        assertThat(seen.at("/message/bytes").asInt()).isEqualTo(body.length() + 2);
        assertThat(seen.at("/message/body").isNull()).isTrue();
        assertThat(get("engineer", "/api/v1/parked/" + id).text("/message/body")).isEqualTo(body);

        jdbc.sql("update parked set inbound_id = ? where id = ?").params(parkable(new byte[] {(byte) 0xff, 1}), id).update();
        Reply binary = get("engineer", "/api/v1/parked/" + id);
        assertThat(binary.text("/message/encoding")).isEqualTo("base64");
        assertThat(binary.text("/message/body")).isEqualTo("/wE=");
        jdbc.sql("update parked set resolved_at = clock_timestamp() where id = ?").param(id).update();
        assertThat(get("operator", "/api/v1/parked").body().findValuesAsText("id")).doesNotContain(String.valueOf(id));
        assertThat(get("operator", "/api/v1/parked/0").status()).isEqualTo(404);
    }

    @Test
    void pagesThroughWhatIsParked() {
        String system = "none-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            jdbc.sql("insert into parked (system, direction, reason) values (?, 'out', ?)").params(system, "reason " + i).update();
        }

        Reply first = get("operator", "/api/v1/parked?limit=2&system=" + system);
        assertThat(first.body().findValuesAsText("reason")).containsExactly("reason 2", "reason 1");
        Reply second = get("operator", "/api/v1/parked?limit=2&system=" + system + "&before=" + first.text("/next"));
        assertThat(second.body().findValuesAsText("reason")).containsExactly("reason 0");
        assertThat(second.at("/next").isNull()).isTrue();
    }

    private com.fasterxml.jackson.databind.JsonNode system() {
        Reply reply = get("viewer", "/api/v1/systems");
        assertThat(reply.at("/systems")).hasSize(1);
        return reply.at("/systems/0");
    }

    private void settled() {
        await().atMost(Duration.ofSeconds(20)).until(() -> system().path("queued").asInt() == 0);
        jdbc.sql("update parked set resolved_at = clock_timestamp() where resolved_at is null").update();
    }

    private double gauge(String name) {
        Matcher line = Pattern.compile(name + "\\{.*system=\"twilio\".*} (\\S+)").matcher(get("viewer", "/actuator/prometheus").body().asText());
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }

    private static long parkable(byte[] body) {
        return together.heed().getBean(InboundMessages.class).keep("twilio", new Message("messages", body, null, true, Instant.now(), "abc"), null).id();
    }
}
