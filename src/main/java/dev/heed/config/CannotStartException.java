package dev.heed.config;

/** What keeps Heed from starting, and what its people can do about it: a sentence each. For a file, say which one, where, and what was expected. */
public final class CannotStartException extends RuntimeException {

    private final String remedy;

    public CannotStartException(String sentence, String remedy) {
        this(sentence, remedy, null);
    }

    public CannotStartException(String sentence, String remedy, Throwable cause) {
        super(sentence, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
