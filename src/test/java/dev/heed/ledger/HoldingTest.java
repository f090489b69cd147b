package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who decides holds a person, and who carries what was decided shares them, on a real database. */
class HoldingTest {

    private static final HikariDataSource DATABASE = LedgerDatabase.migrated();

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final Subjects subjects = new Subjects(jdbc, null);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(DATABASE));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void whoSharesAPersonWritesOfThemThoughOthersWaitToHoldThem() {
        UUID person = person();

        Future<?> holding = transaction.execute(status -> {
            subjects.share(Set.of(person));
            Future<?> waiting = CompletableFuture.runAsync(() -> transaction.execute(other -> subjects.hold(person)));
            await().until(() -> count("select count(*) from pg_locks where not granted and locktype = 'advisory'") == 1);
            jdbc.sql("insert into record (system, id, subject_id, sealed, sealed_by, seen_at) values ('crm', ?, ?, '', ?, now())")
                    .params(new byte[] {1}, person, person).update();
            return waiting;
        });

        assertThat(holding).succeedsWithin(Duration.ofSeconds(10));
        assertThat(count("select count(*) from record")).isEqualTo(1);
    }

    @Test
    void whoHoldsAPersonKeepsOthersFromSharingThem() {
        UUID person = person();

        Future<?> sharing = transaction.execute(status -> {
            assertThat(subjects.hold(person)).containsOnlyKeys(person);
            Future<?> waiting = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(other -> subjects.share(Set.of(person))));
            await().until(() -> count("select count(*) from pg_locks where not granted and locktype = 'advisory'") == 1);
            assertThat(waiting).isNotDone();
            return waiting;
        });

        assertThat(sharing).succeedsWithin(Duration.ofSeconds(10));
    }

    private UUID person() {
        UUID person = UUID.randomUUID();
        jdbc.sql("insert into subject (id) values (?)").param(person).update();
        return person;
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
