package dev.heed.edge;

/** The sender did not prove who it is. Says what was missing, never what was expected. */
public final class Unauthentic extends RuntimeException {

    Unauthentic(String sentence) {
        super(sentence, null, false, false);
    }
}
