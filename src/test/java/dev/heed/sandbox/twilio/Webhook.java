package dev.heed.sandbox.twilio;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/** Posts an inbound message, signed, once: what is not taken within 15 s is not sent again. */
final class Webhook {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final URI address;
    private final String signedUrl;

    /**
     * @param address   where it is posted
     * @param signedUrl the URL as the account's owner configured it, which a proxy before Heed may make another than the address
     */
    Webhook(URI address, String signedUrl) {
        this.address = address;
        this.signedUrl = signedUrl;
    }

    /** @return the HTTP status of the answer, empty where there was none */
    OptionalInt post(Message message) {
        Map<String, String> parameters = parameters(message);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", Signature.of(TwilioSimulator.AUTH_TOKEN, signedUrl, parameters))
                .header("I-Twilio-Idempotency-Token", UUID.randomUUID().toString())
                .header("User-Agent", "TwilioProxy/1.1")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                .build();
        try {
            return OptionalInt.of(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    private static Map<String, String> parameters(Message message) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("MessageSid", message.sid());
        parameters.put("SmsSid", message.sid());
        parameters.put("SmsMessageSid", message.sid());
        parameters.put("AccountSid", TwilioSimulator.ACCOUNT_SID);
        parameters.put("From", message.from());
        parameters.put("To", message.to());
        parameters.put("Body", message.body());
        parameters.put("NumMedia", "0");
        parameters.put("NumSegments", String.valueOf(Segments.of(message.body())));
        parameters.put("SmsStatus", message.status());
        place(parameters, "From", message.from());
        place(parameters, "To", message.to());
        parameters.put("ApiVersion", "2010-04-01");
        if (message.messagingService() != null) {
            parameters.put("MessagingServiceSid", message.messagingService());
            Keyword.in(message.body()).ifPresent(keyword -> parameters.put("OptOutType", keyword.name()));
        }
        return parameters;
    }

    private static void place(Map<String, String> parameters, String side, String number) {
        parameters.put(side + "City", "");
        parameters.put(side + "State", "");
        parameters.put(side + "Zip", "");
        parameters.put(side + "Country", Numbers.country(number));
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
