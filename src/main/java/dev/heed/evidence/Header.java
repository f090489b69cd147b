package dev.heed.evidence;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the hash of a ledger entry covers: everything of it that is not sealed, the digest of what is, and the hash of the entry before.
 * Members that are null are left out. Instants are to be no finer than a microsecond.
 *
 * @param entry       id of the entry
 * @param subject     whose chain it stands in
 * @param position    its place there, from 1
 * @param kind        {@code change}, {@code merge}, {@code erasure} …
 * @param value       null where it is sealed
 * @param point       keyed hash of the contact point
 * @param sourceOrder the source's own order
 * @param sealed      SHA-256 of the sealed bytes
 * @param prior       hash of the entry before, {@link Chain#start()} for the first
 */
public record Header(UUID entry, UUID subject, long position, String kind, String key, String value, byte[] point, String source, String actor,
                     String evidence, String jurisdiction, Instant capturedFrom, Instant capturedTo, Long sourceOrder, Instant receivedAt,
                     Instant recordedAt, String rule, byte[] sealed, byte[] prior) {

    public Header {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Digests.checked("prior", prior);
        if (sealed != null) {
            Digests.checked("sealed", sealed);
        }
        Moments.check("capturedFrom", capturedFrom);
        Moments.check("capturedTo", capturedTo);
        Moments.check("receivedAt", receivedAt);
        Moments.check("recordedAt", recordedAt);
    }

    /** As JSON, which {@link CanonicalJson} gives its one form. */
    public Map<String, Object> members() {
        Map<String, Object> members = new TreeMap<>();
        members.put("entry", entry.toString());
        members.put("subject", subject.toString());
        members.put("position", position);
        members.put("kind", kind);
        put(members, "key", key);
        put(members, "value", value);
        put(members, "point", point == null ? null : Digests.hex(point));
        put(members, "source", source);
        put(members, "actor", actor);
        put(members, "evidence", evidence);
        put(members, "jurisdiction", jurisdiction);
        put(members, "capturedFrom", text(capturedFrom));
        put(members, "capturedTo", text(capturedTo));
        put(members, "sourceOrder", sourceOrder == null || CanonicalJson.exact(sourceOrder) ? sourceOrder : sourceOrder.toString());
        put(members, "receivedAt", text(receivedAt));
        put(members, "recordedAt", text(recordedAt));
        put(members, "rule", rule);
        put(members, "sealed", sealed == null ? null : Digests.hex(sealed));
        members.put("prior", Digests.hex(prior));
        return members;
    }

    private static String text(Instant instant) {
        return instant == null ? null : Moments.text(instant);
    }

    private static void put(Map<String, Object> members, String name, Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
