package cn.shanshao.center.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cell that cannot be taken.
 *
 * @param row as the spreadsheet shows it
 * @param column its title
 * @param value as it stands there; {@code null} where nothing does
 * @param expected what would have been right, by language {@code zh} and {@code en}
 */
public record CellFault(int row, String column, @Nullable String value, Map<String, String> expected) {
    public CellFault {
        expected = Map.copyOf(expected);
    }

    /** Without what stands there, so that it does not end in a log. */
    @Override
    public String toString() {
        return "CellFault[%d, %s]".formatted(row, column);
    }

    public static CellFault of(int row, Heading column, @Nullable String value) {
        return new CellFault(
                row, column.title(), value, Map.of("zh", column.expected(true), "en", column.expected(false)));
    }

    public static CellFault of(int row, String column, @Nullable String value, String zh, String en) {
        return new CellFault(row, column, value, Map.of("zh", zh, "en", en));
    }
}
