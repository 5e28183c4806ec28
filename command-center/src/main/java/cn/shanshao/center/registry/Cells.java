package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.table.CellFault;
import cn.shanshao.center.table.Sheet.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of a row, and which of them are in the way. An empty one leaves what is stored as it is. */
final class Cells {
    private final Row row;
    private final List<TableColumn> columns;
    private final List<CellFault> faults = new ArrayList<>();

    Cells(Row row, List<TableColumn> columns) {
        this.row = row;
        this.columns = columns;
    }

    List<CellFault> faults() {
        return List.copyOf(faults);
    }

    boolean areBad() {
        return !faults.isEmpty();
    }

    void blame(TableColumn column) {
        faults.add(CellFault.of(row.number(), column, row.cells().get(column.title())));
    }

    void blame(TableColumn column, String zh, String en) {
        faults.add(CellFault.of(row.number(), column.title(), row.cells().get(column.title()), zh, en));
    }

    /** What the object itself must keep, at the columns that its fields stand in. */
    void blame(List<Problem.Fault> found) {
        for (var fault : found) {
            columns.stream()
                    .filter(column -> fault.field().startsWith(column.field()))
                    .findFirst()
                    .ifPresentOrElse(
                            this::blame,
                            () -> faults.add(CellFault.of(
                                    row.number(),
                                    fault.field(),
                                    fault.value() == null ? null : fault.value().toString(),
                                    fault.expected(),
                                    fault.expected())));
        }
    }

    @Nullable
    String text(TableColumn column) {
        return row.cells().get(column.title());
    }

    String text(TableColumn column, @Nullable String stored) {
        var text = text(column);
        if (text == null && stored == null) {
            blame(column);
        }
        return text != null ? text : stored == null ? "" : stored;
    }

    double number(TableColumn column, @Nullable Double stored) {
        var text = text(column);
        if (text == null) {
            if (stored == null) {
                blame(column);
            }
            return stored == null ? 0 : stored;
        }
        try {
            var number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as what is not finite either
        }
        blame(column);
        return 0;
    }

    int whole(TableColumn column, int stored) {
        var text = text(column);
        if (text == null) {
            return stored;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            blame(column);
            return stored;
        }
    }

    /** A word of a list; {@code stored} where none stands. */
    <E> @Nullable E word(TableColumn column, Map<String, E> words, @Nullable E stored) {
        var text = text(column);
        if (text == null) {
            return stored;
        }
        var found = words.get(text);
        if (found == null) {
            blame(column);
        }
        return found;
    }
}
