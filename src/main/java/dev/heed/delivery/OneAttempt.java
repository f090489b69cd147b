package dev.heed.delivery;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * A call is made once. Left alone the client repeats it by itself on 429 and 503, past its limit and the circuit
 * breaker, and waits for it with the lanes held; whether to call again is for {@link Answers} to say.
 */
@Component("oneAttempt")
class OneAttempt implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
    }
}
