package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.RegistryTable.Change;
import cn.shanshao.center.table.Lot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tables of points, devices and contacts that were taken in, each as a whole or not at all. */
@Component
@Transactional
class RegistryLots {
    private static final int NEWEST = 100;
    private static final int STEP = 100;

    private final JdbcClient jdbc;
    private final Divisions divisions;
    private final Audit audit;
    private final Clock clock;

    RegistryLots(JdbcClient jdbc, Divisions divisions, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    private record Written(String object, long version, byte @Nullable [] before) {}

    Instant now() {
        return clock.instant();
    }

    /** @throws Problem 409 when somebody has changed one of them meanwhile: nothing is taken then */
    <T> void take(TableKind<T> of, Lot lot, List<Change<T>> changes, IntConsumer done) {
        jdbc.sql("insert into registry_lot (id, kind, name, division, taken_by, taken_at, made, changed)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        lot.id(),
                        lot.table(),
                        lot.name(),
                        lot.division(),
                        lot.takenBy(),
                        Timestamp.from(lot.takenAt()),
                        lot.made(),
                        lot.changed())
                .update();
        for (var i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            var saved = of.save(change.after(), lot.takenBy());
            jdbc.sql("insert into registry_lot_row (lot, object, version, before) values (?, ?, ?, ?)")
                    .params(
                            lot.id(),
                            of.id(saved),
                            of.version(saved),
                            change.before() == null ? null : of.packed(change.before()))
                    .update();
            if ((i + 1) % STEP == 0) {
                done.accept(i + 1);
            }
        }
        audit.record(Act.of(lot.takenBy(), of.noun() + ".import", lot.id())
                .in(lot.division())
                .telling(Map.of("file", lot.name(), "made", lot.made(), "changed", lot.changed())));
    }

    @Transactional(readOnly = true)
    List<Lot> list(String kind, List<String> divisions) {
        return jdbc.sql("select * from registry_lot where kind = ? and division = any (?)"
                        + " order by taken_at desc limit ?")
                .params(kind, divisions.toArray(String[]::new), NEWEST)
                .query(RegistryLots::lot)
                .list();
    }

    private static Lot lot(ResultSet row, int n) throws SQLException {
        var undone = row.getTimestamp("undone_at");
        return new Lot(
                row.getString("id"),
                row.getString("kind"),
                row.getString("name"),
                row.getString("division"),
                row.getString("taken_by"),
                row.getTimestamp("taken_at").toInstant(),
                row.getInt("made"),
                row.getInt("changed"),
                row.getString("undone_by"),
                undone == null ? null : undone.toInstant());
    }

    /** @throws Problem 409 when it was undone before, one of it was changed since or lies elsewhere, or something rests on what it made */
    <T> void undo(TableKind<T> of, Lot lot, String who) {
        if (jdbc.sql("update registry_lot set undone_by = ?, undone_at = ? where id = ? and undone_at is null")
                        .params(who, Timestamp.from(clock.instant()), lot.id())
                        .update()
                == 0) {
            throw Problem.conflict("%s was undone before (已撤销过)".formatted(lot.name()));
        }
        var rows = jdbc.sql("select object, version, before from registry_lot_row where lot = ? order by object")
                .param(lot.id())
                .query((row, n) -> new Written(row.getString("object"), row.getLong("version"), row.getBytes("before")))
                .list();
        var below = Set.copyOf(divisions.under(lot.division()));
        for (var row : rows) {
            var now = of.find(row.object())
                    .filter(one -> of.version(one) == row.version())
                    .orElseThrow(() -> Problem.conflict("%s %s was changed since: %s is not taken back (导入后已被修改，不能撤销)"
                            .formatted(of.noun(), row.object(), lot.name())));
            if (!below.contains(of.division(now))) {
                throw Problem.conflict("%s %s lies in division %s by now: %s is not taken back (隐患点已划归其他辖区，不能撤销)"
                        .formatted(of.noun(), row.object(), of.division(now), lot.name()));
            }
            if (row.before() == null) {
                of.remove(now, who);
            } else {
                of.restore(row.before(), now, who);
            }
        }
        audit.record(Act.of(who, of.noun() + ".import-undo", lot.id())
                .in(lot.division())
                .telling(Map.of("file", lot.name(), "rows", rows.size())));
    }
}
