package dev.heed.sealing;

import dev.heed.config.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * Where a key is kept: {@code env:NAME} for an environment variable or {@code file:PATH} for a file, such as one that a vault's agent
 * writes. Either holds the key in Base64.
 */
final class KeyReference {

    static final String EXPECTED = "Name it in heed.sealing.master-key, as env:NAME or file:PATH, with 32 bytes in Base64 behind it: openssl rand -base64 32";

    private KeyReference() {
    }

    static byte[] read(String reference, UnaryOperator<String> environment) {
        try {
            byte[] key = Base64.getMimeDecoder().decode(text(reference, environment).strip());
            if (key.length == Seal.KEY_BYTES) {
                return key;
            }
            throw new CannotStartException("The master key behind " + reference + " has " + key.length + " bytes, not " + Seal.KEY_BYTES + ".", EXPECTED);
        } catch (IllegalArgumentException e) {
            throw new CannotStartException("The master key behind " + reference + " is not in Base64.", EXPECTED);
        }
    }

    private static String text(String reference, UnaryOperator<String> environment) {
        if (reference.startsWith("env:")) {
            String value = environment.apply(reference.substring(4));
            if (value == null) {
                throw new CannotStartException("The master key is to be in the environment variable " + reference.substring(4) + ", and that is not set.", EXPECTED);
            }
            return value;
        }
        if (reference.startsWith("file:")) {
            try {
                return Files.readString(Path.of(reference.substring(5)));
            } catch (IOException e) {
                throw new CannotStartException("The master key's file " + reference.substring(5) + " cannot be read.", EXPECTED, e);
            }
        }
        throw new CannotStartException("heed.sealing.master-key says neither env: nor file:.", EXPECTED);
    }
}
