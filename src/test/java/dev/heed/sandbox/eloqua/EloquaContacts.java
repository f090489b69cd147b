package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contacts one by one, and their listing. */
@RestController
@RequestMapping({Paths.REST, Paths.REST_ON_POD})
class EloquaContacts {

    private static final Set<String> DEPTHS = Set.of("minimal", "partial", "complete");

    private final EloquaSimulator eloqua;
    private final ObjectMapper json;

    EloquaContacts(EloquaSimulator eloqua, ObjectMapper json) {
        this.eloqua = eloqua;
        this.json = json;
    }

    @GetMapping("/data/contacts")
    Map<String, Object> list(@RequestParam Optional<String> search, @RequestParam Optional<String> lastUpdatedAt,
            @RequestParam(defaultValue = "minimal") String depth,
            @RequestParam(defaultValue = "1") String page, @RequestParam(defaultValue = "1000") String count) {
        RestPage window = RestPage.of(page, count);
        requireDepth(depth);
        Predicate<Contact> wanted = search.map(ContactSearch::of).orElse(contact -> true);
        Instant since = lastUpdatedAt.map(text -> Times.parseUnix(text)
                .orElseThrow(() -> Refusal.parameter("lastUpdatedAt", "DateRequirement", text))).orElse(Instant.MIN);
        List<Map<String, Object>> found = eloqua.contacts().all().stream()
                .filter(wanted.and(contact -> !contact.updatedAt().isBefore(since)))
                .map(contact -> ContactJson.of(contact, depth)).toList();
        return ContactJson.page(found, window.page(), window.count());
    }

    @GetMapping("/data/contact/{id}")
    Map<String, Object> get(@PathVariable String id, @RequestParam(defaultValue = "complete") String depth) {
        requireDepth(depth);
        return ContactJson.of(find(id), depth);
    }

    @PutMapping(path = "/data/contact/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> put(@PathVariable String id, @RequestBody JsonNode body) {
        Contact contact = find(id);
        ContactBody sent = ContactBody.read(body);
        if (!body.path("id").asText().equals(id)) {
            throw Refusal.invalid("id", "IdRequirement", body.path("id").asText());
        }
        synchronized (eloqua.contacts()) {
            requireFree(sent.email(), contact.id());
            eloqua.contacts().edit(contact.id(), sent.fields(), EloquaSimulator.USER_ID);
            sent.subscribed().ifPresent(on -> eloqua.contacts().subscribe(contact.id(), on, EloquaSimulator.USER_ID));
        }
        return written(id, body);
    }

    @PostMapping(path = "/data/contact", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> post(@RequestBody JsonNode body) {
        ContactBody sent = ContactBody.read(body);
        Contact contact;
        synchronized (eloqua.contacts()) {
            requireFree(sent.email(), -1);
            contact = eloqua.contacts().create(sent.fields(), EloquaSimulator.USER_ID);
            sent.subscribed().ifPresent(on -> eloqua.contacts().subscribe(contact.id(), on, EloquaSimulator.USER_ID));
        }
        return ResponseEntity.status(201).body(written(String.valueOf(contact.id()), body));
    }

    private void requireFree(String email, long exceptBy) {
        if (eloqua.contacts().byEmail(email).filter(other -> other.id() != exceptBy).isPresent()) {
            throw Refusal.taken(email);
        }
    }

    private Map<String, Object> written(String id, JsonNode body) {
        eloqua.writes().add(id, json.convertValue(body, new TypeReference<>() { }));
        return ContactJson.of(find(id), "complete");
    }

    private Contact find(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.id("id", id);
        }
        return eloqua.contacts().byId(id).orElseThrow(() -> Refusal.plain(404));
    }

    private static void requireDepth(String depth) {
        if (!DEPTHS.contains(depth)) {
            throw Refusal.parameter("depth", "DepthRequirement", depth);
        }
    }
}
