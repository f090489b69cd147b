package dev.heed.notary;

import dev.heed.evidence.Chain;
import dev.heed.evidence.Chain.Flaw;
import dev.heed.evidence.Header;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Reads the ledger chain by chain: every hash is worked out again, every link followed, every leaf held against the entry it names. */
final class ChainPass {

    private static final String LEDGER = "select " + Rows.HEADER + """
            , l.strand, l.sequence, l.hash, c.index as leaf, c.head from ledger l left join checkpoint_leaf c using (subject_id, position)
            order by l.subject_id, l.position""";
    /** Leaves whose entry is not there any more. */
    private static final String CUT = """
            select c.subject_id, min(c.position) as position, min(c.index) as leaf from checkpoint_leaf c
            left join ledger l using (subject_id, position) where l.position is null group by c.subject_id order by 3""";
    /** Subjects of whose chain their own row says something else. */
    private static final String ENDS = """
            select s.id, s.length, coalesce(l.position, 0) as position from subject s
            left join lateral (select position, hash from ledger where subject_id = s.id order by position desc limit 1) l on true
            where s.length is distinct from coalesce(l.position, 0) or s.length > 0 and s.head is distinct from l.hash order by s.id""";

    private final Findings findings;
    private long entries;
    private long chains;
    private CoveredEntries covered;
    private boolean cut;

    private UUID subject;
    private Chain chain;
    private Strands strands;
    private long coveredHere;
    private boolean rewritten;

    ChainPass(Findings findings) {
        this.findings = findings;
    }

    void run(Connection connection) throws SQLException {
        covered = new CoveredEntries(connection);
        try (Cursor ledger = new Cursor(connection, LEDGER)) {
            while (ledger.next()) {
                entry(ledger.rows());
            }
        }
        try (Cursor cut = new Cursor(connection, CUT)) {
            while (cut.next()) {
                this.cut = true;
                ResultSet row = cut.rows();
                findings.add(Fault.ofChain(row.getObject("subject_id", UUID.class), row.getLong("position"), null,
                        "leaf " + row.getLong("leaf") + " of the checkpoints holds its entry at position " + row.getLong("position") + ", which is not there any more"));
            }
        }
        try (Cursor ends = new Cursor(connection, ENDS)) {
            while (ends.next()) {
                ResultSet row = ends.rows();
                findings.add(Fault.ofChain(row.getObject("id", UUID.class), row.getLong("position"), null,
                        "it ends at position " + row.getLong("position") + ", not where the subject says (position " + row.getLong("length") + ")"));
            }
        }
        if (!cut) {
            covered.check(findings);
        }
    }

    private void entry(ResultSet row) throws SQLException {
        UUID whose = row.getObject("subject_id", UUID.class);
        if (!whose.equals(subject)) {
            subject = whose;
            chain = new Chain();
            strands = new Strands();
            chains++;
            coveredHere = 0;
            rewritten = false;
        }
        entries++;
        byte[] hash = row.getBytes("hash");
        Optional<String> flaw = flaw(row, hash);
        if (flaw.isPresent()) {
            findings.add(fault(row, flaw.get()));
        }
        leaf(row, hash, flaw.isPresent());
    }

    private Optional<String> flaw(ResultSet row, byte[] hash) throws SQLException {
        UUID strand = row.getObject("strand", UUID.class);
        Header header;
        try {
            header = Rows.header(row);
        } catch (IllegalArgumentException | NullPointerException e) {
            chain.passOver(row.getLong("position"), hash);
            return Optional.of("it holds what no entry can hold (" + e.getMessage() + ")");
        }
        return chain.follow(header, hash).map(Flaw::sentence).or(() -> strands.alike(strand, header) ? Optional.empty() : Optional.of(Strands.STRAYED));
    }

    /** A chain that was written anew fits itself, but not what was signed. It is told once. */
    private void leaf(ResultSet row, byte[] hash, boolean told) throws SQLException {
        byte[] head = row.getBytes("head");
        if (head == null) {
            return;
        }
        long position = row.getLong("position");
        if (!Arrays.equals(head, hash) && !told && !rewritten) {
            rewritten = true;
            findings.add(fault(row, "leaf " + row.getLong("leaf") + " of the checkpoints holds another hash for it: it or an entry before it was written anew"
                    + ", at position " + (coveredHere + 1) + " or later"));
        }
        covered.add(row.getLong("leaf"), position - coveredHere);
        coveredHere = position;
    }

    private Fault fault(ResultSet row, String what) throws SQLException {
        return Fault.ofEntry(row.getObject("entry_id", UUID.class), subject, row.getLong("position"), row.getLong("sequence"), what);
    }

    long entries() {
        return entries;
    }

    long chains() {
        return chains;
    }

    long covered() {
        return covered.all();
    }
}
