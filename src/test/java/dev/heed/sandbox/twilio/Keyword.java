package dev.heed.sandbox.twilio;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a message of exactly one known word asks of the opt-out list. */
enum Keyword {
    STOP("STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"),
    START("START", "YES", "UNSTOP"),
    HELP("HELP", "INFO");

    private final Set<String> words;

    Keyword(String... words) {
        this.words = Set.of(words);
    }

    /** Case and surrounding white space do not matter; any further word or sign does: "please stop" is a plain message. */
    static Optional<Keyword> in(String body) {
        String word = body.strip().toUpperCase(Locale.ROOT);
        for (Keyword keyword : values()) {
            if (keyword.words.contains(word)) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }
}
