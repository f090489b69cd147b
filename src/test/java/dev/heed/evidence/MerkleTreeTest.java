package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** The leaves and roots by which the implementations of Certificate Transparency are tested. */
    private static final List<String> LEAVES = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    /** A tree that grew leaf by leaf, and everything that was kept of it. */
    private static final class Grown implements Nodes {

        private final List<byte[]> leaves;
        private final Map<String, byte[]> kept = new HashMap<>();
        private final Frontier frontier = new Frontier();

        Grown(List<byte[]> leaves) {
            this.leaves = leaves;
            leaves.forEach(leaf -> frontier.add(leaf).forEach(node -> kept.put(node.level() + "/" + node.index(), node.hash())));
        }

        @Override
        public byte[] at(int level, long index) {
            byte[] hash = level == 0 ? leaves.get((int) index) : kept.get(level + "/" + index);
            assertThat(hash).as("node %d of level %d is kept", index, level).isNotNull();
            return hash;
        }

        MerkleTree of(int size) {
            return new MerkleTree(size, this);
        }
    }

    @Test
    void givesTheRootsOfCertificateTransparency() {
        Frontier frontier = new Frontier();
        List<String> roots = Stream.concat(Stream.of(frontier.root()), LEAVES.stream().map(HexFormat.of()::parseHex).map(leaf -> {
            frontier.add(Merkle.leaf(leaf));
            return frontier.root();
        })).map(Digests::hex).toList();

        assertThat(roots).isEqualTo(ROOTS);
    }

    @Property(tries = 60)
    void keepsEachPerfectSubtreeOnceAndEveryRootCanBeReadFromThem(@ForAll @IntRange(min = 0, max = 130) int size) {
        List<byte[]> leaves = leaves(size);
        Grown grown = new Grown(leaves);

        assertThat(grown.kept).hasSize(size - Integer.bitCount(size));
        assertThat(grown.frontier.root()).isEqualTo(NaiveTree.root(leaves));
        for (int part = 0; part <= size; part++) {
            assertThat(grown.of(part).root()).isEqualTo(NaiveTree.root(leaves.subList(0, part)));
        }
    }

    @Property(tries = 60)
    void growsOnFromWhatIsKept(@ForAll @IntRange(min = 0, max = 130) int size, @ForAll @IntRange(min = 0, max = 70) int more) {
        List<byte[]> leaves = leaves(size + more);
        Frontier later = new Frontier(size, new Grown(leaves.subList(0, size)));
        Map<String, byte[]> added = new HashMap<>();
        leaves.subList(size, size + more).forEach(leaf -> later.add(leaf).forEach(node -> added.put(node.level() + "/" + node.index(), node.hash())));

        assertThat(later.root()).isEqualTo(NaiveTree.root(leaves));
        assertThat(later.size()).isEqualTo(size + more);
        Grown atOnce = new Grown(leaves);
        added.forEach((name, hash) -> assertThat(hash).isEqualTo(atOnce.kept.get(name)));
        assertThat(added).hasSize(atOnce.kept.size() - new Grown(leaves.subList(0, size)).kept.size());
    }

    @Property(tries = 30)
    void showsThatEachLeafIsInEachTree(@ForAll @IntRange(min = 1, max = 70) int size) {
        List<byte[]> leaves = leaves(size);
        Grown grown = new Grown(leaves);
        for (int leaf = 0; leaf < size; leaf++) {
            List<byte[]> path = grown.of(size).inclusion(leaf);
            assertThat(hex(path)).isEqualTo(hex(NaiveTree.path(leaf, leaves)));
            assertThat(NaiveTree.includes(leaves.get(leaf), leaf, size, path, grown.frontier.root())).isTrue();
            assertThat(NaiveTree.includes(leaves.get(leaf), leaf, size, path, Digests.sha256())).isFalse();
        }
    }

    @Property(tries = 30)
    void showsThatATreeWasOnlyAddedTo(@ForAll @IntRange(min = 1, max = 70) int size) {
        List<byte[]> leaves = leaves(size);
        Grown grown = new Grown(leaves);
        for (int older = 1; older <= size; older++) {
            List<byte[]> proof = grown.of(size).consistency(older);
            assertThat(hex(proof)).isEqualTo(hex(NaiveTree.proof(older, leaves, true)));
            assertThat(NaiveTree.grew(older, grown.of(older).root(), size, grown.frontier.root(), proof)).isTrue();
            assertThat(NaiveTree.grew(older, Digests.sha256(), size, grown.frontier.root(), proof)).isFalse();
        }
    }

    @Test
    void provesNothingOfWhatIsNotThere() {
        Grown grown = new Grown(leaves(5));
        assertThatIllegalArgumentException().isThrownBy(() -> grown.of(5).inclusion(5));
        assertThatIllegalArgumentException().isThrownBy(() -> grown.of(4).consistency(5));
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count).mapToObj(i -> Merkle.leaf(new byte[] {(byte) i, (byte) (i >> 8)})).toList();
    }

    private static List<String> hex(List<byte[]> hashes) {
        return new ArrayList<>(hashes.stream().map(Digests::hex).toList());
    }
}
