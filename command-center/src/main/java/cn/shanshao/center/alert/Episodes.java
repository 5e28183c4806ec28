package cn.shanshao.center.alert;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of episodes and their alerts. */
@Repository
class Episodes {
    /** An inbox that nobody has looked into for months is not told as a whole; the list of past alerts has all. */
    static final int MOST_RETURNED = 300;

    private final JdbcClient jdbc;

    Episodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By its id, or by another id that was mapped to it; locked until the transaction ends. */
    Optional<Episode> lock(String alertId) {
        return jdbc.sql("""
                        select * from episode
                        where id = coalesce((select episode_id from episode_alias where alert_id = :id), :id) for update""").param("id", alertId).query(Episodes::episode).optional();
    }

    /** The open one of a rule at a target; locked until the transaction ends. */
    Optional<Episode> lockOpen(String ruleId, String target) {
        return jdbc.sql("select * from episode where rule_id = :rule and target = :target and open for update")
                .param("rule", ruleId)
                .param("target", target)
                .query(Episodes::episode)
                .optional();
    }

    /** Those that the alerts belong to, by the order of their ids; locked until the transaction ends. */
    void lockAll(List<Alert> alerts) {
        jdbc.sql("""
                        with mine as (select unnest(:ids) id
                          union select episode_id from episode_alias where alert_id = any (:ids)
                          union select o.id from unnest(:rules, :targets) as a (rule, target)
                            join episode o on o.rule_id = a.rule and o.target = a.target and o.open)
                        select e.id from episode e join mine on mine.id = e.id order by e.id collate "C" for update of e""")
                .param("ids", alerts.stream().map(Alert::id).toArray(String[]::new))
                .param("rules", alerts.stream().map(Alert::ruleId).toArray(String[]::new))
                .param("targets", alerts.stream().map(Alert::target).toArray(String[]::new))
                .query(row -> {});
    }

    Optional<Episode> find(String id) {
        return jdbc.sql("""
                        select * from episode
                        where id = coalesce((select episode_id from episode_alias where alert_id = :id), :id)""").param("id", id).query(Episodes::episode).optional();
    }

    List<Episode> byIds(Collection<String> ids) {
        return jdbc.sql("select * from episode where id = any (:ids) order by id")
                .param("ids", ids.toArray(String[]::new))
                .query(Episodes::episode)
                .list();
    }

    void map(String alertId, String episodeId) {
        jdbc.sql("insert into episode_alias values (:alert, :episode) on conflict do nothing")
                .param("alert", alertId)
                .param("episode", episodeId)
                .update();
    }

    void save(Episode episode) {
        var alert = episode.alert();
        var seen = episode.acknowledgement();
        jdbc.sql("""
                        insert into episode (id, rule_id, target, seq, open, division, point_id, level, first_at,
                          changed_at, alert, acknowledged_by, acknowledged_at, acknowledged_comment, regrown)
                        values (:id, :rule, :target, :seq, :open, :division, :point, :level, :first,
                          now(), cast(:alert as jsonb), :by, :seen, :comment, :regrown)
                        on conflict (id) do update set seq = excluded.seq, open = excluded.open,
                          division = excluded.division, point_id = excluded.point_id, level = excluded.level,
                          changed_at = now(), alert = excluded.alert, acknowledged_by = excluded.acknowledged_by,
                          acknowledged_at = excluded.acknowledged_at,
                          acknowledged_comment = excluded.acknowledged_comment, regrown = excluded.regrown""")
                .param("id", alert.id())
                .param("rule", alert.ruleId())
                .param("target", alert.target())
                .param("seq", alert.seq())
                .param("open", episode.open())
                .param("division", alert.division())
                .param("point", alert.pointId())
                .param("level", wire(alert.level()))
                .param("first", utc(episode.firstAt()))
                .param("alert", Json.text(alert))
                .param("by", seen == null ? null : seen.by())
                .param("seen", seen == null ? null : utc(seen.at()))
                .param("comment", seen == null ? null : seen.comment())
                .param("regrown", wire(episode.regrown()))
                .update();
    }

