package cn.shanshao.center.residents;

import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.table.CellFault;
import cn.shanshao.center.table.Headings;
import cn.shanshao.center.table.Sheet;
import cn.shanshao.center.table.Sheet.Row;
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
     * @param file as it was sent
     * @param points of the caller's division
     * @param roster the households of those points as they stand
     */
    static Intake of(byte[] file, List<HazardPoint> points, List<Household> roster) {
        var reading = new Reading(points, roster);
        Sheet.read(file, reading);
        return new Intake(reading.rows, reading.fresh, reading.changed, reading.same, reading.faults);
    }

    private static final class Reading implements Sheet.Taker {
        /** Who has so many has the same one in every row; the others are only counted as rows. */
        private static final int ENOUGH_FAULTS = 10_000;

        private final Map<String, HazardPoint> points;
        private final Map<Card, Household> standing = new HashMap<>();
        private final Set<Card> seen = new HashSet<>();
        private final List<CellFault> faults = new ArrayList<>();
        private final List<Household> fresh = new ArrayList<>();
        private final List<Household> changed = new ArrayList<>();
        private int same;
        private int rows;
        private boolean isReadable;

        Reading(List<HazardPoint> points, List<Household> roster) {
            this.points = HazardPoint.byNames(points);
            roster.forEach(h -> standing.put(new Card(h.pointId(), h.number()), h));
        }

        @Override
        public void columns(List<String> columns) {
            faults.addAll(Headings.faults(columns, Column.headings()));
            isReadable = Headings.areReadable(columns, Column.headings());
        }

        @Override
        public void row(Row row) {
            rows++;
            if (!isReadable || faults.size() >= ENOUGH_FAULTS) {
                return;
            }
            var result = RowReader.read(row, points);
            faults.addAll(result.faults());
            var isTwice = result.card() != null && !seen.add(result.card());
            if (isTwice && !result.isBad(Column.NUMBER)) {
                faults.add(
                        CellFault.of(row.number(), Column.NUMBER, result.card().number()));
            }
            if (result.household() != null && !isTwice) {
                take(result.household());
            }
        }

        private void take(Household household) {
            var held = standing.get(new Card(household.pointId(), household.number()));
            if (held == null) {
                fresh.add(household.with(UUID.randomUUID().toString(), 0));
            } else if (held.equals(household.with(held.id(), held.version()))) {
                same++;
            } else {
                changed.add(household.with(held.id(), held.version()));
            }
        }
    }

    /** By which a household is known in a table. */
    record Card(String point, String number) {}

    /** Ids of everything that it would touch, by which changes that somebody makes meanwhile are found. */
    Set<String> ids() {
        return changed.stream().map(Household::id).collect(Collectors.toSet());
    }

    Map<String, Long> versions() {
        return changed.stream().collect(Collectors.toMap(Household::id, Household::version));
    }
}
