package dev.heed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    private final ObjectMapper json = new ObjectMapper();
    private final Rows rows = new Rows(json);

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

    @Test
    void keepsARowInAnotherEncodingAsTheBytesItIs() throws Exception {
        byte[] file = "ID|NAME\n1|Jörg\n2|b\n".getBytes(StandardCharsets.ISO_8859_1);
        List<byte[]> messages = all(rows.lists(file, "f.txt", 7));
        assertThat(messages.get(0)).isEqualTo("1|Jörg".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(row(messages.get(1)).path("NAME").asText()).isEqualTo("b");
    }

    @Test
    void keepsAHeaderThatCannotBeReadInsteadOfGuessing() {
        byte[] file = "ID|NÄME\n1|a\n2|b\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(all(rows.lists(file, "f.txt", 7))).singleElement().isEqualTo("ID|NÄME".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void handsALargeFileOutInListsThatFitATransaction() {
        StringBuilder file = new StringBuilder("ID|NAME\n");
        for (int i = 0; i < 1201; i++) {
            file.append(i).append("|name\n");
        }
        List<Integer> sizes = new ArrayList<>();
        rows.lists(file.toString().getBytes(StandardCharsets.UTF_8), "f.txt", 7).forEachRemaining(list -> sizes.add(list.size()));
        assertThat(sizes).containsExactly(500, 500, 201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ID|NAME", "ID|NAME\n1|a"})
    void knowsAFileThatIsStillBeingWritten(String file) {
        assertThat(rows.whole(file.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(rows.whole((file + "\n").getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    private JsonNode row(byte[] message) throws Exception {
        return json.readTree(message).path("row");
    }

    private List<byte[]> messages(String file) {
        return all(rows.lists(file.getBytes(StandardCharsets.UTF_8), "f.txt", 7));
    }

    private static List<byte[]> all(Iterator<List<byte[]>> lists) {
        List<byte[]> all = new ArrayList<>();
        lists.forEachRemaining(all::addAll);
        return all;
    }
}
