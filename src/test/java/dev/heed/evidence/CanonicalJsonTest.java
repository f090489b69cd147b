package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writesTheExampleOfTheRfc() throws JsonProcessingException {
        Object example = JSON.readValue("""
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}""", Object.class);

        assertThat(CanonicalJson.of(example)).isEqualTo(HexFormat.of().parseHex("""
                7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e35\
                2c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d"""));
    }

    @Test
    void ordersMembersAsTheRfcDoes() {
        Map<String, String> members = Map.of("\u20ac", "Euro Sign", "\r", "Carriage Return", "\ufb33", "Hebrew Letter Dalet With Dagesh", "1", "One",
                "\ud83d\ude00", "Emoji: Grinning Face", "\u0080", "Control", "\u00f6", "Latin Small Letter O With Diaeresis");

        assertThat(CanonicalJson.text(members)).isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** Appendix B of the RFC. */
    @ParameterizedTest
    @CsvSource({"0000000000000000,0", "8000000000000000,0", "0000000000000001,5e-324", "8000000000000001,-5e-324",
            "7fefffffffffffff,1.7976931348623157e+308", "ffefffffffffffff,-1.7976931348623157e+308", "4340000000000000,9007199254740992",
            "c340000000000000,-9007199254740992", "4430000000000000,295147905179352830000", "44b52d02c7e14af5,9.999999999999997e+22",
            "44b52d02c7e14af6,1e+23", "44b52d02c7e14af7,1.0000000000000001e+23", "444b1ae4d6e2ef4e,999999999999999700000",
            "444b1ae4d6e2ef4f,999999999999999900000", "444b1ae4d6e2ef50,1e+21", "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
            "3eb0c6f7a0b5ed8d,0.000001", "41b3de4355555553,333333333.3333332", "41b3de4355555554,333333333.33333325",
            "41b3de4355555555,333333333.3333333", "41b3de4355555556,333333333.3333334", "41b3de4355555557,333333333.33333343",
            "becbf647612f3696,-0.0000033333333333333333", "43143ff3c1cb0959,1424953923781206.2"})
    void writesNumbersAsTheRfcDoes(String bits, String text) {
        assertThat(CanonicalJson.text(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "\udc00\ud800", "x\ud83d"})
    void refusesHalfACharacterBecauseTwoTextsWouldShareAHash(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(List.of(text)));
    }

    @Test
    void refusesWhatIsNoJsonNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(1L << 53));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(Long.MIN_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(Double.POSITIVE_INFINITY));
        assertThat(CanonicalJson.text((1L << 53) - 1)).isEqualTo("9007199254740991");
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> simple = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8).filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)),
                Arbitraries.longs().between(-CanonicalJson.LARGEST, CanonicalJson.LARGEST), Arbitraries.doubles(), Arbitraries.of(true, false));
        return Arbitraries.recursive(() -> simple, inner -> Arbitraries.oneOf(inner.list().ofMaxSize(4),
                Arbitraries.maps(Arbitraries.strings().ofMaxLength(5).filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)), inner).ofMaxSize(4)), 0, 3);
    }

    @Property(tries = 500)
    void isWhatAnotherImplementationWrites(@ForAll("values") Object value) throws IOException {
        String json = JSON.writeValueAsString(List.of(value));
        assertThat(CanonicalJson.text(List.of(value))).isEqualTo(new JsonCanonicalizer(json).getEncodedString());
    }
}
