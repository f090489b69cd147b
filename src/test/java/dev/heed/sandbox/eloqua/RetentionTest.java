package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private Instant now = Instant.parse("2024-05-01T10:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Activities activities = new Activities(clock, new Faults());
    private final Contacts contacts = new Contacts(clock, activities);
    private final Definitions definitions = new Definitions(clock, new ExportReader(contacts, activities));

    @Test
    void forgetsExportedDataAfterItsRetention() throws Exception {
        Definition export = definitions.create(DefinitionKind.CONTACT_EXPORT, json("""
                {"name":"x","fields":{"Id":"{{Contact.Id}}"},"dataRetentionDuration":"PT1H"}"""));
        Sync sync = new Sync(1, export, null, now);
        sync.end(now, new SyncResult("success", List.of(), List.of(), List.of(Map.of("Id", "1"))));

        assertThat(sync.data(now.plus(Duration.ofMinutes(59)))).hasSize(1);
        assertThatThrownBy(() -> sync.data(now.plus(Duration.ofMinutes(61)))).isInstanceOf(Refusal.class);
    }

    @Test
    void forgetsStagedRowsAfterTheirRetention() throws Exception {
        var input = (Definition.Import) definitions.create(DefinitionKind.CONTACT_IMPORT, json("""
                {"name":"x","identifierFieldName":"Mail","fields":{"Mail":"{{Contact.Field(C_EmailAddress)}}"},
                 "dataRetentionDuration":"PT1H"}"""));
        Staging staging = new Staging(clock);
        staging.add(input, List.of(Map.of("Mail", "old@example.com")));
        now = now.plus(Duration.ofMinutes(61));
        staging.add(input, List.of(Map.of("Mail", "young@example.com")));

        assertThat(staging.take(input)).containsExactly(Map.of("Mail", "young@example.com"));
        assertThat(staging.take(input)).isEmpty();
    }

    @Test
    void deletesADefinitionWhenItsTimeIsOver() throws Exception {
        String uri = definitions.create(DefinitionKind.CONTACT_EXPORT, json("""
                {"name":"x","fields":{"Id":"{{Contact.Id}}"},"autoDeleteDuration":"PT1H"}""")).head().uri();

        assertThat(definitions.find(uri)).isPresent();
        now = now.plus(Duration.ofMinutes(61));
        assertThat(definitions.find(uri)).isEmpty();
    }

    @Test
    void refusesARetentionOutsideOneHourToFourteenDays() {
        for (String duration : List.of("PT59M", "P15D", "long")) {
            assertThatThrownBy(() -> definitions.create(DefinitionKind.CONTACT_EXPORT, json("""
                    {"name":"x","fields":{"Id":"{{Contact.Id}}"},"dataRetentionDuration":"%s"}""".formatted(duration))))
                    .isInstanceOf(BulkFailure.class);
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
