package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Up to 200 contacts in one request, each with its own answer inside a 200, in the order they came. */
@RestController("salesforceContactCollections")
@RequestMapping("/salesforce/services/data/{version}/composite/sobjects")
final class ContactCollections {

    private static final int MOST_ROWS = 200;

    private record Row(String key, Draft draft) {
    }

    private final Contacts contacts;
    private final ContactWriter writer;

    ContactCollections(Contacts contacts, ContactWriter writer) {
        this.contacts = contacts;
        this.writer = writer;
    }

    @PatchMapping
    List<Map<String, Object>> update(@PathVariable String version,
                                     @RequestHeader(value = "Content-Type", required = false) String contentType,
                                     @RequestHeader(value = "Sforce-Call-Options", required = false) String callOptions,
                                     @RequestBody(required = false) byte[] body) {
        ObjectNode json = JsonBody.read(contentType, body);
        List<SaveResult> results = save(Author.integration(version, callOptions), json, "Id", (transaction, row) -> {
            require(row.key(), "Id", "Id not specified in an update call");
            return writer.update(transaction, row.key(), row.draft());
        });
        return results.stream().map(SaveResult::inUpdate).toList();
    }

    @PatchMapping("/Contact/{field}")
    List<Map<String, Object>> upsert(@PathVariable String version, @PathVariable String field,
                                     @RequestHeader(value = "Content-Type", required = false) String contentType,
                                     @RequestHeader(value = "Sforce-Call-Options", required = false) String callOptions,
                                     @RequestBody(required = false) byte[] body) {
        boolean byId = "Id".equalsIgnoreCase(field);
        if (!byId) {
            ContactWriter.checkKeyField(field);
        }
        ObjectNode json = JsonBody.read(contentType, body);
        List<SaveResult> results = byId
                ? save(Author.integration(version, callOptions), json, "Id", (transaction, row) -> writer.upsertById(transaction, row.key(), row.draft()))
                : save(Author.integration(version, callOptions), json, ContactFields.EXTERNAL_ID, (transaction, row) -> {
                    require(row.key(), ContactFields.EXTERNAL_ID, ContactFields.EXTERNAL_ID + " not specified");
                    return writer.upsert(transaction, row.key(), row.draft());
                });
        return results.stream().map(SaveResult::inUpsert).toList();
    }

    @DeleteMapping
    List<Map<String, Object>> delete(@PathVariable String version,
                                     @RequestHeader(value = "Sforce-Call-Options", required = false) String callOptions,
                                     @RequestParam(required = false) String ids, @RequestParam(defaultValue = "false") boolean allOrNone) {
        require(ids == null || ids.isBlank() ? null : ids, "ids", "The ids parameter is required");
        List<String> wanted = List.of(ids.split(",", -1));
        checkNumber(wanted.size());
        return contacts.transact(Author.integration(version, callOptions), transaction -> {
            List<SaveResult> results = new ArrayList<>(wanted.stream().map(id -> attempt(() -> writer.deleteAny(transaction, id))).toList());
            rollBackUnlessAll(transaction, results, allOrNone);
            return results;
        }).stream().map(SaveResult::inUpdate).toList();
    }

    private List<SaveResult> save(Author author, ObjectNode json, String key,
                                  BiFunction<Transaction, Row, SaveResult> write) {
        List<Row> rows = rows(json, key);
        boolean allOrNone = json.path("allOrNone").asBoolean(false);
        return contacts.transact(author, transaction -> {
            List<SaveResult> results = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            rows.forEach(row -> results.add(saveOne(transaction, row, key, seen, write)));
            rollBackUnlessAll(transaction, results, allOrNone);
            return results;
        });
    }

    private static void rollBackUnlessAll(Transaction transaction, List<SaveResult> results, boolean allOrNone) {
        if (allOrNone && !results.stream().allMatch(SaveResult::success)) {
            transaction.rollback();
            results.replaceAll(SaveResult::rolledBack);
        }
    }

    private static SaveResult saveOne(Transaction transaction, Row row, String key, Set<String> seen,
                                      BiFunction<Transaction, Row, SaveResult> write) {
        if (row.key() != null && !seen.add(row.key().toLowerCase(Locale.ROOT))) {
            return SaveResult.refused(ApiError.of("DUPLICATE_VALUE", "Duplicate " + key + " specified: " + row.key(), key));
        }
        return attempt(() -> write.apply(transaction, row));
    }

    private static SaveResult attempt(Supplier<SaveResult> write) {
        try {
            return write.get();
        } catch (ApiException refusal) {
            return SaveResult.refused(refusal.error());
        }
    }

    private static List<Row> rows(ObjectNode json, String key) {
        JsonNode records = json.path("records");
        if (!records.isArray() || records.isEmpty()) {
            throw ApiException.jsonParser("The request body must hold an array 'records' with at least one record");
        }
        checkNumber(records.size());
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : records) {
            String type = row.path("attributes").path("type").asText();
            if (!"Contact".equalsIgnoreCase(type)) {
                throw ApiException.badRequest("INVALID_TYPE", "sObject type '" + type + "' is not supported.");
            }
            JsonNode value = Draft.named(row, key);
            Draft draft = Draft.of(row, Set.of("attributes", key));
            rows.add(new Row(value == null ? null : (String) FieldType.STRING.read(value), draft));
        }
        return rows;
    }

    private static void checkNumber(int rows) {
        if (rows > MOST_ROWS) {
            throw ApiException.badRequest("EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than " + MOST_ROWS + " records into this call");
        }
    }

    private static void require(String value, String field, String message) {
        if (value == null) {
            throw ApiException.badRequest("MISSING_ARGUMENT", message, field);
        }
    }
}
