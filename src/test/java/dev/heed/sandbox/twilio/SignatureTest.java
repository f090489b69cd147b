package dev.heed.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Map<String, String> STOP = Map.of("From", "+15550100001", "Body", "STOP", "To", "+15550199999");

    @Test
    void signsTheKnownExample() {
        assertThat(Signature.of("s3cret", "https://hub.example/hooks/twilio", STOP)).isEqualTo("tzzqa9q1cDxzZZnb5LT3osLVS7I=");
    }

    @Test
    void differsWithTokenUrlAndBody() {
        String signature = Signature.of("s3cret", "https://hub.example/hooks/twilio", STOP);

        assertThat(Signature.of("secret", "https://hub.example/hooks/twilio", STOP)).isNotEqualTo(signature);
        assertThat(Signature.of("s3cret", "https://hub.example/hooks/twilio/", STOP)).isNotEqualTo(signature);
        assertThat(Signature.of("s3cret", "https://hub.example/hooks/twilio", Map.of("Body", "STOP"))).isNotEqualTo(signature);
    }
}
