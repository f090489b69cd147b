package dev.heed.evidence;

/** The perfect subtrees that are kept. */
@FunctionalInterface
public interface Nodes {

    /** Hash over the leaves from {@code index << level} on, {@code 1 << level} of them. */
    byte[] at(int level, long index);
}
