package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Person;
import dev.heed.sealing.Vault;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A message that can be read and at which Heed fails all the same, whatever it is taken up with: the database refuses what it says. */
@ExtendWith(OutputCaptureExtension.class)
abstract class FailingCase extends ApiCase {

    private static final String PARKED = "select count(*) from parked where direction = 'in' and resolved_at is null and reason like 'Heed failed at it%'";
    private static final String TRIES = "select coalesce(max(tries), 0) from inbound where state = 'new'";

    private final JdbcClient owner = JdbcClient.create(together.heed().getBean("migrationDataSource", DataSource.class));

    /** Or it would find the messages of a test too. */
    @BeforeEach
    void theFirstLookIsOver() {
        await().atMost(Duration.ofSeconds(30)).until(() -> count("select count(*) from feed_position where system = 'twilio'") == 1);
    }

    @AfterEach
    void leaveNothing() {
        mend();
        jdbc.sql("update parked set resolved_at = clock_timestamp() where resolved_at is null").update();
    }

    private void mend() {
        owner.sql("drop trigger if exists planted on contact_point").update();
        owner.sql("drop function if exists planted()").update();
        await().atMost(Duration.ofSeconds(30)).until(() -> swept("select count(*) from inbound where state = 'new'") == 0);
    }

    @Test
    void isParkedAfterSomeTriesAndStopsNobodyAndIsTakenUpAgainWhenAPersonSaysSo(CapturedOutput log) {
        String phone = freshPhone();
        fail("23514", "contact_point.point = '\\x" + HexFormat.of().formatHex(together.heed().getBean(Vault.class).hash("phone:" + phone)) + "'");
        stop(phone);
        await().atMost(Duration.ofSeconds(60)).until(() -> swept(PARKED) == 1);

        Reply parked = get("operator", "/api/v1/parked?limit=1");
        assertThat(parked.text("/parked/0/direction")).isEqualTo("in");
        assertThat(parked.text("/parked/0/reason")).matches("Heed failed at it 5 times: DataIntegrityViolationException in [A-Z]\\w+\\.\\w+");
        assertThat(log).contains(parked.text("/parked/0/reason")).doesNotContain("planted").doesNotContain(phone.substring(1));
        String other = freshPhone();
        stop(other);
        await().atMost(Duration.ofSeconds(20)).until(() -> !subject(other).isEmpty());
        assertThat(subject(phone)).isEmpty();

        mend();
        String again = "/api/v1/parked/" + parked.text("/parked/0/id") + "/again";
        assertThat(post("viewer", again, "").status()).isEqualTo(403);
        Reply answer = post("operator", again, "");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/resolvedAt").isNull()).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> !subject(phone).isEmpty());
        assertThat(ask(subject(phone), "").toString()).contains("withdrawn");
        assertThat(count(PARKED)).isZero();
        assertThat(post("operator", again, "").status()).as("it waits for nobody any more").isEqualTo(409);
        assertThat(post("operator", "/api/v1/parked/0/again", "").status()).isEqualTo(404);
    }

    @Test
    void stopsNeitherWhatWaitsBehindItInItsLaneNorAnybodyElse() {
        String phone = freshPhone();
        fail("23514", "contact_point.point = '\\x" + HexFormat.of().formatHex(together.heed().getBean(Vault.class).hash("phone:" + phone)) + "'");
        twilio().act(stop(phone), "sms", "START");
        String other = freshPhone();
        stop(other);

        await().atMost(Duration.ofSeconds(20)).until(() -> !subject(other).isEmpty());
        await().atMost(Duration.ofSeconds(60)).until(() -> swept("select count(*) from inbound where state = 'new'") == 0);
        assertThat(count(PARKED)).isEqualTo(2);
    }

    /** Codes of PostgreSQL for: starting up, disk full, no such table, only to be read. */
    @ParameterizedTest
    @ValueSource(strings = {"57P03", "53100", "42P01", "25006"})
    void isNotParkedForWhatConcernsEverybody(String code) {
        String phone = freshPhone();
        fail(code, "true");
        stop(phone);
        await().atMost(Duration.ofSeconds(60)).until(() -> swept("select last_value from planted") >= 8);
        assertThat(count(TRIES)).isZero();
        assertThat(count(PARKED)).isZero();

        mend();
        await().atMost(Duration.ofSeconds(20)).until(() -> !subject(phone).isEmpty());
    }

    /** Where nobody gets through it is not for what they say. */
    @Test
    void isNotParkedWhileManyFailAndNoneGetsThrough() {
        fail("23514", "true");
        for (int i = 0; i < 15; i++) {
            stop(freshPhone());
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> swept("select last_value from planted") >= 15 * 8);
        assertThat(count(TRIES)).isLessThan(5);
        assertThat(count(PARKED)).isZero();
    }

    /** The database fails whenever a contact point is written of which this is true, and counts how often it did. */
    private void fail(String code, String condition) {
        owner.sql("create sequence if not exists planted").update();
        owner.sql("alter sequence planted restart").update();
        owner.sql("grant usage, select on sequence planted to public").update();
        owner.sql("create function planted() returns trigger language plpgsql as $$ begin perform nextval('planted'); raise exception 'planted' using errcode = '" + code + "'; end $$").update();
        owner.sql("create trigger planted before insert on contact_point for each row when (" + condition.replace("contact_point", "new") + ") execute function planted()").update();
    }

    /** Whoever has this number does. */
    private String stop(String phone) {
        String email = freshEmail();
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        twilio().act(email, "sms", "STOP");
        return email;
    }

    /** What is counted, and the sweep's pause is over for all who wait. */
    private static long swept(String sql) {
        jdbc.sql("update inbound set woken_at = woken_at - interval '10 minutes' where state = 'new'").update();
        return count(sql);
    }

    private static long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
