package dev.heed.dryrun;

import dev.heed.config.CannotStartException;
import dev.heed.deciding.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** A setup of which only the files that are other ones were sent: the rest is as in Heed's own folder. */
@Component
public class Proposal {

    /** The files that can be proposed, by their names in the folder. */
    public static final Pattern NAMES = Pattern.compile("config/(taxonomy|policy)\\.yaml|config/systems/[a-z][a-z0-9-]*\\.yaml|mappings/[a-z][a-z0-9-]*\\.mapping\\.yaml");

    private final Path home;
    private final UnaryOperator<String> placeholders;

    Proposal(@Value("${heed.home:.}") String home, Environment environment) {
        this.home = Path.of(home);
        this.placeholders = environment::resolvePlaceholders;
    }

    /**
     * @param files text by name, as in {@link #NAMES}
     * @throws CannotStartException if one of them is wrong, with its name and the line
     */
    public Setup read(Map<String, String> files) {
        try {
            Path folder = Files.createTempDirectory("heed-dry-run");
            try {
                return read(folder, files);
            } catch (CannotStartException e) {
                throw new CannotStartException(e.getMessage().replace(folder + "/", ""), "Mend that line and ask again.");
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Setup read(Path folder, Map<String, String> files) throws IOException {
        for (String part : List.of("config/taxonomy.yaml", "config/policy.yaml", "config/systems", "mappings")) {
            copy(home.resolve(part), folder.resolve(part));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return Setup.read(folder, placeholders);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        if (Files.isRegularFile(from)) {
            Files.copy(from, to);
        } else if (Files.isDirectory(from)) {
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}
