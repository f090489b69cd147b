package dev.heed.notary;

import dev.heed.config.SecretReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where an Ed25519 key is kept, in PEM form. */
final class KeyReference {

    static final String EXPECTED = "Name it as env:NAME or file:PATH, with an Ed25519 key in PEM form behind it: openssl genpkey -algorithm ed25519 makes one, "
            + "openssl pkey -pubout shows its public key.";

    private KeyReference() {
    }

    static <K> K read(String setting, String reference, UnaryOperator<String> environment, Function<String, K> parse) {
        SecretReference secret = new SecretReference(setting, reference, EXPECTED);
        // An environment often keeps no line breaks.
        String pem = secret.read(environment).replace("\\n", "\n");
        try {
            return parse.apply(pem);
        } catch (IllegalArgumentException e) {
            throw secret.wrong("names " + reference + ", which holds no key that can be used. " + e.getMessage(), null);
        }
    }
}
