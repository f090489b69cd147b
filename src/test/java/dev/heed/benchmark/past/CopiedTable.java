package dev.heed.benchmark.past;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into one table, in PostgreSQL's binary format, some megabytes at a time. */
final class CopiedTable {

    private static final byte[] BEGIN = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int FULL = 4 << 20;
    private static final OffsetDateTime EPOCH = OffsetDateTime.parse("2000-01-01T00:00:00Z");

    private final Connection connection;
    private final String copy;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FULL + (FULL >> 4));
    private final DataOutputStream out = new DataOutputStream(bytes);
    private long rows;

    CopiedTable(Connection connection, String table, String columns) {
        this.connection = connection;
        this.copy = "copy " + table + " (" + columns + ") from stdin (format binary)";
    }

    void add(Object[] columns) {
        try {
            if (bytes.size() == 0) {
                out.write(BEGIN);
            }
            out.writeShort(columns.length);
            for (Object column : columns) {
                write(column);
            }
            rows++;
            if (bytes.size() >= FULL) {
                flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long rows() {
        return rows;
    }

    void flush() {
        if (bytes.size() == 0) {
            return;
        }
        try {
            out.writeShort(END);
            CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
            byte[] all = bytes.toByteArray();
            in.writeToCopy(all, 0, all.length);
            in.endCopy();
            bytes.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(copy, e);
        }
    }

    private void write(Object column) throws IOException {
        if (column == null) {
            out.writeInt(NULL);
        } else if (column instanceof byte[] binary) {
            bytes(binary);
        } else if (column instanceof String text) {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        } else if (column instanceof UUID id) {
            out.writeInt(16);
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        } else if (column instanceof Long number) {
            out.writeInt(8);
            out.writeLong(number);
        } else if (column instanceof OffsetDateTime time) {
            out.writeInt(8);
            out.writeLong(ChronoUnit.MICROS.between(EPOCH, time));
        } else if (column instanceof Boolean yes) {
            out.writeInt(1);
            out.writeByte(yes ? 1 : 0);
        } else {
            throw new IllegalArgumentException("no column holds a " + column.getClass());
        }
    }

    private void bytes(byte[] content) throws IOException {
        out.writeInt(content.length);
        out.write(content);
    }
}
