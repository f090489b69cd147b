package dev.heed.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.evidence.Checkpoint;
import dev.heed.evidence.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** When checkpoints are taken, what they cover, and where they go. */
class NotaryTest {

    @TempDir
    Path home;

    private WrittenLedger ledger;

    @BeforeEach
    void open() {
        ledger = new WrittenLedger(home, 2);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void takesNoneWhereNothingWasWritten() {
        ledger.notary().take();
        assertThat(ledger.checkpoints.last()).isEmpty();

        ledger.write(ledger.subject(), 2);
        ledger.notary().take();
        ledger.notary().take();
        assertThat(last().number()).isEqualTo(1);
        assertThat(last().entries()).isEqualTo(2);
    }

    @Test
    void coversEveryEntryOfARandomHistoryAndFindsItSound() throws IOException {
        Random random = new Random(7);
        List<UUID> subjects = new ArrayList<>();
        List<UUID> entries = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (subjects.isEmpty() || random.nextInt(3) == 0) {
                subjects.add(ledger.subject());
            }
            entries.addAll(ledger.write(subjects.get(random.nextInt(subjects.size())), 1 + random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                ledger.notary().take();
                ledger.exporting().append();
            }
        }
        ledger.notary().take();

        Report report = ledger.verify();
        assertThat(report.found()).isEmpty();
        assertThat(report.entries()).isEqualTo(report.covered()).isEqualTo(entries.size()).isEqualTo(last().entries());
        Proofs proofs = new Proofs(ledger.checkpoints, ledger.tree, ledger.jdbc);
        assertThat(entries).allMatch(entry -> proofs.inclusion(entry).isPresent());
        assertThat(ledger.chains.oldestUncovered(last().horizon())).isEmpty();
    }

    @Test
    void skipsNothingThatWasStillBeingWritten() throws SQLException {
        UUID slow = ledger.subject();
        ledger.write(ledger.subject(), 1);
        ledger.notary().take();
        try (Connection connection = ledger.application.getConnection()) {
            connection.setAutoCommit(false);
            ledger.append(JdbcClient.create(new SingleConnectionDataSource(connection, true)), slow);
            ledger.write(ledger.subject(), 1);
            ledger.notary().take();
            assertThat(last().entries()).as("what was written later is covered, what has not ended is not").isEqualTo(2);
            connection.commit();
        }
        assertThat(ledger.chains.oldestUncovered(last().horizon())).isPresent();
        ledger.notary().take();
        assertThat(last().entries()).isEqualTo(3);
        assertThat(ledger.verify().covered()).isEqualTo(3);
    }

    @Test
    void coversWhatWasBroughtInFromAClusterWhoseTransactionsCountedHigher() {
        ledger.write(ledger.subject(), 1);
        ledger.notary().take();
        ledger.tamper("update ledger set transaction = '9000000000'::xid8");
        ledger.tamper("update checkpoint set horizon = 9000000000");
        UUID restored = ledger.subject();
        ledger.write(restored, 2);
        ledger.tamper("update ledger set transaction = '9000000001'::xid8 where subject_id = ?", restored);

        ledger.notary().take();
        assertThat(last().entries()).isEqualTo(3);
        ledger.write(restored, 1);
        ledger.notary().take();
        assertThat(last().entries()).isEqualTo(4);
        assertThat(last().horizon()).isLessThan(9_000_000_000L);
    }

    @Test
    void leavesItToTheNodeThatIsAboutIt() throws SQLException {
        ledger.write(ledger.subject(), 1);
        try (Connection other = ledger.application.getConnection()) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, Notary.LOCK);
                lock.execute();
            }
            ledger.notary().take();
            assertThat(ledger.checkpoints.last()).isEmpty();
            other.rollback();
        }
        ledger.notary().take();
        assertThat(last().number()).isEqualTo(1);
    }

    @Test
    void coversManyChainsWithSeveralCheckpointsAtOnce() {
        for (int i = 0; i < 7; i++) {
            ledger.write(ledger.subject(), 1);
        }
        new Notary(ledger.checkpoints, ledger.chains, ledger.tree, new PolicyNotes(ledger.jdbc), ledger.key, Clock.systemUTC(), ledger.jdbc, ledger.transaction, 3).take();

        assertThat(last().number()).isEqualTo(3);
        assertThat(last().size()).isEqualTo(7);
        assertThat(ledger.verify().found()).isEmpty();
    }

    @Test
    void exportsEachOnceAndGoesOnAfterALineThatACrashCutOff() throws IOException {
        ledger.write(ledger.subject(), 1);
        ledger.notary().take();
        ledger.exporting().append();
        Files.writeString(ledger.export.path(), "{\"checkpoint\":{\"at", StandardOpenOption.APPEND);
        ledger.write(ledger.subject(), 1);
        ledger.notary().take();
        ledger.exporting().append();
        ledger.exporting().append();

        assertThat(Files.readAllLines(ledger.export.path())).containsExactlyElementsOf(
                ledger.checkpoints.after(0, 10).stream().map(SignedCheckpoint::line).toList()).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ledger.folder.path()))).isEqualTo("rwx------");
    }

    @Test
    void sendsEachToTheQueueUntilItWasSent() {
        for (int i = 0; i < 2; i++) {
            ledger.write(ledger.subject(), 1);
            ledger.notary().take();
        }
        CheckpointQueue none = new CheckpointQueue(ledger.checkpoints, new EvidenceSettings("", List.of(), null, ""), ledger.jdbc);
        CheckpointQueue queue = new CheckpointQueue(ledger.checkpoints, new EvidenceSettings("", List.of(), null, "heed.checkpoints"), ledger.jdbc);

        assertThat(none.unsent()).isEmpty();
        assertThat(queue.unsent()).extracting(CheckpointQueue.Sending::number).containsExactly(1L, 2L);
        queue.sent(1);
        assertThat(queue.unsent()).extracting(CheckpointQueue.Sending::line).containsExactly(ledger.checkpoints.last().orElseThrow().line());
        queue.sent(2);
        queue.sent(1);
        assertThat(queue.unsent()).isEmpty();
    }

    @Test
    void verifiesOnceAtATime() throws SQLException {
        ledger.write(ledger.subject(), 1);
        var verification = new Verification(ledger.application, TrustedKeys.of(List.of(ledger.key.publicKey())), Clock.systemUTC());
        List<Boolean> inner = new ArrayList<>();
        assertThat(verification.run(new ExportFile(home.resolve("none")))).isPresent();
        try (Connection held = ledger.owner.getConnection()) {
            held.setAutoCommit(false);
            try (var lock = held.prepareStatement("lock table ledger in access exclusive mode")) {
                lock.execute();
            }
            Thread first = new Thread(() -> inner.add(verification.run(new ExportFile(home.resolve("none"))).isPresent()));
            first.start();
            await().until(() -> JdbcClient.create(ledger.application)
                    .sql("select count(*) from pg_locks where not granted").query(Integer.class).single() > 0);
            assertThat(verification.run(new ExportFile(home.resolve("none")))).isEmpty();
            held.rollback();
            await().until(() -> !first.isAlive());
        }
        assertThat(inner).containsExactly(true);
    }

    private Checkpoint last() {
        return ledger.checkpoints.last().orElseThrow().checkpoint();
    }
}
