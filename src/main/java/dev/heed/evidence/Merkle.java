package dev.heed.evidence;

/** How RFC 6962 hashes: what stands in a leaf can never pass for a node. */
final class Merkle {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private Merkle() {
    }

    static byte[] leaf(byte[] content) {
        return Digests.sha256(LEAF, content);
    }

    static byte[] node(byte[] left, byte[] right) {
        return Digests.sha256(NODE, left, right);
    }

    static byte[] empty() {
        return Digests.sha256();
    }
}