    /** Once per seq. */
    void append(String episodeId, Alert asItCame) {
        jdbc.sql("""
                        insert into alert (episode_id, seq, state, level, at, detected_at, value, alert)
                        values (:episode, :seq, :state, :level, :at, :detected, :value, cast(:alert as jsonb))
                        on conflict do nothing""")
                .param("episode", episodeId)
                .param("seq", asItCame.seq())
                .param("state", asItCame.state().name().toLowerCase(Locale.ROOT))
                .param("level", wire(asItCame.level()))
                .param("at", utc(asItCame.at()))
                .param("detected", utc(asItCame.detectedAt()))
                .param("value", asItCame.value())
                .param("alert", Json.text(asItCame))
                .update();
    }

    List<Episode> open(Collection<String> divisions) {
        return open(divisions, false);
    }

    /** @param andElsewhere also those of every other division */
    List<Episode> open(Collection<String> divisions, boolean andElsewhere) {
        return jdbc.sql("""
                        select * from episode where open and (:elsewhere or division = any (:divisions))
                        order by changed_at desc""")
                .param("elsewhere", andElsewhere)
                .param("divisions", divisions.toArray(String[]::new))
                .query(Episodes::episode)
                .list();
    }

    /**
     * What is open, and what is over without that anybody acknowledged it: newest change first. Of the latter every one
     * that was red, and the newest {@value #MOST_RETURNED} of the rest, equipment left out.
     *
     * @param andElsewhere also those of every other division
     */
    List<Episode> shown(Collection<String> divisions, boolean andElsewhere) {
        return jdbc.sql("""
                        select * from episode where (:elsewhere or division = any (:divisions))
                          and (open or acknowledged_by is null and id in (
                            select episode_id from alert where level = 'red' or alert ->> 'highest' = 'red')
                            or id in (
                            select id from episode where not open and acknowledged_by is null
                              and alert ->> 'kind' not in ('offline', 'quality')
                              and (:elsewhere or division = any (:divisions))
                            order by changed_at desc limit :most))
                        order by changed_at desc""")
                .param("most", MOST_RETURNED)
                .param("elsewhere", andElsewhere)
                .param("divisions", divisions.toArray(String[]::new))
                .query(Episodes::episode)
                .list();
    }

    /**
     * Newest change first.
     *
     * @param andElsewhere also those of every other division
     */
    List<Episode> list(
            Collection<String> divisions,
            boolean andElsewhere,
            @Nullable Boolean open,
            @Nullable String pointId,
            int limit) {
        return jdbc.sql("""
                        select * from episode where (:elsewhere or division = any (:divisions))
                          and (cast(:open as boolean) is null or open = :open)
                          and (cast(:point as text) is null or point_id = :point)
                        order by changed_at desc limit :limit""")
                .param("elsewhere", andElsewhere)
                .param("divisions", divisions.toArray(String[]::new))
                .param("open", open)
                .param("point", pointId)
                .param("limit", limit)
                .query(Episodes::episode)
                .list();
    }

    /** Every open episode that has a level and a point. */
    List<Standing> openLevels() {
        return jdbc.sql("""
                        select point_id, level, alert ->> 'since' since from episode
                        where open and level is not null and point_id is not null""")
                .query((rs, row) -> new Standing(
                        rs.getString("point_id"),
                        Level.valueOf(rs.getString("level").toUpperCase(Locale.ROOT)),
                        Instant.parse(rs.getString("since"))))
                .list();
    }

