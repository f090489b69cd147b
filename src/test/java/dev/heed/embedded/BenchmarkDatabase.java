package dev.heed.embedded;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL as Heed brings it along, in a folder of its own and with Heed's tables, that can be filled before a Heed is started on it. */
public final class BenchmarkDatabase implements AutoCloseable {

    private final DataFolder folder;
    private final LocalPostgres server;
    private final Database database;
    private final HikariDataSource owner;

    private BenchmarkDatabase(DataFolder folder, LocalPostgres server) {
        this.folder = folder;
        this.server = server;
        this.database = OwnDatabase.on(server);
        this.owner = new HikariDataSource();
        owner.setJdbcUrl(database.url());
        owner.setUsername(database.owner().username());
        owner.setPassword(database.owner().password());
        owner.setMinimumIdle(0);
        owner.setMaximumPoolSize(32);
    }

    /** What a run that was cut short has left behind, a running server too. */
    public static void delete(Path path) throws IOException {
        new Orphans(path.resolve("postgres/cluster").toAbsolutePath()).stop();
        FileSystemUtils.deleteRecursively(path);
    }

    public static BenchmarkDatabase start(Path path) {
        DataFolder folder = DataFolder.open(path);
        BenchmarkDatabase started = new BenchmarkDatabase(folder, LocalPostgres.start(folder.folder("postgres")));
        Flyway.configure().dataSource(started.owner).placeholders(Map.of("app", started.database.application().username())).load().migrate();
        return started;
    }

    /** What a Heed is told that is to be started on it. */
    public Map<String, String> settings() {
        return TestDatabase.settings(database);
    }

    /** Who owns the tables. */
    public HikariDataSource owner() {
        return owner;
    }

    /** Changes a setting of the server for all who connect from now on; without a value it is again as Heed has it. */
    public void set(String name, String value) {
        JdbcClient administration = JdbcClient.create(server.administration());
        administration.sql("alter system " + (value == null ? "reset " + name : "set " + name + " = '" + value + "'")).update();
        administration.sql("select pg_reload_conf()").query(Boolean.class).single();
    }

    /** Writes to disk what is only in the log as yet. */
    public void checkpoint() {
        JdbcClient.create(server.administration()).sql("checkpoint").update();
    }

    /** How many statements run for others at this moment. */
    public int running() {
        return JdbcClient.create(server.administration()).sql("""
                select count(*) from pg_stat_activity where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()""")
                .query(Integer.class).single();
    }

    @Override
    public void close() throws IOException {
        owner.close();
        server.close();
        folder.close();
    }
}
