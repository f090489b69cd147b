package dev.heed.notary;

import dev.heed.evidence.Policies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The policies that were noted, as far as a checkpoint has to cover them. */
@Repository
class PolicyNotes {

    private final JdbcClient jdbc;

    PolicyNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that was noted until now; nothing if nothing was. */
    Optional<Policies> now() {
        return jdbc.sql("select since, digest from policy_note order by number").query(PolicyNotes::all);
    }

    private static Optional<Policies> all(ResultSet rows) throws SQLException {
        Policies policies = null;
        while (rows.next()) {
            policies = next(policies, rows);
        }
        return Optional.ofNullable(policies);
    }

    static Policies next(Policies before, ResultSet row) throws SQLException {
        return Policies.after(before, Rows.time(row, "since"), row.getString("digest"));
    }
}
