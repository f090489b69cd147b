package dev.heed.notary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/** The rows of a query, a few thousand at a time. Only inside a transaction: outside one the driver reads them all at once. */
final class Cursor implements AutoCloseable {

    private static final int AT_ONCE = 2_000;

    private final PreparedStatement statement;
    private final ResultSet rows;

    Cursor(Connection connection, String sql) throws SQLException {
        statement = connection.prepareStatement(sql);
        statement.setFetchSize(AT_ONCE);
        // As bytes from the first time on: in text every byte of a hash takes two.
        statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
        rows = statement.executeQuery();
    }

    ResultSet rows() {
        return rows;
    }

    boolean next() throws SQLException {
        return rows.next();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
