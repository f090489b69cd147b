package dev.heed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import dev.heed.system.Manifest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void makesEachRowAMessageThatSaysWhereItStood() throws Exception {
        assertThat(json.readTree(messages("RIID|EMAIL\n1|ada@example.com\n2|işıl@example.com\n").get(1)))
                .isEqualTo(json.readTree("{\"file\":\"f.txt\",\"written\":7,\"line\":3,\"row\":{\"RIID\":\"2\",\"EMAIL\":\"işıl@example.com\"}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A|B\n1|2\n", "A,B\n1,2\n", "A;B\r\n1;2\r\n", "\"A\"\t\"B\"\n\"1\"\t2\n", "\uFEFFA|B\n\n1|2\n\n"})
    void findsTheSignBetweenTheValuesInTheHeader(String file) throws Exception {
        assertThat(row(messages(file).get(0))).isEqualTo(json.readTree("{\"A\":\"1\",\"B\":\"2\"}"));
    }

    @Test
    void readsLineBreaksAndSignsInsideAQuotedValue() throws Exception {
        List<byte[]> messages = messages("ID,WISH,Z\n1,\"Say \"\"hello\"\",\nthen wait\",x\n2,5\" wide,y\n");
        assertThat(row(messages.get(0)).path("WISH").asText()).isEqualTo("Say \"hello\",\nthen wait");
        assertThat(row(messages.get(1)).path("WISH").asText()).isEqualTo("5\" wide");
        assertThat(json.readTree(messages.get(1)).path("line").asInt()).isEqualTo(4);
    }

    @Test
    void letsARowWithTooFewOrTooManyValuesHarmNoOther() throws Exception {
        List<byte[]> messages = messages("ID|NAME\n1\n2|b|c\n3|c\n");
        assertThat(row(messages.get(0)).isArray()).as("without names it cannot be taken for something else").isTrue();
        assertThat(row(messages.get(1)).isArray()).isTrue();
        assertThat(row(messages.get(2)).path("ID").asText()).isEqualTo("3");
    }

    @Test
    void endsARowWithAStrayQuotationMarkAtItsLine() throws Exception {
        List<byte[]> messages = messages("ID|NAME\n1|\"a\n2|b\n3|\"c\"\n4|d\n");
        assertThat(messages).hasSize(4);
        assertThat(messages.get(0)).isEqualTo("1|\"a".getBytes(StandardCharsets.UTF_8));
        assertThat(row(messages.get(1)).path("NAME").asText()).isEqualTo("b");
        assertThat(row(messages.get(2)).path("NAME").asText()).isEqualTo("c");
        assertThat(row(messages.get(3)).path("NAME").asText()).isEqualTo("d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-9", "windows-1254", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "GB18030"})
    void readsTheEncodingThatIsDeclaredAndItsByteOrderMark(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        String text = "RIID;EMAIL;WISH\r\n\r\n1;ali@example.com;\"İstanbul; akşamları,\r\n\"\"ığüşöç\"\"\"\r\n2;ışıl@example.com;Ċ\r\n";
        String file = encoding.startsWith("UTF") || encoding.startsWith("GB") ? text : text.replace("Ċ", "Ç");
        List<byte[]> messages = all(lists(file.getBytes(charset), charset));
        assertThat(messages).hasSize(2);
        assertThat(row(messages.get(0)).path("WISH").asText()).isEqualTo("İstanbul; akşamları,\r\n\"ığüşöç\"");
        assertThat(row(messages.get(1)).path("EMAIL").asText()).isEqualTo("ışıl@example.com");
        assertThat(json.readTree(messages.get(1)).path("line").asInt()).isEqualTo(5);
        if (encoding.startsWith("UTF")) {
            byte[] marked = (encoding.equals("UTF-16") ? file : "\uFEFF" + file).getBytes(charset);
            assertThat(texts(lists(marked, StandardCharsets.ISO_8859_1))).as("a mark is believed before a declaration").isEqualTo(texts(lists(file.getBytes(charset), charset)));
            assertThat(texts(lists(marked, charset))).isEqualTo(texts(lists(file.getBytes(charset), charset)));
        }
    }

    @Test
    void keepsARowInAnotherEncodingAsTheBytesItIs() throws Exception {
        List<Raw> messages = raw(lists("ID|NAME\n1|Jörg\n2|b\n".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        assertThat(messages.get(0).body()).isEqualTo("1|Jörg".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(messages.get(0).charset()).isEqualTo("UTF-8");
        assertThat(row(messages.get(1).body()).path("NAME").asText()).isEqualTo("b");
    }

    @Test
    void keepsARowThatIsNoTextInUtf16AndReadsTheNext() throws Exception {
        byte[] file = "ID|NAME\n1|?\n2|b\n".getBytes(StandardCharsets.UTF_16LE);
        int question = 2 * "ID|NAME\n1|".length();
        file[question + 1] = (byte) 0xD8;
        List<Raw> messages = raw(lists(file, StandardCharsets.UTF_16LE));
        assertThat(messages.get(0).body()).isEqualTo(Arrays.copyOfRange(file, question - 4, question + 2));
        assertThat(messages.get(0).charset()).isEqualTo("UTF-16LE");
        assertThat(row(messages.get(1).body()).path("NAME").asText()).isEqualTo("b");
    }

    @Test
    void keepsAFileWholeWhoseHeaderCannotBeRead() {
        byte[] latin = "ID|NÄME\n1|a\n2|b\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(all(lists(latin, StandardCharsets.UTF_8))).singleElement().isEqualTo(latin);
        byte[] wide = "ID|NAME\n1|a\n2|b\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(all(lists(wide, StandardCharsets.UTF_8))).singleElement().isEqualTo(wide);
        assertThat(all(lists(wide, StandardCharsets.ISO_8859_1))).singleElement().isEqualTo(wide);
    }

    @Test
    void handsALargeFileOutInListsThatFitATransaction() {
        StringBuilder file = new StringBuilder("ID|NAME\n");
        for (int i = 0; i < 1201; i++) {
            file.append(i).append("|name\n");
        }
        List<Integer> sizes = new ArrayList<>();
        lists(file.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).forEachRemaining(list -> sizes.add(list.size()));
        assertThat(sizes).containsExactly(500, 500, 201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ID|NAME", "ID|NAME\n1|a", "ID|NAME\n1|Ċ", "ID|NAME\n1|ਅ"})
    void knowsAFileThatIsStillBeingWritten(String file) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            byte[] whole = (file + "\n").getBytes(charset);
            assertThat(rows(charset).whole(file.getBytes(charset), "one")).isFalse();
            assertThat(rows(charset).whole(Arrays.copyOf(whole, whole.length - 1), "one")).isFalse();
            assertThat(rows(charset).whole(whole, "one")).isTrue();
        }
    }

    @Test
    void waitsNotForTheEndOfAFileThatIsInAnotherEncoding() {
        assertThat(rows(StandardCharsets.UTF_8).whole("ID|NAME\n1|a\n".getBytes(StandardCharsets.UTF_16LE), "one")).isTrue();
    }

    private JsonNode row(byte[] message) throws Exception {
        return json.readTree(message).path("row");
    }

    private List<byte[]> messages(String file) {
        return all(lists(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private Iterator<List<Raw>> lists(byte[] file, Charset encoding) {
        return rows(encoding).lists(file, "f.txt", 7, "one");
    }

    private Rows rows(Charset encoding) {
        Manifest manifest = new Manifest("one", "One", "E-mail", true, encoding, Manifest.Records.OBSERVED, Manifest.Proof.ECHO, Duration.ZERO, Map.of(),
                Manifest.Erasure.SUPPRESS, new Manifest.Limits(1, Duration.ZERO, 1, Duration.ofSeconds(1)), null, List.of());
        return new Rows(new Systems(Map.of("one", new SystemCard(manifest, null))), json);
    }

    private static List<byte[]> all(Iterator<List<Raw>> lists) {
        return raw(lists).stream().map(Raw::body).toList();
    }

    private static List<String> texts(Iterator<List<Raw>> lists) {
        return all(lists).stream().map(message -> new String(message, StandardCharsets.UTF_8)).toList();
    }

    private static List<Raw> raw(Iterator<List<Raw>> lists) {
        List<Raw> all = new ArrayList<>();
        lists.forEachRemaining(all::addAll);
        return all;
    }
}
