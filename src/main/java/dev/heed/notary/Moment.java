package dev.heed.notary;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The database as it was at one moment, to read only; several connections may read the same. */
final class Moment implements AutoCloseable {

    private final DataSource database;
    private final Connection connection;

    Moment(DataSource database) throws SQLException {
        this.database = database;
        this.connection = database.getConnection();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    /** Not to be closed after this one. */
    Moment again() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet name = statement.executeQuery("select pg_export_snapshot()")) {
            name.next();
            Moment same = new Moment(database);
            try (Statement other = same.connection.createStatement()) {
                other.execute("set transaction snapshot '" + name.getString(1) + "'");
                return same;
            } catch (SQLException e) {
                same.close();
                throw e;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (Connection ended = connection) {
            ended.rollback();
        }
    }
}
