package dev.heed.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes that say what a system made of each row: what is no clear yes is none. */
class AnswerShapesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROWS = "[{\"C_EmailAddress\":\"Ada@example.com\"},{\"C_EmailAddress\":\"ben@example.com\"}]";

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
        "\"20001\" > accept", "20001 > accept", "\"\" > retry", "null > retry", "\"OK\" > retry",
        "\"MERGEFAILED: Record 0 = INVALID_PARAMETER: The value x is not valid for LANGUAGE\" > refuse",
        "\"MERGEFAILED: Record 0 = RECORD_NOT_FOUND: No record matches RIID_\" > absent",
        "\"MERGEFAILED: Record 0 = UNEXPECTED_EXCEPTION: try later\" > retry"})
    void aRowOfResponsysIsMergedOnlyIfItsIdComesBack(String answer, String verdict) throws IOException {
        JsonNode said = shaped("responsys-answers", "{\"recordData\":{\"records\":[[" + answer + "]]}}", Map.of("asked", "{\"places\":[3]}"));
        assertThat(said).hasSize(1);
        assertThat(said.at("/0/place").asInt()).isEqualTo(3);
        assertThat(said.at("/0/verdict").asText()).isEqualTo(verdict);
        assertThat(said.at("/0/words").isTextual()).isNotEqualTo(verdict.equals("accept"));
    }

    @Test
    void aWarningRejectsTheRowsItNamesHoweverItSpellsThem() throws IOException {
        JsonNode said = eloqua("warning", "[{\"statusCode\":\"ELQ-00032\",\"message\":\"Malformed records.\",\"fieldValues\":{\"C_EmailAddress\":\"ADA@example.com\"}}]");
        assertThat(said.at("/Ada@example.com/verdict").asText()).isEqualTo("refuse");
        assertThat(said.at("/Ada@example.com/words").asText()).isEqualTo("ELQ-00032 Malformed records.");
        assertThat(said.at("/ben@example.com/verdict").asText()).isEqualTo("accept");
    }

    @Test
    void aRowThatMatchedNobodyIsAbsent() throws IOException {
        JsonNode said = eloqua("warning", "[{\"statusCode\":\"ELQ-00034\",\"message\":\"Total unmatched records.\",\"fieldValues\":{\"C_EmailAddress\":\"ben@example.com\"}}]");
        assertThat(said.at("/ben@example.com/verdict").asText()).isEqualTo("absent");
        assertThat(said.at("/Ada@example.com/verdict").asText()).isEqualTo("accept");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {"{\"C_EmailAddress\":\"carol@example.com\"}", "{}", "null"})
    void aRejectThatNamesNoneOfTheRowsLeavesNoneAccepted(String values) throws IOException {
        JsonNode said = eloqua("warning", "[{\"statusCode\":\"ELQ-00061\",\"message\":\"Rejected records (missing fields).\",\"fieldValues\":" + values + "}]");
        assertThat(said).hasSize(2).allSatisfy(row -> {
            assertThat(row.path("verdict").asText()).isEqualTo("retry");
            assertThat(row.path("words").asText()).startsWith("ELQ-00061");
        });
    }

    @ParameterizedTest
    @CsvSource({"ELQ-00107, 0", "ELQ-00146, 3600"})
    void afterAnErrorNothingIsCertainAndTheLogSaysWhy(String code, int wait) throws IOException {
        JsonNode said = eloqua("error", "[{\"severity\":\"information\",\"statusCode\":\"ELQ-00001\",\"message\":\"Total records processed.\"},"
                + "{\"severity\":\"error\",\"statusCode\":\"" + code + "\",\"message\":\"It failed.\"}]");
        assertThat(said).hasSize(2).allSatisfy(row -> {
            assertThat(row.path("verdict").asText()).isEqualTo("retry");
            assertThat(row.path("words").asText()).isEqualTo(code + " It failed.");
            assertThat(row.path("after").asInt()).isEqualTo(wait);
        });
    }

    private static JsonNode eloqua(String status, String items) throws IOException {
        return shaped("eloqua-result", "{\"count\":1,\"hasMore\":false,\"items\":" + items + "}", Map.of("rows", ROWS, "syncStatus", status));
    }

    private static JsonNode shaped(String shape, String body, Map<String, String> variables) throws IOException {
        JsonNode given = JSON.valueToTree(variables);
        return Parser.compileString(Files.readString(Path.of("mappings/shapes", shape + ".jslt")))
                .apply(Map.of("variables", given), body == null ? JsonNodeFactory.instance.nullNode() : JSON.readTree(body));
    }
}
