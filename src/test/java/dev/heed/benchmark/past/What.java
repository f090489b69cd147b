package dev.heed.benchmark.past;

import java.util.SplittableRandom;

/** What is asked about a person. */
enum What {

    THEN("then") {
        @Override
        String query(Span span, SplittableRandom random) {
            return "?asOf=" + span.any(random) + "&knownAt=" + span.any(random);
        }
    },
    NOW("now") {
        @Override
        String query(Span span, SplittableRandom random) {
            return "";
        }
    },
    HELD_THEN("what the shop held, then") {
        @Override
        String query(Span span, SplittableRandom random) {
            return "?system=shop&knownAt=" + span.any(random);
        }
    };

    private final String words;

    What(String words) {
        this.words = words;
    }

    /** Times are drawn at random from the years of the ledger. */
    abstract String query(Span span, SplittableRandom random);

    String words() {
        return words;
    }
}
