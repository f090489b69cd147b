package dev.heed.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a file of delimited values in UTF-8, one after the other. The sign between the names in the header line is
 * the sign between the values. A quoted value may hold line breaks; a row that cannot be read ends with its line, so that
 * one stray quotation mark does not swallow the rows of others.
 */
final class DelimitedFile implements Iterator<DelimitedFile.Row> {

    /**
     * @param line   where it begins, from 1
     * @param values null if it cannot be read; not always as many as there are columns
     */
    record Row(int line, byte[] raw, List<String> values) {
    }

    private static final String SIGNS = ",;\t|";

    private final byte[] file;
    private final CSVFormat format;
    private final List<String> columns;
    private int position;
    private int line = 1;

    DelimitedFile(byte[] file) {
        this.file = file;
        int start = file.length > 2 && file[0] == (byte) 0xEF && file[1] == (byte) 0xBB && file[2] == (byte) 0xBF ? 3 : 0;
        int end = lineEnd(start);
        String header = new String(file, start, end - start, StandardCharsets.ISO_8859_1);
        char sign = (char) header.chars().filter(letter -> SIGNS.indexOf(letter) >= 0).findFirst().orElse(',');
        this.format = CSVFormat.DEFAULT.builder().setDelimiter(sign).get();
        List<String> names = values(start, end);
        this.columns = names == null ? List.of() : names;
        this.position = names == null ? start : Math.min(end + 1, file.length);
        this.line = names == null ? 1 : 2;
        skipEmptyLines();
    }

    /** Empty if the header cannot be read; its bytes are then the only row. */
    List<String> columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        return position < file.length;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int start = position;
        int end = rowEnd(start);
        List<String> values = values(start, end);
        if (values == null || values.size() != columns.size()) {
            end = lineEnd(start);
            values = values(start, end);
        }
        Row row = new Row(line, Arrays.copyOfRange(file, start, end), values);
        for (int at = start; at <= end && at < file.length; at++) {
            line += file[at] == '\n' ? 1 : 0;
        }
        position = columns.isEmpty() ? file.length : Math.min(end + 1, file.length);
        skipEmptyLines();
        return row;
    }

    private void skipEmptyLines() {
        while (position < file.length && (file[position] == '\n' || file[position] == '\r')) {
            line += file[position] == '\n' ? 1 : 0;
            position++;
        }
    }

    /** Where the line break behind this row is: the first that is not inside a quoted value. */
    private int rowEnd(int start) {
        byte sign = (byte) format.getDelimiterString().charAt(0);
        boolean quoted = false;
        for (int at = start; at < file.length; at++) {
            if (file[at] == '"' && (quoted || at == start || file[at - 1] == sign)) {
                quoted = !quoted;
                boolean doubled = !quoted && at + 1 < file.length && file[at + 1] == '"';
                if (doubled) {
                    quoted = true;
                    at++;
                }
            } else if (file[at] == '\n' && !quoted) {
                return at;
            }
        }
        return file.length;
    }

    private int lineEnd(int start) {
        int at = start;
        while (at < file.length && file[at] != '\n') {
            at++;
        }
        return at;
    }

    private List<String> values(int start, int end) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file, start, end - start)).toString();
            try (CSVParser parser = CSVParser.parse(text, format)) {
                List<CSVRecord> records = parser.getRecords();
                return records.size() == 1 ? records.get(0).toList() : null;
            }
        } catch (CharacterCodingException e) {
            return null;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return null;
        }
    }
}
