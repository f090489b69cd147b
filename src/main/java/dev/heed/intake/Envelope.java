package dev.heed.intake;

import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/**
 * A notice names a record before anybody knows whose it is, so there is no key of a person's to seal it with, and the queue it waits in outlives
 * an erasure in the broker's journal. Sealed, it says nothing to who has not the master key. Used by the routes as {@code envelope}.
 */
@Component
class Envelope {

    private final Vault vault;

    Envelope(Vault vault) {
        this.vault = vault;
    }

    public String seal(@Body String notice) {
        return Base64.getEncoder().encodeToString(vault.sealInPassing(notice.getBytes(StandardCharsets.UTF_8)));
    }

    public String open(@Body String sealed) {
        return new String(vault.openInPassing(Base64.getDecoder().decode(sealed)), StandardCharsets.UTF_8);
    }
}
