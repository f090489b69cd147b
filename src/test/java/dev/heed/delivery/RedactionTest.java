package dev.heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Attribute;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.deciding.RecordView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    private static final String WISH = "कृपया शाम छह बजे के बाद ही \"संदेश\" भेजें।";

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
        "The value ben@ is not valid for EMAIL_ADDRESS_ > The value … is not valid for EMAIL_ADDRESS_",
        "duplicate: Ada.Lovelace+news@Example.COM exists > duplicate: … exists",
        "email=ada%40example.com&x=1 > email=…&x=1",
        "{\"to\":\"joerg@bücher.example\",\"code\":20404} > {\"to\":\"…\",\"code\":20404}",
        "'To' number +1 (555) 010-0001 is not reachable > 'To' number … is not reachable",
        "Invalid: %2B15550100001 > Invalid: …",
        "numara ۰۹۱۲۳۴۵۶۷۸۹ > numara …",
        "400: 15550100001 is on the list > 400: … is on the list",
        "ELQ-00034 Total unmatched records. > ELQ-00034 Total unmatched records.",
        "MERGEFAILED: Record 12 = INVALID_PARAMETER > MERGEFAILED: Record 12 = INVALID_PARAMETER",
        "0x80040265 correlation 0d9c2f3e-1234-4567-8901-abcdef012345 > 0x80040265 correlation 0d9c2f3e-1234-4567-8901-abcdef012345",
        "@odata.type is missing > @odata.type is missing"})
    void whatLooksLikeAnAddressOrANumberGoesAndTheRestStays(String words, String kept) {
        assertThat(Redaction.of(words, List.of())).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
        "no contact 20001 in list 200010 > no contact … in list 200010",
        "en is no code, it was sent by centre > … is no code, it was sent by centre",
        "STRING_TOO_LONG: ContactWish__c: कृपया शाम छह बजे के… (500) > STRING_TOO_LONG: ContactWish__c: …… (500)",
        "HasOptedOutOfSms__c: withdrawn > HasOptedOutOfSms__c: withdrawn"})
    void theRowsOwnValuesGoWhereTheyAreMeant(String words, String kept) {
        assertThat(Redaction.of(words, List.of(row()))).isEqualTo(kept);
    }

    @Test
    void aValueIsKnownHoweverJsonSpellsIt() {
        String quoted = "{\"message\":\"too long: " + WISH.replace("\"", "\\\"") + "\"}";
        StringBuilder escaped = new StringBuilder();
        quoted.chars().forEach(letter -> escaped.append(letter < 128 ? String.valueOf((char) letter) : String.format(Locale.ROOT, "\\u%04x", letter)));
        assertThat(Redaction.of(quoted, List.of(row()))).isEqualTo("{\"message\":\"too long: …\"}");
        assertThat(Redaction.of(escaped.toString(), List.of(row()))).isEqualTo("{\"message\":\"too long: …\"}");
    }

    @Test
    void nothingIsMadeOfNothingAndLongWordsEnd() {
        assertThat(Redaction.of(null, List.of(row()))).isNull();
        assertThat(Redaction.of("x".repeat(100_000), List.of(row()))).hasSize(500);
        assertThat(Redaction.of("1".repeat(100_000), List.of())).isEqualTo("…");
    }

    private static Batch.Row row() {
        Map<Key, String> tokens = Map.of(new Attribute("wish"), WISH, new Attribute("language"), "en", Key.of("sms/marketing"), "withdrawn");
        RecordView record = new RecordView("one", "20001", true, new ContactPoint(ContactPoint.Kind.EMAIL, "ada@example.com"), null, Map.of());
        return new Batch.Row(UUID.randomUUID(), record, tokens, Map.of(), List.of(), 0);
    }
}
