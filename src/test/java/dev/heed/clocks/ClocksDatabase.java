package dev.heed.clocks;

import com.zaxxer.hikari.HikariDataSource;
import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.deadline.Deadlines;
import dev.heed.deadline.DeadlinesFile;
import dev.heed.embedded.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database, entered with the rights of the application, a clock that is set by hand, and rows to fill it with. */
final class ClocksDatabase extends Clock {

    static final Deadlines DEADLINES = DeadlinesFile.read(Path.of("config/deadlines.yaml"), Set.of("email", "sms", "phone", "post"));

    final JdbcTemplate batch;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    private Instant now;

    ClocksDatabase() {
        Map<String, String> settings = TestDatabase.fresh();
        String url = settings.get("heed.database.url");
        String login = settings.get("heed.database.login.username");
        Flyway.configure().dataSource(url, settings.get("heed.database.owner.username"), settings.get("heed.database.owner.password"))
                .placeholders(Map.of("app", login)).load().migrate();
        HikariDataSource pool = DataSourceBuilder.create().type(HikariDataSource.class).url(url).username(login)
                .password(settings.get("heed.database.login.password")).build();
        pool.setMaximumPoolSize(4);
        this.batch = new JdbcTemplate(pool);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        this.jdbc = JdbcClient.create(batch);
    }

    /** Leaves only what is never deleted: the ledger. */
    void empty() {
        List.of("delivery_clock", "deadline_alarm", "delivery", "receipt", "parked", "inbound_other", "inbound", "inbound_key", "retention_run")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    void at(String instant) {
        now = Instant.parse(instant);
    }

    /** A change in the ledger, for a number in New York unless the jurisdiction says something else. */
    Change entry(String value, String jurisdiction, String receivedAt) {
        UUID subject = UUID.randomUUID();
        jdbc.sql("insert into subject (id) values (?)").param(subject).update();
        Change change = change(subject, value, jurisdiction, receivedAt);
        jdbc.sql("""
                insert into ledger (entry_id, subject_id, position, kind, key, value, source, actor, evidence, captured_from, captured_to, received_at, recorded_at,
                                    jurisdiction, rule, sealed, prior, hash)
                values (?, ?, 1, 'change', 'sms/marketing', ?, 'crm', 'subject', 'form', ?, ?, ?, ?, ?, 'holds', '', '', '')""")
                .params(change.id(), subject, value, time(receivedAt), time(receivedAt), time(receivedAt), time(receivedAt), jurisdiction).update();
        return change;
    }

    static Change change(UUID subject, String value, String jurisdiction, String capturedAt) {
        Instant at = Instant.parse(capturedAt);
        Provenance origin = new Provenance("crm", "1", UUID.randomUUID().toString(), Actor.SUBJECT, "form", Evidence.FORM, null, jurisdiction, at, at, false,
                null, at, "", "crm@1", List.of());
        return new Change(UUID.randomUUID(), subject, Key.of("sms/marketing"), value, ContactPoint.of("phone:+12125550100"), origin);
    }

    /** @param settledAt null where it has not ended */
    void delivery(Change change, UUID subject, String system, String state, String settledAt) {
        jdbc.sql("""
                insert into delivery (change_id, system, subject_id, key, state, settled_at) values (?, ?, ?, ?, ?, ?)
                on conflict (change_id, system, subject_id) do update set state = excluded.state, settled_at = excluded.settled_at""")
                .params(change.id(), system, subject, change.key().text(), state, settledAt == null ? null : time(settledAt)).update();
        if (state.equals("parked")) {
            jdbc.sql("insert into parked (system, direction, change_id, subject_id, reason) values (?, 'out', ?, ?, '400')").params(system, change.id(), subject).update();
        }
    }

    void delivery(Change change, String system, String state, String settledAt) {
        delivery(change, change.subject(), system, state, settledAt);
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    static Object time(String instant) {
        return Instant.parse(instant).atOffset(ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
