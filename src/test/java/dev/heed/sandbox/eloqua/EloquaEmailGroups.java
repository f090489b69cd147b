package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** E-mail groups, and the subscriptions of single contacts to them. */
@RestController
@RequestMapping({Paths.REST, Paths.REST_ON_POD})
class EloquaEmailGroups {

    private final EloquaSimulator eloqua;

    EloquaEmailGroups(EloquaSimulator eloqua) {
        this.eloqua = eloqua;
    }

    @GetMapping("/assets/email/groups")
    Map<String, Object> groups(@RequestParam(defaultValue = "1") String page, @RequestParam(defaultValue = "1000") String count) {
        RestPage window = RestPage.of(page, count);
        return ContactJson.page(EmailGroup.ALL.stream().map(EloquaEmailGroups::shown).toList(), window.page(), window.count());
    }

    @GetMapping("/assets/email/group/{group}")
    Map<String, Object> group(@PathVariable String group) {
        return shown(findGroup(group));
    }

    @GetMapping("/data/contact/{id}/email/groups/subscription")
    Map<String, Object> subscriptions(@PathVariable String id, @RequestParam(defaultValue = "1") String page,
            @RequestParam(defaultValue = "1000") String count) {
        RestPage window = RestPage.of(page, count);
        Contact contact = findContact(id);
        List<Map<String, Object>> all = EmailGroup.ALL.stream().map(group -> ContactJson.subscription(contact, group)).toList();
        return ContactJson.page(all, window.page(), window.count());
    }

    @GetMapping("/data/contact/{id}/email/group/{group}/subscription")
    Map<String, Object> subscription(@PathVariable String id, @PathVariable String group) {
        return ContactJson.subscription(findContact(id), findGroup(group));
    }

    /** The object must come whole: every key but {@code updatedAt}. */
    @PutMapping(path = "/data/contact/{id}/email/group/{group}/subscription", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> subscribe(@PathVariable String id, @PathVariable String group, @RequestBody JsonNode body) {
        Contact contact = findContact(id);
        EmailGroup target = findGroup(group);
        require("type", body.path("type"), "ContactEmailSubscription");
        require("contactId", body.path("contactId"), id);
        require("emailGroup", body.path("emailGroup").path("type"), "EmailGroup");
        require("emailGroup", body.path("emailGroup").path("id"), group);
        require("emailGroup", body.path("emailGroup").path("name"), target.name());
        if (!body.has("isSubscribed")) {
            throw Refusal.invalid("isSubscribed", "NotNullRequirement", "");
        }
        boolean on = ContactBody.flag("isSubscribed", body.get("isSubscribed"));
        if (eloqua.contacts().subscribe(contact.id(), target, on)) {
            eloqua.writes().add(id, Map.of("emailGroup", target.name(), "isSubscribed", String.valueOf(on)));
        }
        return ContactJson.subscription(findContact(id), target);
    }

    private static void require(String property, JsonNode value, String expected) {
        if (!value.isTextual()) {
            throw Refusal.invalid(property, "NotNullRequirement", "");
        }
        if (!value.asText().equals(expected)) {
            throw Refusal.invalid(property, "IdRequirement", value.asText());
        }
    }

    private static Map<String, Object> shown(EmailGroup group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "EmailGroup");
        json.put("id", String.valueOf(group.id()));
        json.put("name", group.name());
        json.put("displayName", group.name());
        json.put("isVisibleInPublicSubscriptionList", "true");
        return json;
    }

    private Contact findContact(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.id("id", id);
        }
        return eloqua.contacts().byId(id).orElseThrow(() -> Refusal.plain(404));
    }

    private static EmailGroup findGroup(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.id("groupId", id);
        }
        return EmailGroup.ofId(id).orElseThrow(() -> Refusal.plain(404));
    }
}
