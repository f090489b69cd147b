package dev.heed.mapping;

/** A message that cannot be understood. The sentence names the feed and the field, never the person. */
public final class Unreadable extends RuntimeException {

    public Unreadable(String sentence) {
        super(sentence, null, false, false);
    }
}
