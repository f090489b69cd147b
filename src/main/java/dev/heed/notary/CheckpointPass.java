package dev.heed.notary;

import dev.heed.evidence.Checkpoint;
import dev.heed.evidence.SignedCheckpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/** Follows the checkpoints from the first to the last: number, link, signature, and whether the key is one of ours; and holds the exported ones against them. */
final class CheckpointPass {

    private static final String CHECKPOINTS = Rows.CHECKPOINTS + " order by c.number";

    private final Findings findings;
    private final TrustedKeys keys;
    private final PolicyPass policies;
    private long count;
    private byte[] head = Checkpoint.start();

    CheckpointPass(Findings findings, TrustedKeys keys, PolicyPass policies) {
        this.findings = findings;
        this.keys = keys;
        this.policies = policies;
    }

    /** @param exported exported lines, null if there are none to hold against */
    Exported run(Connection connection, BufferedReader exported) throws SQLException, IOException {
        Exported outside = new Exported(findings, exported);
        try (Cursor checkpoints = new Cursor(connection, CHECKPOINTS)) {
            while (checkpoints.next()) {
                SignedCheckpoint signed;
                try {
                    signed = Rows.checkpoint(checkpoints.rows());
                } catch (IllegalArgumentException e) {
                    findings.add(Fault.ofCheckpoint(checkpoints.rows().getLong("number"), "it holds what no checkpoint can hold (" + e.getMessage() + ")"));
                    continue;
                }
                check(signed);
                outside.compare(signed);
            }
        }
        outside.end();
        return outside;
    }

    private void check(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        String flaw = flaw(signed, checkpoint);
        if (flaw != null) {
            findings.add(Fault.ofCheckpoint(checkpoint.number(), flaw));
        }
        count = checkpoint.number();
        head = checkpoint.hash();
    }

    private String flaw(SignedCheckpoint signed, Checkpoint checkpoint) {
        if (checkpoint.number() != count + 1) {
            return "it is not the next: checkpoints before it are missing";
        }
        if (!Arrays.equals(checkpoint.prior(), head)) {
            return "it does not hold the hash of the one before: that one was exchanged";
        }
        if (!keys.contain(checkpoint.key())) {
            return "it is signed with a key that the configuration does not name: " + checkpoint.key();
        }
        if (!signed.genuine()) {
            return "its signature is not right: it was altered or forged";
        }
        return policies.agrees(checkpoint.policies()) ? null : "the policies that were noted are not those that it covers: one was altered, exchanged or taken out";
    }

    long count() {
        return count;
    }
}
