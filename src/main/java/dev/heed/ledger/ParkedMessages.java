package dev.heed.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is kept, visible, waiting for a person. */
@Repository
public class ParkedMessages {

    /**
     * @param direction {@code in} for a message that could not be taken, {@code out} for a delivery that was refused, {@code erase} for a deletion that was
     * @param inbound   the message that came in, null for what was to go out
     * @param change    what was to be delivered, null for a message or a deletion
     */
    public record Parked(long id, String system, String direction, Long inbound, UUID change, UUID subject, String reason, Instant parkedAt, Instant resolvedAt) {
    }

    private final JdbcClient jdbc;

    ParkedMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those that wait, newest first.
     *
     * @param system null for all
     * @param before only older ones than this id
     */
    public List<Parked> waiting(String system, long before, int limit) {
        return jdbc.sql("""
                select * from parked where resolved_at is null and id < ? and (?::text is null or system = ?) order by id desc limit ?""")
                .params(before, system, system, limit).query(ParkedMessages::parked).list();
    }

    public Optional<Parked> find(long id) {
        return jdbc.sql("select * from parked where id = ?").param(id).query(ParkedMessages::parked).optional();
    }


    private static Parked parked(ResultSet row, int number) throws SQLException {
        return new Parked(row.getLong("id"), row.getString("system"), row.getString("direction"), row.getObject("inbound_id", Long.class),
                row.getObject("change_id", UUID.class), row.getObject("subject_id", UUID.class), row.getString("reason"),
                Sql.time(row, "parked_at"), Sql.time(row, "resolved_at"));
    }
}
