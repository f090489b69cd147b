package dev.heed.embedded;

import dev.heed.config.CannotStartException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of our own in a folder of its own: {@code cluster} (its data), {@code binaries}, {@code passwords.properties},
 * {@code server.log}, and {@code ready}, written when the cluster is whole. It listens on the loopback address only, on any free port.
 */
final class LocalPostgres implements AutoCloseable {

    private static final Map<String, String> SERVER = Map.ofEntries(
            // The library starts the server with -F, no flushing at all. What was acknowledged would be lost with the power.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "localhost"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("wal_compression", "on"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            // Statements and the details of errors quote rows, and rows are about people.
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"));

    private static final Map<String, String> CLUSTER = Map.of(
            "auth-host", "scram-sha-256",
            "auth-local", "scram-sha-256",
            // PostgreSQL's own rules of text, so that an index does not depend on the machine.
            "locale", "C",
            "locale-provider", "builtin",
            "builtin-locale", "C.UTF-8");

    private final Path cluster;
    private final Passwords passwords;
    private final EmbeddedPostgres server;

    private LocalPostgres(Path cluster, Passwords passwords, EmbeddedPostgres server) {
        this.cluster = cluster;
        this.passwords = passwords;
        this.server = server;
    }

    /** @param folder absolute, held by this process alone */
    static LocalPostgres start(Path folder) {
        return start(folder, folder.resolve("binaries"));
    }

    static LocalPostgres start(Path folder, Path binaries) {
        try {
            Passwords passwords = Passwords.of(folder.resolve("passwords.properties"));
            Path cluster = folder.resolve("cluster");
            Path ready = folder.resolve("ready");
            new Orphans(cluster).stop();
            if (Files.notExists(ready)) {
                // A first start that was cut short: nobody has written to it yet.
                FileSystemUtils.deleteRecursively(cluster);
            }
            LocalPostgres postgres = new LocalPostgres(cluster, passwords, launch(folder, cluster, binaries, passwords));
            if (Files.notExists(ready)) {
                Files.createFile(ready);
            }
            return postgres;
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            throw new CannotStartException("The embedded PostgreSQL does not start: " + e + ".", """
                    %s may say more. PostgreSQL refuses to run as root where user namespaces are forbidden, as in many containers: \
                    start Heed as another user there, or name a database of your own: --heed.database.url=…""".formatted(folder.resolve("server.log")), e);
        }
    }

    private static EmbeddedPostgres launch(Path folder, Path cluster, Path binaries, Passwords passwords) throws IOException {
        Path password = Passwords.ownerOnly(folder.resolve("password.tmp"));
        try {
            Files.writeString(password, passwords.superuser());
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(Files.createDirectories(binaries).toFile())
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .setConnectConfig("password", passwords.superuser())
                    .setLocaleConfig("pwfile", password.toString())
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
            CLUSTER.forEach(builder::setLocaleConfig);
            SERVER.forEach(builder::setServerConfig);
            return builder.start();
        } finally {
            Files.delete(password);
        }
    }

    int port() {
        return server.getPort();
    }

    Passwords passwords() {
        return passwords;
    }

    /** As the server's superuser: for making roles and databases, nothing else. */
    DataSource administration() {
        return server.getPostgresDatabase();
    }

    @Override
    public void close() throws IOException {
        server.close();
        // The library waits five seconds for the last checkpoint, which may need longer.
        new Orphans(cluster).stop();
    }
}
