package dev.heed.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.evidence.Chain;
import dev.heed.evidence.Checkpoint;
import dev.heed.evidence.Digests;
import dev.heed.evidence.Header;
import dev.heed.evidence.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever owns the tables can change them. That it was done is found, and where. */
class TamperingTest {

    @TempDir
    Path home;

    private WrittenLedger ledger;
    private UUID ada;
    private UUID ben;
    private List<UUID> adas;
    private List<UUID> bens;

    @BeforeEach
    void aLedgerWithThreeCheckpointsAndTheLastEntriesNotCoveredYet() throws IOException {
        ledger = new WrittenLedger(home, 1);
        ada = ledger.subject();
        ben = ledger.subject();
        adas = new ArrayList<>(ledger.write(ada, 3));
        bens = ledger.write(ben, 3);
        ledger.notary().take();
        ledger.write(ledger.subject(), 1);
        ledger.judgeBy("window: PT2S");
        ledger.notary().take();
        ledger.judgeBy("window: PT3S");
        adas.addAll(ledger.write(ada, 2));
        ledger.notary().take();
        ledger.exporting().append();
        adas.addAll(ledger.write(ada, 1));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void nothingIsFoundWhereNothingWasDone() {
        Report report = ledger.verify();

        assertThat(report.found()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.entries()).isEqualTo(10);
        assertThat(report.covered()).isEqualTo(9);
        assertThat(report.chains()).isEqualTo(3);
        assertThat(report.checkpoints()).isEqualTo(3);
        assertThat(report.exported()).isEqualTo(3);
        assertThat(report.unexported()).isZero();
    }

    @Test
    void theApplicationItselfMayOnlyAdd() {
        JdbcClient owner = JdbcClient.create(ledger.owner);
        ledger.jdbc.sql("insert into policy_note (since, digest, files) values (clock_timestamp(), 'of nothing', '{}')").update();
        for (String table : List.of("ledger", "checkpoint", "checkpoint_leaf", "merkle_node", "checkpoint_key", "policy_note")) {
            String column = owner.sql("select column_name from information_schema.columns where table_name = ? and identity_generation is null limit 1")
                    .param(table).query(String.class).single();
            for (String forbidden : List.of("delete from " + table, "update %s set %s = %s".formatted(table, column, column), "truncate " + table + " cascade")) {
                assertThatThrownBy(() -> ledger.jdbc.sql(forbidden).update()).as(forbidden).rootCause().hasMessageContaining("permission denied");
                assertThatThrownBy(() -> owner.sql(forbidden).update()).as("by the owner, %s", forbidden).rootCause().hasMessageContaining("append-only");
            }
        }
    }

    @Test
    void anEditedEntry() {
        ledger.tamper("update ledger set value = 'granted!' where entry_id = ?", adas.get(1));
        assertOnlyBad(adas.get(1), 2, "altered");
    }

    @Test
    void anEntryEditedInWhatIsSealed() {
        ledger.tamper("update ledger set sealed = sealed || 'x'::bytea where entry_id = ?", bens.get(0));
        assertOnlyBad(bens.get(0), 1, "altered");
    }

    @Test
    void anEntryEditedInItsTimeByAMicrosecond() {
        ledger.tamper("update ledger set recorded_at = recorded_at + interval '1 microsecond' where entry_id = ?", adas.get(5));
        assertOnlyBad(adas.get(5), 6, "altered");
    }

    @Test
    void anEditedEntryWhoseHashWasMadeToFit() {
        rewrite(ada, 2, 2);
        assertOnlyBad(adas.get(2), 3, "exchanged");
    }

    @Test
    void anEntryThatHoldsWhatNoneCan() {
        ledger.tamper("update ledger set prior = 'x'::bytea where entry_id = ?", adas.get(1));
        assertOnlyBad(adas.get(1), 2, "no entry can hold");
    }

    @Test
    void anEntryFiledWhereNobodyLooksForIt() {
        UUID strand = UUID.randomUUID();
        ledger.tamper("insert into strand (id, subject_id, restrictive, counted) values (?, ?, false, true)", strand, ben);
        ledger.tamper("update ledger set strand = ? where entry_id = ?", strand, moved());
        assertOnlyBad(moved(), position(moved()), "strand");
    }

    @Test
    void anEntryFiledUnderNothing() {
        ledger.tamper("update ledger set strand = null where entry_id = ?", moved());
        assertOnlyBad(moved(), position(moved()), "strand");
    }

    @Test
    void anEntryFiledWithOthersThatItIsNotLike() {
        UUID email = ledger.say(ben, "email/marketing", "withdrawn");
        UUID sms = ledger.say(ben, "sms/marketing", "withdrawn");
        assertThat(ledger.verify().sound()).isTrue();
        ledger.tamper("update ledger set strand = ? where entry_id = ?", email, sms);
        assertOnlyBad(sms, 5, "strand");
    }

    @Test
    void aStrandThatSaysItHoldsNoRefusals() {
        ledger.tamper("update strand set restrictive = not restrictive where id = ?", moved());
        assertOnlyBad(moved(), position(moved()), "strand");
    }

    @Test
    void aDeletedEntry() {
        ledger.tamper("delete from ledger where entry_id = ?", adas.get(1));
        assertOnlyBad(adas.get(2), 3, "missing");
    }

    @Test
    void aDeletedFirstEntry() {
        ledger.tamper("delete from ledger where entry_id = ?", bens.get(0));
        assertOnlyBad(bens.get(1), 2, "missing");
    }

    @Test
    void twoEntriesOfOneChainThatChangedPlaces() {
        swap(adas.get(0), adas.get(1), "position");
        Report report = ledger.verify();
        assertThat(report.found()).filteredOn(fault -> fault.sentence().contains("altered")).extracting(Fault::entry)
                .as("they stand in the other order now").containsExactly(adas.get(1), adas.get(0));
        assertThat(report.first().entry()).isEqualTo(adas.get(0));
    }

    @Test
    void entriesOfTwoSubjectsThatChangedPlaces() {
        swap(adas.get(1), bens.get(1), "subject_id");
        Report report = ledger.verify();
        assertThat(report.found()).filteredOn(fault -> fault.sentence().contains("altered")).extracting(Fault::entry)
                .containsExactlyInAnyOrder(adas.get(1), bens.get(1));
        assertThat(report.first().entry()).isEqualTo(adas.get(1));
        assertThat(report.first().sentence()).contains(adas.get(1).toString()).contains("position 2").contains("altered");
    }

    @Test
    void aChainCutOffBelowACheckpoint() {
        ledger.tamper("delete from ledger where subject_id = ? and position > 3", ada);
        ledger.tamper("update subject set length = 3, head = (select hash from ledger where subject_id = ? and position = 3) where id = ?", ada, ada);
        Report report = ledger.verify();
        assertThat(report.faults()).isEqualTo(1);
        assertThat(report.first().subject()).isEqualTo(ada);
        assertThat(report.first().position()).isEqualTo(5);
        assertThat(report.first().sentence()).contains("not there any more");
    }

    @Test
    void aChainCutOffAboveTheLastCheckpoint() {
        ledger.tamper("delete from ledger where entry_id = ?", adas.get(5));
        Report report = ledger.verify();
        assertThat(report.faults()).isEqualTo(1);
        assertThat(report.first().subject()).isEqualTo(ada);
        assertThat(report.first().sentence()).contains("ends at position 5");
    }

    @Test
    void aWholeChainThatIsGone() {
        ledger.tamper("delete from ledger where subject_id = ?", ben);
        ledger.tamper("delete from strand where subject_id = ?", ben);
        ledger.tamper("delete from subject where id = ?", ben);
        Report report = ledger.verify();
        assertThat(report.faults()).isEqualTo(1);
        assertThat(report.first().subject()).isEqualTo(ben);
    }

    @Test
    void aWholeChainWrittenAnewWithHashesThatFit() {
        rewrite(ada, 1, 6);
        ledger.tamper("update subject set head = (select hash from ledger where subject_id = ? and position = 6) where id = ?", ada, ada);
        Report report = ledger.verify();
        assertThat(report.faults()).isEqualTo(1);
        assertThat(report.first().entry()).isEqualTo(adas.get(2));
        assertThat(report.first().sentence()).contains("written anew").contains("position 1 or later");
    }

    @Test
    void aChainWrittenAnewFromTheMiddle() {
        rewrite(ada, 5, 6);
        ledger.tamper("update subject set head = (select hash from ledger where subject_id = ? and position = 6) where id = ?", ada, ada);
        Report report = ledger.verify();
        assertThat(report.faults()).isEqualTo(1);
        assertThat(report.first().sentence()).contains("position 4 or later");
    }

    @Test
    void aLeafMadeToFitAChainWrittenAnew() {
        rewrite(ada, 1, 6);
        ledger.tamper("update subject set head = (select hash from ledger where subject_id = ? and position = 6) where id = ?", ada, ada);
        ledger.tamper("""
                update checkpoint_leaf c set head = l.hash from ledger l where l.subject_id = c.subject_id and l.position = c.position""");
        Report report = ledger.verify();
        assertThat(report.sound()).isFalse();
        assertThat(report.first().sentence()).isEqualTo("The tree: the subtree 0 of level 1 is not what its leaves give.");
        assertThat(report.found()).extracting(Fault::checkpoint).contains(1L, 2L, 3L);
    }

    @Test
    void aSubtreeThatWasAltered() {
        ledger.tamper("update merkle_node set hash = ? where level = 1 and index = 0", (Object) Digests.sha256());
        Report report = ledger.verify();
        assertThat(report.faults()).isEqualTo(1);
        assertThat(report.first().sentence()).contains("subtree 0 of level 1");
    }

    @Test
    void aForgedSignature() {
        ledger.tamper("update checkpoint set signature = (select signature from checkpoint where number = 1) where number = 2");
        Report report = ledger.verify();
        assertThat(report.first().checkpoint()).isEqualTo(2);
        assertThat(report.first().sentence()).contains("signature");
    }

    @Test
    void aCheckpointSignedAnewByAnotherKey() {
        SigningKey other = SigningKey.generate();
        Checkpoint last = ledger.checkpoints.last().orElseThrow().checkpoint();
        var forged = other.sign(new Checkpoint(last.number(), last.size(), last.root(), last.at(), last.entries(), last.horizon(), last.policies(), last.prior(), other.publicKey().id()));
        ledger.tamper("insert into checkpoint_key (id, public_key) values (?, ?)", other.publicKey().id(), other.publicKey().encoded());
        ledger.tamper("update checkpoint set key = ?, signature = ? where number = ?", other.publicKey().id(), forged.signature(), last.number());
        Report report = ledger.verify();
        assertThat(report.found()).extracting(Fault::sentence).anyMatch(sentence -> sentence.contains("a key that the configuration does not name"))
                .anyMatch(sentence -> sentence.contains("another one than was exported"));
    }

    @Test
    void aCheckpointWithAnotherTime() {
        ledger.tamper("update checkpoint set at = at - interval '1 day' where number = 2");
        Report report = ledger.verify();
        assertThat(report.first().checkpoint()).isEqualTo(2);
        assertThat(report.found()).extracting(Fault::checkpoint).contains(3L);
    }

    @Test
    void aCheckpointThatCountsOtherwise() {
        ledger.tamper("update checkpoint set entries = 8 where number = 3");
        assertThat(ledger.verify().found()).extracting(Fault::sentence).contains("Checkpoint 3: its leaves cover 9 entries, not 8.");
    }

    @Test
    void aPolicyThatWasInForceAndWasAltered() {
        ledger.tamper("update policy_note set files = jsonb_build_object('config/policy.yaml', 'window: PT9S') where number = (select max(number) from policy_note)");
        assertThat(ledger.verify().found()).singleElement().satisfies(fault -> assertThat(fault.sentence()).startsWith("Policy note ").contains("its files are not those of its digest"));
    }

    @Test
    void aPolicyExchangedForAnotherWithADigestThatFits() {
        ledger.judgeBy("window: PT9S");
        ledger.tamper("update policy_note set (files, digest) = (select files, digest from policy_note order by number desc limit 1) where number = (select min(number) from policy_note)");
        assertThat(ledger.verify().found()).extracting(Fault::checkpoint).as("both that cover it say so").containsExactly(2L, 3L);
    }

    @Test
    void aPolicyThatIsSaidToHaveComeIntoForceAtAnotherTime() {
        ledger.tamper("update policy_note set since = since + interval '1 second' where number = (select max(number) from policy_note)");
        assertThat(ledger.verify().found()).singleElement().satisfies(fault -> assertThat(fault.sentence()).startsWith("Checkpoint 3: the policies that were noted are not those that it covers"));
    }

    @Test
    void aPolicyThatWasTakenOut() {
        ledger.tamper("delete from policy_note where number = (select min(number) from policy_note)");
        assertThat(ledger.verify().found()).extracting(Fault::checkpoint).containsExactly(2L, 3L);
    }

    @Test
    void theLastCheckpointsDropped() {
        ledger.tamper("delete from checkpoint where number > 1");
        Report report = ledger.verify();
        assertThat(report.found()).extracting(Fault::checkpoint).contains(2L, 3L);
        assertThat(report.found()).extracting(Fault::sentence).anyMatch(sentence -> sentence.contains("leaves from 2 on that no checkpoint signs"));
    }

    @Test
    void theLastCheckpointsDroppedWithoutATraceInTheDatabase() {
        ledger.tamper("delete from checkpoint where number > 1");
        ledger.tamper("delete from checkpoint_leaf where index >= 2");
        ledger.tamper("delete from merkle_node where (index + 1) << level > 2");
        Report report = ledger.verify();
        assertThat(report.faults()).isEqualTo(2);
        assertThat(report.found()).extracting(Fault::checkpoint).containsExactly(2L, 3L);
        assertThat(report.first().sentence()).contains("was exported");
    }

    @Test
    void everythingWrittenAnewAndSignedWithOurOwnKey() throws IOException {
        ledger.tamper("delete from checkpoint");
        ledger.tamper("delete from checkpoint_leaf");
        ledger.tamper("delete from merkle_node");
        ledger.notary().take();
        Report report = ledger.verify();
        assertThat(report.first().sentence()).isEqualTo("Checkpoint 1: the database holds another one than was exported: history was written anew.");
        ledger.exporting().append();
        assertThat(ledger.verify().exported()).as("nothing was added to the export").isEqualTo(3);
    }

    /** Some change; others of the ledger are merges, which have no strand. */
    private UUID moved() {
        return JdbcClient.create(ledger.owner).sql("select entry_id from ledger where kind = 'change' and key is not null order by sequence limit 1")
                .query(UUID.class).single();
    }

    private long position(UUID entry) {
        return JdbcClient.create(ledger.owner).sql("select position from ledger where entry_id = ?").param(entry).query(Long.class).single();
    }

    private void assertOnlyBad(UUID entry, long position, String what) {
        Report report = ledger.verify();
        assertThat(report.found()).hasSize(1);
        assertThat(report.sound()).isFalse();
        assertThat(report.first().entry()).isEqualTo(entry);
        assertThat(report.first().position()).isEqualTo(position);
        assertThat(report.first().sentence()).contains(entry.toString()).contains("position " + position).contains(what);
    }

    private void swap(UUID one, UUID other, String column) {
        ledger.tamper("alter table ledger drop constraint ledger_subject_id_position_key");
        ledger.tamper("""
                update ledger l set %1$s = o.%1$s from ledger o
                where l.entry_id = any (array[?, ?]) and o.entry_id = any (array[?, ?]) and l.entry_id <> o.entry_id""".formatted(column), one, other, one, other);
    }

    /** Changes these entries and works out hashes that fit each other. */
    private void rewrite(UUID subject, long from, long to) {
        for (long position = from; position <= to; position++) {
            byte[] prior = position == 1 ? Chain.start() : JdbcClient.create(ledger.owner)
                    .sql("select hash from ledger where subject_id = ? and position = ?").params(subject, position - 1).query(byte[].class).single();
            ledger.tamper("update ledger set rule = coalesce(rule, '') || '!', prior = ? where subject_id = ? and position = ?", prior, subject, position);
            Header forged = JdbcClient.create(ledger.owner).sql("select " + Rows.HEADER + " from ledger l where subject_id = ? and position = ?")
                    .params(subject, position).query((row, n) -> Rows.header(row)).single();
            ledger.tamper("update ledger set hash = ? where subject_id = ? and position = ?", Chain.hash(forged), subject, position);
        }
    }
}
