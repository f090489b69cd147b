package dev.heed.intake;

/**
 * A native message in an encoding of its own, whatever the others have that it comes with.
 *
 * @param charset null for UTF-8
 */
record Raw(byte[] body, String charset) {
}
