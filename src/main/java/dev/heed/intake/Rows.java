package dev.heed.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.deciding.Systems;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a file of delimited values apart, in the encoding that its system declares. Used by the routes as {@code rows}.
 *
 * <p>Each row becomes a message of its own, {@code {"file": name, "written": milliseconds since 1970, "line": number,
 * "row": {column: value}}}. One that cannot be read becomes a message too, such that it is parked: as the values it has,
 * without their names, or as the bytes it is.
 */
@Component
public class Rows {

    private static final Logger LOG = LoggerFactory.getLogger(Rows.class);
    private static final int IN_ONE_TRANSACTION = 500;

    private final Systems systems;
    private final ObjectMapper json;

    Rows(Systems systems, ObjectMapper json) {
        this.systems = systems;
        this.json = json;
    }

    /** Whether its writer has finished it: a last line without an end is still being written. */
    public boolean whole(@Body byte[] file, String system) {
        return text(file, system).isWhole();
    }

    /** The messages, in lists that are each to be kept in one transaction. */
    public Iterator<List<Raw>> lists(@Body byte[] file, @Header(Exchange.FILE_NAME_ONLY) String name, @Header(Exchange.FILE_LAST_MODIFIED) long written,
                                     String system) {
        EncodedText text = text(file, system);
        DelimitedFile rows = new DelimitedFile(text);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public List<Raw> next() {
                List<Raw> messages = new ArrayList<>();
                while (rows.hasNext() && messages.size() < IN_ONE_TRANSACTION) {
                    DelimitedFile.Row row = rows.next();
                    messages.add(row.values() == null ? unread(name, text.charset(), row) : message(name, written, rows.columns(), row));
                }
                return messages;
            }
        };
    }

    private EncodedText text(byte[] file, String system) {
        return new EncodedText(file, systems.get(system).manifest().encoding());
    }

    private static Raw unread(String name, Charset charset, DelimitedFile.Row row) {
        LOG.warn("{}, line {}: cannot be read, and is kept as it is", name, row.line());
        return new Raw(row.raw(), charset.name());
    }

    private Raw message(String name, long written, List<String> columns, DelimitedFile.Row row) {
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
            return new Raw(json.writeValueAsBytes(message), null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }
}
