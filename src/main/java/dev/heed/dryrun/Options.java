package dev.heed.dryrun;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command was told.
 *
 * @param home     folder of the proposed configuration
 * @param csv      null if none is wanted
 * @param settings Heed's own, passed on
 */
record Options(Path home, Instant since, Path csv, List<String> settings) {

    static final String USAGE = "dry-run --home FOLDER --since INSTANT [--csv FILE] [--any.setting=value]";

    static Options of(String... arguments) {
        String home = null;
        String since = null;
        String csv = null;
        List<String> settings = new ArrayList<>();
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument.split("=", 2)[0]) {
                case "--home" -> home = value(argument, rest);
                case "--since" -> since = value(argument, rest);
                case "--csv" -> csv = value(argument, rest);
                default -> {
                    if (!argument.startsWith("--") || !argument.contains("=")) {
                        throw new IllegalArgumentException("dry-run does not know what to do with " + argument);
                    }
                    settings.add(argument);
                }
            }
        }
        if (home == null || since == null) {
            throw new IllegalArgumentException(home == null ? "--home is to name the folder of the proposed configuration" : "--since is to say from when on changes are looked at");
        }
        return new Options(Path.of(home), instant(since), csv == null ? null : Path.of(csv), settings);
    }

    private static Instant instant(String text) {
        try {
            return text.contains("T") ? OffsetDateTime.parse(text).toInstant() : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--since is to look like 2026-11-01T00:00:00Z, or 2026-11-01 for the day in UTC");
        }
    }

    private static String value(String argument, Iterator<String> rest) {
        if (argument.contains("=")) {
            return argument.split("=", 2)[1];
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(argument + " has no value");
        }
        return rest.next();
    }
}
