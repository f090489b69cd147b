package dev.heed.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What the whole ledger was at one moment.
 *
 * @param number  from 1, without gaps
 * @param size    leaves in the tree
 * @param root    of the tree
 * @param entries ledger entries that the leaves cover
 * @param horizon transactions older than this had all ended
 * @param policies by what was judged until then; null in those that are older than this member, and where nothing was noted yet
 * @param prior   hash of the checkpoint before, 32 zero bytes for the first
 * @param key     fingerprint of the key it is signed with
 */
public record Checkpoint(long number, long size, byte[] root, Instant at, long entries, long horizon, Policies policies, byte[] prior, String key) {

    public Checkpoint {
        Digests.checked("root", root);
        Digests.checked("prior", prior);
        Moments.check("at", at);
    }

    /** What the first one holds in place of the hash of the one before. */
    public static byte[] start() {
        return Digests.none();
    }

    public Map<String, Object> members() {
        Map<String, Object> members = new HashMap<>(Map.of("number", number, "size", size, "root", Digests.hex(root), "at", Moments.text(at), "entries", entries,
                "horizon", horizon, "prior", Digests.hex(prior), "key", key));
        if (policies != null) {
            members.put("policies", policies.members());
        }
        return members;
    }

    public byte[] canonical() {
        return CanonicalJson.of(members());
    }

    public byte[] hash() {
        return Digests.sha256(canonical());
    }
}
