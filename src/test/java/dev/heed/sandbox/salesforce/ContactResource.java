package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One contact, by its id or by its external id. */
@RestController("salesforceContactResource")
@RequestMapping("/salesforce/services/data/{version}/sobjects/Contact")
final class ContactResource {

    private final Contacts contacts;
    private final ContactWriter writer;

    ContactResource(Contacts contacts, ContactWriter writer) {
        this.contacts = contacts;
        this.writer = writer;
    }

    @GetMapping("/{id}")
    Map<String, Object> get(@PathVariable String version, @PathVariable String id,
                            @RequestParam(required = false) String fields) {
        return record(version, find(id), fields);
    }

    @GetMapping("/{field}/{value}")
    Map<String, Object> getByKey(@PathVariable String version, @PathVariable String field, @PathVariable String value,
                                 @RequestParam(required = false) String fields) {
        ContactWriter.checkKeyField(field);
        Contact contact = contacts.transact(Author.integration(version, null), transaction -> transaction.byKey(value));
        if (contact == null) {
            throw ApiException.notFound();
        }
        return record(version, contact, fields);
    }

    @PatchMapping("/{id}")
    ResponseEntity<Void> update(@PathVariable String version, @PathVariable String id,
                                @RequestHeader(value = "Content-Type", required = false) String contentType,
                                @RequestHeader(value = "Sforce-Call-Options", required = false) String callOptions,
                                @RequestBody(required = false) byte[] body) {
        ObjectNode json = JsonBody.read(contentType, body);
        refuseInBody(json, "Id");
        Draft draft = Draft.of(json, Set.of("attributes"));
        String found = find(id).id();
        contacts.transact(Author.integration(version, callOptions),
                transaction -> writer.update(transaction, found, draft));
        return ResponseEntity.noContent().build();
    }

    @PatchMapping("/{field}/{value}")
    ResponseEntity<Map<String, Object>> upsert(@PathVariable String version, @PathVariable String field,
                                               @PathVariable String value,
                                               @RequestHeader(value = "Content-Type", required = false) String contentType,
                                               @RequestHeader(value = "Sforce-Call-Options", required = false)
                                               String callOptions,
                                               @RequestBody(required = false) byte[] body) {
        ContactWriter.checkKeyField(field);
        ObjectNode json = JsonBody.read(contentType, body);
        refuseInBody(json, "Id");
        refuseInBody(json, ContactFields.EXTERNAL_ID);
        Draft draft = Draft.of(json, Set.of("attributes"));
        SaveResult result = contacts.transact(Author.integration(version, callOptions),
                transaction -> writer.upsert(transaction, value, draft));
        HttpStatus status = result.created() ? HttpStatus.CREATED : HttpStatus.OK;
        return ResponseEntity.status(status).body(result.inUpsert());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String version, @PathVariable String id,
                                @RequestHeader(value = "Sforce-Call-Options", required = false) String callOptions) {
        String found = find(id).id();
        contacts.transact(Author.integration(version, callOptions), transaction -> writer.delete(transaction, found));
        return ResponseEntity.noContent().build();
    }

    private Contact find(String id) {
        String full = RecordIds.contact(id).orElseThrow(() -> ApiException.notFound(
                "Provided external ID field does not exist or is not accessible: " + id));
        Contact contact = contacts.byId(full).orElseThrow(ApiException::notFound);
        if (contact.deleted()) {
            throw ContactWriter.deleted();
        }
        return contact;
    }

    private static Map<String, Object> record(String version, Contact contact, String fields) {
        List<Field> wanted = new ArrayList<>();
        if (fields == null) {
            wanted.addAll(ContactFields.ALL);
        } else {
            for (String name : fields.split(",")) {
                wanted.add(ContactFields.get(name.strip()));
            }
        }
        return RecordView.of(version, contact, wanted);
    }

    private static void refuseInBody(ObjectNode json, String name) {
        if (Draft.named(json, name) != null) {
            throw ApiException.invalidField("The " + name + " field should not be specified in the sobject data.");
        }
    }
}
