package dev.heed.policy;

import dev.heed.change.Change;
import dev.heed.change.Permission;

/** Says in a sentence how one change fared against another: by kind, evidence, speaker and source, never by address or content. */
record Wording(Grounds grounds) {

    String sentence(Rule rule, Change change, Change winner) {
        String it = phrase(change);
        String other = winner == null ? "" : phrase(winner);
        return switch (rule) {
            case HOLDS -> it + " holds now";
            case OVERTAKEN -> winner == null ? it + " no longer holds" : overtaken(change, it, winner, other);
            case RESTRICTIVE_WINS -> it + " was made at the same time as the " + other + ", as far as their clocks can tell, and the refusal wins";
            case OLDER_THAN_REFUSAL -> it + " was made before the " + other;
            case COARSE_LIFTS_NO_FINE -> it + " is about " + change.key().text() + " and cannot lift a " + other + " about "
                    + winner.key().text();
            case EVIDENCE_TOO_WEAK -> it + " cannot lift a " + other;
            case OTHER_JURISDICTION -> it + " under the law of " + grounds.jurisdiction(change) + " cannot lift a " + other
                    + " under that of " + grounds.jurisdiction(winner);
            case NO_STATEMENT -> it + " says nothing and lifts nothing" + (winner == null ? "" : "; what holds is the " + other);
            case NOT_GIVEN_BY_SUBJECT -> it + " did not come from the subject and is no permission" + beside(winner, other);
            case EVIDENCE_NEEDED -> it + " is not evidence enough for " + change.permission().channel() + " under the law of "
                    + grounds.jurisdiction(change) + beside(winner, other);
            case POINT_NOT_GIVEN -> it + " is for a contact point that the subject did not give, and the policy has no use for it in "
                    + change.permission().purpose() + beside(winner, other);
            case EXPIRED -> it + " expired at " + grounds.expiry(change).orElseThrow() + beside(winner, other);
            case OTHER_CONTACT_POINT -> it + " is for another contact point";
        };
    }

    private static String overtaken(Change change, String it, Change winner, String other) {
        boolean lifted = change.key() instanceof Permission && change.decision().restrictive() && !winner.decision().restrictive();
        return it + (lifted ? " was lifted by the later " : " was overtaken by the later ") + other;
    }

    private static String beside(Change winner, String other) {
        return winner == null ? "" : "; what holds is the " + other;
    }

    private static String phrase(Change change) {
        String by = switch (change.provenance().actor()) {
            case SUBJECT -> "the subject";
            case AGENT -> "an agent";
            case AUTOMATION -> "a program";
            case THIRD_PARTY -> "a third party";
        };
        String noun = !(change.key() instanceof Permission) ? "statement" : switch (change.decision()) {
            case GRANTED -> "grant";
            case DENIED -> "denial";
            case WITHDRAWN -> "withdrawal";
            case EXPIRED -> "expiry";
            case PENDING -> "opt-in that waits for its confirmation";
            case NOT_SET -> "blank";
        };
        return noun + " from `" + change.provenance().evidence().text() + "` by " + by + " in " + change.provenance().source();
    }
}
