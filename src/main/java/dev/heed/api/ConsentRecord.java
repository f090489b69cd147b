package dev.heed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.deciding.Dossier;
import dev.heed.ledger.Ledger.Entry;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A consent record in the form of ISO/IEC TS 27560:2023, in the terms of the Data Privacy Vocabulary, https://w3id.org/dpv/guides/consent-27560.
 * It knows a refusal too, which 27560 itself has no event for.
 */
final class ConsentRecord {

    private ConsentRecord() {
    }

    /** @param ends when a statement runs out, nothing if it does not */
    static ObjectNode of(Dossier dossier, Instant at, List<Entry> entries, Map<Slot, Answer> state, ConsentTerms terms, Function<Change, Optional<Instant>> ends) {
        ObjectNode record = terms.head("dpv:ConsentRecord", "record", dossier.subject(), at, "");
        record.put("dct:created", entries.isEmpty() ? at.toString() : entries.get(0).recordedAt().toString());
        terms.parties(record, dossier);
        ArrayNode processes = record.putArray("dpv:hasProcess");
        state.forEach((slot, answer) -> {
            if (slot.key() instanceof Permission permission) {
                ObjectNode process = process(processes.addObject(), permission, terms);
                terms.processing(process, permission, answer.by(), dossier);
                process.put("heed:contactPoint", slot.contactPoint() == null ? null : slot.contactPoint().text());
                process.put("dpv:hasConsentStatus", status(Decision.of(answer.value())));
            }
        });
        ArrayNode events = record.putArray("heed:event");
        entries.stream().filter(entry -> entry.change().key() instanceof Permission).forEach(entry -> {
            ObjectNode event = events.addObject();
            event(event, entry, terms);
            terms.event(event, entry.change().provenance().evidence(), ends.apply(entry.change()));
        });
        return record;
    }

    private static void event(ObjectNode event, Entry entry, ConsentTerms terms) {
        Change change = entry.change();
        Provenance origin = change.provenance();
        event.put("@id", "urn:uuid:" + change.id());
        process(event, change.permission(), terms);
        event.put("dpv:hasConsentStatus", status(change.decision()));
        event.put("dct:created", origin.capturedTo().toString()).put("dct:dateAccepted", entry.recordedAt().toString());
        event.put("dpv:isIndicatedBy", origin.actor().text()).put("dpv:hasIndicationMethod", origin.evidence().text());
        event.put("dct:source", origin.source()).put("dpv:hasNotice", origin.wording()).put("dpv:hasJurisdiction", origin.jurisdiction());
        event.put("heed:collectionPoint", origin.collectionPoint());
    }

    private static ObjectNode process(ObjectNode process, Permission permission, ConsentTerms terms) {
        terms.purpose(process, permission);
        return process.put("heed:channel", permission.channel());
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
