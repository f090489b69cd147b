package dev.heed.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void readsAnElementThatItsMembersMakeOut() throws Exception {
        var document = json.readTree("{\"consents\":[{\"type\":1,\"topic\":\"A\",\"value\":\"x\"},{\"type\":2,\"topic\":\"a\",\"value\":\"y\"}]}");
        assertThat(new Path("consents[type=2,topic=A].value").read(document).asText()).isEqualTo("y");
        assertThat(new Path("consents[type=3].value").read(document).isMissingNode()).isTrue();
    }

    @Test
    void writesTheElementThatIsMissing() {
        ObjectNode document = json.createObjectNode();
        new Path("consents[type=2,topic=A].value").write(document, TextNode.valueOf("y"));
        new Path("consents[type=2,topic=A].reason").write(document, TextNode.valueOf("because"));
        assertThat(document).hasToString("{\"consents\":[{\"type\":2,\"topic\":\"A\",\"value\":\"y\",\"reason\":\"because\"}]}");
    }

    @Property
    void readsWhatItWrote(@ForAll @AlphaChars @StringLength(min = 1, max = 9) String name, @ForAll @AlphaChars @StringLength(min = 1, max = 9) String member,
                          @ForAll String value) {
        Path path = new Path("list[" + member + "=1]." + name + ".leaf");
        ObjectNode document = json.createObjectNode();
        if (name.equals(member)) {
            return;
        }
        path.write(document, TextNode.valueOf(value));
        assertThat(path.read(document).asText()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a[b].c", "a[", "a]b"})
    void refusesWhatIsNoPath(String text) {
        assertThatThrownBy(() -> new Path(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected");
    }
}
