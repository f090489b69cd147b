package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.deciding.Decider;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.Entry;
import dev.heed.ledger.Subjects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
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

    ExportResource(Persons persons, Subjects subjects, Ledger ledger, Deliveries deliveries, Decider decider) {
        this.persons = persons;
        this.subjects = subjects;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.decider = decider;
    }

    @GetMapping(path = "/history", produces = "text/csv")
    @Operation(summary = "A person's whole history as a table", description = "CSV (RFC 4180) with a header, oldest first: a row for each statement (kind change), for each system that it was "
            + "to be carried to (delivery), and for each merge and split, which stand in both chains. entryId is what GET /entries/{entryId}/proof proves. A cell that a spreadsheet would take for a formula begins with an apostrophe.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    String history(@PathVariable UUID id) {
        UUID person = persons.dossier(id).subject();
        HistoryTable table = new HistoryTable();
        SortedMap<Long, Runnable> rows = new TreeMap<>();
        entries(person).forEach(entry -> rows.put(entry.sequence(), () -> table.add(entry, carried(entry, person))));
        ledger.acts(person).forEach(act -> rows.put(act.sequence(), () -> table.add(act)));
        rows.values().forEach(Runnable::run);
        return table.text();
    }

    @GetMapping(path = "/prov", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A person's history as provenance", description = "PROV-JSON (W3C): who said what where, by which table it was read, and where it was carried.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    ObjectNode prov(@PathVariable UUID id) {
        ProvDocument document = new ProvDocument();
        UUID person = persons.dossier(id).subject();
        entries(person).forEach(entry -> document.add(entry, carried(entry, person)));
        return document.json();
    }

    @GetMapping(path = "/consent-record", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A person's consent as a record", description = "A consent record in the form of ISO/IEC TS 27560 as profiled by W3C's Data Privacy Vocabulary (JSON-LD): "
            + "every statement as an event, and the status that holds now.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    ObjectNode record(@PathVariable UUID id) {
        Persons.Past now = persons.past(id, null, null);
        return ConsentRecord.of(now.dossier().subject(), now.asOf(), entries(now.dossier().subject()), decider.state(now.dossier(), now.asOf()));
    }

    /** Oldest first. */
    private List<Entry> entries(UUID person) {
        return ledger.history(person, Long.MAX_VALUE, Integer.MAX_VALUE).stream().sorted(Comparator.comparing(Entry::sequence)).toList();
    }

    /** Where it was carried for this person, and not for others who share the contact point. */
    private List<Deliveries.Row> carried(Entry entry, UUID person) {
        List<UUID> members = subjects.members(person);
        return deliveries.of(entry.change().id()).stream().filter(row -> members.contains(row.subject())).toList();
    }
}
