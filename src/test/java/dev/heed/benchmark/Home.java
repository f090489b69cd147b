package dev.heed.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lays out a home for Heed with the hub of the project, a source, and as many targets as are wanted: each file of
 * targetN is copied for target1, target2 …
 */
public final class Home {

    private static final Path BENCHMARK = Path.of("src/test/resources/benchmark/home");
    private static final List<String> OF_THE_PROJECT = List.of("routes/errors", "routes/hub", "routes/kamelets", "config/taxonomy.yaml", "config/policy.yaml", "config/deadlines.yaml");
    private static final String EACH = "targetN";

    private Home() {
    }

    public static void lay(Path home, int targets) {
        OF_THE_PROJECT.forEach(part -> files(Path.of(part)).forEach(file -> copy(file, home.resolve(file))));
        files(BENCHMARK).forEach(file -> {
            Path to = home.resolve(BENCHMARK.relativize(file));
            if (file.getFileName().toString().startsWith(EACH)) {
                IntStream.rangeClosed(1, targets).forEach(number -> write(
                        to.resolveSibling(file.getFileName().toString().replace(EACH, "target" + number)), read(file).replace(EACH, "target" + number)));
            } else {
                copy(file, to);
            }
        });
    }

    private static List<Path> files(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        write(to, read(from));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
