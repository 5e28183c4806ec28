package cn.shanshao.sim.replay;

import cn.shanshao.sim.Usage;
import cn.shanshao.sim.replay.Table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One recorded series in order of time, at whatever intervals it was taken. What has no value is left out and counted:
 * a gap is a gap, and no zero.
 *
 * @param column its heading, with the unit where it has one
 * @param unit in that heading, as it stands there; {@code null} when it has none
 * @param values one for each time, ascending
 * @param empty rows without a value (nothing, {@code NaN}, {@code NA}, {@code -})
 * @param repeated rows whose time stood in an earlier one: the later holds
 */
public record Recording(String column, @Nullable String unit, List<Value> values, int empty, int repeated) {
    /** Of a time that says no zone, as long as nobody says another. */
    public static final ZoneId USUAL = ZoneId.of("Asia/Shanghai");

    public Recording {
        values = List.copyOf(values);
    }

    public record Value(Instant at, double value) {}

    /** As {@link #read(Path, String, String, ZoneId)}, times without a zone in Beijing time. */
    public static Recording read(Path csv, @Nullable String timeColumn, String valueColumn) throws IOException {
        return read(csv, timeColumn, valueColumn, USUAL);
    }

    /**
     * Reads one column of a table: comma, semicolon or tab; UTF-8 or GB18030; times in any of the usual forms. Where
     * {@code 4/5/2012} could be either, and no line of the column tells, the month is first. A time of day that stands in
     * the column beside its date goes with it.
     *
     * @param timeColumn where the time stands; {@code null} to guess by name and look
     * @param valueColumn where the values stand; its unit may be left out
     * @param zone of a time that says none, under a heading that says none
     * @throws Usage when there is no such column, which it names with those there are; or when a cell cannot be read, of
     *     which it tells line, column, value and what was expected
     */
    public static Recording read(Path csv, @Nullable String timeColumn, String valueColumn, ZoneId zone)
            throws IOException {
        var table = Table.read(csv);
        return of(table, Times.find(table, timeColumn, zone), table.column(valueColumn));
    }

    /** A time in any of the forms that a table may have, the month first where it could be either; empty for none. */
    public static Optional<Instant> time(String text, ZoneId zone) {
        try {
            return Times.parse(text.strip(), zone, Times.Form.MONTH_FIRST);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Recording of(Table table, Times times, int column) {
        var heading = table.names().get(column);
        var values = new TreeMap<Instant, Double>();
        var rows = new ArrayList<>(table.rows());
        rows.removeIf(row -> Table.isNothing(row.cell(column)));
        for (var row : rows) {
            values.put(time(table, times, row), value(table, row, column));
        }
        var unit = Headings.unit(heading).orElse(null);
        return new Recording(
                heading,
                unit,
                values.entrySet().stream()
                        .map(each -> new Value(each.getKey(), each.getValue()))
                        .toList(),
                table.rows().size() - rows.size(),
                rows.size() - values.size());
    }

    private static Instant time(Table table, Times times, Row row) {
        return times.of(row)
                .orElseThrow(() -> unreadable(
                        row,
                        times.told(table),
                        String.join(" ", times.columns().stream().map(row::cell).toList()),
                        "a time such as 2012-04-10 08:05, 2012/4/10 8:05, 10.04.2012, 4/10/2012, 20120410,"
                                + " 2012-04-10T00:05:00Z or Unix seconds"));
    }

    private static double value(Table table, Row row, int column) {
        var cell = row.cell(column);
        return table.number(cell)
                .orElseThrow(() -> unreadable(
                        row, table.names().get(column), cell, "a number such as 12.5, or nothing for no value"));
    }

    private static Usage unreadable(Row row, String column, String cell, String expected) {
        return new Usage("line %d, column %s: expected %s, was \"%s\"".formatted(row.line(), column, expected, cell));
    }
}
