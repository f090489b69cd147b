package dev.heed.embedded;

import dev.heed.embedded.DatabaseSettings.Login;
import java.util.Objects;

/**
 * Where the database is and who we are there.
 *
 * @param url         JDBC address
 * @param owner       migrates
 * @param application reads and adds
 * @param server      what to stop with us; for a server of others, nothing
 */
record Database(String url, Login owner, Login application, AutoCloseable server) implements AutoCloseable {

    Database {
        Objects.requireNonNull(application, "heed.database.url is set, so heed.database.login.username and .password are needed too");
        Objects.requireNonNull(owner, "heed.database.url is set, so heed.database.owner.username and .password are needed too");
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
