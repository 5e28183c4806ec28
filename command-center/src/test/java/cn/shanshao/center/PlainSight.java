package cn.shanshao.center;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks through every column of a database for values that must not stand there in the open, as whoever stole a dump would. */
public final class PlainSight {
    private PlainSight() {}

    /** Table, column and value of whatever is found. */
    public static List<String> find(JdbcTemplate jdbc, Collection<String> values) {
        var found = new ArrayList<String>();
        jdbc.query(
                "select table_schema, table_name, column_name, data_type from information_schema.columns"
                        + " join information_schema.tables using (table_schema, table_name)"
                        + " where table_schema in ('public', 'flowable') and table_type = 'BASE TABLE'",
                row -> {
                    var table = "\"%s\".\"%s\"".formatted(row.getString("table_schema"), row.getString("table_name"));
                    var column = row.getString("column_name");
                    var isBytes = row.getString("data_type").equals("bytea");
                    for (var value : values) {
                        if (isBytes ? inBytes(jdbc, table, column, value) : inText(jdbc, table, column, value)) {
                            found.add("%s.%s: %s".formatted(table, column, value));
                        }
                    }
                });
        return found;
    }

    private static boolean inText(JdbcTemplate jdbc, String table, String column, String value) {
        return is(
                jdbc,
                "select exists (select from %s where position(? in \"%s\"::text) > 0)".formatted(table, column),
                value);
    }

    private static boolean inBytes(JdbcTemplate jdbc, String table, String column, String value) {
        var sql = "select exists (select from %s where position(? in \"%s\") > 0)".formatted(table, column);
        return is(jdbc, sql, value.getBytes(StandardCharsets.UTF_8))
                || is(jdbc, sql, value.getBytes(StandardCharsets.UTF_16BE));
    }

    private static boolean is(JdbcTemplate jdbc, String sql, Object value) {
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, value));
    }
}
