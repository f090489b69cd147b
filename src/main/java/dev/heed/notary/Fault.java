package dev.heed.notary;

import java.util.UUID;

/**
 * Something that does not fit.
 *
 * @param entry      the entry that does not fit, null if it is missing or it is none
 * @param subject    whose chain it is in, null if it is in none
 * @param position   its place there, null if it has none
 * @param sequence   its place in the ledger, null if it has none
 * @param checkpoint the checkpoint that says so or does not fit itself, null if none
 * @param sentence   which and what
 */
public record Fault(UUID entry, UUID subject, Long position, Long sequence, Long checkpoint, String sentence) {

    static Fault ofEntry(UUID entry, UUID subject, long position, long sequence, String what) {
        return new Fault(entry, subject, position, sequence, null, "Entry " + entry + " (position " + position + " in the chain of subject " + subject
                + "): " + what + ".");
    }

    static Fault ofChain(UUID subject, Long position, Long checkpoint, String what) {
        return new Fault(null, subject, position, null, checkpoint, "The chain of subject " + subject + ": " + what + ".");
    }

    static Fault ofCheckpoint(long number, String what) {
        return new Fault(null, null, null, null, number, "Checkpoint " + number + ": " + what + ".");
    }

    static Fault ofPolicy(long number, String what) {
        return new Fault(null, null, null, null, null, "Policy note " + number + ": " + what + ".");
    }

    static Fault ofTree(String what) {
        return new Fault(null, null, null, null, null, "The tree: " + what + ".");
    }
}
