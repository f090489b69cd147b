package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets a status for every matched row of an import.
 *
 * @param group the e-mail group, or empty for the global subscription
 */
record SyncAction(Optional<EmailGroup> group, boolean subscribe, String destination) {

    private static final Pattern GROUP = Pattern.compile("\\{\\{EmailGroup\\[(\\d+)]}}");

    static SyncAction read(JsonNode json) {
        if (!json.isObject() || !"setStatus".equals(json.path("action").asText())) {
            throw new BulkFailure("syncActions.action", json.path("action").asText(), "Must be setStatus: this instance has no contact lists.");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!name.matches("action|destination|status")) {
                throw new BulkFailure("syncActions." + name, json.get(name).asText(), "Unknown property.");
            }
        });
        String destination = json.path("destination").asText();
        String status = json.path("status").asText();
        if (!status.equals("subscribed") && !status.equals("unsubscribed")) {
            throw new BulkFailure("syncActions.status", status, "Must be subscribed or unsubscribed.");
        }
        return new SyncAction(group(destination), status.equals("subscribed"), destination);
    }

    String status() {
        return subscribe ? "subscribed" : "unsubscribed";
    }

    private static Optional<EmailGroup> group(String destination) {
        if (destination.equals("{{GlobalSubscribe}}")) {
            return Optional.empty();
        }
        Matcher matcher = GROUP.matcher(destination);
        Optional<EmailGroup> group = matcher.matches() ? EmailGroup.ofId(matcher.group(1)) : Optional.empty();
        if (group.isEmpty()) {
            throw new BulkFailure("syncActions.destination", destination, "Must be {{GlobalSubscribe}} or a known {{EmailGroup[id]}}.");
        }
        return group;
    }
}
