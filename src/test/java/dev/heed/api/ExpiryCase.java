package dev.heed.api;

import static org.awaitility.Awaitility.await;

import dev.heed.embedded.TestDatabase;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.Writes.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A Heed whose policy lets consent run out, and whose clock is moved. */
abstract class ExpiryCase extends ApiCase {

    static final String MONTH = "grants: {evidence: import, expire: {sms: P30D}, confirm: P7D}";
    static final String WEEK = "grants: {evidence: import, expire: {sms: P7D}, confirm: P7D}";

    private static Map<String, String> settings;

    @BeforeAll
    static void prepare() {
        MovedClock.toLongAgo();
        settings = new LinkedHashMap<>(TestDatabase.fresh());
        settings.put("heed.expiry.period", "200");
        settings.put("spring.main.sources", MovedClock.class.getName());
        folder = HeedWithTwilio.folder();
        startWith(MONTH);
    }

    @AfterAll
    static void close() {
        together.close();
    }

    static void startWith(String grants) {
        together = HeedWithTwilio.start(folder, policy -> policy.replaceFirst("(?m)^grants:.*$", grants), settings);
        jdbc = together.heed().getBean(JdbcClient.class);
    }

    static void restartWith(String grants) {
        together.close();
        startWith(grants);
    }

    String enrolled(String email) {
        String phone = freshPhone();
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        return phone;
    }

    void untilComplete(String change) {
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + change).at("/complete").asBoolean());
    }

    List<Write> writes(String phone) {
        return twilio().writes().all().stream().filter(write -> write.toString().contains(phone)).toList();
    }

    UUID person(String contactPoint) {
        return UUID.fromString(subject(contactPoint));
    }

    Instant lookAgain(String contactPoint) {
        return lookAgain(person(contactPoint));
    }

    Instant lookAgain(UUID person) {
        return jdbc.sql("select look_again_at from subject where id = ?").param(person)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class)).list().stream()
                .filter(Objects::nonNull).map(OffsetDateTime::toInstant).findFirst().orElse(null);
    }

    long version(String contactPoint) {
        return jdbc.sql("select version from subject where id = ?").param(person(contactPoint)).query(Long.class).single();
    }
}
