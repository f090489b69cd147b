package dev.heed.evidence;

import java.util.ArrayList;
import java.util.List;

/** The right edge of a growing tree: the roots of its perfect subtrees, at most one of each height. It is all that growing needs to know. */
public final class Frontier {

    /** A subtree that has become perfect. */
    public record Node(int level, long index, byte[] hash) {
    }

    private final byte[][] peaks = new byte[Long.SIZE][];
    private long size;

    public Frontier() {
        this(0, (level, index) -> {
            throw new IllegalStateException("an empty tree has no nodes");
        });
    }

    public Frontier(long size, Nodes stored) {
        this.size = size;
        for (int level = 0; level < Long.SIZE; level++) {
            if ((size >> level & 1) == 1) {
                peaks[level] = stored.at(level, (size >> level) - 1);
            }
        }
    }

    /** Adds a leaf; answers the subtrees above it that are perfect now, the lowest first. */
    public List<Node> add(byte[] leaf) {
        List<Node> perfect = new ArrayList<>();
        long index = size++;
        byte[] hash = leaf;
        int level = 0;
        for (; (index & 1) == 1; level++, index >>= 1) {
            hash = Merkle.node(peaks[level], hash);
            peaks[level] = null;
            perfect.add(new Node(level + 1, index >> 1, hash));
        }
        peaks[level] = hash;
        return perfect;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        byte[] root = null;
        for (byte[] peak : peaks) {
            if (peak != null) {
                root = root == null ? peak : Merkle.node(peak, root);
            }
        }
        return root == null ? Merkle.empty() : root;
    }
}
