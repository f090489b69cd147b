package dev.heed.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.config.Taxonomy;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.Mapping;
import dev.heed.mapping.MappingFile;
import dev.heed.mapping.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is heard of a field about the time at which Heed itself writes it. Every case was found by the simulation. */
class OwnWritesTest {

    private static final Taxonomy TAXONOMY = Taxonomy.read(Path.of("config/taxonomy.yaml"));
    private static final Mapping MAIL = MappingFile.read(Path.of("src/test/resources/simulation/mail.mapping.yaml"), new ContactPoints("US"), TAXONOMY::knows);
    private static final Key NEWS = Key.of("email/marketing/newsletter");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final UUID subject = UUID.randomUUID();
    /** Nothing is written that nobody said. */
    private final List<Change> elsewhere = new ArrayList<>(new EverythingWithdrawn(TAXONOMY).of(
            new Dossier(subject, Set.of(ContactPoint.of("email:ada@example.com")), List.of(), List.of()), NOON.minusSeconds(86_400)));
    private final List<Change> changes = new ArrayList<>();
    private RecordView record = RecordView.unseen("mail", "1");
    private int events;

    OwnWritesTest() {
        row(-3600, "");
    }

    @Test
    void aLateEchoOfAWriteThatWasWrittenOverIsNoChange() {
        write(0, "out");
        write(10, "in");
        click(0, 15, "out");
        assertThat(changes).isEmpty();
        assertThat(stands()).isEqualTo("in");
    }

    @Test
    void aNoThatWasSaidBetweenTwoOfOurWritesIsHeard() {
        write(0, "out");
        write(10, "in");
        click(6, 15, "out");
        assertThat(changes).extracting(Change::value).containsExactly("withdrawn");
    }

    @Test
    void aRecordThatReturnsAsItWasKnownSaysNothing() {
        write(0, "out");
        row(1, "out");
        observe(10, "rows", 10, "\"deleted\": \"true\"");
        row(60, "out");
        assertThat(changes).isEmpty();
    }

    @Test
    void ofARecordThatIsGoneNobodyKnowsWhetherWhatWasSentTookEffectBefore() {
        record = record.sending(Map.of(NEWS, "in"), NOON);
        assertThat(record.gone(NOON.plusSeconds(10)).held().get(NEWS).token()).isNull();
    }

    @Test
    void aRecordThatReturnsWithItsDefaultSaysNothing() {
        write(0, "out");
        row(1, "out");
        observe(10, "rows", 10, "\"deleted\": \"true\"");
        row(60, "");
        assertThat(changes).isEmpty();
        assertThat(stands()).isEmpty();
    }

    @Test
    void aRowFromBeforeOurNoTookEffectIsNoYes() {
        row(-60, "in");
        changes.clear();
        write(0, "out");
        observe(5, "rows", 0, "\"news\": \"in\"");
        assertThat(changes).isEmpty();
        assertThat(stands()).as("it is written again").isNull();
    }

    @Test
    void aNoThatMayBeFromBeforeOurWriteOrFromAfterIsKept() {
        row(-60, "out");
        changes.clear();
        write(0, "in");
        observe(5, "rows", 0, "\"news\": \"out\"");
        assertThat(changes).extracting(Change::value).containsExactly("withdrawn");
    }

    @Test
    void whereSomebodyCameInWhileTheCallWasUnderWayNobodyKnowsWhatStands() {
        record = record.sending(Map.of(NEWS, "in"), NOON);
        click(0, 1, "out");
        record = record.accepted(Map.of(NEWS, "in"), NOON.plusSeconds(2));
        assertThat(changes).extracting(Change::value).containsExactly("withdrawn");
        assertThat(stands()).as("neither the one nor the other").isNull();
    }

    @Test
    void anEarlierWordThatArrivesLaterDoesNotStand() {
        click(20, 21, "in");
        click(10, 22, "out");
        assertThat(changes).extracting(Change::value).containsExactly("granted", "withdrawn");
        assertThat(stands()).isEqualTo("in");
    }

    @Test
    void whatWasSentAndNotAnsweredIsSentAgainThoughWhatHoldsIsWhatStoodThereBefore() {
        row(-60, "out");
        record = record.sending(Map.of(NEWS, "in"), NOON);
        assertThat(record.afterTheCall().held().get(NEWS).token()).as("the call may have taken effect").isNull();
        assertThat(stands()).as("a look that shows it is no news").isEqualTo("out");
    }

    @Test
    void aNoFromBeforeOurNoIsNotItsEcho() {
        row(-60, "in");
        changes.clear();
        record = record.sending(Map.of(NEWS, "out"), NOON);
        click(-4, 1, "out");
        assertThat(changes).extracting(Change::value).containsExactly("withdrawn");
        assertThat(record.isOpen(NEWS)).as("our own has yet to be seen").isTrue();
        click(0, 2, "out");
        assertThat(changes).hasSize(1);
        assertThat(record.isOpen(NEWS)).isFalse();
    }

    @Test
    void aNoThatStoodThereBeforeWeWroteTheSameIsKeptAndEndsOurWrite() {
        row(-60, "in");
        changes.clear();
        write(0, "out");
        observe(5, "rows", -4, "\"news\": \"out\"");
        assertThat(changes).extracting(Change::value).containsExactly("withdrawn");
        assertThat(record.isOpen(NEWS)).isFalse();
        assertThat(stands()).isEqualTo("out");
    }

