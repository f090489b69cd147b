package dev.heed.notary;

import dev.heed.config.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where a key is to be found: {@code env:NAME} or {@code file:path}. What is found is never repeated in a sentence. */
record KeyReference(String setting, String text) {

    <K> K read(UnaryOperator<String> environment, Function<String, K> parse) {
        String pem = content(environment);
        try {
            return parse.apply(pem);
        } catch (IllegalArgumentException e) {
            throw wrong(text + " holds no key that can be used: " + e.getMessage());
        }
    }

    private String content(UnaryOperator<String> environment) {
        if (text.startsWith("env:")) {
            String value = environment.apply(text.substring(4));
            if (value == null || value.isBlank()) {
                throw wrong("the environment has no " + text.substring(4));
            }
            // An environment often keeps no line breaks.
            return value.replace("\\n", "\n");
        }
        if (text.startsWith("file:")) {
            Path file = Path.of(text.substring(5));
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw wrong(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
            }
        }
        throw wrong("a key is named as env:NAME or file:path");
    }

    private CannotStartException wrong(String sentence) {
        return new CannotStartException(setting + ": " + sentence + ".",
                "Name an Ed25519 key in PEM form; openssl genpkey -algorithm ed25519 makes one, openssl pkey -pubout shows its public key.");
    }
}
