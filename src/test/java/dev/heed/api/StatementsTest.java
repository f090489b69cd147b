package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.heed.config.SystemNames;
import dev.heed.config.Taxonomy;
import dev.heed.identity.ContactPoints;
import dev.heed.ledger.EventKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class StatementsTest {

    private static final StatedChange STATED = new StatedChange("preference-page", null, "1", null, "+12015550101", "sms/marketing", "withdrawn",
            "subject", "form", null, null, null, null);

    private final EventKeys keys = mock(EventKeys.class);
    private final Taxonomy taxonomy = Taxonomy.read(Path.of("config/taxonomy.yaml"));
    private final Statements statements = new Statements(
            new StatedReadings(new Addresses(new ContactPoints("US")), taxonomy, mock(SystemNames.class), Clock.systemUTC()),
            keys, null, null, null, taxonomy, null, new TransactionTemplate(mock(PlatformTransactionManager.class)), null);

    @Test
    void triesAgainWhenTheDatabaseLetAnotherGoFirst() {
        UUID change = UUID.randomUUID();
        when(keys.claim(any(), any())).thenThrow(new CannotAcquireLockException("deadlock")).thenThrow(new CannotAcquireLockException("deadlock"))
                .thenAnswer(call -> Optional.of(new EventKeys.Told(call.getArgument(1), change)));

        assertThat(statements.take(STATED)).isEqualTo(change);
    }

    @Test
    void givesUpAfterAFewTries() {
        when(keys.claim(any(), any())).thenThrow(new CannotAcquireLockException("deadlock"));

        assertThatThrownBy(() -> statements.take(STATED)).isInstanceOf(CannotAcquireLockException.class);
    }
}
