package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Dossier;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.Entry;
import dev.heed.ledger.Subjects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All that a person ever said, in forms that others read: for an access request, a regulator, another system. */
@RestController
@RequestMapping("/api/v1/subjects/{id}/export")
@Tag(name = "subjects")
class ExportResource {

    private final Persons persons;
    private final Subjects subjects;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Decider decider;
    private final ConsentTerms terms;

    ExportResource(Persons persons, Subjects subjects, Ledger ledger, Deliveries deliveries, Decider decider, ConsentTerms terms) {
        this.persons = persons;
        this.subjects = subjects;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.decider = decider;
        this.terms = terms;
    }

    @GetMapping(path = "/history", produces = "text/csv")
    @Operation(summary = "A person's whole history as a table", description = "CSV (RFC 4180) with a header, oldest first: a row for each statement (kind change), for each system that it was "
            + "to be carried to (delivery), and for each merge and split, which stand in both chains. entryId is what GET /entries/{entryId}/proof proves. A cell that a spreadsheet would take for a formula begins with an apostrophe.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    String history(@PathVariable UUID id) {
        UUID person = persons.dossier(id).subject();
        HistoryTable table = new HistoryTable();
        SortedMap<Long, Runnable> rows = new TreeMap<>();
        List<UUID> members = subjects.members(person);
        entries(person).forEach(entry -> rows.put(entry.sequence(), () -> table.add(entry, carried(entry, members))));
        ledger.acts(person).forEach(act -> rows.put(act.sequence(), () -> table.add(act)));
        rows.values().forEach(Runnable::run);
        return table.text();
    }

    @GetMapping(path = "/prov", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A person's history as provenance", description = "PROV-JSON (W3C): who said what where, by which table it was read, what it lost to and by which rule, and where it was carried.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    ObjectNode prov(@PathVariable UUID id) {
        ProvDocument document = new ProvDocument();
        Persons.Past now = persons.past(id, null, null);
        UUID person = now.dossier().subject();
        List<UUID> members = subjects.members(person);
        entries(person).forEach(entry -> document.add(entry, decider.why(now.dossier(), entry.change(), now.asOf()), carried(entry, members)));
        return document.json();
    }

    @GetMapping(path = "/consent-record", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A person's consent as a record", description = "A consent record in the form of ISO/IEC TS 27560 as profiled by W3C's Data Privacy Vocabulary (JSON-LD): "
            + "every statement as an event, and the status that holds now. Who the controller is stands under heed.controller in config/application.yaml; without it the record names none "
            + "and does not say that it conforms.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    ObjectNode record(@PathVariable UUID id) {
        return record(persons.past(id, null, null));
    }

    @GetMapping(path = "/consent-receipt", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A receipt of a person's consent", description = "A consent receipt in the form of ISO/IEC TS 27560 (DPV profile receipt-record, JSON-LD), to be handed to the person: "
            + "the consent record as it is now, under an id of its own.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "409", description = "config/application.yaml does not say who the controller is", ref = ApiDescription.PROBLEM)
    ObjectNode receipt(@PathVariable UUID id) {
        if (!terms.namesAController()) {
            throw Wrong.of(HttpStatus.CONFLICT, "No receipt can be given: config/application.yaml does not say under heed.controller who answers for it.");
        }
        Persons.Past now = persons.past(id, null, null);
        return terms.receipt(record(now), now.dossier().subject(), now.asOf());
    }

    private ObjectNode record(Persons.Past now) {
        Dossier dossier = now.dossier();
        return ConsentRecord.of(dossier, now.asOf(), entries(dossier.subject()), decider.holding(dossier, now.asOf()), terms,
                change -> decider.nextExpiry(new Dossier(dossier.subject(), Set.of(), List.of(), List.of(change)), Instant.MIN));
    }

    /** Oldest first. */
    private List<Entry> entries(UUID person) {
        return ledger.history(person, Long.MAX_VALUE, Integer.MAX_VALUE).stream().sorted(Comparator.comparing(Entry::sequence)).toList();
    }

    /** Where it was carried for this person, and not for others who share the contact point. */
    private List<Deliveries.Row> carried(Entry entry, List<UUID> members) {
        return deliveries.of(entry.change().id()).stream().filter(row -> members.contains(row.subject())).toList();
    }
}
