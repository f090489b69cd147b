package dev.heed.change;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Where a change comes from.
 *
 * @param source          system in which the statement was made
 * @param record          that system's id of the record
 * @param event           that system's id of the event
 * @param actor           who spoke
 * @param collectionPoint where the statement was made, in the source's own words
 * @param evidence        how it was collected
 * @param wording         version of the notice or wording shown, null where the source does not say
 * @param jurisdiction    ISO 3166 code, null where the source does not say
 * @param capturedFrom    the statement was made at this instant or later
 * @param capturedTo      and at this one or earlier; the same where the source says when
 * @param clamped         whether the source gave a time in the future, which was set back to the receipt
 * @param sequence        the source's own order among its statements, null where it has none
 * @param receivedAt      when it reached Heed
 * @param digest          SHA-256 of the raw message, hexadecimal
 * @param mapping         mapping table and version that read it: {@code twilio@1}
 * @param hops            systems and routes it came through, oldest first
 * @param pointOrigin     how the contact point came to the source, null where the source does not say
 */
public record Provenance(String source, String record, String event, Actor actor, String collectionPoint, Evidence evidence,
                         String wording, String jurisdiction, Instant capturedFrom, Instant capturedTo, boolean clamped,
                         Long sequence, Instant receivedAt, String digest, String mapping, List<String> hops, PointOrigin pointOrigin) {

    public Provenance(String source, String record, String event, Actor actor, String collectionPoint, Evidence evidence, String wording,
                      String jurisdiction, Instant capturedFrom, Instant capturedTo, boolean clamped, Long sequence, Instant receivedAt,
                      String digest, String mapping, List<String> hops) {
        this(source, record, event, actor, collectionPoint, evidence, wording, jurisdiction, capturedFrom, capturedTo, clamped, sequence,
                receivedAt, digest, mapping, hops, null);
    }

    /** Whether Heed's clock timed it, because the source did not say when. */
    public boolean timedByReceipt() {
        return capturedTo.equals(receivedAt);
    }

    /** The same with the time at which it was said. */
    public Provenance captured(Instant from, Instant to) {
        return new Provenance(source, record, event, actor, collectionPoint, evidence, wording, jurisdiction, from, to, clamped, sequence,
                receivedAt, digest, mapping, hops, pointOrigin);
    }

    /** The same for what a statement became when its time was over, which nobody said. */
    public Provenance ranOut(String value, Instant end) {
        // of unknown age it may have run out before anybody knew of it
        boolean young = end.isAfter(capturedTo);
        Instant since = young ? end : capturedTo;
        String told = (young ? "expired on " + day(end) + ", " + value + " on " : "expired, " + value + " at some time before ") + day(capturedTo);
        return new Provenance(source, record, event, Actor.AUTOMATION, collectionPoint.isEmpty() ? told : told + ": " + collectionPoint, evidence,
                wording, jurisdiction, since, since, clamped, sequence, receivedAt, digest, mapping, hops, pointOrigin);
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** The same for what was found in a record at first sight, not heard when it was said. */
    public Provenance foundThere(Actor finder, Evidence weaker, Instant from) {
        return new Provenance(source, record, event, finder, collectionPoint, weaker, wording, jurisdiction, from, capturedTo,
                clamped, sequence, receivedAt, digest, mapping, hops, pointOrigin);
    }
}
