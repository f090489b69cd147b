package dev.heed.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The invented customers of the sandbox, from {@code sandbox/people.yaml}. */
public final class People {

    private People() {
    }

    public static List<Person> all() {
        try (InputStream yaml = People.class.getResourceAsStream("/sandbox/people.yaml")) {
            return new YAMLMapper().readValue(yaml, new TypeReference<>() { });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
