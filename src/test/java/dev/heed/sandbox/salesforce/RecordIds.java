package dev.heed.sandbox.salesforce;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Record ids: 15 characters in which case matters, then three that tell upper from lower case. Each of the three covers
 * five characters: bit n is set where the n-th of them is an upper-case letter.
 */
final class RecordIds {

    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String CONTACT_PREFIX = "0035e00000";
    private static final int SERIAL_LENGTH = 5;

    private final AtomicLong serial = new AtomicLong(7_654_321);

    long serial() {
        return serial.get();
    }

    void goOnAt(long next) {
        serial.set(next);
    }

    String nextContact() {
        StringBuilder digits = new StringBuilder();
        long rest = serial.getAndAdd(17);
        for (int i = 0; i < SERIAL_LENGTH; i++) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return full(CONTACT_PREFIX + digits.reverse());
    }

    /** The 18-character form of a 15-character id. */
    static String full(String id) {
        StringBuilder full = new StringBuilder(id);
        for (int block = 0; block < 15; block += 5) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                char c = id.charAt(block + i);
                bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
            }
            full.append(CHECK.charAt(bits));
        }
        return full.toString();
    }

    /** The 18-character form of a contact's id in either form; empty if it cannot be one. */
    static Optional<String> contact(String id) {
        if (id == null || !id.matches("003[0-9A-Za-z]{12}([A-Z0-5]{3})?")) {
            return Optional.empty();
        }
        String full = full(id.substring(0, 15));
        return id.length() == 15 || id.equals(full) ? Optional.of(full) : Optional.empty();
    }
}
