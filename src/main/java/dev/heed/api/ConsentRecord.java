package dev.heed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.ledger.Ledger.Entry;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A consent record in the form of ISO/IEC TS 27560:2023, in the terms of the Data Privacy Vocabulary, https://w3id.org/dpv/guides/consent-27560.
 * It knows a refusal too, which 27560 itself has no event for.
 */
final class ConsentRecord {

    private ConsentRecord() {
    }

    static ObjectNode of(UUID person, Instant at, List<Entry> entries, Map<Slot, Answer> state) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.putObject("@context").put("dpv", "https://w3id.org/dpv#").put("dct", "http://purl.org/dc/terms/").put("heed", "urn:heed:");
        record.put("@id", "urn:uuid:" + person).put("@type", "dpv:ConsentRecord");
        record.put("dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#record").put("dct:issued", at.toString());
        record.put("dpv:hasDataSubject", "urn:uuid:" + person);
        ArrayNode processes = record.putArray("dpv:hasProcess");
        state.forEach((slot, answer) -> {
            if (slot.key() instanceof Permission permission) {
                ObjectNode process = process(processes.addObject(), permission);
                process.put("heed:contactPoint", slot.contactPoint() == null ? null : slot.contactPoint().text());
                process.put("dpv:hasConsentStatus", status(Decision.of(answer.value())));
            }
        });
        ArrayNode events = record.putArray("heed:event");
        entries.stream().filter(entry -> entry.change().key() instanceof Permission).forEach(entry -> event(events.addObject(), entry));
        return record;
    }

    private static void event(ObjectNode event, Entry entry) {
        Change change = entry.change();
        Provenance origin = change.provenance();
        event.put("@id", "urn:uuid:" + change.id());
        process(event, change.permission());
        event.put("dpv:hasConsentStatus", status(change.decision()));
        event.put("dct:created", origin.capturedTo().toString()).put("dct:dateAccepted", entry.recordedAt().toString());
        event.put("dpv:isIndicatedBy", origin.actor().text()).put("dpv:hasIndicationMethod", origin.evidence().text());
        event.put("dct:source", origin.source()).put("dpv:hasNotice", origin.wording()).put("dpv:hasJurisdiction", origin.jurisdiction());
        event.put("dpv:hasLegalBasis", "dpv:Consent").put("heed:collectionPoint", origin.collectionPoint());
    }

    private static ObjectNode process(ObjectNode process, Permission permission) {
        return process.put("dpv:hasPurpose", permission.topic() == null ? permission.purpose() : permission.purpose() + "/" + permission.topic())
                .put("heed:channel", permission.channel());
    }

    private static String status(Decision decision) {
        return "dpv:" + switch (decision) {
            case GRANTED -> "ConsentGiven";
            case DENIED -> "ConsentRefused";
            case WITHDRAWN -> "ConsentWithdrawn";
            case PENDING -> "ConsentRequested";
            case EXPIRED -> "ConsentExpired";
            case NOT_SET -> "ConsentUnknown";
        };
    }
}
