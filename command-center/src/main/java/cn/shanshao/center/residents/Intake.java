package cn.shanshao.center.residents;

import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.residents.Sheet.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a table of households would do to the roster: nothing is stored yet.
 *
 * @param rows that are not empty
 * @param fresh households that are not on the roster
 * @param changed those that are and differ, each with the version that it would replace
 * @param same how many stand there already as the table has them
 * @param faults every cell that is in the way; nothing is taken while there is one
 */
record Intake(int rows, List<Household> fresh, List<Household> changed, int same, List<CellFault> faults) {
    Intake {
        fresh = List.copyOf(fresh);
        changed = List.copyOf(changed);
        faults = List.copyOf(faults);
    }

    /**
     * @param points of the caller's division
     * @param roster the households of those points as they stand
     */
    static Intake of(Sheet sheet, List<HazardPoint> points, List<Household> roster) {
        var faults = new ArrayList<>(titles(sheet));
        var byId = points.stream().collect(Collectors.toMap(HazardPoint::id, point -> point));
        var standing = new HashMap<Card, Household>();
        roster.forEach(h -> standing.put(new Card(h.pointId(), h.number()), h));
        var fresh = new ArrayList<Household>();
        var changed = new ArrayList<Household>();
        var same = 0;
        var seen = new HashSet<Card>();
        for (var row : faults.isEmpty() ? sheet.rows() : List.<Row>of()) {
            var result = RowReader.read(row, byId);
            faults.addAll(result.faults());
            var household = result.household();
            if (household == null) {
                continue;
            }
            var card = new Card(household.pointId(), household.number());
            if (!seen.add(card)) {
                faults.add(CellFault.of(row.number(), Column.NUMBER, household.number()));
                continue;
            }
            var held = standing.get(card);
            if (held == null) {
                fresh.add(household.with(UUID.randomUUID().toString(), 0));
            } else if (held.equals(household.with(held.id(), held.version()))) {
                same++;
            } else {
                changed.add(household.with(held.id(), held.version()));
            }
        }
        return new Intake(sheet.rows().size(), fresh, changed, same, faults);
    }

    private record Card(String point, String number) {}

    private static List<CellFault> titles(Sheet sheet) {
        var known = Column.titles().collect(Collectors.toSet());
        var faults = new ArrayList<CellFault>();
        var seen = new HashSet<String>();
        for (var title : sheet.columns()) {
            if (!title.isEmpty() && !(known.contains(title) && seen.add(title))) {
                faults.add(CellFault.of(1, title, title, "模板中的列名，且只出现一次", "a column of the template, and once only"));
            }
        }
        for (var column : Column.values()) {
            if (column.isDemanded() && !sheet.columns().contains(column.title())) {
                faults.add(CellFault.of(1, column.title(), null, "必须有这一列", "this column must be there"));
            }
        }
        return faults;
    }

    /** Ids of everything that it would touch, by which changes that somebody makes meanwhile are found. */
    Set<String> ids() {
        return changed.stream().map(Household::id).collect(Collectors.toSet());
    }

    Map<String, Long> versions() {
        return changed.stream().collect(Collectors.toMap(Household::id, Household::version));
    }
}
