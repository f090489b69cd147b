package dev.heed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.embedded.DatabaseSettings.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LocalPostgresTest {

    private static final Path BINARIES = Path.of("target", "test-binaries").toAbsolutePath();

    @TempDir
    Path temporary;

    @Test
    void startsOverWhenTheFirstStartWasCutShortAndGoesOnWhenAPidOfAnotherIsLeft() throws Exception {
        Path folder = temporary.toRealPath();
        Path cluster = Files.createDirectories(folder.resolve("cluster"));
        Files.writeString(cluster.resolve("postgresql.conf"), "half written");

        try (LocalPostgres postgres = LocalPostgres.start(folder, BINARIES)) {
            JdbcClient.create(postgres.administration()).sql("create table kept as select 1").update();
        }
        // As after a reboot, when the number of the dead server belongs to a stranger: this very process.
        Files.write(cluster.resolve("postmaster.pid"), List.of(
                Long.toString(ProcessHandle.current().pid()), cluster.toString(), "1", "5432", "", "localhost", "1 1", "ready"));

        try (LocalPostgres postgres = LocalPostgres.start(folder, BINARIES)) {
            JdbcClient jdbc = JdbcClient.create(postgres.administration());
            assertThat(jdbc.sql("select count(*) from kept").query(Long.class).single()).isEqualTo(1);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passwords.properties")))).isEqualTo("rw-------");
        assertThat(folder.resolve("password.tmp")).doesNotExist();
    }

    @Test
    void flushesEveryCommitAndLetsTheApplicationDoOnlyWhatItWasGranted() throws Exception {
        Path folder = temporary.toRealPath();
        try (Database database = OwnDatabase.on(LocalPostgres.start(folder, BINARIES))) {
            JdbcClient owner = as(database, database.owner());
            assertThat(List.of("fsync", "synchronous_commit", "full_page_writes")).allSatisfy(
                    setting -> assertThat(owner.sql("show " + setting).query(String.class).single()).isEqualTo("on"));
            assertThat(owner.sql("show listen_addresses").query(String.class).single()).isEqualTo("localhost");

            owner.sql("create table ledger (entry text)").update();
            owner.sql("grant select, insert on ledger to heed_app").update();
            JdbcClient application = as(database, database.application());
            assertThat(application.sql("insert into ledger values ('kept')").update()).isEqualTo(1);
            for (String forbidden : List.of("update ledger set entry = 'changed'", "delete from ledger", "truncate ledger",
                    "drop table ledger", "create table other (entry text)")) {
                assertThatThrownBy(() -> application.sql(forbidden).update()).as(forbidden).rootCause().hasMessageContaining("ERROR");
            }
            assertThatThrownBy(() -> as(database, new Login("heed_app", "guess")).sql("select 1").query().singleRow())
                    .rootCause().hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> as(database, new Login("postgres", "")).sql("select 1").query().singleRow()).isNotNull();
        }
    }

    private static JdbcClient as(Database database, Login login) {
        return JdbcClient.create(new DriverManagerDataSource(database.url(), login.username(), login.password()));
    }
}
