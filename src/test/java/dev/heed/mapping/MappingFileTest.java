package dev.heed.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.identity.ContactPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFileTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Provenance ORIGIN = new Provenance("crm", "r1", "e1", Actor.AGENT, "call", Evidence.AGENT, null, null, NOON, NOON, false, null,
            NOON, "d", "crm@1", List.of("crm"));

    @TempDir
    private Path folder;

    @Test
    void writesAReasonOnlyWithTheStatusItIsTheReasonOf() throws IOException {
        Mapping mapping = read("with: MAIL");
        Key mail = Key.of("email/marketing");
        Key language = Key.of("language");
        assertThat(mapping.write(Map.of(mail, "O"), Map.of(mail, ORIGIN))).hasToString("{\"MAIL\":\"O\",\"MAIL_REASON\":\"crm\"}");
        assertThat(mapping.write(Map.of(language, "de"), Map.of(language, ORIGIN))).hasToString("{\"LANGUAGE\":\"de\"}");
    }

    @Test
    void refusesAReasonOfAFieldThatIsNotThere() {
        assertThatThrownBy(() -> read("with: MALE")).hasMessageContaining("MALE").hasMessageContaining("record's fields");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"4930123456,phone:+4930123456", "+4930123456,phone:+4930123456", "'',none"})
    void makesANumberInternationalThatLacksItsPrefix(String number, String point) throws IOException {
        byte[] row = ("{\"ID\":\"1\",\"MOBILE\":\"" + number + "\",\"SOURCE\":\"\"}").getBytes(StandardCharsets.UTF_8);
        Reading reading = read("with: MAIL").read(new Message("rows", row, null, false, NOON, "d")).get(0);
        assertThat(reading.phone() == null ? null : reading.phone().text()).isEqualTo(point);
        assertThat(reading.provenance().collectionPoint()).as("a source that is not named is the feed").isEqualTo("rows");
    }

    private Mapping read(String with) throws IOException {
        Path file = Files.writeString(folder.resolve("files.mapping.yaml"), """
                system: files
                version: 1
                record:
                  fields:
                    MAIL: {means: email/marketing, values: {I: granted, O: withdrawn}}
                    LANGUAGE: {means: language}
                  provenance:
                    MAIL_REASON: {text: "${source}", %s}
                feeds:
                  rows: {shows: records, id: ID, phone: MOBILE, phonePrefix: "+", collection: SOURCE, actor: automation, evidence: import}
                """.formatted(with));
        return MappingFile.read(file, new ContactPoints("US"), key -> true);
    }
}
