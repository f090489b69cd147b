package dev.heed.config;

/** Something in a configuration file that its author should mend: says which file, where, and what was expected. */
public final class ConfigurationProblem extends RuntimeException {

    private final String remedy;

    public ConfigurationProblem(String sentence, String remedy) {
        super(sentence);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
