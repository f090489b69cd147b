package dev.heed.embedded;

import dev.heed.config.CannotStartException;
import dev.heed.evidence.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One PostgreSQL for all tests of a JVM, below {@code target}, kept from build to build so that only the first one pays for making it.
 * Who wants a database of their own asks for {@link #fresh()}.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int PARALLEL_BUILDS = 8;
    private static final String SIGNING_KEY = SigningKey.generate().pem();

    private TestDatabase() {
    }

    /** The settings of an empty database that nobody else uses, to be migrated by the one who starts on it. */
    public static Map<String, String> fresh() {
        return settings(OwnDatabase.on(Server.POSTGRES, "test_%s".formatted(COUNT.incrementAndGet())));
    }

    static Map<String, String> settings(Database database) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("heed.database.url", database.url());
        settings.put("heed.database.owner.username", database.owner().username());
        settings.put("heed.database.owner.password", database.owner().password());
        settings.put("heed.database.login.username", database.application().username());
        settings.put("heed.database.login.password", database.application().password());
        settings.put("heed.sealing.master-key", "env:HEED_MASTER_KEY");
        settings.put("HEED_MASTER_KEY", "aGVlZCB0ZXN0cyBzZWFsIHdpdGggdGhpcyBrZXkhISE=");
        settings.put("heed.evidence.key", "env:HEED_SIGNING_KEY");
        settings.put("HEED_SIGNING_KEY", SIGNING_KEY);
        return settings;
    }

    /** Started when first asked for. */
    private static final class Server {

        private static final LocalPostgres POSTGRES = start();

        private static LocalPostgres start() {
            LocalPostgres postgres = LocalPostgres.start(folder(1).folder("postgres"));
            JdbcClient jdbc = JdbcClient.create(postgres.administration());
            jdbc.sql("select datname from pg_database where datname like 'test\\_%'").query(String.class).list()
                    .forEach(name -> jdbc.sql("drop database " + name).update());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
            return postgres;
        }

        /** The first that no other build holds. */
        private static DataFolder folder(int number) {
            try {
                return DataFolder.open(Path.of("target", "test-data-" + number));
            } catch (CannotStartException e) {
                if (number == PARALLEL_BUILDS) {
                    throw e;
                }
                return folder(number + 1);
            }
        }

        private static void stop(LocalPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
