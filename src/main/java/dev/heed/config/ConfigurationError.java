package dev.heed.config;

/** A file of the project that cannot be used: which one, which line, what was expected. */
public final class ConfigurationError extends RuntimeException {

    public ConfigurationError(String sentence) {
        super(sentence);
    }
}
