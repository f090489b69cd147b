package dev.heed.dryrun;

import dev.heed.trial.Finding;
import dev.heed.trial.Finding.Side;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** All that would differ as a CSV file (RFC 4180), a line each. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
final class Table implements Consumer<Finding>, Closeable {

    private static final String[] COLUMNS = {"kind", "subject", "system", "record", "key", "contactPoint", "now", "then", "ruleNow", "ruleThen",
            "changeNow", "changeThen", "message", "sentence"};

    private final CSVPrinter printer;

    Table(Path file) {
        try {
            printer = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.RFC4180.builder().setHeader(COLUMNS).get());
        } catch (IOException e) {
            throw new IllegalArgumentException("The file " + file + " cannot be written: " + e.getMessage());
        }
    }

    @Override
    public void accept(Finding finding) {
        Side now = finding.now();
        Side then = finding.then();
        try {
            printer.printRecord(finding.kind().text(), finding.subject(), finding.system(), harmless(finding.record()), finding.key(),
                    finding.contactPoint(), harmless(now.value()), harmless(then.value()), now.rule(), then.rule(), now.change(), then.change(),
                    finding.message(), harmless(finding.sentence()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            printer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String harmless(String text) {
        return text != null && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
