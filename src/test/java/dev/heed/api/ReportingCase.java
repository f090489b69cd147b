package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.jms.core.JmsTemplate;

/** {@code /api/v1/reports}, and what is raised about deadlines. */
abstract class ReportingCase extends ApiCase {

    @Test
    void reportsHowLongTheChangesOfThisMonthTook() {
        String change = tell("phone", freshPhone());
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + change).text("/deliveries/0/state").equals("confirmed"));
        YearMonth month = YearMonth.now(ZoneOffset.UTC);

        Reply report = get("operator", "/api/v1/reports/propagation?system=twilio&month=" + month);
        assertThat(report.text("/month")).isEqualTo(month.toString());
        JsonNode withdrawals = report.at("/systems/0/withdrawals");
        assertThat(report.text("/systems/0/system")).isEqualTo("twilio");
        assertThat(withdrawals.path("count").asInt()).isPositive().isLessThanOrEqualTo(report.at("/systems/0/all/count").asInt());
        assertThat(withdrawals.path("p50").asDouble()).isPositive().isLessThanOrEqualTo(withdrawals.path("p99").asDouble());
        assertThat(withdrawals.path("p99").asDouble()).isLessThanOrEqualTo(withdrawals.path("maximum").asDouble());
        Reply table = get("operator", "/api/v1/reports/propagation?month=" + month, "text/csv");
        assertThat(table.type()).startsWith("text/csv");
        assertThat(table.body().asText().lines()).startsWith("month,system,of,count,open,p50Seconds,p99Seconds,maximumSeconds,late")
                .anyMatch(line -> line.startsWith(month + ",twilio,withdrawals,")).anyMatch(line -> line.startsWith(month + ",twilio,all,"));
        assertThat(get("operator", "/api/v1/reports/propagation?month=1999-01").at("/systems")).isEmpty();
    }

    @Test
    void aReceiptSaysByWhenARefusalHasToBeThereAndWhichLawAsksForIt() {
        String phone = freshPhone();
        String refusal = tell("phone", phone, "capturedAt", "2024-05-20T14:00:00Z");
        Reply receipt = get("viewer", "/api/v1/changes/" + refusal);
        assertThat(receipt.text("/deliveries/0/deadline")).as("ten business days later, at the end of the day in New York, with Memorial Day between").isEqualTo("2024-06-05T04:00:00Z");
        assertThat(receipt.text("/deliveries/0/law")).isEqualTo("47 CFR 64.1200(a)(10) (TCPA)");
        assertThat(receipt.text("/deliveries/0/jurisdiction")).isEqualTo("US");

        String grant = tell("phone", phone, "value", "granted");
        assertThat(get("viewer", "/api/v1/changes/" + grant).at("/deliveries/0/deadline").isNull()).as("a grant may wait").isTrue();
    }

    @Test
    void namesTheChangesThatWereLate() {
        String change = tell("phone", freshPhone());
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + change).text("/deliveries/0/state").equals("confirmed"));
        jdbc.sql("update delivery_clock set deadline_at = started_at, alarm_at = null where change_id = ?::uuid").param(change).update();

        JsonNode late = get("operator", "/api/v1/reports/propagation?month=" + YearMonth.now(ZoneOffset.UTC)).at("/systems/0/lateChanges");
        assertThat(late).anySatisfy(one -> {
            assertThat(one.path("changeId").asText()).isEqualTo(change);
            assertThat(one.path("law").asText()).isEqualTo("47 CFR 64.1200(a)(10) (TCPA)");
            assertThat(one.path("deadline").asText()).isLessThanOrEqualTo(one.path("arrivedAt").asText());
        });
    }

    @Test
    void tellsOperatorsOnlyAndSaysWhatIsWrongWithAMonth() {
        assertThat(get("viewer", "/api/v1/reports/propagation?month=2026-11").status()).isEqualTo(403);
        assertThat(get("viewer", "/api/v1/reports/retention").status()).isEqualTo(403);
        Reply wrong = get("operator", "/api/v1/reports/propagation?month=November");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("/member")).isEqualTo("month");
        assertThat(get("operator", "/api/v1/reports/propagation").status()).isEqualTo(400);
        assertThat(get("operator", "/api/v1/reports/propagation?month=November", "text/csv").status()).isEqualTo(400);
    }

    @Test
    void raisesARefusalThatTakesTooLongShowsItAndClearsItWhenItIsConfirmed() throws Exception {
        CamelContext camel = together.heed().getBean(CamelContext.class);
        JmsTemplate jms = together.heed().getBean(JmsTemplate.class);
        jms.setReceiveTimeout(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/systems").at("/systems/0/queued").asInt() == 0);
        camel.getRouteController().stopRoute("twilio-out");
        String refusal;
        try {
            refusal = tell("phone", freshPhone());
            assertThat(get("viewer", "/api/v1/systems").at("/systems/0/deadlines/next").asText()).isNotEmpty();
            // ten days ago it was said, and in an hour it is late
            jdbc.sql("""
                    update delivery_clock set started_at = clock_timestamp() - interval '10 days', deadline_at = clock_timestamp() + interval '1 hour',
                           alarm_at = clock_timestamp() where change_id = ?::uuid""").param(refusal).update();

            List<String> events = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                if (jms.receiveAndConvert("heed.alarms") instanceof String event) {
                    events.add(event);
                }
                return events.stream().anyMatch(event -> event.contains(refusal));
            });
            JsonNode data = new ObjectMapper().readTree(events.stream().filter(event -> event.contains(refusal)).findFirst().orElseThrow()).path("data");
            assertThat(data.path("level").asText()).isEqualTo("most");
            assertThat(data.path("system").asText()).isEqualTo("twilio");
            assertThat(get("viewer", "/api/v1/systems").at("/systems/0/deadlines/most").asInt()).isEqualTo(1);
            assertThat(get("viewer", "/actuator/prometheus").body().asText()).containsPattern("heed_deadline_alarms_total\\{.*level=\"most\".*system=\"twilio\".*}");
        } finally {
            camel.getRouteController().startRoute("twilio-out");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> get("viewer", "/api/v1/systems").at("/systems/0/deadlines/most").asInt() == 0);
        await().atMost(Duration.ofSeconds(10)).until(() -> jdbc.sql("select count(*) from deadline_alarm where change_id = ?::uuid and cleared_at is null")
                .param(refusal).query(Integer.class).single() == 0);
    }
}
