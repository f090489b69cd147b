package dev.heed.inforce;

import com.zaxxer.hikari.HikariDataSource;
import dev.heed.deciding.Setup;
import dev.heed.embedded.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database in which nodes note what they judge by, each with a folder of its own. */
final class NotedPast implements AutoCloseable {

    final HikariDataSource application;
    final HikariDataSource owner;
    private final Path folder;

    NotedPast(Path folder) {
        this.folder = folder;
        Map<String, String> settings = TestDatabase.fresh();
        owner = pool(settings, "owner");
        application = pool(settings, "login");
        Flyway.configure().dataSource(owner).placeholders(Map.of("app", application.getUsername())).load().migrate();
    }

    /** Starts one whose policy says this, when it is then on its clock. */
    PoliciesInForce start(String policy, Instant then) {
        PoliciesInForce node = node(policy, then);
        node.afterSingletonsInstantiated();
        return node;
    }

    /** The same, not started yet. */
    PoliciesInForce node(String policy, Instant then) {
        JdbcClient jdbc = JdbcClient.create(application);
        Notes notes = new Notes(jdbc, new TransactionTemplate(new DataSourceTransactionManager(application)));
        return new PoliciesInForce(notes, setup(policy), Clock.fixed(then, ZoneOffset.UTC));
    }

    private Setup setup(String policy) {
        try {
            Path home = folder.resolve(UUID.randomUUID().toString());
            Files.createDirectories(home.resolve("config"));
            Files.copy(Path.of("config/taxonomy.yaml"), home.resolve("config/taxonomy.yaml"));
            Files.writeString(home.resolve("config/policy.yaml"), policy);
            return Setup.read(home, UnaryOperator.identity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HikariDataSource pool(Map<String, String> settings, String who) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(settings.get("heed.database.url"));
        pool.setUsername(settings.get("heed.database." + who + ".username"));
        pool.setPassword(settings.get("heed.database." + who + ".password"));
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(8);
        return pool;
    }

    @Override
    public void close() {
        application.close();
        owner.close();
    }
}
