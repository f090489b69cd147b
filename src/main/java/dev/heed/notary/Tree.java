package dev.heed.notary;

import dev.heed.evidence.Frontier;
import dev.heed.evidence.Leaf;
import dev.heed.evidence.MerkleTree;
import dev.heed.evidence.Nodes;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tree over the heads of the chains, as the database keeps it: its leaves, and the perfect subtrees above them. */
@Repository
class Tree implements Nodes {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Tree(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** What the tree of this size has become with these leaves besides. */
    Frontier grow(long size, List<Leaf> leaves) {
        Frontier frontier = new Frontier(size, this);
        List<Object[]> added = new ArrayList<>();
        List<Object[]> perfect = new ArrayList<>();
        for (Leaf leaf : leaves) {
            added.add(new Object[] {frontier.size(), leaf.subject(), leaf.position(), leaf.head()});
            frontier.add(leaf.hash()).forEach(node -> perfect.add(new Object[] {node.level(), node.index(), node.hash()}));
        }
        batch.batchUpdate("insert into checkpoint_leaf (index, subject_id, position, head) values (?, ?, ?, ?)", added);
        batch.batchUpdate("insert into merkle_node (level, index, hash) values (?, ?, ?)", perfect);
        return frontier;
    }

    MerkleTree of(long size) {
        return new MerkleTree(size, this);
    }

    @Override
    public byte[] at(int level, long index) {
        return level == 0
                ? jdbc.sql("select * from checkpoint_leaf where index = ?").param(index).query((row, n) -> Rows.leaf(row)).single().hash()
                : jdbc.sql("select hash from merkle_node where level = ? and index = ?").params(level, index).query(byte[].class).single();
    }
}
