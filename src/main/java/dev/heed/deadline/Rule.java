package dev.heed.deadline;

import java.util.Collection;
import java.util.Set;

/** What one law asks for. */
record Rule(String law, Set<String> jurisdictions, Set<String> channels, Amount within) {

    static final String ALL = "*";

    boolean applies(Collection<String> places, String channel) {
        return (channels.contains(ALL) || channels.contains(channel))
                && (jurisdictions.contains(ALL) || places.stream().anyMatch(jurisdictions::contains));
    }
}
