package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.responsys.ResponsysSimulator;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A system that tells by files and is told by merges of rows: what files and merges do wrong harms nobody. */
class FilesTest {

    private static final String SMS = "MOBILE_PERMISSION_STATUS_";

    private final ResponsysSimulator responsys = (ResponsysSimulator) Scene.system("responsys");

    @AfterEach
    void mend() {
        responsys.writeSlowly(Duration.ZERO);
        responsys.finishWriting();
        responsys.limit("mergeListMembers", 1000);
    }

    @Test
    void aFileIsReadWhenItIsWhole() {
        Person customer = enter();
        Person other = enter();
        responsys.writeSlowly(Duration.ofMinutes(5));
        responsys.act(customer.email(), SMS, "O");
        Scene.until(() -> read("_SMS_OPT_OUT_") > 0 && Scene.system("twilio").holds(other.email()).isPresent());
        responsys.writeSlowly(Duration.ZERO);
        responsys.act(other.email(), SMS, "O");
        Scene.until(() -> refused("twilio", other));
        assertThat(Scene.changes(customer)).isZero();

        responsys.finishWriting();
        Scene.until(() -> refused("twilio", customer));
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(1);
    }

    @Test
    void aFileThatComesAgainSaysNothingNew() {
        Person customer = enter();
        responsys.act(customer.email(), SMS, "O");
        Scene.until(() -> refused("twilio", customer));
        Scene.quiet(customer);
        long before = rows();
        responsys.reissue();

        Scene.until(() -> rows() > before);
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(1);
    }

    @Test
    void aTokenThatEndedIsRenewed() {
        Person customer = enter();
        responsys.expireTokens();
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> refused("responsys", customer));
        Scene.until(() -> Scene.deliveries(customer).getOrDefault("confirmed", 0L) == 1);
    }

    @Test
    void aCallOverTheLimitWaitsAMinuteThoughItsStatusIs400() {
        Person customer = enter();
        responsys.limit("mergeListMembers", 0);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> Scene.database().sql("""
                select count(*) from delivery where system = 'responsys' and state = 'queued' and reason like '%API_LIMIT_EXCEEDED%'
                and due_at > clock_timestamp() + interval '50 seconds'""").query(Long.class).single() == 1);

        responsys.limit("mergeListMembers", 1000);
        Scene.database().sql("update delivery set due_at = clock_timestamp() where system = 'responsys' and state = 'queued'").update();
        Scene.until(() -> refused("responsys", customer));
    }

    @Test
    void aRowThatIsGoneIsAbsentAndParksNothing() {
        Person customer = enter();
        responsys.act(customer.email(), "DELETE", "");
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> Scene.deliveries(customer).equals(Map.of("absent", 1L, "unchanged", 1L))
                || Scene.deliveries(customer).getOrDefault("absent", 0L) > 0);
        assertThat(Scene.deliveries(customer)).doesNotContainKey("parked");
    }

    @Test
    void whatAMergeDoesNotSpeakOfStaysAsItWas() {
        Person one = enter();
        Person other = enter();
        responsys.act(one.email(), "LANGUAGE", "tr");
        responsys.act(other.email(), "LANGUAGE", "fa");
        Scene.quiet(one);
        Scene.quiet(other);
        Scene.system("twilio").act(one.email(), "sms", "STOP");
        Scene.system("salesforce").act(other.email(), "HasOptedOutOfEmail", "true");
        Scene.until(() -> refused("responsys", one) && "O".equals(row(other).get("EMAIL_PERMISSION_STATUS_")));

        assertThat(row(one)).containsEntry("EMAIL_PERMISSION_STATUS_", "I").containsEntry("EMAIL_PERMISSION_REASON_", "Import").containsEntry("LANGUAGE", "tr");
        assertThat(row(other)).containsEntry("MOBILE_PERMISSION_STATUS_", null).containsEntry("LANGUAGE", "fa");
        assertThat((String) row(other).get("EMAIL_PERMISSION_REASON_")).contains("salesforce");
    }

    private static Person enter() {
        return Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio", "responsys")));
    }

    private static long read(String part) {
        return Scene.database().sql("select count(*) from inbound_key where key like 'file responsys %' || ? || '%'").param(part).query(Long.class).single();
    }

    private static long rows() {
        return Scene.database().sql("select count(*) from inbound where system = 'responsys' and feed = 'sms-events'").query(Long.class).single();
    }

    private Map<String, Object> row(Person person) {
        return responsys.holds(person.email()).orElseThrow();
    }

    private static boolean refused(String system, Person person) {
        Map<String, Object> record = Scene.system(system).holds(person.email()).orElseThrow();
        return "O".equals(record.get(SMS)) || "opt-out".equals(record.get("status"));
    }
}
