package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of hazard points and of their standing orders. */
@Repository
class PointStore {
    private final JdbcClient jdbc;

    PointStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<HazardPoint> byIds(Collection<String> ids) {
        return rows("id = any (:in)", ids);
    }

    List<HazardPoint> byDivisions(Collection<String> divisions) {
        return rows("division = any (:in)", divisions);
    }

    List<HazardPoint> all() {
        return rows("id <> all (:in)", List.of());
    }

    private List<HazardPoint> rows(String where, Collection<String> in) {
        var keys = in.toArray(String[]::new);
        var orders = orders(where, keys);
        return jdbc.sql("select * from hazard_point where " + where + " order by id")
                .param("in", keys)
                .query((row, n) -> point(row, orders))
                .list();
    }

    /** Ids of the points of those divisions at which an order stands that people have not made. */
    List<String> orderedWithoutPaper(Collection<String> divisions) {
        return jdbc.sql("select distinct o.point_id from standing_order o join hazard_point p on p.id = o.point_id"
                        + " where p.division = any (?) and o.until > now()"
                        + " and not exists (select from order_paper q where q.id = o.id) order by o.point_id")
                .param(divisions.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Ids of the points of which a standing order that has not expired sounds that siren. */
    List<String> ordering(String siren) {
        return jdbc.sql("select distinct point_id from standing_order where ? = any(sirens) and until > now()"
                        + " order by 1")
                .param(siren)
                .query(String.class)
                .list();
    }

    /** Ids of the points on whose flow path the device is a station. */
    List<String> flowingPast(String device) {
        return jdbc.sql("select id from hazard_point where flow is not null and exists (select 1 from"
                        + " jsonb_array_elements(flow::jsonb -> 'stations') s where s ->> 'deviceId' = ?) order by 1")
                .param(device)
                .query(String.class)
                .list();
    }

    private Map<String, List<StandingOrder>> orders(String where, String[] keys) {
        record Of(String point, StandingOrder order) {}
        return jdbc
                .sql("select * from standing_order where point_id in (select id from hazard_point where " + where
                        + ") order by id")
                .param("in", keys)
                .query((row, n) -> new Of(row.getString("point_id"), order(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Of::point, Collectors.mapping(Of::order, Collectors.toList())));
    }

    private static HazardPoint point(ResultSet row, Map<String, List<StandingOrder>> orders) throws SQLException {
        var id = row.getString("id");
        return new HazardPoint(
                id,
                row.getLong("version"),
                row.getString("unified_number"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("division"),
                Realm.valueOf(row.getString("realm")),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getInt("people"),
                strings(row.getArray("villages")),
                orders.getOrDefault(id, List.of()),
                flow(row.getString("flow")),
                Json.read(row.getString("dossier").getBytes(StandardCharsets.UTF_8), Dossier.class));
    }

    private static @Nullable Flow flow(@Nullable String json) {
        return json == null ? null : Json.read(json.getBytes(StandardCharsets.UTF_8), Flow.class);
    }

    private static StandingOrder order(ResultSet row) throws SQLException {
        return new StandingOrder(
                row.getString("id"),
                Level.valueOf(row.getString("level")),
                strings(row.getArray("kinds")).stream().map(AlertKind::valueOf).collect(Collectors.toSet()),
                row.getTimestamp("until").toInstant(),
                strings(row.getArray("sirens")));
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    /** The point that has that national number. */
    Optional<String> pointOfNumber(String number) {
        return jdbc.sql("select id from hazard_point where unified_number = ?")
                .param(number)
                .query(String.class)
                .optional();
    }

    /** Where a standing order of that id stands. */
    Optional<String> pointOfOrder(String id) {
        return jdbc.sql("select point_id from standing_order where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** Nobody else reserves that id until the transaction ends. */
    void reserve(String id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('point/' || ?))::text")
                .param(id)
                .query(String.class)
                .single();
    }

    /** Nobody changes that point until the transaction ends. */
    void hold(String id) {
        jdbc.sql("select id from hazard_point where id = ? for share")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** The version of the stored row, which stays locked until the transaction ends; 0 when there is none. */
    long lock(String id) {
        return jdbc.sql("select version from hazard_point where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Inserts it, or overwrites it with the next version.
     *
     * @param p with its file
     */
    void save(HazardPoint p) {
        jdbc.sql("""
                        insert into hazard_point
                            (id, unified_number, name, kind, division, realm, lon, lat, people, villages, flow, dossier)
                        values (:id, :number, :name, :kind, :division, :realm, :lon, :lat, :people, :villages, :flow,
                            :dossier::jsonb)
                        on conflict (id) do update set version = hazard_point.version + 1,
                            unified_number = excluded.unified_number, name = excluded.name, kind = excluded.kind,
                            division = excluded.division, realm = excluded.realm, lon = excluded.lon,
                            lat = excluded.lat, people = excluded.people, villages = excluded.villages,
                            flow = excluded.flow, dossier = excluded.dossier
                        """)
                .param("id", p.id())
                .param("number", p.unifiedNumber())
                .param("name", p.name())
                .param("kind", p.kind())
                .param("division", p.division())
                .param("realm", p.realm().name())
                .param("lon", p.lon())
                .param("lat", p.lat())
                .param("people", p.people())
                .param("villages", p.villages().toArray(String[]::new))
                .param("flow", p.flow() == null ? null : Json.text(p.flow()))
                .param("dossier", Json.text(p.dossier()))
                .update();
        jdbc.sql("delete from standing_order where point_id = ?").param(p.id()).update();
        p.standingOrders().forEach(order -> save(p.id(), order));
    }

    private void save(String point, StandingOrder order) {
        jdbc.sql("""
                        insert into standing_order (id, point_id, level, kinds, until, sirens)
                        values (:id, :point, :level, :kinds, :until, :sirens)
                        """)
                .param("id", order.id())
                .param("point", point)
                .param("level", order.level().name())
                .param("kinds", order.kinds().stream().map(Enum::name).toArray(String[]::new))
                .param("until", Timestamp.from(order.until()))
                .param("sirens", order.sirens().toArray(String[]::new))
                .update();
    }
}
