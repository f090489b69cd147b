package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Tells a client that its sync has ended, once and without caring for the answer, as a hint and not a promise. */
final class Callback {

    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Callback() {
    }

    static void tell(Sync sync) {
        if (sync.callbackUrl() == null) {
            return;
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(sync.callbackUrl())).timeout(Duration.ofSeconds(5))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(sync.shown()))).build();
            CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
