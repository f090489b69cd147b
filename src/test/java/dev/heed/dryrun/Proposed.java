package dev.heed.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.deciding.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A copy of the folder that the tests' Heed runs with, in which something is changed. */
record Proposed(Path folder) {

    static final Path HOME = Path.of("src/test/resources/homes/past");
    static final String POLICY = "config/policy.yaml";
    static final String CRM = "config/systems/crm.yaml";
    static final String CRM_TABLE = "mappings/crm.mapping.yaml";
    static final String TEXTING_TABLE = "mappings/texting.mapping.yaml";

    static Proposed in(Path folder) {
        try {
            FileSystemUtils.copyRecursively(HOME, folder);
            return new Proposed(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String file, String now, String then) {
        try {
            String text = Files.readString(HOME.resolve(file));
            assertThat(text).contains(now);
            return text.replace(now, then);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Proposed with(String file, String now, String then) {
        try {
            Files.writeString(folder.resolve(file), text(file, now, then));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Setup read() {
        return Setup.read(folder, text -> text);
    }
}
