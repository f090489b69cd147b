package dev.heed.sealing;

import dev.heed.config.SecretReference;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** Where the master key is kept, in Base64. */
final class KeyReference {

    static final String EXPECTED = "Name it in heed.sealing.master-key, as env:NAME or file:PATH, with 32 bytes in Base64 behind it: openssl rand -base64 32";

    private KeyReference() {
    }

    static byte[] read(String reference, UnaryOperator<String> environment) {
        SecretReference secret = new SecretReference("heed.sealing.master-key", reference, EXPECTED);
        byte[] key;
        try {
            key = Base64.getMimeDecoder().decode(secret.read(environment).strip());
        } catch (IllegalArgumentException e) {
            throw secret.wrong("names " + reference + ", which is not in Base64", null);
        }
        if (key.length != Seal.KEY_BYTES) {
            throw secret.wrong("names " + reference + ", which has " + key.length + " bytes, not " + Seal.KEY_BYTES, null);
        }
        return key;
    }
}
