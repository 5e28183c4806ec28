package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of devices, of their channels and of their logins. */
@Repository
class DeviceStore {
    private final JdbcClient jdbc;

    DeviceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Device> byIds(Collection<String> ids) {
        return rows("id = any (:in)", ids);
    }

    List<Device> byPoints(Collection<String> points) {
        return rows("point_id = any (:in)", points);
    }

    List<Device> byDivisions(Collection<String> divisions) {
        return rows("division = any (:in)", divisions);
    }

    List<Device> all() {
        return rows("id <> all (:in)", List.of());
    }

    private List<Device> rows(String where, Collection<String> in) {
        var keys = in.toArray(String[]::new);
        var channels = channels(where, keys);
        return jdbc.sql("select * from device where " + where + " order by id")
                .param("in", keys)
                .query((row, n) -> device(row, channels))
                .list();
    }

    private Map<String, List<Channel>> channels(String where, String[] keys) {
        record Of(String device, Channel channel) {}
        return jdbc
                .sql("select device_id, body from channel where device_id in (select id from device where " + where
                        + ") order by 1, quantity")
                .param("in", keys)
                .query((row, n) -> new Of(row.getString(1), channel(row.getString(2))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Of::device, Collectors.mapping(Of::channel, Collectors.toList())));
    }

    private static Channel channel(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Channel.class);
    }

    private static Device device(ResultSet row, Map<String, List<Channel>> channels) throws SQLException {
        var id = row.getString("id");
        var until = row.getTimestamp("until");
        return new Device(
                id,
                row.getLong("version"),
                row.getString("point_id"),
                row.getString("division"),
                row.getString("name"),
                row.getString("model"),
                row.getString("gateway"),
                DeviceState.valueOf(row.getString("state")),
                until == null ? null : until.toInstant(),
                Realm.valueOf(row.getString("realm")),
                row.getDouble("clock_offset"),
                Clock.valueOf(row.getString("clock")),
                row.getDouble("interval_s"),
                row.getString("power"),
                channels.getOrDefault(id, List.of()),
                Protocol.valueOf(row.getString("protocol")),
                row.getString("downlink"));
    }

    /** Inserts it, or overwrites it with the next version. */
    void save(Device d) {
        jdbc.sql("""
                        insert into device (id, point_id, division, name, model, gateway, state, until, realm,
                            clock_offset, clock, interval_s, power, protocol, downlink)
                        values (:id, :point, :division, :name, :model, :gateway, :state, :until, :realm,
                            :offset, :clock, :interval, :power, :protocol, :downlink)
                        on conflict (id) do update set version = device.version + 1, point_id = excluded.point_id,
                            division = excluded.division, name = excluded.name, model = excluded.model,
                            gateway = excluded.gateway, state = excluded.state, until = excluded.until,
                            realm = excluded.realm, clock_offset = excluded.clock_offset, clock = excluded.clock,
                            interval_s = excluded.interval_s, power = excluded.power,
                            protocol = excluded.protocol, downlink = excluded.downlink
                        """)
                .param("id", d.id())
                .param("point", d.pointId())
                .param("division", d.division())
                .param("name", d.name())
                .param("model", d.model())
                .param("gateway", d.gateway())
                .param("state", d.state().name())
                .param("until", d.until() == null ? null : Timestamp.from(d.until()))
                .param("realm", d.realm().name())
                .param("offset", d.clockOffset())
                .param("clock", d.clock().name())
                .param("interval", d.interval())
                .param("power", d.power())
                .param("protocol", d.protocol().name())
                .param("downlink", d.downlink())
                .update();
        jdbc.sql("delete from channel where device_id = ?").param(d.id()).update();
        d.channels().forEach(channel -> addChannel(d.id(), channel));
    }

    /** Nobody else reserves that id until the transaction ends. */
    void reserve(String id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('device/' || ?))::text")
                .param(id)
                .query(String.class)
                .single();
    }

    /** The version of the stored row, which stays locked until the transaction ends; 0 when there is none. */
    long lock(String id) {
        return jdbc.sql("select version from device where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** The devices of a point are where the point is. */
    void follow(HazardPoint p) {
        jdbc.sql("update device set division = :division, realm = :realm, version = version + 1"
                        + " where point_id = :id and (division <> :division or realm <> :realm)")
                .param("id", p.id())
                .param("division", p.division())
                .param("realm", p.realm().name())
                .update();
    }

    /** Whether it was not there before. */
    boolean addChannel(String device, Channel channel) {
        return jdbc.sql("insert into channel (device_id, quantity, unit, body) values (?, ?, ?, ?)"
                                + " on conflict do nothing")
                        .params(device, channel.quantity(), channel.unit(), Json.text(channel))
                        .update()
                == 1;
    }

    void saveChannel(String device, Channel channel) {
        jdbc.sql("update channel set body = ? where device_id = ? and quantity = ?")
                .params(Json.text(channel), device, channel.quantity())
                .update();
    }

    void rise(String device) {
        jdbc.sql("update device set version = version + 1 where id = ?")
                .param(device)
                .update();
    }

    void saveCredential(Credential c) {
        jdbc.sql("insert into credential (device_id, salt, hash) values (?, ?, ?) on conflict (device_id) do update"
                        + " set salt = excluded.salt, hash = excluded.hash, issued_at = now()")
                .params(c.deviceId(), c.salt(), c.hash())
                .update();
    }

    /** Whether there was one. */
    boolean dropCredential(String device) {
        return jdbc.sql("delete from credential where device_id = ?")
                        .param(device)
                        .update()
                > 0;
    }

    boolean hasCredential(String device) {
        return jdbc.sql("select 1 from credential where device_id = ?")
                .param(device)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void saveApikey(String device, @Nullable String apikey) {
        jdbc.sql("delete from device_apikey where device_id = ?").param(device).update();
        if (apikey != null) {
            jdbc.sql("insert into device_apikey values (?, ?)")
                    .params(device, apikey)
                    .update();
        }
    }

    Optional<String> apikey(String device) {
        return jdbc.sql("select apikey from device_apikey where device_id = ?")
                .param(device)
                .query(String.class)
                .optional();
    }

    List<Credential> credentials() {
        return jdbc.sql("select device_id, salt, hash from credential order by 1")
                .query(Credential.class)
                .list();
    }
}
