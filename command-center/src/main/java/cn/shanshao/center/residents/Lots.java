package cn.shanshao.center.residents;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.residents.HouseholdStore.Version;
import cn.shanshao.center.table.Lot;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tables of households that were taken in, each as a whole or not at all, and can be taken back as a whole. */
@Component
@Transactional
class Lots {
    private static final int BATCH = 1_000;

    private final HouseholdStore households;
    private final JdbcTemplate jdbc;
    private final Divisions divisions;
    private final Audit audit;
    private final Clock clock;

    Lots(HouseholdStore households, JdbcTemplate jdbc, Divisions divisions, Audit audit, Clock clock) {
        this.households = households;
        this.jdbc = jdbc;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes all of it.
     *
     * @param done hears how many households are written
     * @throws Problem 409 when somebody has changed one of them meanwhile: nothing is taken then
     */
    void take(String id, String name, String division, Intake intake, String who, IntConsumer done) {
        var held = households.lock(intake.ids());
        intake.versions().forEach((household, seen) -> {
            if (!seen.equals(held.get(household))) {
                throw Problem.conflict(
                        "household %s was changed since the preview: load the file again".formatted(household));
            }
        });
        var now = clock.instant();
        jdbc.update(
                "insert into household_lot (id, name, division, taken_by, taken_at, made, changed)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                id,
                name,
                division,
                who,
                Timestamp.from(now),
                intake.fresh().size(),
                intake.changed().size());
        households.end(intake.ids(), now, who);
        var all = new ArrayList<Household>(intake.fresh());
        all.addAll(intake.changed());
        write(all.stream().map(h -> h.with(h.id(), h.version() + 1)).toList(), now, who, id, done);
        audit.record(Act.of(who, "household.import", id)
                .in(division)
                .telling(Map.of(
                        "file", name,
                        "made", intake.fresh().size(),
                        "changed", intake.changed().size())));
    }

    private void write(List<Household> all, Instant now, String who, @Nullable String lot, IntConsumer done) {
        for (var from = 0; from < all.size(); from += BATCH) {
            var to = Math.min(from + BATCH, all.size());
            households.begin(all.subList(from, to), now, who, lot);
            done.accept(to);
        }
    }

    List<Lot> list(List<String> divisions) {
        return jdbc.query(
                "select * from household_lot where division = any (?) order by taken_at desc limit 100",
                (row, n) -> {
                    var undone = row.getTimestamp("undone_at");
                    return new Lot(
                            row.getString("id"),
                            HouseholdTable.KIND,
                            row.getString("name"),
                            row.getString("division"),
                            row.getString("taken_by"),
                            row.getTimestamp("taken_at").toInstant(),
                            row.getInt("made"),
                            row.getInt("changed"),
                            row.getString("undone_by"),
                            undone == null ? null : undone.toInstant());
                },
                (Object) divisions.toArray(String[]::new));
    }

    /**
     * Puts the roster back as it was before; what it said meanwhile stays in the history.
     *
     * @throws Problem 409 when it was undone before, a household of it was changed since, or its point has gone to a
     *     division of others
     */
    void undo(Lot lot, String who) {
        var now = clock.instant();
        if (jdbc.update(
                        "update household_lot set undone_by = ?, undone_at = ? where id = ? and undone_at is null",
                        who,
                        Timestamp.from(now),
                        lot.id())
                == 0) {
            throw Problem.conflict("%s was undone before".formatted(lot.name()));
        }
        var versions = households.ofLot(lot.id());
        var ids = versions.stream().map(Version::id).toList();
        var held = households.lock(ids);
        var later = versions.stream()
                .filter(v -> !Long.valueOf(v.version()).equals(held.get(v.id())))
                .count();
        if (later > 0) {
            throw Problem.conflict(
                    "%d of its households were changed since: undo those changes first".formatted(later));
        }
        mustLieBelow(lot);
        households.end(ids, now, who);
        var before = households.before(versions.stream()
                .filter(v -> v.version() > 1)
                .collect(Collectors.toMap(Version::id, Version::version)));
        write(before, now, who, null, done -> {});
        audit.record(Act.of(who, "household.import-undo", lot.id())
                .in(lot.division())
                .telling(Map.of("file", lot.name(), "households", ids.size())));
    }

    /** The household of a point that others look after by now is theirs. */
    private void mustLieBelow(Lot lot) {
        var gone = jdbc.queryForList(
                "select distinct p.id from household_version v join hazard_point p on p.id = v.point_id"
                        + " where v.lot = ? and p.division <> all (?) order by 1",
                String.class,
                lot.id(),
                divisions.under(lot.division()).toArray(String[]::new));
        if (!gone.isEmpty()) {
            throw Problem.conflict("%s lie in another division by now: %s is not taken back (隐患点已划归其他辖区，不能撤销)"
                    .formatted(gone, lot.name()));
        }
    }
}
