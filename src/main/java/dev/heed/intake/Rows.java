package dev.heed.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/**
 * Takes a file of delimited values apart. Used by the routes as {@code rows}.
 *
 * <p>Each row becomes a message of its own, {@code {"file": name, "written": milliseconds since 1970, "line": number,
 * "row": {column: value}}}. One that cannot be read becomes a message too, such that it is parked: as the values it has,
 * without their names, or as the bytes it is.
 */
@Component
public class Rows {

    private static final int IN_ONE_TRANSACTION = 500;

    private final ObjectMapper json;

    Rows(ObjectMapper json) {
        this.json = json;
    }

    /** Whether its writer has finished it: a last line without an end is still being written. */
    public boolean whole(@Body byte[] file) {
        return file.length > 0 && file[file.length - 1] == '\n';
    }

    /** The messages, in lists that are each to be kept in one transaction. */
    public Iterator<List<byte[]>> lists(@Body byte[] file, @Header(Exchange.FILE_NAME_ONLY) String name,
                                        @Header(Exchange.FILE_LAST_MODIFIED) long written) {
        DelimitedFile rows = new DelimitedFile(file);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public List<byte[]> next() {
                List<byte[]> messages = new ArrayList<>();
                while (rows.hasNext() && messages.size() < IN_ONE_TRANSACTION) {
                    messages.add(message(name, written, rows.columns(), rows.next()));
                }
                return messages;
            }
        };
    }

    private byte[] message(String name, long written, List<String> columns, DelimitedFile.Row row) {
        if (row.values() == null) {
            return row.raw();
        }
        ObjectNode message = json.createObjectNode();
        message.put("file", name).put("written", written).put("line", row.line());
        if (row.values().size() == columns.size()) {
            ObjectNode values = message.putObject("row");
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i), row.values().get(i));
            }
        } else {
            row.values().forEach(message.putArray("row")::add);
        }
        try {
            return json.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }
}
