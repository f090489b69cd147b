package dev.heed.api;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Provenance;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Ledger.Act;
import dev.heed.ledger.Ledger.Entry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A person's whole history as CSV (RFC 4180): a row for each statement, for each system that it was carried to, and for each merge and split. */
final class HistoryTable {

    private static final List<String> COLUMNS = List.of("kind", "entryId", "key", "value", "contactPoint", "source", "record", "event", "actor", "evidence",
            "collectionPoint", "wording", "jurisdiction", "capturedFrom", "capturedTo", "receivedAt", "recordedAt", "rule", "digest", "mapping",
            "system", "state", "acceptedAt", "confirmedAt", "attempts", "reason", "subjectId", "intoId", "because");

    private final StringWriter text = new StringWriter();
    private final CSVPrinter table;

    HistoryTable() {
        try {
            table = new CSVPrinter(text, CSVFormat.RFC4180.builder().setHeader(COLUMNS.toArray(String[]::new)).get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(Entry entry, Collection<Deliveries.Row> carried) {
        Change change = entry.change();
        Provenance origin = change.provenance();
        ContactPoint point = change.contactPoint();
        Map<String, Object> row = row("change", change.id());
        row.put("key", change.key().text());
        row.put("value", change.value());
        row.put("contactPoint", point == null ? null : point.text());
        row.put("source", origin.source());
        row.put("record", origin.record());
        row.put("event", origin.event());
        row.put("actor", origin.actor().text());
        row.put("evidence", origin.evidence().text());
        row.put("collectionPoint", origin.collectionPoint());
        row.put("wording", origin.wording());
        row.put("jurisdiction", origin.jurisdiction());
        row.put("capturedFrom", origin.capturedFrom());
        row.put("capturedTo", origin.capturedTo());
        row.put("receivedAt", origin.receivedAt());
        row.put("recordedAt", entry.recordedAt());
        row.put("rule", entry.rule());
        row.put("digest", origin.digest());
        row.put("mapping", origin.mapping());
        print(row);
        carried.forEach(this::add);
    }

    private void add(Deliveries.Row carried) {
        Map<String, Object> row = row("delivery", carried.change());
        row.put("key", carried.key().text());
        row.put("system", carried.system());
        row.put("state", carried.state().text());
        row.put("acceptedAt", carried.acceptedAt());
        row.put("confirmedAt", carried.confirmedAt());
        row.put("attempts", carried.attempts());
        row.put("reason", carried.reason());
        print(row);
    }

    void add(Act act) {
        Map<String, Object> row = row(act.kind(), act.entry());
        row.put("recordedAt", act.recordedAt());
        row.put("subjectId", act.subject());
        row.put("intoId", act.into());
        row.put("because", act.because());
        print(row);
    }

    String text() {
        return text.toString();
    }

    private static Map<String, Object> row(String kind, Object entry) {
        Map<String, Object> row = new HashMap<>();
        row.put("kind", kind);
        row.put("entryId", entry);
        return row;
    }

    private void print(Map<String, Object> row) {
        try {
            for (String column : COLUMNS) {
                Object cell = row.get(column);
                table.print(cell instanceof String string ? harmless(string) : cell);
            }
            table.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No spreadsheet is to take a cell for a formula. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
