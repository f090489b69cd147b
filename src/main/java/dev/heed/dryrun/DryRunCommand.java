package dev.heed.dryrun;

import dev.heed.config.CannotStartException;
import dev.heed.deciding.Setup;
import dev.heed.trial.Finding;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.ComponentScans;
import org.springframework.context.annotation.FilterType;

/**
 * {@code dry-run --home FOLDER --since INSTANT [--csv FILE]}: what would differ if the configuration of that folder were this one's, without
 * starting anything but the database. Ends with 0 if nothing would, 1 if something would, 2 if it cannot be told.
 */
public final class DryRunCommand {

    /** The database and what reads it: no broker, no routes, no migrations. Not named a configuration, that a running Heed does not take it for its own. */
    @ImportAutoConfiguration({JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class})
    @ComponentScans({
            @ComponentScan(basePackages = "dev.heed.embedded", useDefaultFilters = false,
                    includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.(Database|DataFolder|Keys)Configuration")),
            @ComponentScan(basePackages = {"dev.heed.sealing", "dev.heed.ledger"}),
            @ComponentScan(basePackages = "dev.heed.dryrun", useDefaultFilters = false,
                    includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DryRun.class))})
    static class ReadingOnly {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private final PrintStream out;
    private final Options options;

    private DryRunCommand(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    public static int run(PrintStream out, String... arguments) {
        try {
            return new DryRunCommand(out, Options.of(arguments)).run();
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println("Usage: " + Options.USAGE);
            return 2;
        } catch (RuntimeException e) {
            // of another exception the name alone: its words may quote rows
            out.println(Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause).filter(CannotStartException.class::isInstance).map(Throwable::getMessage)
                    .findFirst().orElse("The dry run could not be made: " + e.getClass().getSimpleName()));
            return 2;
        }
    }

    private int run() {
        if (!Files.isDirectory(options.home())) {
            throw new IllegalArgumentException("There is no folder " + options.home());
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ReadingOnly.class).web(WebApplicationType.NONE)
                .lazyInitialization(true).logStartupInfo(false).run(options.settings().toArray(String[]::new))) {
            // secrets are not needed here: whoever proposes a change may not have them
            Setup proposed = Setup.read(options.home(), context.getEnvironment()::resolvePlaceholders);
            Setup today = Setup.read(Path.of(context.getEnvironment().getProperty("heed.home", ".")), context.getEnvironment()::resolvePlaceholders);
            return run(context.getBean(DryRun.class), today, proposed, options.since());
        }
    }

    private int run(DryRun dryRun, Setup today, Setup proposed, Instant since) {
        Summary summary = new Summary(out);
        Report report;
        if (options.csv() == null) {
            report = dryRun.run(today, proposed, since, summary).orElseThrow();
        } else {
            try (Table table = new Table(options.csv())) {
                Consumer<Finding> both = table.andThen(summary);
                report = dryRun.run(today, proposed, since, both).orElseThrow();
            }
        }
        summary.print(report);
        return report.differs() ? 1 : 0;
    }
}
