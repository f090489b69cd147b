package dev.heed.notary;

import dev.heed.change.Decision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Every change must be filed in a strand of its own subject that says of it what its content says; {@link Strands} holds them against each other. */
final class StrandPass {

    private static final String RESTRICTIVE = Arrays.stream(Decision.values()).filter(Decision::restrictive).map(Decision::text)
            .collect(Collectors.joining("', '", "('", "')"));

    private static final String STRAYED = """
            select l.entry_id, l.subject_id, l.position, l.sequence from ledger l left join strand s on s.id = l.strand
            where l.kind = 'change' and (s.id is null or s.subject_id <> l.subject_id or s.point is distinct from l.point
                or s.counted <> (l.source_order is not null) or s.restrictive <> coalesce(l.value in %s, false))
            order by l.sequence""".formatted(RESTRICTIVE);

    private final Findings findings;

    StrandPass(Findings findings) {
        this.findings = findings;
    }

    void run(Connection connection) throws SQLException {
        try (Cursor strayed = new Cursor(connection, STRAYED)) {
            while (strayed.next()) {
                ResultSet row = strayed.rows();
                findings.add(Fault.ofEntry(row.getObject("entry_id", UUID.class), row.getObject("subject_id", UUID.class), row.getLong("position"),
                        row.getLong("sequence"), Strands.STRAYED));
            }
        }
    }
}
