package cn.shanshao.center.warning;

import cn.shanshao.center.warning.Warning.Due;
import cn.shanshao.center.warning.Warning.Shelf;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of warnings, of the alerts that support them, and of their logs. */
@Repository
class WarningStore {
    private static final String ALERTS =
            "select w.*, array(select a.episode_id from warning_alert a where a.warning_id = w.id order by a.at, a.episode_id)"
                    + " alert_ids from warning w ";

    private final JdbcClient jdbc;

    WarningStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Kept> find(String id) {
        return jdbc.sql(ALERTS + "where w.id = ?")
                .param(id)
                .query(WarningStore::kept)
                .optional();
    }

    /** Locked until the transaction ends. */
    Optional<Kept> lock(String id) {
        jdbc.sql("select id from warning where id = ? for update")
                .param(id)
                .query(String.class)
                .optional();
        return find(id);
    }

    /** The one of a point in a realm that is not closed; nobody opens or changes it until the transaction ends. */
    Optional<Kept> lockOpen(String pointId, Realm realm) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('warning/' || ?))")
                .param(pointId)
                .query(row -> {});
        return jdbc.sql("select id from warning where point_id = ? and realm = ? and state <> 'CLOSED' for update")
                .params(pointId, realm.name())
                .query(String.class)
                .optional()
                .flatMap(this::find);
    }

    /**
     * Newest change first.
     *
     * @param andElsewhere also those of every other division
     */
    List<Warning> list(
            Collection<String> divisions,
            boolean andElsewhere,
            @Nullable Boolean open,
            @Nullable String pointId,
            int limit) {
        return jdbc
                .sql(ALERTS + """
                        where (:elsewhere or w.division = any (:divisions))
                          and (cast(:open as boolean) is null or (w.state <> 'CLOSED') = :open)
                          and (cast(:point as text) is null or w.point_id = :point)
                        order by w.changed_at desc, w.id limit :limit""")
                .param("elsewhere", andElsewhere)
                .param("divisions", divisions.toArray(String[]::new))
                .param("open", open)
                .param("point", pointId)
                .param("limit", limit)
                .query(WarningStore::kept)
                .list()
                .stream()
                .map(Kept::warning)
                .toList();
    }

    void save(Kept kept) {
        var w = kept.warning();
        var shelf = w.shelf();
        var clock = w.clock();
        jdbc.sql("""
                        insert into warning (id, version, point_id, division, realm, state, level, highest, issued, quiet,
                          people, households, hand_level, opened_at, changed_at, acknowledged_by, acknowledged_at,
                          shelf_until, shelf_reason, shelf_by, shelf_level, due_at, stage, nobody, called, unverified_at)
                        values (:id, :version, :point, :division, :realm, :state, :level, :highest, :issued, :quiet,
                          :people, :households, :hand, :opened, :changed, :by, :seen,
                          :until, :reason, :shelver, :shelved, :due, :stage, :nobody, :called, :unverified)
                        on conflict (id) do update set version = excluded.version, state = excluded.state,
                          level = excluded.level, highest = excluded.highest, issued = excluded.issued,
                          quiet = excluded.quiet, people = excluded.people, hand_level = excluded.hand_level,
                          households = excluded.households, changed_at = excluded.changed_at, acknowledged_by = excluded.acknowledged_by,
                          acknowledged_at = excluded.acknowledged_at, shelf_until = excluded.shelf_until,
                          shelf_reason = excluded.shelf_reason, shelf_by = excluded.shelf_by,
                          shelf_level = excluded.shelf_level, due_at = excluded.due_at, stage = excluded.stage,
                          nobody = excluded.nobody,
                          called = excluded.called, unverified_at = excluded.unverified_at""")
                .param("id", w.id())
                .param("version", w.version())
                .param("point", w.pointId())
                .param("division", w.division())
                .param("realm", w.realm().name())
                .param("state", w.state().name())
                .param("level", w.level().name())
                .param("highest", w.highest().name())
                .param("issued", name(w.issued()))
                .param("quiet", w.quiet())
                .param("people", w.people())
                .param("households", w.households())
                .param("hand", name(kept.handLevel()))
                .param("opened", utc(w.openedAt()))
                .param("changed", utc(w.changedAt()))
                .param("by", w.acknowledgedBy())
                .param("seen", utc(w.acknowledgedAt()))
                .param("until", shelf == null ? null : utc(shelf.until()))
                .param("reason", shelf == null ? null : shelf.reason())
                .param("shelver", shelf == null ? null : shelf.by())
                .param("shelved", shelf == null ? null : shelf.level().name())
                .param("due", clock == null ? null : utc(clock.dueAt()))
                .param("stage", clock == null ? 0 : clock.stage())
                .param("nobody", clock == null ? 0 : clock.nobody())
                .param("called", kept.called().toArray(String[]::new))
                .param("unverified", utc(w.unverifiedAt()))
                .update();
    }

    /** The alerts that support it, in the order in which they came. */
    List<Support> supports(String warningId) {
        return jdbc.sql("select * from warning_alert where warning_id = ? order by at, episode_id")
                .param(warningId)
                .query((rs, row) -> support(rs))
                .list();
    }

    private static Support support(ResultSet rs) throws SQLException {
        return new Support(
                rs.getString("episode_id"),
                level(rs, "level"),
                level(rs, "strength"),
                rs.getBoolean("open"),
                instant(rs, "at"),
                instant(rs, "risen_at"),
                level(rs, "settled_level"),
                rs.getBoolean("lifted"),
                level(rs, "regrown"),
                level(rs, "ordered"));
    }

    /** An alert as it supports a warning that is closed. */
    record Past(String warningId, Support support) {}

    /** The newest closed warning of the point that rests on an alert which is still open, and how it stood there. */
    Optional<Past> past(String episodeId, String pointId, Realm realm) {
        return jdbc.sql("""
                        select a.* from warning_alert a join warning w on w.id = a.warning_id
                        where a.episode_id = ? and a.open and not a.moved and w.state = 'CLOSED'
                          and w.point_id = ? and w.realm = ?
                        order by w.changed_at desc, w.id limit 1""")
                .params(episodeId, pointId, realm.name())
                .query((rs, row) -> new Past(rs.getString("warning_id"), support(rs)))
                .optional();
    }

    void save(String warningId, Support s) {
        jdbc.sql("""
                        insert into warning_alert (warning_id, episode_id, level, strength, open, at, risen_at, settled_level,
                          lifted, regrown, ordered)
                        values (:warning, :episode, :level, :strength, :open, :at, :risen, :settled, :lifted, :regrown,
                          :ordered)
                        on conflict (warning_id, episode_id) do update set level = excluded.level,
                          strength = excluded.strength, open = excluded.open,
                          risen_at = excluded.risen_at, settled_level = excluded.settled_level,
                          lifted = excluded.lifted, regrown = excluded.regrown, ordered = excluded.ordered,
                          moved = false""")
                .param("warning", warningId)
                .param("episode", s.episodeId())
                .param("level", name(s.level()))
                .param("strength", name(s.strength()))
                .param("lifted", s.lifted())
                .param("open", s.open())
                .param("at", utc(s.at()))
                .param("risen", utc(s.risenAt()))
                .param("settled", name(s.settled()))
                .param("regrown", name(s.regrown()))
                .param("ordered", name(s.ordered()))
                .update();
    }

    /**
     * All that supports it is judged as it stands.
     *
     * @param lifted by what its evidence says: people were told that it is over
     */
    void settle(String warningId, boolean lifted) {
        jdbc.sql("""
                        update warning_alert set settled_level = case when :lifted then strength else level end,
                          lifted = :lifted and level is not null
                        where warning_id = :id""").param("lifted", lifted).param("id", warningId).update();
    }

    /** The open warnings, but that one, which rest on the episode though it is of another point by now. */
    List<String> leftBehind(String episodeId, @Nullable String butWarningId) {
        return jdbc.sql("""
                        select w.id from warning_alert a join warning w on w.id = a.warning_id
                        where a.episode_id = :episode and a.open and w.state <> 'CLOSED'
                          and w.id is distinct from cast(:but as text) order by w.id""")
                .param("episode", episodeId)
                .param("but", butWarningId)
                .query(String.class)
                .list();
    }

    /** The episode speaks for another point: this warning rests on it no more, and no order of it holds here. */
    void leave(String warningId, String episodeId) {
        jdbc.sql("""
                        update warning_alert
                        set open = false, level = null, strength = null, settled_level = null, lifted = false,
                          regrown = null, ordered = null, moved = true
                        where warning_id = ? and episode_id = ?""").params(warningId, episodeId).update();
    }

    /**
     * Whether the open warning of its point rests on that episode as it stands, no other one does, and its standing order
     * has acted; nothing is locked.
     *
     * @param order that it meets; {@code null}: none
     */
    boolean isTold(String episodeId, boolean open, @Nullable String order) {
        return jdbc.sql("""
                        select coalesce(bool_and(w.point_id is not distinct from e.point_id and a.open = :open
                            and a.level is not distinct from case when e.open then upper(e.level) end
                            and a.strength is not distinct from upper(e.strength)
                            and a.regrown is not distinct from upper(e.regrown)
                            and (cast(:order as text) is null or a.ordered is not distinct from a.level)), false)
                        from warning_alert a join warning w on w.id = a.warning_id join episode e on e.id = a.episode_id
                        where e.id = :id and w.state <> 'CLOSED' and not a.moved""")
                .param("id", episodeId)
                .param("open", open)
                .param("order", order)
                .query(Boolean.class)
                .single();
    }

    /**
     * Episodes that stand otherwise by now than the open warnings that rest on them were told, that are of another point
     * by now, that meet a standing order which has not acted, or that have no warning though they should.
     *
     * @param after id behind which to look: one that cannot be mended holds up no other
     */
    List<String> strayed(String after, int limit) {
        return jdbc.sql("""
                        select id from (
                          select e.id from warning_alert a join warning w on w.id = a.warning_id
                          join episode e on e.id = a.episode_id
                          where a.open and not a.moved and w.state <> 'CLOSED'
                            and (w.point_id is distinct from e.point_id or not e.open
                              or a.level is distinct from upper(e.level)
                              or a.strength is distinct from upper(e.strength)
                              or a.regrown is distinct from upper(e.regrown)
                              or e.meets_order and a.ordered is distinct from a.level)
                          union
                          select e.id from episode e join warning_alert a on a.episode_id = e.id
                          join warning w on w.id = a.warning_id
                          where e.open and not a.open and not a.moved and w.state <> 'CLOSED'
                            and w.point_id is not distinct from e.point_id
                          union
                          select e.id from episode e
                          where e.calls
                            and not exists (
                              select from warning_alert a join warning w on w.id = a.warning_id
                              where a.episode_id = e.id and a.open and not a.moved and w.point_id = e.point_id
                                and (w.state <> 'CLOSED'
                                  or a.level = upper(e.level) and a.strength is not distinct from upper(e.strength)))
                        ) strayed
                        where id > :after order by id limit :limit""")
                .param("after", after)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /**
     * Whether it has risen since that time, or an alert that is still open came or climbed, although another one stood as
     * high already.
     */
    boolean hasRisenSince(String warningId, Instant at) {
        return jdbc.sql("""
                        select exists (select from warning_log where warning_id = :id and act = 'rise' and at >= :at)
                          or exists (select from warning_alert where warning_id = :id and open and risen_at >= :at)""")
                .param("id", warningId)
                .param("at", utc(at))
                .query(Boolean.class)
                .single();
    }

    /** Whether a standing order has acted on an alert of it that is open: without the warning it would act once more. */
    boolean isOrdered(String warningId) {
        return jdbc.sql(
                        "select exists (select from warning_alert where warning_id = ? and open and ordered is not null)")
                .param(warningId)
                .query(Boolean.class)
                .single();
    }

    /** Point → what people were told there, or what was reported by hand and is neither dismissed nor lifted; the graver of both. */
    Map<String, Level> levels() {
        record Said(String pointId, Level level) {}
        return jdbc
                .sql("""
                        select w.point_id, s.level from warning w
                        join hazard_point p on p.id = w.point_id and p.realm = w.realm
                        cross join lateral (values (w.issued),
                          (case when w.state not in ('DISMISSED', 'LIFTED') then w.hand_level end)) s (level)
                        where w.state <> 'CLOSED' and s.level is not null""")
                .query((rs, row) -> new Said(rs.getString("point_id"), Level.valueOf(rs.getString("level"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Said::pointId, Said::level, BinaryOperator.maxBy(Comparator.naturalOrder())));
    }

    /** Ids of the warnings with anything due at that time, the longest due first. */
    List<String> due(Instant now, int limit) {
        return jdbc.sql("""
                        select id from warning where due_at <= :now or unverified_at <= :now or shelf_until <= :now
                        order by least(due_at, unverified_at, shelf_until) limit :limit""")
                .param("now", utc(now))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    void log(String warningId, WarningEntry entry) {
        jdbc.sql("insert into warning_log (warning_id, at, by, act, detail) values (?, ?, ?, ?, cast(? as jsonb))")
                .params(warningId, utc(entry.at()), entry.by(), entry.act(), Json.text(entry.detail()))
                .update();
    }

    /** Oldest first. */
    List<WarningEntry> log(String warningId) {
        return jdbc.sql("select * from warning_log where warning_id = ? order by id")
                .param(warningId)
                .query((rs, row) -> entry(rs))
                .list();
    }

    /** The newest of each, oldest first. */
    Map<String, List<WarningEntry>> newest(Collection<String> warningIds, int each) {
        record Line(String warningId, WarningEntry entry) {}
        return jdbc
                .sql("""
                        select l.* from unnest(:ids) w (id)
                        cross join lateral (
                          select * from warning_log where warning_id = w.id order by id desc limit :each) l
                        order by l.warning_id, l.id""")
                .param("ids", warningIds.toArray(String[]::new))
                .param("each", each)
                .query((rs, row) -> new Line(rs.getString("warning_id"), entry(rs)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Line::warningId, Collectors.mapping(Line::entry, Collectors.toList())));
    }

    private static WarningEntry entry(ResultSet rs) throws SQLException {
        return new WarningEntry(
                instant(rs, "at"), rs.getString("by"), rs.getString("act"), detail(rs.getString("detail")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> detail(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
    }

    private static Kept kept(ResultSet rs, int row) throws SQLException {
        var until = time(rs, "shelf_until");
        var due = time(rs, "due_at");
        var hand = level(rs, "hand_level");
        return new Kept(
                new Warning(
                        rs.getString("id"),
                        rs.getLong("version"),
                        rs.getString("point_id"),
                        rs.getString("division"),
                        Realm.valueOf(rs.getString("realm")),
                        WarningState.valueOf(rs.getString("state")),
                        Level.valueOf(rs.getString("level")),
                        Level.valueOf(rs.getString("highest")),
                        level(rs, "issued"),
                        rs.getBoolean("quiet"),
                        hand != null,
                        rs.getInt("people"),
                        rs.getInt("households"),
                        strings(rs.getArray("alert_ids")),
                        instant(rs, "opened_at"),
                        instant(rs, "changed_at"),
                        rs.getString("acknowledged_by"),
                        time(rs, "acknowledged_at"),
                        until == null
                                ? null
                                : new Shelf(
                                        until,
                                        rs.getString("shelf_reason"),
                                        rs.getString("shelf_by"),
                                        Level.valueOf(rs.getString("shelf_level"))),
                        due == null ? null : new Due(due, rs.getInt("stage"), rs.getInt("nobody")),
                        time(rs, "unverified_at")),
                hand,
                strings(rs.getArray("called")));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Level level(ResultSet rs, String column) throws SQLException {
        var name = rs.getString(column);
        return name == null ? null : Level.valueOf(name);
    }

    private static @Nullable String name(@Nullable Level level) {
        return level == null ? null : level.name();
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant time(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
