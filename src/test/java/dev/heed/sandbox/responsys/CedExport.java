package dev.heed.sandbox.responsys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The Connect job that writes contact event data: one file a type and run, with all events since the run before. */
final class CedExport {

    static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final CSVFormat PIPES = CSVFormat.DEFAULT.builder().setDelimiter('|').setRecordSeparator('\n').get();

    private final Clock clock;
    private final Drop drop;
    private final Map<CedType, List<CedEvent>> waiting = new EnumMap<>(CedType.class);
    private final Map<CedType, String> issued = new EnumMap<>(CedType.class);
    private final Map<CedType, String> again = new EnumMap<>(CedType.class);

    CedExport(Clock clock, Drop drop) {
        this.clock = clock;
        this.drop = drop;
    }

    synchronized void add(CedEvent event) {
        waiting.computeIfAbsent(event.type(), type -> new ArrayList<>()).add(event);
    }

    /** The newest file of each type comes once more, under a later name. */
    synchronized void reissue() {
        again.putAll(issued);
    }

    /** A type whose name of this second is taken waits for the next run, so that a name never lies about its time. */
    synchronized void run() {
        Instant now = clock.instant();
        for (CedType type : CedType.values()) {
            String name = ResponsysSimulator.ACCOUNT_ID + "_" + type + "_" + STAMP.format(now) + ".txt";
            if (!drop.isFree(FileServer.CED, name)) {
                continue;
            }
            if (again.containsKey(type)) {
                drop.put(FileServer.CED, name, again.remove(type));
            } else if (waiting.containsKey(type)) {
                String text = text(type, waiting.remove(type), now);
                issued.put(type, text);
                drop.put(FileServer.CED, name, text);
            }
        }
    }

    synchronized List<CedEvent> waiting() {
        return waiting.values().stream().flatMap(List::stream).toList();
    }

    synchronized void forget() {
        waiting.clear();
        issued.clear();
        again.clear();
    }

    private static String text(CedType type, List<CedEvent> events, Instant stored) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, PIPES)) {
            printer.printRecord(type.columns);
            for (CedEvent event : events) {
                printer.printRecord(event.values(stored));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
