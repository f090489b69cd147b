package dev.heed.ledger;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What is selected for one person, who is called {@code asked}: {@code :known} is up to when it was recorded, {@code :as} up to when it was
 * stated.
 */
final class DossierSql {

    /**
     * Of the statements of one strand only those can matter that no other surpasses in two ways of being later (see
     * {@code dev.heed.policy.Essence}). Each front is walked from its latest statement to the next that is higher in the other way, of
     * which there is hardly ever one; so a subject who toggles ten thousand times costs no more than one who did twice. Refusals of
     * others count where a contact point is shared. Those that are higher in the other way are hardly ever more than a few: {@code offset 0}
     * has them looked for by that, not by walking all the strand to see that there is none.
     */
    static final String CHANGES = """
            with recursive person as (select members_of(asked, :known) id),
            strands as (
                select id, counted from strand where subject_id in (select id from person)
                union
                select id, counted from strand where restrictive and point in (
                    select point from contact_point where subject_id in (select id from person) and since <= :known)),
            latest as (
                select strands.id, found.* from strands cross join lateral (%1$s order by %2$s limit 1) found
                union all
                select latest.id, found.* from latest cross join lateral (
                    select * from (%1$s and captured_from > latest.captured_from offset 0) above order by %2$s limit 1) found),
            counted as (
                select strands.id, found.* from strands cross join lateral (%1$s order by %2$s limit 1) found where counted
                union all
                select counted.id, found.* from counted cross join lateral (%1$s and source_order > counted.source_order order by %2$s limit 1) found),
            begun as (
                select strands.id, found.* from strands cross join lateral (%1$s order by %3$s limit 1) found where counted
                union all
                select begun.id, found.* from begun cross join lateral (%1$s and source_order > begun.source_order order by %3$s limit 1) found)
            select found.*, subject_id in (select id from person) own
            from (select sequence from latest union select sequence from counted union select sequence from begun) front
                cross join lateral (select * from ledger where ledger.sequence = front.sequence offset 0) found
            order by found.sequence
            """.formatted("""
            select sequence, captured_from, captured_to, source_order, entry_id from ledger
            where strand = id and captured_from <= :as and captured_to <= :as and recorded_at <= :known""",
            "captured_to desc, source_order desc nulls last, entry_id desc", "captured_from desc, captured_to desc, source_order desc nulls last, entry_id desc");

    static final String POINTS = """
            select point, subject_id, sealed, since from contact_point where subject_id in (select members_of(asked, :known)) and since <= :known""";

    /** Two who are one may both have been seen with a record, an address say: it is as it was seen last. */
    static final String RECORDS = """
            select system, id, present, sealed, sealed_by, seen_at from record where subject_id in (select members_of(asked, 'infinity'))""";

    /** By way of the records there are, since of each only the newest row counts, however many it has. */
    static final String RECORDS_THEN = """
            select distinct on (system, id) system, id, present, sealed, sealed_by from (
                select found.* from record cross join lateral (
                    select * from record_history past where past.subject_id = record.subject_id and past.system = record.system and past.id = record.id
                    and since <= :known order by since desc, number desc limit 1) found
                where record.subject_id in (select members_of(asked, :known))) past
            order by system, id, since desc, number desc""";

    private DossierSql() {
    }

    /** What is selected for one person, for several. */
    static StatementSpec ofEach(JdbcClient jdbc, String select, String order, Collection<UUID> persons) {
        return jdbc.sql("select asked, found.* from unnest(:persons) asked cross join lateral (" + select + ") found order by " + order)
                .param("persons", persons.toArray(UUID[]::new));
    }
}
