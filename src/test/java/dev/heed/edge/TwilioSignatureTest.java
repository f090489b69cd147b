package dev.heed.edge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class TwilioSignatureTest {

    private static final String URL = "https://hub.example/hooks/twilio";
    private static final String STOP = "To=%2B15550199999&Body=STOP&From=%2B15550100001";
    /** Of the three fields above and the token s3cret, made without this code. */
    private static final String KNOWN = "tzzqa9q1cDxzZZnb5LT3osLVS7I=";

    private final TwilioSignature signature =
            new TwilioSignature(new MockEnvironment().withProperty("systems.twilio.connection.authToken", "s3cret"));

    @Test
    void acceptsTheKnownExampleInWhateverOrderTheFieldsCome() {
        assertThatCode(() -> check(STOP, URL, KNOWN)).doesNotThrowAnyException();
        assertThatCode(() -> check("Body=STOP&From=%2b15550100001&To=%2B15550199999", URL, KNOWN)).doesNotThrowAnyException();
    }

    @Test
    void acceptsTheAddressWithAndWithoutTheDefaultPort() {
        assertThatCode(() -> check(STOP, "https://hub.example:443/hooks/twilio", KNOWN)).doesNotThrowAnyException();
        String signedWithPort = sign("https://hub.example:443/hooks/twilioBodySTOPFrom+15550100001To+15550199999");
        assertThatCode(() -> check(STOP, URL, signedWithPort)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hub.example/hooks/twilio", "https://hub.example/hooks/twilio/", "https://hub.example:8443/hooks/twilio",
            "https://hub.example/hooks/twilio?x=1", "http://localhost:8080/in/twilio"})
    void refusesAnyOtherAddress(String url) {
        assertThatThrownBy(() -> check(STOP, url, KNOWN)).isInstanceOf(Unauthentic.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"To=%2B15550199999&Body=START&From=%2B15550100001", "To=%2B15550199999&Body=STOP", "Body=STOP",
            "To=%2B15550199999&Body=STOP&From=%2B15550100001&More=", "", "Body=%zz"})
    void refusesAnyOtherForm(String form) {
        assertThatThrownBy(() -> check(form, URL, KNOWN)).isInstanceOf(Unauthentic.class);
    }

    @Test
    void refusesAMissingSignatureAndSaysNothingOfTheRightOne() {
        assertThatThrownBy(() -> check(STOP, URL, null)).isInstanceOf(Unauthentic.class).hasMessageNotContaining(KNOWN);
        assertThatThrownBy(() -> check(STOP, URL, "")).isInstanceOf(Unauthentic.class);
    }

    @Test
    void acceptsWhateverAnAuthenticMessageHolds() {
        String signed = sign(URL + "Body" + "توقف\0 & = +" + "From+15550100001" + "Media" + "Media2");
        assertThatCode(() -> check("Media2=&From=%2B15550100001&Media&Body=%D8%AA%D9%88%D9%82%D9%81%00+%26+%3D+%2B", URL, signed)).doesNotThrowAnyException();
    }

    /** Signed are the letters, in whatever encoding the form carries them. */
    @ParameterizedTest
    @CsvSource({"ISO-8859-9, %DDptal", "windows-1254, %DDptal", "UTF-8, %C4%B0ptal", "'', %C4%B0ptal", "klingon-8, %C4%B0ptal"})
    void readsTheFormInTheEncodingThatItDeclares(String charset, String body) {
        String type = "application/x-www-form-urlencoded" + (charset.isEmpty() ? "" : "; charset=" + charset);
        assertThatCode(() -> signature.check(("Body=" + body).getBytes(StandardCharsets.US_ASCII), URL, type, sign(URL + "Bodyİptal"))).doesNotThrowAnyException();
    }

    private void check(String form, String url, String sent) {
        signature.check(form.getBytes(StandardCharsets.UTF_8), url, "application/x-www-form-urlencoded", sent);
    }

    private static String sign(String text) {
        return new String(TwilioSignature.sign("s3cret".getBytes(StandardCharsets.UTF_8), text), StandardCharsets.US_ASCII);
    }
}
