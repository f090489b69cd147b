package dev.heed.benchmark.plain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Answers when the message is in the journal of the broker. */
@RestController
class PlainWebhook {

    private final ProducerTemplate camel;
    private final byte[] secret;

    PlainWebhook(ProducerTemplate camel, @Value("${benchmark.secret}") String secret) {
        this.camel = camel;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @PostMapping("/in/source")
    ResponseEntity<Void> receive(@RequestBody byte[] body, @RequestHeader("x-secret") String sent) {
        if (!MessageDigest.isEqual(secret, sent.getBytes(StandardCharsets.UTF_8))) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        camel.sendBody("direct:changes", new String(body, StandardCharsets.UTF_8));
        return ResponseEntity.noContent().build();
    }
}
