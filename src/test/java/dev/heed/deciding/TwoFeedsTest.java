package dev.heed.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Change;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A system that tells of one record in two ways, events without an author and rows of a poll, while Heed writes to it. */
class TwoFeedsTest {

    private static final Taxonomy TAXONOMY = Taxonomy.read(Path.of("config/taxonomy.yaml"));
    private static final Mapping ELOQUA = MappingFile.read(Path.of("mappings/eloqua.mapping.yaml"), new ContactPoints("US"), TAXONOMY::knows);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Key NEWSLETTER = Key.of("email/marketing/newsletter");
    private static final Key LANGUAGE = Key.of("language");
    private static final Instant WRITTEN = Instant.parse("2024-05-01T10:00:00Z");

    private RecordView record = seen(RecordView.unseen("eloqua", "ada@example.com"), row("09:00:00", "", "en")).record();

    @Test
    void aRowThatShowsOurWriteAndThenTheEventOfItAreBothItsEcho() {
        write(NEWSLETTER, "False");
        Observation row = see(row("10:00:02", "False", "en"));
        assertThat(row.confirmed()).containsExactly(NEWSLETTER);
        assertThat(see(event("Unsubscribe", "10:00:01")).changes()).isEmpty();
    }

    @Test
    void anEventOfTheSameMadeLongAfterOurWriteIsTheSubjectsOwnWord() {
        write(NEWSLETTER, "False");
        see(row("10:00:02", "False", "en"));
        assertThat(see(event("Unsubscribe", "10:30:00")).changes()).extracting(Change::value).containsExactly("withdrawn");
    }

    @Test
    void aYesAndANoOfTheSameMomentLeaveOpenWhichOfThemStandsThere() {
        Observation yes = see(event("Subscribe", "10:30:00"));
        Observation no = seen(new Dossier(UUID.randomUUID(), Set.of(), List.of(yes.record()), yes.changes()), event("Unsubscribe", "10:30:00"));
        assertThat(no.changes()).extracting(Change::value).containsExactly("withdrawn");
        assertThat(no.record().held().get(NEWSLETTER).token()).as("the two may have changed places on the way").isNull();
    }

    @Test
    void anEventFromBeforeOurWriteIsHeardAndOurWriteStillStandsThere() {
        write(NEWSLETTER, "False");
        assertThat(see(event("Subscribe", "09:59:59")).changes()).extracting(Change::value).containsExactly("granted");
        assertThat(see(event("Unsubscribe", "10:00:01")).confirmed()).containsExactly(NEWSLETTER);
    }

    @Test
    void aRowLastChangedBeforeOurWriteIsNoNews() {
        write(LANGUAGE, "de");
        assertThat(see(row("09:59:59", "", "en")).changes()).isEmpty();
        assertThat(see(row("10:00:02", "", "de")).confirmed()).containsExactly(LANGUAGE);
    }

    @Test
    void aRowChangedAfterOurWriteIsAnAgentsWordOfSomeTimeSinceTheLastLook() {
        write(LANGUAGE, "de");
        see(row("10:00:02", "", "de"));
        assertThat(see(row("10:05:00", "", "fr")).changes()).singleElement().satisfies(change -> {
            assertThat(change.value()).isEqualTo("fr");
            assertThat(change.provenance().capturedFrom()).isBefore(change.provenance().capturedTo());
            assertThat(change.provenance().capturedTo()).isEqualTo(change.provenance().receivedAt());
        });
    }

    @Test
    void anAddressInAnyCaseNamesTheSameRecord() {
        assertThat(ELOQUA.read(message(new Told("activities", "10:00:00", event("Unsubscribe", "10:00:00").body().replace("ada@", "ADA@"))))
                .get(0).recordId()).isEqualTo("ada@example.com");
    }

    private record Told(String feed, String time, String body) {
    }

    private static Told row(String updated, String newsletter, String language) {
        return new Told("contacts", updated, """
                {"EmailAddress":"ada@example.com","C_MobilePhone":"","UpdatedAt":"2024-05-01 %s.000","IsSubscribed":"True",
                 "EmailGroup7":"%s","EmailGroup8":"","C_SMS_Consent1":"","C_Language1":"%s","C_Contact_Wish1":""}""".formatted(updated, newsletter, language));
    }

    private static Told event(String type, String time) {
        return new Told("activities", time, """
                {"ActivityId":"%s","ActivityType":"%s","ActivityDate":"2024-05-01 %s.000","EmailAddress":"ada@example.com",
                 "AssetType":"EmailGroup","AssetId":"7","AssetName":"Newsletter"}""".formatted(time, type, time));
    }

    private void write(Key key, String token) {
        record = record.sending(Map.of(key, token), WRITTEN).accepted(Map.of(key, token), WRITTEN.plusSeconds(1));
    }

    private Observation see(Told told) {
        Observation observation = seen(record, told);
        record = observation.record();
        return observation;
    }

    private static Observation seen(RecordView record, Told told) {
        return seen(new Dossier(UUID.randomUUID(), Set.of(), List.of(record), List.of()), told);
    }

    private static Observation seen(Dossier dossier, Told told) {
        return Observation.of(dossier, ELOQUA.read(message(told)).get(0), dossier.records().get(0), TAXONOMY, WINDOW, Duration.ofMillis(500));
    }

    private static Message message(Told told) {
        Instant received = Instant.parse("2024-05-01T" + told.time() + "Z").plusSeconds(5);
        return new Message(told.feed(), told.body().getBytes(StandardCharsets.UTF_8), null, false, received, "digest");
    }
}
