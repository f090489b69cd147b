package dev.heed.notary;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How checkpoints are signed and where they go.
 *
 * @param key        the private key, {@code env:NAME} or {@code file:path}; beside the embedded database one is made
 * @param formerKeys public keys, named in the same way, that signed before
 * @param export     file outside the database that every checkpoint is added to, a line each
 * @param queue      queue that every checkpoint is sent to, none if empty
 */
@ConfigurationProperties("heed.evidence")
record EvidenceSettings(@DefaultValue("") String key, @DefaultValue List<String> formerKeys, Path export, @DefaultValue("") String queue) {
}
