package cn.shanshao.center.registry;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.table.CellFault;
import cn.shanshao.center.table.Heading;
import cn.shanshao.center.table.Headings;
import cn.shanshao.center.table.Lot;
import cn.shanshao.center.table.Preview;
import cn.shanshao.center.table.Sheet;
import cn.shanshao.center.table.Sheet.Row;
import cn.shanshao.center.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Points, devices or contacts as a table. */
final class RegistryTable<T> implements Table {
    private final TableKind<T> of;
    private final RegistryLots lots;

    RegistryTable(TableKind<T> of, RegistryLots lots) {
        this.of = of;
        this.lots = lots;
    }

    /** What is written when it is taken: {@code before} of what is changed, by id. */
    record Change<T>(@Nullable T before, T after) {}

    @Override
    public String kind() {
        return of.kind();
    }

    @Override
    public String noun() {
        return of.noun();
    }

    @Override
    public String title() {
        return of.title();
    }

    @Override
    public boolean isPersonal() {
        return of.isPersonal();
    }

    @Override
    public List<? extends Heading> headings() {
        return of.columns();
    }

    @Override
    public String emptyCell() {
        return "空单元格保留已登记的内容；要删除已登记的内容，请在标明“可清空”的列中填“清空”或“—”。";
    }

    @Override
    public List<Map<String, String>> rows(CurrentUser user) {
        return of.all(user).stream().map(of::cells).toList();
    }

    @Override
    public Preview look(CurrentUser user, byte[] file) {
        var looked = new Looked(of.reader(user));
        Sheet.read(file, looked);
        return looked;
    }

    @Override
    public List<Lot> lots(List<String> divisions) {
        return lots.list(of.kind(), divisions);
    }

    @Override
    public void undo(Lot lot, String who) {
        lots.undo(of, lot, who);
    }

    private final class Looked implements Sheet.Taker, Preview {
        /** Who has so many has the same one in every row; the others are only counted as rows. */
        private static final int ENOUGH_FAULTS = 10_000;

        private final TableKind.Reader<T> reader;
        private final List<CellFault> faults = new ArrayList<>();
        private final List<Change<T>> changes = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private int rows;
        private int same;
        private boolean isReadable;

        Looked(TableKind.Reader<T> reader) {
            this.reader = reader;
        }

        @Override
        public void columns(List<String> columns) {
            faults.addAll(Headings.faults(columns, of.columns()));
            isReadable = Headings.areReadable(columns, of.columns());
        }

        @Override
        public void row(Row row) {
            rows++;
            if (!isReadable || faults.size() >= ENOUGH_FAULTS) {
                return;
            }
            var cells = new Cells(row, of.columns());
            var read = reader.read(cells);
            if (cells.key().filter(key -> !seen.add(key)).isPresent()) {
                cells.blame(of.keyColumn(), "同一张表中只出现一次", "once in a table");
            }
            faults.addAll(cells.faults());
            if (!cells.areBad()) {
                read.ifPresent(one -> take(one.before(), one.after()));
            }
        }

        private void take(@Nullable T before, T after) {
            if (after.equals(before)) {
                same++;
            } else {
                changes.add(new Change<>(before, after));
            }
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public int made() {
            return changes.size() - changed();
        }

        @Override
        public int changed() {
            return (int)
                    changes.stream().filter(change -> change.before() != null).count();
        }

        @Override
        public int same() {
            return same;
        }

        @Override
        public List<CellFault> faults() {
            return List.copyOf(faults);
        }

        @Override
        public void take(String id, String name, CurrentUser by, IntConsumer done) {
            var lot = new Lot(
                    id, of.kind(), name, by.division(), by.username(), lots.now(), made(), changed(), null, null);
            lots.take(of, lot, List.copyOf(changes), done);
        }
    }
}
