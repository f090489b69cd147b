package dev.heed.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a file of delimited values, one after the other. The sign between the names in the header line is the sign
 * between the values. A quoted value may hold line breaks; a row that cannot be read ends with its line, so that neither a
 * stray quotation mark nor a letter in another encoding swallows the rows of others.
 */
final class DelimitedFile implements Iterator<DelimitedFile.Row> {

    /**
     * @param line   where it begins, from 1
     * @param values null if it cannot be read; not always as many as there are columns
     */
    record Row(int line, byte[] raw, List<String> values) {
    }

    private static final String SIGNS = ",;\t|";

    private final EncodedText file;
    private final CSVFormat format;
    private final List<String> columns;
    private int position;
    private int line = 1;

    DelimitedFile(EncodedText file) {
        this.file = file;
        this.position = file.begin();
        skipEmptyLines();
        int end = file.lineEnd(position);
        String header = file.text(position, end);
        char sign = header == null ? ',' : (char) header.chars().filter(letter -> SIGNS.indexOf(letter) >= 0).findFirst().orElse(',');
        this.format = CSVFormat.DEFAULT.builder().setDelimiter(sign).get();
        List<String> names = values(position, end);
        this.columns = names == null ? List.of() : names;
        if (names != null) {
            goOnBehind(end);
        }
    }

    /** Empty if the header cannot be read; the whole file is then the only row. */
    List<String> columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        return position < file.end();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int start = position;
        int first = line;
        int end = columns.isEmpty() ? file.end() : file.lineEnd(start);
        List<String> values = columns.isEmpty() ? null : values(start, end);
        if (!columns.isEmpty() && !isWhole(values)) {
            int farther = rowEnd(start);
            List<String> more = farther > end ? values(start, farther) : null;
            if (isWhole(more)) {
                end = farther;
                values = more;
            }
        }
        goOnBehind(end);
        return new Row(first, file.bytes(start, end), values);
    }

    private boolean isWhole(List<String> values) {
        return values != null && values.size() == columns.size();
    }

    private void goOnBehind(int end) {
        while (position <= end && position < file.end()) {
            position = file.behind(file.lineEnd(position));
            line++;
        }
        skipEmptyLines();
    }

    private void skipEmptyLines() {
        while (position < file.end() && isEmptyLine()) {
            position = file.behind(file.lineEnd(position));
            line++;
        }
    }

    private boolean isEmptyLine() {
        String text = file.text(position, file.lineEnd(position));
        return text != null && text.chars().allMatch(letter -> letter == '\r');
    }

    /** Where the row ends whose first line ends inside a quoted value: with the first line that does not. */
    private int rowEnd(int start) {
        boolean quoted = false;
        for (int at = start; at < file.end(); at = file.behind(file.lineEnd(at))) {
            int end = file.lineEnd(at);
            String text = file.text(at, end);
            quoted = text != null && endsQuoted(text, quoted);
            if (!quoted) {
                return end;
            }
        }
        return file.end();
    }

    private boolean endsQuoted(String text, boolean before) {
        char sign = format.getDelimiterString().charAt(0);
        boolean quoted = before;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '"' && (quoted || at == 0 || text.charAt(at - 1) == sign)) {
                boolean doubled = quoted && at + 1 < text.length() && text.charAt(at + 1) == '"';
                quoted = doubled || !quoted;
                at += doubled ? 1 : 0;
            }
        }
        return quoted;
    }

    private List<String> values(int start, int end) {
        String text = file.text(start, end);
        if (text == null) {
            return null;
        }
        try (CSVParser parser = CSVParser.parse(text, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? records.get(0).toList() : null;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return null;
        }
    }
}
