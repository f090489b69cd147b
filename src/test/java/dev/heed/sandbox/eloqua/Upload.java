package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads the rows of one upload of import data, JSON or CSV, both UTF-8. */
final class Upload {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true).setNullString(null).get();

    private Upload() {
    }

    static List<Map<String, String>> json(byte[] body, Set<String> names) {
        JsonNode array;
        try {
            array = JSON.readTree(text(body));
        } catch (JsonProcessingException e) {
            throw new BulkFailure("", "", "There was a parsing error.");
        }
        if (!array.isArray() || array.isEmpty()) {
            throw new BulkFailure("", "", "A JSON array of records is expected.");
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode object : array) {
            if (!object.isObject()) {
                throw new BulkFailure("", object.asText(), "A record is a JSON object.");
            }
            Map<String, String> row = new LinkedHashMap<>();
            object.fields().forEachRemaining(field -> {
                if (field.getValue().isContainerNode()) {
                    throw new BulkFailure(field.getKey(), "", "Must be a plain value.");
                }
                row.put(field.getKey(), field.getValue().isNull() ? "" : field.getValue().asText());
            });
            rows.add(known(row, names));
        }
        return rows;
    }

    static List<Map<String, String>> csv(byte[] body, Set<String> names) {
        String text = text(body);
        List<Map<String, String>> rows = new ArrayList<>();
        try (var parser = CSV.parse(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
            for (CSVRecord line : parser) {
                rows.add(known(new LinkedHashMap<>(line.toMap()), names));
            }
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw new BulkFailure("", "", "There was a parsing error.");
        }
        if (rows.isEmpty()) {
            throw new BulkFailure("", "", "A header line and records are expected.");
        }
        return rows;
    }

    private static Map<String, String> known(Map<String, String> row, Set<String> names) {
        row.keySet().forEach(name -> {
            if (!names.contains(name)) {
                throw new BulkFailure(name, "", "Not a field of the import definition.");
            }
        });
        return row;
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new BulkFailure("", "", "The data is not UTF-8.");
        }
    }
}
