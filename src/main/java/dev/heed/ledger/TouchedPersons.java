package dev.heed.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom something was recorded of since an instant. Only inside a transaction: outside one the driver reads them all at once. */
@Repository
public class TouchedPersons {

    private final JdbcClient jdbc;

    TouchedPersons(DataSource database) {
        this.jdbc = JdbcClient.create(new NamedParameterJdbcTemplate(KeptMessages.streaming(database)));
    }

    /**
     * Each person once: who has a new entry in the ledger, who shares a contact point that somebody refused, and who is named.
     *
     * @param consumer takes the person, and whether they were erased
     */
    public void each(Instant since, Collection<UUID> named, BiConsumer<UUID, Boolean> consumer) {
        jdbc.sql("""
                with fresh as (select subject_id, strand from ledger where recorded_at >= :since),
                concerned as (
                    select subject_id from fresh
                    union
                    select contact_point.subject_id from (select distinct strand from fresh) said join strand on strand.id = said.strand
                        join contact_point using (point) where restrictive
                    union
                    select unnest(:named::uuid[]))
                select id, erased_at is not null erased from subject
                where id in (select person_of(subject_id, 'infinity') from concerned) order by id""")
                .param("since", Sql.time(since)).param("named", named.toArray(UUID[]::new))
                .query(row -> { consumer.accept(row.getObject("id", UUID.class), row.getBoolean("erased")); });
    }

    /** How many changes were recorded since. */
    public long changes(Instant since) {
        return jdbc.sql("select count(*) from ledger where kind = 'change' and recorded_at >= ?").param(Sql.time(since)).query(Long.class).single();
    }
}
