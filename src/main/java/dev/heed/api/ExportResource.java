package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Change;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Dossier;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.Entry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
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

    private static final String[] COLUMNS = {"changeId", "key", "value", "contactPoint", "source", "record", "actor", "evidence", "collectionPoint", "wording",
            "jurisdiction", "capturedFrom", "capturedTo", "receivedAt", "recordedAt", "rule"};

    private final Persons persons;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Decider decider;

    ExportResource(Persons persons, Ledger ledger, Deliveries deliveries, Decider decider) {
        this.persons = persons;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.decider = decider;
    }

    @GetMapping(path = "/history", produces = "text/csv")
    @Operation(summary = "A person's whole history as a table", description = "CSV (RFC 4180) with a header, oldest first. A cell that a spreadsheet would take for a formula begins with an apostrophe.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    String history(@PathVariable UUID id) {
        StringWriter text = new StringWriter();
        try (CSVPrinter table = new CSVPrinter(text, CSVFormat.RFC4180.builder().setHeader(COLUMNS).get())) {
            for (Entry entry : entries(persons.dossier(id))) {
                Change change = entry.change();
                var origin = change.provenance();
                table.printRecord(change.id(), change.key().text(), harmless(change.value()), change.contactPoint() == null ? null : change.contactPoint().text(),
                        origin.source(), harmless(origin.record()), origin.actor().text(), origin.evidence().text(), harmless(origin.collectionPoint()),
                        harmless(origin.wording()), harmless(origin.jurisdiction()), origin.capturedFrom(), origin.capturedTo(), origin.receivedAt(),
                        entry.recordedAt(), entry.rule());
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(path = "/prov", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A person's history as provenance", description = "PROV-JSON (W3C): who said what where, by which table it was read, and where it was carried.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    ObjectNode prov(@PathVariable UUID id) {
        ProvDocument document = new ProvDocument();
        entries(persons.dossier(id)).forEach(entry -> document.add(entry, deliveries.of(entry.change().id())));
        return document.json();
    }

    @GetMapping(path = "/consent-record", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A person's consent as a record", description = "A consent record in the form of ISO/IEC TS 27560 as profiled by W3C's Data Privacy Vocabulary (JSON-LD): "
            + "every statement as an event, and the status that holds now.")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    ObjectNode record(@PathVariable UUID id) {
        Persons.Past now = persons.past(id, null, null);
        return ConsentRecord.of(now.dossier().subject(), now.asOf(), entries(now.dossier()), decider.holding(now.dossier(), now.asOf()));
    }

    private List<Entry> entries(Dossier dossier) {
        List<Entry> newestFirst = ledger.history(dossier.subject(), Long.MAX_VALUE, Integer.MAX_VALUE);
        return newestFirst.stream().sorted(java.util.Comparator.comparing(Entry::sequence)).toList();
    }

    private static String harmless(String text) {
        return text != null && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
