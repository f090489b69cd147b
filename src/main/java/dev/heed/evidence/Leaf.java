package dev.heed.evidence;

import java.util.Map;
import java.util.UUID;

/** How far a subject's chain had come at a checkpoint: a leaf of the tree over all of them. */
public record Leaf(UUID subject, long position, byte[] head) {

    public Leaf {
        Digests.checked("head", head);
    }

    public Map<String, Object> members() {
        return Map.of("subject", subject.toString(), "position", position, "head", Digests.hex(head));
    }

    public byte[] hash() {
        return Merkle.leaf(CanonicalJson.of(members()));
    }
}
