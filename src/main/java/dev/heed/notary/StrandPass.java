package dev.heed.notary;

import dev.heed.change.Decision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What holds is looked up strand by strand, and the strand is not in the hash: an entry that was moved to a strand where it does not belong would be
 * sound and never found. So the entries of a strand must be alike, and as the strand says.
 */
final class StrandPass {

    private static final String RESTRICTIVE = Arrays.stream(Decision.values()).filter(Decision::restrictive).map(Decision::text)
            .collect(Collectors.joining("', '", "('", "')"));
    private static final String CONTENT = """
            concat_ws(E'\\n', key, coalesce(value, '-'), coalesce(source, '-'), coalesce(actor, '-'), coalesce(evidence, '-'), coalesce(jurisdiction, '-'))""";

    private static final String STRAYED = """
            with mixed as (select strand from ledger where strand is not null group by strand having min(%1$s) <> max(%1$s))
            select l.entry_id, l.subject_id, l.position, l.sequence from ledger l left join strand s on s.id = l.strand
            where l.kind = 'change' and (s.id is null or s.subject_id <> l.subject_id or s.point is distinct from l.point
                or s.counted <> (l.source_order is not null) or s.restrictive <> coalesce(l.value in %2$s, false)
                or s.id in (select strand from mixed))
            order by l.sequence""".formatted(CONTENT, RESTRICTIVE);

    private final Findings findings;

    StrandPass(Findings findings) {
        this.findings = findings;
    }

    void run(Connection connection) throws SQLException {
        try (Cursor strayed = new Cursor(connection, STRAYED)) {
            while (strayed.next()) {
                ResultSet row = strayed.rows();
                findings.add(Fault.ofEntry(row.getObject("entry_id", UUID.class), row.getObject("subject_id", UUID.class), row.getLong("position"),
                        row.getLong("sequence"), "it is not filed where its content belongs (its strand), so it may be passed over when what holds is asked"));
            }
        }
    }
}
