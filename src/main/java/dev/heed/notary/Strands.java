package dev.heed.notary;

import dev.heed.evidence.Header;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The strands of one chain. What holds is looked up strand by strand, and the strand is not in the hash: an entry that was moved to one where it does
 * not belong would be sound and never found. So the entries of a strand must be alike.
 */
final class Strands {

    static final String STRAYED = "it is not filed where its content belongs (its strand), so it may be passed over when what holds is asked";

    private final Map<UUID, List<String>> contents = new HashMap<>();

    boolean alike(UUID strand, Header header) {
        if (strand == null) {
            return true;
        }
        List<String> content = Arrays.asList(header.key(), header.value(), header.source(), header.actor(), header.evidence(), header.jurisdiction());
        return contents.computeIfAbsent(strand, first -> content).equals(content);
    }
}
