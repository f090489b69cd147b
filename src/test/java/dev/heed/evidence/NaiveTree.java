package dev.heed.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** RFC 6962, section 2.1, and the checks of RFC 9162, section 2.1.3 and 2.1.4, word by word and without thought of cost. */
final class NaiveTree {

    private NaiveTree() {
    }

    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Digests.sha256(new byte[0]);
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int middle = middle(leaves.size());
        return Digests.sha256(new byte[] {1}, root(leaves.subList(0, middle)), root(leaves.subList(middle, leaves.size())));
    }

    static List<byte[]> path(int leaf, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int middle = middle(leaves.size());
        List<byte[]> left = leaves.subList(0, middle);
        List<byte[]> right = leaves.subList(middle, leaves.size());
        List<byte[]> path = leaf < middle ? path(leaf, left) : path(leaf - middle, right);
        path.add(root(leaf < middle ? right : left));
        return path;
    }

    static List<byte[]> proof(int older, List<byte[]> leaves, boolean whole) {
        if (older == leaves.size()) {
            return whole ? new ArrayList<>() : new ArrayList<>(List.of(root(leaves)));
        }
        int middle = middle(leaves.size());
        List<byte[]> left = leaves.subList(0, middle);
        List<byte[]> right = leaves.subList(middle, leaves.size());
        List<byte[]> proof = older <= middle ? proof(older, left, whole) : proof(older - middle, right, false);
        proof.add(root(older <= middle ? right : left));
        return proof;
    }

    static boolean includes(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        long fn = index;
        long sn = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = Digests.sha256(new byte[] {1}, sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = Digests.sha256(new byte[] {1}, hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return index < size && sn == 0 && Arrays.equals(hash, root);
    }

    static boolean grew(long older, byte[] olderRoot, long size, byte[] root, List<byte[]> proof) {
        if (older == size) {
            return proof.isEmpty() && Arrays.equals(olderRoot, root);
        }
        List<byte[]> all = new ArrayList<>(proof);
        if (Long.bitCount(older) == 1) {
            all.add(0, olderRoot);
        }
        long fn = older - 1;
        long sn = size - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        Iterator<byte[]> rest = all.iterator();
        byte[] fr = rest.next();
        byte[] sr = fr;
        while (rest.hasNext()) {
            byte[] hash = rest.next();
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Digests.sha256(new byte[] {1}, hash, fr);
                sr = Digests.sha256(new byte[] {1}, hash, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Digests.sha256(new byte[] {1}, sr, hash);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, olderRoot) && Arrays.equals(sr, root);
    }

    private static int middle(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
