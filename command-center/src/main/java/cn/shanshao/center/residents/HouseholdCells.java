package cn.shanshao.center.residents;

import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A household as the cells of its table, by the titles of their columns. */
final class HouseholdCells {
    private HouseholdCells() {}

    static Map<String, String> of(Household h) {
        var cells = new HashMap<String, String>();
        put(cells, Column.POINT, h.pointId());
        put(cells, Column.NUMBER, h.number());
        put(cells, Column.KIND, h.kind().zh());
        put(cells, Column.NAME, h.name());
        put(cells, Column.PEOPLE, Integer.toString(h.people()));
        put(cells, Column.ADDRESS, h.address());
        put(cells, Column.LON, h.lon() == null ? null : h.lon().toString());
        put(cells, Column.LAT, h.lat() == null ? null : h.lat().toString());
        put(cells, Column.HOUSE, h.houseKind());
        put(cells, Column.LANGUAGE, h.language());
        var called = List.of(Column.CALLED_1, Column.CALLED_2, Column.CALLED_3);
        var phones = List.of(Column.PHONE_1, Column.PHONE_2, Column.PHONE_3);
        for (var i = 0; i < Math.min(h.lines().size(), phones.size()); i++) {
            put(cells, called.get(i), phones.get(i), h.lines().get(i));
        }
        put(cells, Column.RUNNER, Column.RUNNER_PHONE, h.runner());
        put(cells, Column.POSITION, h.position());
        put(cells, Column.PRECAUTIONS, h.precautions());
        put(cells, Column.ROUTE, h.route());
        put(cells, List.of(Column.SHELTER, Column.SHELTER_HEAD, Column.SHELTER_PHONE), h.shelter());
        put(cells, List.of(Column.MEDICAL, Column.MEDICAL_HEAD, Column.MEDICAL_PHONE), h.medical());
        put(cells, Column.FROM, h.from() == null ? null : h.from().toString());
        put(cells, Column.TO, h.to() == null ? null : h.to().toString());
        var members = new ArrayList<>(h.members());
        for (var i = 0; i < members.size(); i++) {
            var member = members.get(i);
            cells.put(Column.member(i, "姓名"), member.name());
            if (member.sex() != null) {
                cells.put(Column.member(i, "性别"), member.sex().equals("m") ? "男" : "女");
            }
            if (member.age() != null) {
                cells.put(Column.member(i, "年龄"), member.age().toString());
            }
        }
        return cells;
    }

    private static void put(Map<String, String> cells, Column column, @Nullable String text) {
        if (text != null) {
            cells.put(column.title(), text);
        }
    }

    private static void put(Map<String, String> cells, Column called, Column phone, @Nullable Line line) {
        if (line != null) {
            put(cells, called, line.name());
            put(cells, phone, line.phone());
        }
    }

    private static void put(Map<String, String> cells, List<Column> columns, @Nullable Unit unit) {
        if (unit != null) {
            put(cells, columns.get(0), unit.place());
            put(cells, columns.get(1), unit.head());
            put(cells, columns.get(2), unit.phone());
        }
    }
}
