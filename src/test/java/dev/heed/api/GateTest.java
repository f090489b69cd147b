package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.heed.config.Taxonomy;
import dev.heed.identity.ContactPoints;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Subjects;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class GateTest {

    private final Subjects subjects = mock(Subjects.class);
    private final Dossiers dossiers = mock(Dossiers.class);
    private final Gate gate = new Gate(subjects, dossiers, null, Taxonomy.read(Path.of("config/taxonomy.yaml")), new Addresses(new ContactPoints("US")),
            Clock.systemUTC());

    @Test
    void deniesWhenTheLedgerCannotBeRead() {
        when(subjects.at(any())).thenThrow(new DataAccessResourceFailureException("away"));

        assertThat(gate.ask(new Question("+12015550101", "sms", "marketing", null))).isEqualTo(new Gate.Verdict("deny", "unavailable", null));
    }

    @Test
    void deniesWhenWhatIsKnownCannotBeUnderstood() {
        when(subjects.at(any())).thenReturn(List.of(UUID.randomUUID()));
        when(dossiers.load(any())).thenThrow(new IllegalStateException("the ledger holds a provenance that cannot be read"));

        assertThat(gate.ask(new Question("+12015550101", "sms", "marketing", null)).decision()).isEqualTo("deny");
    }
}
