package dev.heed.embedded;

import dev.heed.embedded.DatabaseSettings.Login;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the embedded server look like one an administrator has prepared: a database, its owner, and the application's role. */
final class OwnDatabase {

    private static final String NAME = "heed";
    private static final String OWNER = "heed_owner";
    private static final String APPLICATION = "heed_app";

    private OwnDatabase() {
    }

    static Database on(LocalPostgres server) {
        return on(server, NAME);
    }

    static Database on(LocalPostgres server, String name) {
        JdbcClient jdbc = JdbcClient.create(server.administration());
        role(jdbc, OWNER, server.passwords().owner());
        role(jdbc, APPLICATION, server.passwords().application());
        database(jdbc, name);
        return named(server, name);
    }

    private static Database named(LocalPostgres server, String database) {
        // Without the server's details in its exceptions: they quote rows.
        String url = "jdbc:postgresql://localhost:%s/%s?ApplicationName=heed&logServerErrorDetail=false&reWriteBatchedInserts=true"
                .formatted(server.port(), database);
        return new Database(url, new Login(OWNER, server.passwords().owner()), new Login(APPLICATION, server.passwords().application()), server);
    }

    private static void role(JdbcClient jdbc, String name, String password) {
        if (count(jdbc, "select count(*) from pg_roles where rolname = ?", name) == 0) {
            jdbc.sql("create role %s login password '%s'".formatted(name, password)).update();
        }
    }

    private static void database(JdbcClient jdbc, String name) {
        if (count(jdbc, "select count(*) from pg_database where datname = ?", name) == 0) {
            jdbc.sql("create database %s owner %s".formatted(name, OWNER)).update();
            jdbc.sql("revoke all on database %s from public".formatted(name)).update();
            jdbc.sql("grant connect on database %s to %s".formatted(name, APPLICATION)).update();
        }
    }

    private static long count(JdbcClient jdbc, String sql, String name) {
        return jdbc.sql(sql).params(List.of(name)).query(Long.class).single();
    }
}
