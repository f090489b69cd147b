package dev.heed.sandbox.responsys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The Connect job that writes the rows changed since its last run, whoever changed them. It compares change numbers where
 * the real one compares {@code MODIFIED_DATE_}, so that two changes in one second are not lost; a deleted row is not told of.
 */
final class ProfileExport {

    static final List<String> COLUMNS = List.of("RIID_", "CUSTOMER_ID_", "EMAIL_ADDRESS_", "MOBILE_NUMBER_",
            "EMAIL_PERMISSION_STATUS_", "EMAIL_PERMISSION_REASON_", "MOBILE_PERMISSION_STATUS_", "MOBILE_PERMISSION_REASON_",
            "POSTAL_PERMISSION_STATUS_", "POSTAL_PERMISSION_REASON_", "LANGUAGE", "CONTACT_WISH", "MODIFIED_DATE_");

    private static final CSVFormat COMMAS = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private final Clock clock;
    private final Drop drop;
    private final ContactList list;
    private long told;

    ProfileExport(Clock clock, Drop drop, ContactList list) {
        this.clock = clock;
        this.drop = drop;
        this.list = list;
    }

    synchronized void run() {
        String name = ResponsysSimulator.ACCOUNT_ID + "_PROFILE_" + CedExport.STAMP.format(clock.instant()) + ".csv";
        if (list.revision() == told || !drop.isFree(FileServer.PROFILE, name)) {
            return;
        }
        List<List<String>> rows;
        synchronized (list) {
            rows = list.changedSince(told, COLUMNS);
            told = list.revision();
        }
        if (!rows.isEmpty()) {
            drop.put(FileServer.PROFILE, name, text(rows));
        }
    }

    synchronized long told() {
        return told;
    }

    synchronized void goOnAfter(long told) {
        this.told = told;
    }

    synchronized void forget() {
        told = list.revision();
    }

    private static String text(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, COMMAS)) {
            printer.printRecord(COLUMNS);
            printer.printRecords(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
