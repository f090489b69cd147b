package dev.heed.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.camel.Exchange;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Checks a header that sender and Heed agreed upon. Used by the routes as {@code sharedSecret}. */
@Component
public class SharedSecret {

    private final Environment environment;

    SharedSecret(Environment environment) {
        this.environment = environment;
    }

    /**
     * @param header   name of the HTTP header
     * @param property name of the property that holds the secret
     */
    public void check(Exchange exchange, String header, String property) {
        String sent = exchange.getMessage().getHeader(Webhooks.HTTP + header.toLowerCase(java.util.Locale.ROOT), "", String.class);
        byte[] expected = environment.getRequiredProperty(property).getBytes(StandardCharsets.UTF_8);
        if (expected.length == 0 || !MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8))) {
            throw new Unauthentic("the header " + header + " is missing or wrong");
        }
    }
}
