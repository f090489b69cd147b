package dev.heed.expiry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heed.config.YamlFile;
import dev.heed.evidence.CanonicalJson;
import dev.heed.evidence.Digests;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees at start whether the policy is another one than at the last: then what holds is, too, and so is when it ends. */
@Component
class PolicyInForce {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyInForce.class);

    private final DuePersons due;
    private final Clock clock;
    private final Path file;

    PolicyInForce(DuePersons due, Clock clock, @Value("${heed.home:.}") String home) {
        this.due = due;
        this.clock = clock;
        this.file = Path.of(home, "config/policy.yaml");
    }

    @EventListener(ApplicationStartedEvent.class)
    void start() {
        int concerned = due.rule(digest(YamlFile.read(file, "policy.schema.json").content()), clock.instant());
        if (concerned > 0) {
            LOG.info("The policy is another one: {} people are looked at again", concerned);
        }
    }

    /** Of what it says: comments, and the order in which it says it, change nothing. */
    static String digest(JsonNode policy) {
        return Digests.hex(Digests.sha256(CanonicalJson.of(new JsonMapper().convertValue(policy, Object.class))));
    }
}
