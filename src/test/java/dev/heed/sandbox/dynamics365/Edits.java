package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** POST, PATCH, PUT and DELETE of rows and of single values, within a transaction that the caller opened. */
final class Edits {

    private final Database database;

    Edits(Database database) {
        this.database = database;
    }

    Answer answer(Call call, Transaction transaction) {
        ResourcePath path = ResourcePath.parse(call.path());
        Table table = Schema.bySet(path.set());
        boolean whole = path.rest().isEmpty();
        if (!table.open()) {
            throw WebApiException.missingPrivilege((call.method().equals("DELETE") ? "prvDelete" : "prvWrite") + table.logicalName());
        }
        if (call.method().equals("POST") && whole && !path.hasKey()) {
            return create(call, transaction, table, body(call));
        }
        if (call.method().equals("PATCH") && whole && path.hasKey()) {
            return patch(call, transaction, table, path, body(call));
        }
        if (call.method().equals("PUT") && path.rest().size() == 1 && path.hasKey()) {
            return put(call, transaction, table, path, body(call));
        }
        if (call.method().equals("DELETE") && path.hasKey()) {
            return whole ? delete(call, transaction, table, path) : clear(call, transaction, table, path);
        }
        throw new WebApiException(405, "0x80060888", "The requested resource does not support http method '" + call.method() + "'.");
    }

    private Answer create(Call call, Transaction transaction, Table table, ObjectNode body) {
        Map<String, Object> columns = Payload.columns(table, call.base(), body);
        UUID id = (UUID) columns.remove(table.key().name());
        Row row = transaction.create(table, id == null ? UUID.randomUUID() : id, columns);
        transaction.note(row.id(), sent(body));
        return done(call, row, 201);
    }

    private Answer patch(Call call, Transaction transaction, Table table, ResourcePath path, ObjectNode body) {
        Map<String, Object> columns = Payload.columns(table, call.base(), body);
        Object stated = columns.remove(table.key().name());
        Optional<Row> held = path.find(database, table);
        if (held.isPresent()) {
            checkTag(call, held.get());
            if (call.header("if-none-match").filter("*"::equals).isPresent()) {
                throw new WebApiException(412, "0x80040237", "A record with matching key values already exists.");
            }
            if (stated != null && !stated.equals(held.get().id())) {
                throw WebApiException.badPayload(table, "The key '" + table.key().name() + "' cannot be changed.");
            }
            Row row = transaction.update(held.get(), columns);
            transaction.note(row.id(), sent(body));
            return done(call, row, 200);
        }
        if (call.header("if-match").isPresent()) {
            throw path.notFound(table);
        }
        UUID id = UUID.randomUUID();
        if (path.hasAlternateKey(table)) {
            columns.putIfAbsent(table.alternateKey(), path.keyValue());
        } else {
            id = path.id();
        }
        Row row = transaction.create(table, id, columns);
        transaction.note(row.id(), sent(body));
        return done(call, row, 201);
    }

    private Answer put(Call call, Transaction transaction, Table table, ResourcePath path, ObjectNode body) {
        String name = path.rest().get(0);
        JsonNode value = body.get("value");
        if (value == null || body.size() != 1) {
            throw WebApiException.badPayload(table, "The body of a single value must hold 'value' and nothing else.");
        }
        table.property(name);
        ObjectNode column = Json.object().set(name, value);
        return change(call, transaction, table, path, Payload.columns(table, call.base(), column), sent(column));
    }

    private Answer clear(Call call, Transaction transaction, Table table, ResourcePath path) {
        List<String> rest = path.rest();
        boolean reference = rest.size() == 2 && rest.get(1).equals("$ref");
        if (rest.size() > 1 && !reference) {
            throw WebApiException.noSegment(rest.get(1));
        }
        Column column = reference ? Payload.navigation(table, rest.get(0)) : table.property(rest.get(0));
        Map<String, Object> empty = new LinkedHashMap<>();
        empty.put(column.name(), null);
        return change(call, transaction, table, path, empty, Map.of(column.name(), Json.object().nullNode()));
    }

    private Answer change(Call call, Transaction transaction, Table table, ResourcePath path, Map<String, Object> columns,
                          Map<String, Object> sent) {
        Row held = path.find(database, table).orElseThrow(() -> path.notFound(table));
        checkTag(call, held);
        transaction.update(held, columns);
        transaction.note(held.id(), sent);
        return Answer.of(204);
    }

    private Answer delete(Call call, Transaction transaction, Table table, ResourcePath path) {
        Row held = path.find(database, table).orElseThrow(() -> path.notFound(table));
        checkTag(call, held);
        transaction.delete(held);
        transaction.note(held.id(), Collections.emptyMap());
        return Answer.of(204);
    }

    private static void checkTag(Call call, Row held) {
        Optional<String> wanted = call.header("if-match");
        if (wanted.isPresent() && !wanted.get().equals("*") && !wanted.get().equals(held.etag())) {
            throw new WebApiException(412, "0x80060882",
                    "The version of the existing record doesn't match the RowVersion property provided.");
        }
    }

    private static Answer done(Call call, Row row, int status) {
        String address = call.base() + row.table().entitySet() + "(" + row.id() + ")";
        if (!call.prefers("return=representation")) {
            return Answer.of(204).with("Location", address).with("OData-EntityId", address);
        }
        List<Column> selected = Options.parse(call.query()).select(row.table());
        return Answer.json(status, Reads.single(call, row, selected)).with("Preference-Applied", "return=representation")
                .with("ETag", row.etag()).with("OData-EntityId", address);
    }

    private static ObjectNode body(Call call) {
        String type = call.header("content-type").orElse("");
        if (!type.matches("(?i)application/json\\s*(;.*)?")) {
            throw new WebApiException(415, "0x80060888",
                    "The request entity's media type '" + type + "' is not supported for this resource.");
        }
        return Json.object(call.body()).orElseThrow(() ->
                WebApiException.badPayload(Schema.bySet(ResourcePath.parse(call.path()).set()), "The body is not a JSON object."));
    }

    /** As the request had it; a JSON null stays a JSON null. */
    private static Map<String, Object> sent(ObjectNode body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        body.fields().forEachRemaining(field -> fields.put(field.getKey(),
                field.getValue().isNull() ? field.getValue() : Json.MAPPER.convertValue(field.getValue(), Object.class)));
        return fields;
    }
}
