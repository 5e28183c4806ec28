package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes points and devices out of the registry that nothing rests on: those of a table that is taken back. */
@Component
class Removal {
    private final JdbcClient jdbc;
    private final PointStore points;
    private final RuleSource rules;
    private final List<Dependants> dependants;

    Removal(JdbcClient jdbc, PointStore points, RuleSource rules, List<Dependants> dependants) {
        this.jdbc = jdbc;
        this.points = points;
        this.rules = rules;
        this.dependants = dependants;
    }

    /** @throws Problem 409 when something rests on it */
    void point(String id) {
        var found = new ArrayList<String>();
        for (var one : List.of("device", "contact", "camera", "standing_order", "order_paper")) {
            if (isAny("select 1 from " + one + " where point_id = ? limit 1", id)) {
                found.add(one.replace('_', ' ') + "s");
            }
        }
        if (rules.all().stream()
                .anyMatch(rule -> Objects.equals(rule.appliesTo().pointId(), id))) {
            found.add("rules");
        }
        dependants.forEach(one -> found.addAll(one.onPoint(id)));
        mustBeFree("point", id, found);
        jdbc.sql("delete from hazard_point where id = ?").param(id).update();
    }

    /** @throws Problem 409 when something rests on it */
    void device(String id) {
        var found = new ArrayList<String>();
        for (var one : List.of("credential", "device_command", "calibration", "device_installation")) {
            if (isAny("select 1 from " + one + " where device_id = ? limit 1", id)) {
                found.add(one.replace("device_", "") + "s");
            }
        }
        if (isAny("select 1 from device where gateway = ? limit 1", id)) {
            found.add("devices behind it");
        }
        Stream.concat(points.ordering(id).stream(), points.flowingPast(id).stream())
                .forEach(point -> found.add("point " + point));
        if (rules.all().stream()
                .anyMatch(rule -> Objects.equals(rule.appliesTo().deviceId(), id))) {
            found.add("rules");
        }
        dependants.forEach(one -> found.addAll(one.onDevice(id)));
        mustBeFree("device", id, found);
        jdbc.sql("delete from device where id = ?").param(id).update();
    }

    private boolean isAny(String sql, String id) {
        return jdbc.sql(sql).param(id).query(Integer.class).optional().isPresent();
    }

    private static void mustBeFree(String what, String id, List<String> found) {
        if (!found.isEmpty()) {
            throw Problem.conflict("%s %s is in use by %s: it is not taken back (已有数据依赖于它，不能撤销)"
                    .formatted(what, id, String.join(", ", found)));
        }
    }
}
