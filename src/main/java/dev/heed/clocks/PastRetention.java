package dev.heed.clocks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds and drops what is older than it is to be kept. Every statement takes a bounded number of rows and says how many it took. */
@Repository
public class PastRetention {

    /**
     * What the latest run came to.
     *
     * @param ledgerPast entries that are past retention and stay, because the ledger is append-only and the state follows from it
     */
    public record Run(LocalDate day, Instant startedAt, Instant endedAt, long messages, long keys, long parked, long deliveries, long receipts, long ledgerPast) {
    }

    static final String MESSAGES = """
            with past as (
                select id from inbound where received_at < :before and state <> 'new'
                and not exists (select 1 from parked where parked.inbound_id = inbound.id) limit :limit),
            others as (delete from inbound_other using past where inbound_other.inbound_id = past.id)
            delete from inbound using past where inbound.id = past.id""";
    static final String KEYS = "delete from inbound_key where key in (select key from inbound_key where seen_at < :before limit :limit)";
    static final String PARKED = "delete from parked where id in (select id from parked where resolved_at < :before limit :limit)";
    /** The clock and the alarms go with the delivery. */
    static final String DELIVERIES = """
            with past as (
                select delivery.change_id, delivery.system, delivery.subject_id from delivery join heard using (change_id)
                where settled_at < :before and not %s and jurisdiction is not distinct from cast(:jurisdiction as text) limit :limit),
            clocks as (delete from delivery_clock using past where %s),
            alarms as (delete from deadline_alarm using past where %s)
            delete from delivery using past where %s""".formatted(Sql.OPEN, same("delivery_clock"), same("deadline_alarm"), same("delivery"));
    static final String RECEIPTS = """
            delete from receipt where change_id in (
                select receipt.change_id from receipt join heard using (change_id)
                where completed_at < :before and jurisdiction is not distinct from cast(:jurisdiction as text)
                and not exists (select 1 from delivery where delivery.change_id = receipt.change_id) limit :limit)""";

    private static final String PLACES = "select distinct jurisdiction from heard where received_at < ?";
    private static final String STAYING = """
            select count(*) from heard where not erased and received_at < :before and jurisdiction is not distinct from cast(:jurisdiction as text)""";

    private final JdbcClient jdbc;

    PastRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True for the first who asks on this day, on whatever node. */
    boolean begin(LocalDate day, Instant now) {
        return jdbc.sql("insert into retention_run (day, started_at) values (?, ?) on conflict do nothing").params(day, Sql.time(now)).update() == 1;
    }

    /** Drops at most so many rows. */
    int drop(String what, Instant before, String jurisdiction, int limit) {
        var statement = jdbc.sql(what).param("before", Sql.time(before)).param("limit", limit);
        return (what.contains(":jurisdiction") ? statement.param("jurisdiction", jurisdiction) : statement).update();
    }

    /** The jurisdictions of what was received before that; null where the source did not say. */
    List<String> jurisdictions(Instant before) {
        return jdbc.sql(PLACES).param(Sql.time(before)).query((row, n) -> row.getString(1)).list();
    }

    long staying(Instant before, String jurisdiction) {
        return jdbc.sql(STAYING).param("before", Sql.time(before)).param("jurisdiction", jurisdiction).query(Long.class).single();
    }

    void end(LocalDate day, Map<String, Long> figures, Instant now) {
        jdbc.sql("""
                update retention_run set ended_at = :now, messages = :messages, keys = :keys, parked = :parked, deliveries = :deliveries,
                       receipts = :receipts, ledger_past = :ledgerPast where day = :day""")
                .param("now", Sql.time(now)).param("day", day).params(figures).update();
    }

    public Optional<Run> latest() {
        return jdbc.sql("select * from retention_run where ended_at is not null order by day desc limit 1").query((row, n) -> new Run(
                row.getObject("day", LocalDate.class), Sql.time(row, "started_at"), Sql.time(row, "ended_at"), row.getLong("messages"), row.getLong("keys"),
                row.getLong("parked"), row.getLong("deliveries"), row.getLong("receipts"), row.getLong("ledger_past"))).optional();
    }

    private static String same(String table) {
        return "%1$s.change_id = past.change_id and %1$s.system = past.system and %1$s.subject_id = past.subject_id".formatted(table);
    }
}
