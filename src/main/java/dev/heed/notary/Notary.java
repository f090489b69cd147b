package dev.heed.notary;

import dev.heed.evidence.Checkpoint;
import dev.heed.evidence.Frontier;
import dev.heed.evidence.SignedCheckpoint;
import dev.heed.evidence.SigningKey;
import dev.heed.notary.GrownChains.Grown;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes checkpoints: the heads of the chains that grew become leaves, and the root of the tree is signed. Used by the routes as {@code notary}. */
@Component
public class Notary {

    /** Any number, the same in every Heed. */
    static final long LOCK = 0x4865656443686563L;
    private static final int AT_ONCE = 20_000;

    private final Checkpoints checkpoints;
    private final GrownChains chains;
    private final Tree tree;
    private final PolicyNotes policies;
    private final SigningKey key;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final int atOnce;
    /** The horizon with which every chain was looked at and nothing was found. */
    private volatile long allLookedAt = -1;

    @Autowired
    Notary(Checkpoints checkpoints, GrownChains chains, Tree tree, PolicyNotes policies, SigningKey key, Clock clock, JdbcClient jdbc, TransactionTemplate transaction) {
        this(checkpoints, chains, tree, policies, key, clock, jdbc, transaction, AT_ONCE);
    }

    /** @param atOnce leaves that one checkpoint adds at most */
    Notary(Checkpoints checkpoints, GrownChains chains, Tree tree, PolicyNotes policies, SigningKey key, Clock clock, JdbcClient jdbc, TransactionTemplate transaction, int atOnce) {
        this.checkpoints = checkpoints;
        this.chains = chains;
        this.tree = tree;
        this.policies = policies;
        this.key = key;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.atOnce = atOnce;
    }

    /** Takes checkpoints until every chain is covered. Where another node is about it, nothing is done. */
    public void take() {
        boolean more;
        do {
            more = transaction.execute(status -> next());
        } while (more);
    }

    /** @return whether there is more */
    private boolean next() {
        if (!jdbc.sql("select pg_try_advisory_xact_lock(?)").param(LOCK).query(Boolean.class).single()) {
            return false;
        }
        Optional<Checkpoint> last = checkpoints.last().map(SignedCheckpoint::checkpoint);
        long since = last.map(Checkpoint::horizon).orElse(0L);
        // Before the chains are looked at: what is not seen there has not ended here.
        long horizon = chains.horizon();
        List<Grown> grown = grown(since, horizon);
        if (grown.isEmpty()) {
            return false;
        }
        boolean more = grown.size() == atOnce;
        Frontier frontier = tree.grow(last.map(Checkpoint::size).orElse(0L), grown.stream().map(Grown::leaf).toList());
        checkpoints.add(key.sign(new Checkpoint(last.map(Checkpoint::number).orElse(0L) + 1, frontier.size(), frontier.root(),
                clock.instant().truncatedTo(ChronoUnit.MICROS), last.map(Checkpoint::entries).orElse(0L) + grown.stream().mapToLong(Grown::added).sum(),
                more ? since : horizon, policies.now().orElse(null), last.map(Checkpoint::hash).orElseGet(Checkpoint::start), key.publicKey().id())));
        return more;
    }

    /** A database that was dumped and restored counts its transactions anew: then, once, every chain is looked at. */
    private List<Grown> grown(long since, long horizon) {
        boolean restored = since > horizon;
        if (since > 0 && !restored) {
            return chains.since(since, atOnce);
        }
        List<Grown> grown = allLookedAt == since ? chains.since(0, atOnce) : chains.all(atOnce);
        if (grown.isEmpty()) {
            allLookedAt = since;
        }
        return grown;
    }
}
