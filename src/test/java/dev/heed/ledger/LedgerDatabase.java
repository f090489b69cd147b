package dev.heed.ledger;

import com.zaxxer.hikari.HikariDataSource;
import dev.heed.embedded.TestDatabase;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A real database with the ledger's tables and nothing in them, as the application's role sees it. */
public final class LedgerDatabase {

    private LedgerDatabase() {
    }

    public static HikariDataSource migrated() {
        Map<String, String> settings = TestDatabase.fresh();
        Flyway.configure().dataSource(settings.get("heed.database.url"), settings.get("heed.database.owner.username"), settings.get("heed.database.owner.password"))
                .placeholders(Map.of("app", settings.get("heed.database.login.username"))).load().migrate();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(settings.get("heed.database.url"));
        pool.setUsername(settings.get("heed.database.login.username"));
        pool.setPassword(settings.get("heed.database.login.password"));
        pool.setMaximumPoolSize(3);
        return pool;
    }
}
