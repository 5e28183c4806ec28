package cn.shanshao.center.notification;

import cn.shanshao.center.identity.OpenAtHandover;
import cn.shanshao.center.identity.OpenMatter;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is not out yet, of the warnings that still hold, and whose cry for help nobody has settled, of those that are over
 * too: one matter per warning, with the households by the number of their cards and without anybody's name.
 */
@Component
class RollCallsAtHandover implements OpenAtHandover {
    private static final int MOST = 1_000;
    /** Of one warning; the counts are of all. */
    private static final int MOST_HOUSEHOLDS = 50;

    private final JdbcClient jdbc;
    private final Homes homes;
    private final Registry registry;

    RollCallsAtHandover(JdbcClient jdbc, Homes homes, Registry registry) {
        this.jdbc = jdbc;
        this.homes = homes;
        this.registry = registry;
    }

    /**
     * @param isOver all is clear, or it is closed: only who cried for help is left
     * @param by how many stand in each state: households, and villagers who are on no household's card
     * @param households with a card
     * @param until when the calling of the first of them ends; {@code null} when nobody is called any more
     */
    private record Left(
            String warningId,
            String pointId,
            Realm realm,
            @Nullable Level level,
            Map<RollState, Integer> by,
            int households,
            int people,
            boolean isOver,
            @Nullable Instant until) {
        RollState worst() {
            return RollState.NOT_OUT.stream()
                    .filter(state -> by.getOrDefault(state, 0) > 0)
                    .findFirst()
                    .orElse(RollState.CONFIRMED);
        }
    }

    /**
     * A household that is not out yet.
     *
     * @param number of its card; empty of a villager who is on none
     */
    record Waiting(String number, RollState state, int people, Instant since) {}

    @Override
    public List<OpenMatter> in(Collection<String> divisions) {
        return jdbc
                .sql("""
                        select r.warning_id, r.point_id, r.realm, r.level, r.since,
                          count(*) filter (where h.state = 'HELP') help,
                          count(*) filter (where h.state = 'REFUSED') refused,
                          count(*) filter (where h.state = 'UNREACHED') unreached,
                          count(*) filter (where h.state = 'REACHED') reached,
                          count(*) filter (where h.state = 'CONFIRMED') confirmed,
                          count(*) filter (where h.household_id not like 'contact:%') households,
                          sum(h.people) people,
                          r.lifted_at is not null or r.closed_at is not null is_over,
                          (select min(l.deadline) from ladder l where l.about = :prefix || r.warning_id
                            and l.household_id <> '' and l.ended_at is null) until
                        from roll_call r join roll_household h using (warning_id)
                        where r.division = any (:divisions)
                          and (h.state = 'HELP' or r.lifted_at is null and r.closed_at is null
                            and h.state = any (:there))
                        group by r.warning_id order by r.since, r.warning_id limit :most""")
                .param("prefix", Cause.warning(""))
                .param("there", RollState.names(RollState.THERE))
                .param("divisions", divisions.toArray(String[]::new))
                .param("most", MOST)
                .query(RollCallsAtHandover::left)
                .list()
                .stream()
                .map(this::matter)
                .toList();
    }

    private static Left left(ResultSet rs, int row) throws SQLException {
        var level = rs.getString("level");
        var by = new HashMap<RollState, Integer>();
        for (var state : RollState.NOT_OUT) {
            by.put(state, rs.getInt(state.name().toLowerCase(Locale.ROOT)));
        }
        return new Left(
                rs.getString("warning_id"),
                rs.getString("point_id"),
                Realm.valueOf(rs.getString("realm")),
                level == null ? null : Level.valueOf(level),
                by,
                rs.getInt("households"),
                rs.getInt("people"),
                rs.getBoolean("is_over"),
                Optional.ofNullable(rs.getTimestamp("until"))
                        .map(Timestamp::toInstant)
                        .orElse(null));
    }

    private OpenMatter matter(Left left) {
        var detail = new HashMap<String, Object>();
        detail.put("point", left.pointId());
        detail.put("realm", left.realm());
        detail.put("people", left.people());
        detail.put("households", left.households());
        left.by().forEach((state, households) -> detail.put(wire(state), households));
        detail.put("over", left.isOver());
        detail.put("waiting", waiting(left));
        var level = left.level();
        return new OpenMatter(
                "roll-call",
                left.warningId(),
                registry.findPoint(left.pointId()).map(HazardPoint::name).orElse(left.pointId()),
                level == null ? null : level.wire(),
                wire(left.worst()),
                left.until(),
                detail);
    }

    private static String wire(RollState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private record Row(String householdId, RollState state, int people, Instant since) {}

    /** Who cries for help first, then whoever is furthest from being out, the longest first. */
    private List<Waiting> waiting(Left left) {
        var cards = homes.of(left.warningId());
        return jdbc
                .sql("""
                        select household_id, state, people, since from roll_household
                        where warning_id = :id and (state = 'HELP' or not :over and state = any (:there))
                        order by array_position(:order, state), since,
                          household_id limit :most""")
                .param("id", left.warningId())
                .param("over", left.isOver())
                .param("there", RollState.names(RollState.THERE))
                .param("order", RollState.names(RollState.NOT_OUT))
                .param("most", MOST_HOUSEHOLDS)
                .query(Row.class)
                .list()
                .stream()
                .map(row -> {
                    var card = cards.get(row.householdId());
                    return new Waiting(card == null ? "" : card.number(), row.state(), row.people(), row.since());
                })
                .toList();
    }
}
