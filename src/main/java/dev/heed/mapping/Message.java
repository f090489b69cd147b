package dev.heed.mapping;

import java.time.Instant;

/**
 * A native message as it came in.
 *
 * @param charset    name of its encoding, null for UTF-8
 * @param form       whether it is {@code application/x-www-form-urlencoded} and not JSON
 * @param digest     SHA-256 of the body, hexadecimal
 */
public record Message(String feed, byte[] body, String charset, boolean form, Instant receivedAt, String digest) {
}
