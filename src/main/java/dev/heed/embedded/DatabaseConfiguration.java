package dev.heed.embedded;

import com.zaxxer.hikari.HikariDataSource;
import dev.heed.embedded.DatabaseSettings.Login;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Two ways into one database: the application's, which can only add to the ledger, and the owner's, for migrations alone. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    /**
     * Left alone PostgreSQL plans what asks for several people anew each time, and compiles it where it can because there might be many:
     * either takes it longer than to answer.
     */
    private static final String PLAN_ONCE = "-c plan_cache_mode=force_generic_plan -c jit=off";

    @Bean
    Database database(DatabaseSettings settings, ObjectProvider<DataFolder> data) {
        return settings.external()
                ? new Database(settings.url(), settings.owner(), settings.login(), () -> { })
                : OwnDatabase.on(LocalPostgres.start(data.getObject().folder("postgres")));
    }

    @Bean
    @Primary
    HikariDataSource dataSource(Database database, DatabaseSettings settings) {
        HikariDataSource pool = builder(database, database.application()).type(HikariDataSource.class).build();
        pool.setPoolName("heed");
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        pool.addDataSourceProperty("options", PLAN_ONCE);
        return pool;
    }

    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource migrationDataSource(Database database) {
        return builder(database, database.owner()).type(SimpleDriverDataSource.class).build();
    }

    /** Migrations grant to <code>${app}</code>: the role has another name on a database of others. */
    @Bean
    FlywayConfigurationCustomizer applicationRole(Database database) {
        return flyway -> flyway.placeholders(Map.of("app", database.application().username()));
    }

    private static DataSourceBuilder<?> builder(Database database, Login login) {
        return DataSourceBuilder.create().driverClassName("org.postgresql.Driver")
                .url(database.url()).username(login.username()).password(Optional.ofNullable(login.password()).orElse(""));
    }
}
