package dev.heed.notary;

import dev.heed.evidence.Digests;
import dev.heed.evidence.Header;
import dev.heed.evidence.Leaf;
import dev.heed.evidence.SignedCheckpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What somebody needs who believes a public key and nothing else. */
public sealed interface Proof {

    Map<String, Object> members();

    /**
     * That an entry stands in the ledger.
     *
     * @param headers of the entry and those after it, up to the one whose hash the leaf holds
     * @param index   of the leaf
     * @param path    from the leaf to the root of the checkpoint
     */
    record Inclusion(List<Header> headers, Leaf leaf, long index, List<byte[]> path, SignedCheckpoint signed) implements Proof {

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new TreeMap<>(signed.members());
            members.put("proof", "inclusion");
            members.put("headers", headers.stream().map(Header::members).toList());
            members.put("leaf", leaf.members());
            members.put("index", index);
            members.put("path", path.stream().map(Digests::hex).toList());
            return members;
        }
    }

    /** That what an older checkpoint signed is the beginning of what a newer one signed. */
    record Consistency(SignedCheckpoint older, SignedCheckpoint newer, List<byte[]> path) implements Proof {

        @Override
        public Map<String, Object> members() {
            return Map.of("proof", "consistency", "older", older.members(), "newer", newer.members(), "path", path.stream().map(Digests::hex).toList());
        }
    }
}
