package dev.heed.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.deciding.RecordView;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.Message;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that nobody could read names a person in whatever writing it came. */
class NamingTest {

    private static final ContactPoints WRITING = new ContactPoints("US");
    private static final Naming PERSON = new Naming(
            List.of(WRITING.email("Jane.Doe@Bücher.example").orElseThrow(), WRITING.email("jane@example.com").orElseThrow(),
                    WRITING.phone("+1 555 010 7391").orElseThrow(), WRITING.phone("+44 20 7946 0018").orElseThrow()),
            List.of(RecordView.unseen("salesforce", "003Ab00000Zz9QwIAF"), RecordView.unseen("dynamics365", "6d81597f-0f9f-ef11-8a69-000d3a3b7391"),
                    RecordView.unseen("responsys", "12")), WRITING);

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"Email\": \"jane@example.com\"}",
            "{\"Email\": \"JANE@Example.COM\"}",
            "{\"Email\": \"\\u006aane\\u0040example.com\"}",
            "{\"text\": \"line\\njane@example.com.\"}",
            "{\"payload\": \"{\\\"Email\\\":\\\"\\\\u006aane@example.com\\\"}\"}",
            "{\"Email\": \"jane@example.com\", and no more of it",
            "From: Jane <jane@example.com>",
            "to=mailto%3Ajane%40example.com",
            "{\"Email\": \"jane.doe@BÜCHER.example\"}",
            "{\"Email\": \"jane.doe@xn--bcher-kva.example\"}",
            "{\"Email\": \"jane.doe@b%C3%BCcher.example\"}",
            "{\"Email\": \"jane.doe@bu\u0308cher.example\"}",
            "{\"Email\": \"ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ\"}"})
    void byAnAddress(String body) {
        assertThat(named("twilio", body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"Phone\": \"+15550107391\"}",
            "{\"Phone\": 15550107391}",
            "{\"Phone\": \"+1 (555) 010-7391\"}",
            "{\"Phone\": \"(555) 010-7391\"}",
            "{\"Phone\": \"555.010.7391\"}",
            "{\"Phone\": \"0015550107391\"}",
            "{\"Phone\": \"011 1 555 010 7391\"}",
            "{\"Phone\": \"tel:+1-555-010-7391\"}",
            "{\"Phone\": \"+1\\u00a0555\\u2011010\\u20117391\"}",
            "{\"Phone\": \"+44 (0)20 7946-0018\"}",
            "{\"Phone\": \"+۱۵۵۵۰۱۰۷۳۹۱\"}",
            "call 555 010 7391 2 times"})
    void byANumber(String body) {
        assertThat(named("salesforce", body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"Id\": \"003Ab00000Zz9QwIAF\"}",
            "/contacts(6d81597f-0f9f-ef11-8a69-000d3a3b7391)",
            "{\"contactid\": \"6D81597F-0F9F-EF11-8A69-000D3A3B7391\"}"})
    void byTheIdOfARecord(String body) {
        assertThat(named("eloqua", body)).isTrue();
    }

    @Test
    void byANumberOfARecordInItsOwnSystemOnly() {
        assertThat(named("responsys", "{\"RIID_\": 12}")).isTrue();
        assertThat(named("responsys", "RIID_,EMAIL\n12,")).isTrue();
        assertThat(named("responsys", "{\"at\": \"2026-12-12T12:12:12.12Z\", \"RIID_\": 120, \"amount\": 0.12, \"version\": \"12.1\"}")).isFalse();
        assertThat(named("eloqua", "{\"id\": 12}")).isFalse();
    }

    @Test
    void inAForm() {
        assertThat(named("twilio", form("From=%2B15550107391&Body=stop"))).isTrue();
        assertThat(named("twilio", form("Body=it+is+jane%40example.com"))).isTrue();
        assertThat(named("twilio", form("Body=it+is+jane@example.com&broken=%4"))).isTrue();
        assertThat(named("twilio", form("payload=%7B%22Email%22%3A%22%5Cu006aane%40example.com%22%7D"))).isTrue();
        assertThat(named("twilio", message("Body=jane.doe%40b%FCcher.example".getBytes(StandardCharsets.US_ASCII), "ISO-8859-9", true))).isTrue();
        assertThat(named("twilio", form("From=%2B15550107392&Body=x%2Bjane%40example.com"))).isFalse();
    }

    @Test
    void inAnotherCharacterEncodingThanItSays() {
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1)) {
            for (String claimed : new String[] {null, "klingon-8", "UTF-16", "UTF-8", charset.name()}) {
                assertThat(named("twilio", message("{\"Email\": \"jane@example.com\"}".getBytes(charset), claimed, false))).as(charset + " as " + claimed).isTrue();
            }
        }
        assertThat(named("twilio", message("jane.doe@bücher.example".getBytes(StandardCharsets.ISO_8859_1), "ISO-8859-1", false))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "{}", "jane", "example.com", "mary-jane@example.com", "mary.jane@example.com", "x+jane@example.com", "jane@example.com.au", "jane@example.community",
            "+155501073911", "215550107391", "+44 5550107391", "+49 555 010 7391", "1555010739", "555,010,7391", "+15550107392",
            "003Ab00000Zz9QwIAFx", "x6d81597f-0f9f-ef11-8a69-000d3a3b7391"})
    void somebodyElseIsNotThePerson(String body) {
        assertThat(named("twilio", body)).isFalse();
    }

    @Test
    void nobodyIsNamedByNothing() {
        assertThat(new Naming(List.of(), List.of(), WRITING).isIn("twilio", message("jane@example.com".getBytes(StandardCharsets.UTF_8), null, false))).isFalse();
    }

    @Test
    void whoWritesAMessageCannotMakeTheSearchEndless() {
        assertThat(named("twilio", "%" + "25".repeat(500_000))).isFalse();
        assertThat(named("twilio", "\\".repeat(1_000_000))).isFalse();
        assertThat(named("twilio", "1" + " ".repeat(1_000_000))).isFalse();
        assertThat(named("twilio", "15550".repeat(200_000))).isFalse();
    }

    private static boolean named(String system, String body) {
        return named(system, message(body.getBytes(StandardCharsets.UTF_8), null, false));
    }

    private static boolean named(String system, Message message) {
        return PERSON.isIn(system, message);
    }

    private static Message form(String body) {
        return message(body.getBytes(StandardCharsets.UTF_8), "utf-8", true);
    }

    private static Message message(byte[] body, String charset, boolean form) {
        return new Message("any", body, charset, form, Instant.EPOCH, "");
    }
}
