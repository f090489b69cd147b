package dev.heed.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.change.PointOrigin;
import dev.heed.change.Provenance;
import dev.heed.identity.ContactPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a feed says under which law something was said, and how the address came to it. */
class PlaceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"DE,DE", "us-ca,US-CA", "Deutschland,DE", "Atlantis,none", "'',none"})
    void aCodeIsTakenAsItIsAndANameThroughTheTable(String country, String place) throws IOException {
        assertThat(read("jurisdiction: {at: country, values: {Deutschland: DE}}", country, "").jurisdiction()).isEqualTo(place);
    }

    @Test
    void aFeedOfOneCountrySaysSoOnce() throws IOException {
        assertThat(read("jurisdiction: CA", "DE", "").jurisdiction()).isEqualTo("CA");
        assertThat(read("jurisdiction: {at: country, other: CA}", "Atlantis", "").jurisdiction()).isEqualTo("CA");
        assertThat(read("email: email", "DE", "").jurisdiction()).as("a feed that does not say").isNull();
    }

    @Test
    void theOriginOfTheAddressIsReadFromTheMessageOrSaidForAll() throws IOException {
        String line = "pointOrigin: {at: via, values: {bought: third_party, form: subject}}";
        assertThat(read(line, "", "bought").pointOrigin()).isEqualTo(PointOrigin.THIRD_PARTY);
        assertThat(read(line, "", "form").pointOrigin()).isEqualTo(PointOrigin.SUBJECT);
        assertThat(read(line, "", "?").pointOrigin()).isNull();
        assertThat(read("pointOrigin: derived", "", "").pointOrigin()).isEqualTo(PointOrigin.DERIVED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"jurisdiction: Germany | jurisdiction", "pointOrigin: bought | pointOrigin", "pointOrigin: {at: via} | pointOrigin"})
    void whatIsNoneIsRefusedWithTheLine(String line, String word) {
        assertThatThrownBy(() -> read(line, "", "")).hasMessageContaining("list.mapping.yaml:7:").hasMessageContaining(word);
    }

    private Provenance read(String line, String country, String via) throws IOException {
        Path file = Files.writeString(folder.resolve("list.mapping.yaml"), """
                system: list
                version: 1
                record: {fields: {mail: {means: email/marketing, values: {"yes": granted, "no": withdrawn}}}}
                feeds:
                  rows:
                    shows: records
                    %s
                    id: id
                    actor: agent
                    evidence: agent
                """.formatted(line));
        byte[] row = "{\"id\":\"1\",\"mail\":\"yes\",\"country\":\"%s\",\"via\":\"%s\"}".formatted(country, via).getBytes(StandardCharsets.UTF_8);
        return MappingFile.read(file, new ContactPoints("US"), key -> true)
                .read(new Message("rows", row, null, false, Instant.parse("2026-03-01T12:00:00Z"), "d")).get(0).provenance();
    }
}
