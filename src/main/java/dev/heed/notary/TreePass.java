package dev.heed.notary;

import dev.heed.evidence.Digests;
import dev.heed.evidence.Frontier;
import dev.heed.evidence.Frontier.Node;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Grows the tree again, leaf by leaf: every subtree that is kept and every signed root must come out of it. */
final class TreePass {

    private static final String LEAVES = "select index, subject_id, position, head from checkpoint_leaf order by index";
    /** In the order in which they become perfect. */
    private static final String NODES = "select level, index, hash from merkle_node order by (index + 1) << level, level";
    private static final String CHECKPOINTS = "select number, size, root from checkpoint order by number";

    private final Findings findings;
    private final Frontier frontier = new Frontier();
    private boolean nodesFit = true;

    TreePass(Findings findings) {
        this.findings = findings;
    }

    void run(Connection connection) throws SQLException {
        try (Cursor leaves = new Cursor(connection, LEAVES); Cursor nodes = new Cursor(connection, NODES);
             Cursor checkpoints = new Cursor(connection, CHECKPOINTS)) {
            while (checkpoints.next()) {
                ResultSet checkpoint = checkpoints.rows();
                if (!growTo(checkpoint.getLong("size"), leaves, nodes)) {
                    findings.add(Fault.ofCheckpoint(checkpoint.getLong("number"), "leaf " + frontier.size() + " of its tree is not there, or is none"));
                    return;
                }
                check(checkpoint);
            }
            if (leaves.next()) {
                findings.add(Fault.ofTree("there are leaves from " + leaves.rows().getLong("index") + " on that no checkpoint signs; checkpoints are missing"));
            } else if (nodesFit && nodes.next()) {
                findings.add(Fault.ofTree("there are subtrees that no checkpoint signs; checkpoints are missing"));
            }
        }
    }

    private boolean growTo(long size, Cursor leaves, Cursor nodes) throws SQLException {
        while (frontier.size() < size) {
            if (!leaves.next() || leaves.rows().getLong("index") != frontier.size() || leaves.rows().getBytes("head").length != Digests.LENGTH) {
                return false;
            }
            for (Node node : frontier.add(Rows.leaf(leaves.rows()).hash())) {
                compare(node, nodes);
            }
        }
        return true;
    }

    private void compare(Node node, Cursor nodes) throws SQLException {
        if (nodesFit && !(nodes.next() && same(node, nodes.rows()))) {
            nodesFit = false;
            findings.add(Fault.ofTree("the subtree %s of level %s is not what its leaves give".formatted(node.index(), node.level())));
        }
    }

    private static boolean same(Node node, ResultSet row) throws SQLException {
        return row.getInt("level") == node.level() && row.getLong("index") == node.index() && Arrays.equals(row.getBytes("hash"), node.hash());
    }

    private void check(ResultSet checkpoint) throws SQLException {
        if (frontier.size() != checkpoint.getLong("size") || !Arrays.equals(frontier.root(), checkpoint.getBytes("root"))) {
            findings.add(Fault.ofCheckpoint(checkpoint.getLong("number"), "the leaves do not give its root: a leaf was altered"));
        }
    }
}