    @Test
    void ofWhatWasSentTwiceTheSecondMayHaveHadNothingToDo() {
        record = record.sending(Map.of(NEWS, "out"), NOON);
        write(20, "out");
        click(1, 21, "out");
        observe(30, "rows", 1, "\"news\": \"out\"");
        assertThat(changes).isEmpty();
        assertThat(record.isOpen(NEWS)).isFalse();
    }

    @Test
    void theLateEchoOfAWriteThatSomebodyUndidIsNotTheEchoOfTheNext() {
        write(0, "out");
        row(5, "in");
        changes.clear();
        write(20, "out");
        click(0, 21, "out");
        assertThat(changes).isEmpty();
        assertThat(record.isOpen(NEWS)).isTrue();
    }

    @Test
    void aFieldThatWasOnlySentIsSeenForTheFirstTime() {
        record = RecordView.unseen("mail", "1").sending(Map.of(NEWS, "out"), NOON).notSent(Map.of(NEWS, "out"));
        row(10, "");
        assertThat(changes).as("a default at first sight").isEmpty();
        assertThat(stands()).isEmpty();
    }

    @Test
    void whatMayBeTheEchoOfAnEarlierWriteOrSomebodysWordAfterTheLastLeavesItOpenWhatStands() {
        write(0, "in");
        write(1, "out");
        observe(3, "rows", 1, "\"news\": \"in\"");
        assertThat(changes).isEmpty();
        assertThat(stands()).as("it is written again").isNull();
    }

    @Test
    void whereNobodyHadSaidWhatWeWroteWhatIsSeenIsSaid() {
        elsewhere.clear();
        write(0, "out");
        observe(3, "rows", 0, "\"news\": \"in\"");
        assertThat(changes).as("it was written while two were one person").extracting(Change::value).containsExactly("granted");
    }

    @Test
    void aNoThatIsSeenLongAfterACallThatWasNeverAnsweredIsSomebodys() {
        record = record.sending(Map.of(NEWS, "out"), NOON);
        row(60, "out");
        assertThat(changes).as("the call may never have arrived").extracting(Change::value).containsExactly("withdrawn");
    }

    @Test
    void soItIsWhereTheRowDoesNotTellWhenItWasTouched() {
        record = record.sending(Map.of(NEWS, "out"), NOON);
        look(4, "out");
        assertThat(changes).as("its echo").isEmpty();
        record = record.sending(Map.of(NEWS, "in"), NOON.plusSeconds(10)).accepted(Map.of(NEWS, "in"), NOON.plusSeconds(11));
        record = record.sending(Map.of(NEWS, "out"), NOON.plusSeconds(20));
        look(80, "out");
        assertThat(changes).extracting(Change::value).containsExactly("withdrawn");
    }

    @Test
    void aNoThatIsSeenSoonAfterACallThatWasNeverAnsweredIsItsEcho() {
        record = record.sending(Map.of(NEWS, "out"), NOON);
        row(4, "out");
        assertThat(changes).isEmpty();
        assertThat(record.isOpen(NEWS)).isFalse();
    }

    @Test
    void aNoFromBeforeOurNoIsNotItsEchoEitherWhenThatWasSeen() {
        write(0, "out");
        row(1, "out");
        click(-4, 2, "out");
        assertThat(changes).extracting(Change::value).containsExactly("withdrawn");
    }

    @Test
    void aRecordThatIsTouchedLaterStillShowsWhatWeWrote() {
        write(0, "in");
        row(0, "");
        assertThat(stands()).as("which of the two came last").isNull();
        row(30, "in");
        assertThat(changes).isEmpty();
        assertThat(stands()).isEqualTo("in");
    }

    @Test
    void theEchoOfTheFirstOfManyWritesMayComeLast() {
        for (int second = 0; second < 6; second++) {
            write(second, second % 2 == 0 ? "in" : "out");
        }
        click(0, 20, "in");
        assertThat(changes).isEmpty();
    }

    private String stands() {
        return record.held().get(NEWS).token();
    }

    private void write(int second, String token) {
        Instant at = NOON.plusSeconds(second);
        record = record.sending(Map.of(NEWS, token), at).accepted(Map.of(NEWS, token), at.plusMillis(200));
    }

    private void click(int made, int heard, String value) {
        observe(heard, "clicks", made, "\"said\": \"news\", \"news\": \"%s\"".formatted(value));
    }

    private void row(int second, String value) {
        observe(second, "rows", second, "\"news\": \"%s\"".formatted(value));
    }

    private void look(int heard, String value) {
        hear(heard, "rows", "\"news\": \"%s\"".formatted(value));
    }

    private void observe(int heard, String feed, int made, String says) {
        hear(heard, feed, "\"at\": %s, %s".formatted(NOON.plusSeconds(made).toEpochMilli(), says));
    }

    private void hear(int heard, String feed, String says) {
        String body = "{\"id\": \"1\", \"event\": \"%s\", %s}".formatted(++events, says);
        Message message = new Message(feed, body.getBytes(StandardCharsets.UTF_8), null, false, NOON.plusSeconds(heard), "digest");
        Dossier dossier = new Dossier(subject, Set.of(), List.of(record), Stream.concat(elsewhere.stream(), changes.stream()).toList());
        Observation observation = Observation.of(dossier, MAIL.read(message).get(0), record, TAXONOMY, Duration.ofSeconds(5), Duration.ofMillis(500));
        record = observation.record();
        changes.addAll(observation.changes());
    }
}
