package dev.heed.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Key;
import dev.heed.config.Taxonomy;
import dev.heed.identity.ContactPoints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {

    private static final Instant RECEIVED = Instant.parse("2024-05-01T12:00:00Z");

    @TempDir
    private Path folder;
    private Mapping mapping;

    @BeforeEach
    void read() throws Exception {
        Path file = Files.writeString(folder.resolve("shop.mapping.yaml"), """
                system: shop
                version: 1
                record:
                  fields:
                    no: {means: email/marketing, type: boolean, values: {"true": withdrawn, "false": granted}, default: ["false"]}
                    tongue: {means: language, takes: [en, tr]}
                feeds:
                  rows: {shows: records, id: id, captured: {at: touched, format: iso, granularity: PT1S, latest: true}, actor: agent, evidence: agent}
                  news: {shows: records, id: id, whole: {at: type, is: [new]}, actor: agent, evidence: agent}
                """);
        mapping = MappingFile.read(file, new ContactPoints("US"), Taxonomy.read(Path.of("config/taxonomy.yaml"))::knows);
    }

    @Test
    void aTimeThatIsTheLatestSaysNothingOfTheEarliest() {
        var origin = reading("rows", "{\"id\":1,\"touched\":\"2024-05-01T10:00:00Z\",\"no\":true}").provenance();
        assertThat(origin.capturedFrom()).isNull();
        assertThat(origin.capturedTo()).isEqualTo("2024-05-01T10:00:01Z");
    }

    @Test
    void aMessageThatShowsTheWholeRecordShowsWhatIsEmptyToo() {
        assertThat(reading("news", "{\"id\":1,\"type\":\"new\"}").said()).extracting(Reading.Said::token).containsExactly("false", "");
        assertThat(reading("news", "{\"id\":1,\"type\":\"new\"}").said()).allMatch(Reading.Said::isDefault);
        assertThat(reading("news", "{\"id\":1,\"type\":\"change\"}").said()).isEmpty();
    }

    @Test
    void aFieldThatTakesCertainValuesIsReadWhateverItHoldsAndWrittenOnlyThose() {
        assertThat(reading("rows", "{\"id\":1,\"tongue\":\"fr\"}").said()).extracting(Reading.Said::value).containsExactly("fr");
        assertThat(mapping.tokenFor(Key.of("language"), "fr")).isEmpty();
        assertThat(mapping.tokenFor(Key.of("language"), "tr")).contains("tr");
    }

    @Test
    void tellsWhichRecordAMessageIsAboutIfItCanBeRead() {
        assertThat(mapping.about(message("rows", "{\"id\":7}"))).contains("7");
        assertThat(mapping.about(message("rows", "{\"id\":"))).isEmpty();
        assertThat(mapping.about(message("nothing", "{\"id\":7}"))).isEmpty();
    }

    private Reading reading(String feed, String body) {
        return mapping.read(message(feed, body)).get(0);
    }

    private static Message message(String feed, String body) {
        return new Message(feed, body.getBytes(StandardCharsets.UTF_8), null, false, RECEIVED, "digest");
    }
}