    /** Ids of the other open episodes of its point and realm that stand at its level or above. */
    List<String> peers(Episode episode) {
        var level = episode.level();
        if (level == null || episode.alert().pointId() == null) {
            return List.of();
        }
        return jdbc.sql("""
                        select id from episode
                        where open and point_id = :point and id <> :id and level = any (:levels)
                          and alert ->> 'realm' = :realm""")
                .param("realm", episode.alert().realm() == Realm.LIVE ? "live" : "exercise")
                .param("point", episode.alert().pointId())
                .param("id", episode.id())
                .param(
                        "levels",
                        Arrays.stream(Level.values())
                                .filter(other -> other.atLeast(level))
                                .map(Level::wire)
                                .toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Every division that ever had an episode. */
    List<String> divisions() {
        return jdbc.sql("select distinct division from episode")
                .query(String.class)
                .list();
    }

    /** The word that stood when {@code seq} was the newest, and every later one, oldest first, as they came. */
    List<Alert> wordsSince(String id, long seq) {
        return jdbc.sql("""
                        select alert from alert where episode_id = :id and seq >= coalesce(
                          (select max(seq) from alert where episode_id = :id and seq <= :seq), 0)
                        order by seq""")
                .param("id", id)
                .param("seq", seq)
                .query((rs, row) -> Json.read(rs.getString(1).getBytes(StandardCharsets.UTF_8), Alert.class))
                .list();
    }

    /** The steps of each episode, oldest first. */
    Map<String, List<Word>> histories(Collection<String> ids) {
        record Step(String episode, Word word) {}
        return jdbc
                .sql("""
                        select episode_id, seq, state, level, at, detected_at, value,
                            coalesce(
                                (alert->>'confidence')::float8 > 0.5
                                    or (alert->>'corroborated')::boolean
                                    or alert->>'deviceId' is null,
                                true) as sure,
                            (select count(distinct one->>'deviceId')
                                from jsonb_array_elements(case jsonb_typeof(alert->'evidence')
                                    when 'array' then alert->'evidence' else '[]' end) one) as devices,
                            coalesce((alert->>'corroborated')::boolean, false) as corroborated
                        from alert
                        where episode_id = any (:ids) order by episode_id, seq""")
                .param("ids", ids.toArray(String[]::new))
                .query((rs, row) -> new Step(rs.getString("episode_id"), word(rs)))
                // not stream() at once: that one keeps its connection until somebody closes it
                .list()
                .stream()
                .collect(Collectors.groupingBy(Step::episode, Collectors.mapping(Step::word, Collectors.toList())));
    }

    void bury(String topic, Instant received, String reason, byte[] payload) {
        jdbc.sql(
                        "insert into alert_dead_letter (topic, received, reason, payload) values (:topic, :at, :reason, :bytes)")
                .param("topic", topic.replace("\0", ""))
                .param("at", utc(received))
                .param("reason", reason.replace("\0", ""))
                .param("bytes", payload)
                .update();
    }

    static Episode episode(ResultSet rs, int row) throws SQLException {
        var by = rs.getString("acknowledged_by");
        var seen = by == null
                ? null
                : new Episode.Acknowledgement(by, instant(rs, "acknowledged_at"), rs.getString("acknowledged_comment"));
        return new Episode(
                Json.read(rs.getString("alert").getBytes(StandardCharsets.UTF_8), Alert.class),
                rs.getBoolean("open"),
                instant(rs, "first_at"),
                seen,
                level(rs.getString("regrown")));
    }

    private static Word word(ResultSet rs) throws SQLException {
        var level = rs.getString("level");
        return new Word(
                rs.getLong("seq"),
                AlertState.valueOf(rs.getString("state").toUpperCase(Locale.ROOT)),
                level(level),
                instant(rs, "at"),
                instant(rs, "detected_at"),
                rs.getObject("value", Double.class),
                rs.getBoolean("sure"),
                rs.getInt("devices"),
                rs.getBoolean("corroborated"));
    }

    private static @Nullable Level level(@Nullable String wire) {
        return wire == null ? null : Level.valueOf(wire.toUpperCase(Locale.ROOT));
    }

    private static @Nullable String wire(@Nullable Level level) {
        return level == null ? null : level.wire();
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
