package dev.heed.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads {@code config/systems/<system>.yaml}: each file becomes properties below {@code systems.<system>.}. */
final class SystemFiles {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private SystemFiles() {
    }

    static List<PropertySource<?>> in(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().<PropertySource<?>>map(SystemFiles::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PropertySource<?> read(Path file) {
        String system = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        if (!NAME.matcher(system).matches()) {
            throw new CannotStartException("The file " + file + " does not name a system.",
                    "A system's name has small letters, digits and hyphens, and begins with a letter: " + file.resolveSibling("my-system.yaml"));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("systems." + system + ".name", system);
        load(file).forEach(document -> ((Map<?, ?>) document.getSource()).forEach((key, value) -> {
            if (key.toString().matches("document(\\[.*)?")) {
                throw new CannotStartException("The file " + file + " holds no settings by name.", "It should be a YAML mapping, like its neighbours.");
            }
            properties.put("systems." + system + "." + key, value);
        }));
        return new OriginTrackedMapPropertySource(file.toString(), properties, true);
    }

    private static List<PropertySource<?>> load(Path file) {
        try {
            return new ArrayList<>(new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file)));
        } catch (MarkedYAMLException e) {
            Mark at = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new CannotStartException(file + ":" + (at.getLine() + 1) + ": no well-formed YAML: " + e.getProblem(),
                    "Mend that line; often it is the indentation or a missing quote.");
        } catch (IOException | RuntimeException e) {
            throw new CannotStartException("The file " + file + " cannot be read: " + e.getMessage(), "It should be a YAML mapping, like its neighbours.");
        }
    }
}
