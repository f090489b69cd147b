package dev.heed.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * By what was judged until then: how many policies had been noted, and a hash over them.
 *
 * @param hash SHA-256 of {@code {"since", "digest", "prior"}} of the last in canonical form, where {@code prior} is the same of the one before; the
 *             first has none
 */
public record Policies(long count, byte[] hash) {

    public Policies {
        Digests.checked("policies", hash);
    }

    /** @param before null for the first note */
    public static Policies after(Policies before, Instant since, String digest) {
        Moments.check("since", since);
        Map<String, Object> members = new HashMap<>(Map.of("since", Moments.text(since), "digest", digest));
        if (before != null) {
            members.put("prior", Digests.hex(before.hash));
        }
        return new Policies(before == null ? 1 : before.count + 1, Digests.sha256(CanonicalJson.of(members)));
    }

    Map<String, Object> members() {
        return Map.of("count", count, "hash", Digests.hex(hash));
    }
}
