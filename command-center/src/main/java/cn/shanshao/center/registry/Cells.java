package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.table.CellFault;
import cn.shanshao.center.table.Heading;
import cn.shanshao.center.table.Sheet.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cells of a row, and which of them are in the way. An empty one leaves what is stored as it is. */
final class Cells {
    private final Row row;
    private final List<TableColumn> columns;
    private final List<CellFault> faults = new ArrayList<>();
    private final Set<String> blamed = new HashSet<>();
    private @Nullable String key;

    Cells(Row row, List<TableColumn> columns) {
        this.row = row;
        this.columns = columns;
        columns.stream()
                .filter(column -> isMarked(column) && !column.isClearable())
                .forEach(column -> blame(column, "此列不能清空", "this column is never without a value"));
    }

    private boolean isMarked(TableColumn column) {
        var cell = row.cells().get(column.title());
        return cell != null && Heading.CLEAR.contains(cell);
    }

    /** By which a second row for the same is found; empty where nobody knows. */
    Optional<String> key() {
        return Optional.ofNullable(key);
    }

    void key(String known) {
        key = known;
    }

    List<CellFault> faults() {
        return List.copyOf(faults);
    }

    boolean areBad() {
        return !faults.isEmpty();
    }

    void blame(TableColumn column) {
        add(CellFault.of(row.number(), column, row.cells().get(column.title())));
    }

    void blame(TableColumn column, String zh, String en) {
        add(CellFault.of(row.number(), column.title(), row.cells().get(column.title()), zh, en));
    }

    /** A cell is listed once, with the first thing that is wrong with it. */
    private void add(CellFault fault) {
        if (blamed.add(fault.column())) {
            faults.add(fault);
        }
    }

    /**
     * What the object itself must keep, at the columns that its fields stand in. Of an object with bad cells only those
     * count: what else seems wrong may come of them.
     */
    void blame(List<Problem.Fault> found) {
        var isGuess = areBad();
        for (var fault : found) {
            columns.stream()
                    .filter(column -> fault.field().startsWith(column.field()))
                    .findFirst()
                    .ifPresentOrElse(this::blame, () -> {
                        if (!isGuess) {
                            add(CellFault.of(
                                    row.number(),
                                    fault.field(),
                                    fault.value() == null ? null : fault.value().toString(),
                                    fault.expected(),
                                    fault.expected()));
                        }
                    });
        }
    }

    /** {@code null} also where it says that what is stored is taken away. */
    @Nullable
    String text(TableColumn column) {
        return isMarked(column) ? null : row.cells().get(column.title());
    }

    /** What the object has after it, of something that it can be without. */
    @Nullable
    String optional(TableColumn column, @Nullable String stored) {
        return isCleared(column) || text(column) != null ? text(column) : stored;
    }

    /** Whether what is stored is taken away. */
    boolean isCleared(TableColumn column) {
        return column.isClearable() && isMarked(column);
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
