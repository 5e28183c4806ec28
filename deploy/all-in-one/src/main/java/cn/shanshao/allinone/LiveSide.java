package cn.shanshao.allinone;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** Whether somebody watches a real slope here: then no demo may run, and nothing may keep the system from starting. */
final class LiveSide {
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String FIRST =
            "select id from hazard_point where realm = 'LIVE' union all select id from device where realm = 'LIVE' limit 1";

    private LiveSide() {}

    /** The id of a live point or device; empty too before the very first start, when there are no tables yet. */
    static Optional<String> first(String jdbcUrl, String user, String password) {
        try (var connection = DriverManager.getConnection(jdbcUrl, user, password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(FIRST)) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw new IllegalStateException("the database does not say whether there are live points", e);
        }
    }
}
