package dev.heed.evidence;

import java.util.ArrayList;
import java.util.List;

/** The tree of RFC 6962 over the first leaves of the log, read from the perfect subtrees that are kept: a proof needs as many as the tree is high. */
public final class MerkleTree {

    private final long size;
    private final Nodes nodes;

    public MerkleTree(long size, Nodes nodes) {
        this.size = size;
        this.nodes = nodes;
    }

    public byte[] root() {
        return size == 0 ? Merkle.empty() : hash(0, size);
    }

    /** What a leaf must be hashed with, from the leaf up, to give the root. */
    public List<byte[]> inclusion(long leaf) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + leaf);
        }
        List<byte[]> path = new ArrayList<>();
        inclusion(leaf, 0, size, path);
        return path;
    }

    private void inclusion(long leaf, long from, long to, List<byte[]> path) {
        if (to - from > 1) {
            long middle = from + split(to - from);
            inclusion(leaf, leaf < middle ? from : middle, leaf < middle ? middle : to, path);
            path.add(leaf < middle ? hash(middle, to) : hash(from, middle));
        }
    }

    /** What shows that the tree of the first {@code older} leaves was only added to. */
    public List<byte[]> consistency(long older) {
        if (older < 0 || older > size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has not grown from one of " + older);
        }
        List<byte[]> path = new ArrayList<>();
        if (older > 0 && older < size) {
            consistency(older, 0, size, true, path);
        }
        return path;
    }

    /** @param known whether the root of this part is the older root, which whoever checks has */
    private void consistency(long older, long from, long to, boolean known, List<byte[]> path) {
        if (older == to) {
            if (!known) {
                path.add(hash(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (older <= middle) {
            consistency(older, from, middle, known, path);
            path.add(hash(middle, to));
        } else {
            consistency(older, middle, to, false, path);
            path.add(hash(from, middle));
        }
    }

    private byte[] hash(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return nodes.at(level, from >> level);
        }
        long middle = from + split(count);
        return Merkle.node(hash(from, middle), hash(middle, to));
    }

    /** The largest power of two smaller than this. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
