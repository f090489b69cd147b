package dev.heed.clocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants in and out of PostgreSQL, and which deliveries are still under way. */
final class Sql {

    /**
     * Of a row {@code delivery}: the system is not known to hold it. What is parked counts as under way until a person has dealt with it.
     */
    static final String OPEN = """
            (delivery.state in ('queued', 'accepted') or delivery.state = 'parked' and exists (
                select 1 from parked where parked.system = delivery.system and parked.subject_id = delivery.subject_id
                                       and parked.direction = 'out' and parked.resolved_at is null))""";

    private Sql() {
    }

    static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
