package dev.heed.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys between two lines of dashes. */
final class Pem {

    static final String PRIVATE = "PRIVATE KEY";
    static final String PUBLIC = "PUBLIC KEY";

    private Pem() {
    }

    static byte[] read(String pem, String what) {
        Matcher found = Pattern.compile("-----BEGIN " + what + "-----([A-Za-z0-9+/=\\s]+)-----END " + what + "-----").matcher(pem);
        if (!found.find()) {
            throw new IllegalArgumentException("There is no -----BEGIN " + what + "----- in it");
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }

    static String write(byte[] encoded, String what) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
