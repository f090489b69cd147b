package dev.heed.edge;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.core.env.Environment;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Twilio's own way to sign a webhook: HMAC-SHA1 over the address and every form field, sorted by name
 * (Twilio documentation, "Webhooks security"). Used by the route as {@code twilioSignature}.
 */
@Component("twilioSignature")
class TwilioSignature {

    private final Environment environment;

    TwilioSignature(Environment environment) {
        this.environment = environment;
    }

    public void check(@Body byte[] body, @Header("heedUrl") String url, @Header(Exchange.CONTENT_TYPE) String type,
                      @Header(Webhooks.HTTP + "x-twilio-signature") String signature) {
        byte[] key = environment.getRequiredProperty("systems.twilio.connection.authToken").getBytes(StandardCharsets.UTF_8);
        byte[] sent = signature == null ? new byte[0] : signature.getBytes(StandardCharsets.US_ASCII);
        String fields = fields(body, charset(type));
        if (!MessageDigest.isEqual(sign(key, url + fields), sent) && !MessageDigest.isEqual(sign(key, otherPort(url) + fields), sent)) {
            throw new Unauthentic("X-Twilio-Signature is missing or wrong");
        }
    }

    static byte[] sign(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return Base64.getEncoder().encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    private static String fields(byte[] body, Charset charset) {
        List<String[]> fields = new ArrayList<>();
        for (String pair : new String(body, charset).split("&")) {
            String[] sides = pair.split("=", 2);
            try {
                fields.add(new String[] {URLDecoder.decode(sides[0], charset),
                        sides.length < 2 ? "" : URLDecoder.decode(sides[1], charset)});
            } catch (IllegalArgumentException e) {
                throw new Unauthentic("no well-formed form, so no signature over it");
            }
        }
        // by name alone; fields of one name stay in the order of their values, in which they are signed
        fields.sort(Comparator.<String[], String>comparing(field -> field[0]).thenComparing(field -> field[1]));
        return fields.stream().map(field -> field[0] + field[1]).collect(Collectors.joining());
    }

    /** The one that the form is said to be in; UTF-8 if nobody knows it, so that an authentic form is kept and not turned away. */
    private static Charset charset(String type) {
        try {
            Charset charset = type == null || type.isEmpty() ? null : MediaType.parseMediaType(type).getCharset();
            return charset == null ? StandardCharsets.UTF_8 : charset;
        } catch (InvalidMediaTypeException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Twilio signs with or without the default port, and which is not known. */
    private static String otherPort(String url) {
        URI uri = URI.create(url);
        int standard = uri.getScheme().equals("https") ? 443 : 80;
        if (uri.getPort() == -1) {
            return url.replaceFirst("(://[^/?]+)", "$1:" + standard);
        }
        return uri.getPort() == standard ? url.replaceFirst(":" + standard, "") : url;
    }
}
