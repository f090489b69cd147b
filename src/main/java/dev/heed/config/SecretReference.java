package dev.heed.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where a secret is kept: {@code env:NAME} for an environment variable or {@code file:PATH} for a file, such as one that a vault's agent writes.
 *
 * @param setting  that names it
 * @param expected what is to be there, and how it is made: for whoever has to put it right
 */
public record SecretReference(String setting, String text, String expected) {

    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";

    /** @param environment gives a variable its value, null if it has none */
    public String read(UnaryOperator<String> environment) {
        if (text.startsWith(ENVIRONMENT)) {
            String name = text.substring(ENVIRONMENT.length());
            String value = environment.apply(name);
            if (value == null || value.isBlank()) {
                throw wrong("is to be in the environment variable " + name + ", and that is not set", null);
            }
            return value;
        }
        if (text.startsWith(FILE)) {
            Path file = Path.of(text.substring(FILE.length()));
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw wrong("is to be in the file " + file + ", and that cannot be read", e);
            }
        }
        throw wrong("says neither env: nor file:", null);
    }

    /** What is wrong with what was found, without repeating it. */
    public CannotStartException wrong(String sentence, Throwable cause) {
        return new CannotStartException(setting + " " + sentence + ".", expected, cause);
    }
}
