package dev.heed.notary;

import dev.heed.config.CannotStartException;
import dev.heed.evidence.VerifyingKey;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * {@code verify [--checkpoints FILE] [--public-key FILE]}: checks the ledger of the database that is configured, without starting anything else.
 * Ends with 0 if all is sound, 1 if something is not, 2 if it cannot be told.
 */
public final class VerifyCommand {

    /** The database alone: no broker, no routes, no migrations. */
    @Configuration(proxyBeanMethods = false)
    @Import(EvidenceConfiguration.class)
    @ComponentScan(basePackages = "dev.heed.embedded", useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.(Database|DataFolder)Configuration"))
    static class DatabaseOnly {
    }

    private final PrintStream out;
    private final List<String> settings = new ArrayList<>();
    private String publicKey;
    private boolean exportNamed;

    private VerifyCommand(PrintStream out, String... arguments) {
        this.out = out;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            option(rest.next(), rest);
        }
    }

    public static int run(PrintStream out, String... arguments) {
        try {
            return new VerifyCommand(out, arguments).run();
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println("Usage: verify [--checkpoints FILE] [--public-key FILE] [--any.setting=value]");
            return 2;
        } catch (RuntimeException e) {
            // Spring has said what it was if it could not start.
            out.println("The ledger could not be verified: " + e.getClass().getSimpleName());
            return 2;
        }
    }

    private void option(String argument, Iterator<String> rest) {
        String name = argument.split("=", 2)[0];
        switch (name) {
            case "--checkpoints" -> {
                exportNamed = true;
                settings.add("--heed.evidence.export=" + value(argument, rest));
            }
            case "--public-key" -> publicKey = value(argument, rest);
            default -> {
                if (!argument.startsWith("--") || !argument.contains("=")) {
                    throw new IllegalArgumentException("verify does not know what to do with " + argument);
                }
                settings.add(argument);
            }
        }
    }

    private static String value(String argument, Iterator<String> rest) {
        if (argument.contains("=")) {
            return argument.split("=", 2)[1];
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(argument + " names no file");
        }
        return rest.next();
    }

    private int run() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(DatabaseOnly.class).web(WebApplicationType.NONE)
                .lazyInitialization(true).logStartupInfo(false).run(settings.toArray(String[]::new))) {
            ExportFile export = context.getBean(ExportFile.class);
            if (exportNamed && !export.exists()) {
                throw new IllegalArgumentException("There is no file " + export.path());
            }
            return say(new Verification(context.getBean(DataSource.class), keys(context), Clock.systemUTC()).run(export).orElseThrow());
        } catch (CannotStartException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    private TrustedKeys keys(ConfigurableApplicationContext context) {
        return publicKey == null ? context.getBean(TrustedKeys.class)
                : TrustedKeys.of(List.of(KeyReference.read("--public-key", "file:" + publicKey, System::getenv, VerifyingKey::ofPem)));
    }

    private int say(Report report) {
        out.printf(Locale.ROOT, "%,d entries in %,d chains, %,d of them under %,d checkpoints; %s. %.1f s%n", report.entries(), report.chains(), report.covered(),
                report.checkpoints(), report.exported() == null ? "no export to hold them against" : String.format(Locale.ROOT, "%,d exported", report.exported()), report.seconds());
        if (report.sound()) {
            out.println("All of it is sound.");
            return 0;
        }
        out.printf(Locale.ROOT, "NOT SOUND: %,d faults. The first:%n", report.faults());
        out.println("  " + report.first().sentence());
        report.found().stream().filter(fault -> fault != report.first()).forEach(fault -> out.println("  " + fault.sentence()));
        return 1;
    }
}
