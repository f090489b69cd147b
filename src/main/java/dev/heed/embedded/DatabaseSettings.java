package dev.heed.embedded;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The database Heed remembers in. Without a URL it brings its own.
 *
 * @param url      JDBC address of a PostgreSQL run by others
 * @param login    who the application is there: may not change or delete what the ledger holds
 * @param owner    who owns the tables and migrates them
 * @param poolSize connections the application holds at most
 */
@ConfigurationProperties("heed.database")
record DatabaseSettings(String url, Login login, Login owner, @DefaultValue("16") int poolSize) {

    boolean external() {
        return StringUtils.hasText(url);
    }

    /** A user name and its password. */
    record Login(String username, String password) {

        @Override
        public String toString() {
            return username;
        }
    }
}
