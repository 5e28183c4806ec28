package cn.shanshao.center.registry;

import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of what is known of a device beside what the job needs: how it stands, certificates, and what became of it. */
@Repository
class DeviceRecordStore {
    private static final int NEWEST = 200;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    DeviceRecordStore(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
        sealWhatStandsInTheOpen();
    }

    /** What is sealed of an installation. */
    private record Body(
            @Nullable String installedBy, @Nullable String note) {
        private static final Body NONE = new Body(null, null);

        /** Without the person, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Body[]";
        }
    }

    /**
     * What became of a device.
     *
     * @param what {@code made}, {@code state}, {@code swap}, {@code move}, {@code gateway}, {@code login}, {@code login-revoke},
     *     {@code installation} or {@code calibration}
     */
    record Happening(Instant at, String who, String what, Map<String, String> detail) {}

    /** A calibration that has run out, or soon will. */
    record Due(String deviceId, String deviceName, @Nullable String pointId, String quantity, LocalDate validUntil) {}

    Installation installation(String device) {
        record Row(Installation open, Sealed body) {}
        return jdbc.sql("select * from device_installation where device_id = ?")
                .param(device)
                .query((row, n) -> new Row(installation(row), new Sealed(owner(device), row.getBytes("body"))))
                .optional()
                .map(row -> {
                    var body = vault.open(List.of(row.body()))
                            .get(0)
                            .map(json -> Json.read(json, Body.class))
                            .orElse(Body.NONE);
                    return row.open().with(body.installedBy(), body.note());
                })
                .orElse(Installation.NONE);
    }

    private static Installation installation(ResultSet row) throws SQLException {
        return new Installation(
                row.getLong("version"),
                row.getObject("installed_on", LocalDate.class),
                null,
                row.getString("serial"),
                row.getObject("depth_m", Double.class),
                row.getObject("height_m", Double.class),
                row.getObject("azimuth_deg", Double.class),
                null);
    }

    private byte[] sealed(String device, @Nullable String installedBy, @Nullable String note) {
        return vault.seal(owner(device), Json.write(new Body(installedBy, note)));
    }

    private static String owner(String device) {
        return "installation/" + device;
    }

    /** As versions before this one left it. */
    private void sealWhatStandsInTheOpen() {
        record Open(
                String deviceId,
                @Nullable String installedBy,
                @Nullable String note) {}
        for (var open : jdbc.sql("select device_id, installed_by, note from device_installation where body is null")
                .query(Open.class)
                .list()) {
            jdbc.sql("update device_installation set body = ?, installed_by = null, note = null where device_id = ?")
                    .params(sealed(open.deviceId(), open.installedBy(), open.note()), open.deviceId())
                    .update();
        }
    }

    void save(String device, Installation i) {
        jdbc.sql("""
                        insert into device_installation (device_id, installed_on, serial, depth_m, height_m, azimuth_deg, body)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (device_id) do update set version = device_installation.version + 1,
                            installed_on = excluded.installed_on, serial = excluded.serial, depth_m = excluded.depth_m,
                            height_m = excluded.height_m, azimuth_deg = excluded.azimuth_deg, body = excluded.body
                        """)
                .params(
                        device,
                        i.installedOn(),
                        i.serial(),
                        i.depth(),
                        i.height(),
                        i.azimuth(),
                        sealed(device, i.installedBy(), i.note()))
                .update();
    }

    /** Newest of each channel first. */
    List<Calibration> calibrations(String device) {
        return jdbc.sql("select * from calibration where device_id = ? order by quantity, calibrated_on desc,"
                        + " entered_at desc")
                .param(device)
                .query(DeviceRecordStore::calibration)
                .list();
    }

    Optional<Calibration> calibration(String device, String id) {
        return jdbc.sql("select * from calibration where device_id = ? and id = ?")
                .params(device, id)
                .query(DeviceRecordStore::calibration)
                .optional();
    }

    private static Calibration calibration(ResultSet row, int n) throws SQLException {
        return new Calibration(
                row.getString("id"),
                row.getString("device_id"),
                row.getString("quantity"),
                row.getObject("calibrated_on", LocalDate.class),
                row.getDouble("factor"),
                row.getDouble("zero"),
                row.getString("certificate"),
                row.getObject("valid_until", LocalDate.class),
                row.getString("entered_by"),
                row.getTimestamp("entered_at").toInstant());
    }

    void add(Calibration c) {
        jdbc.sql("insert into calibration values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        c.id(),
                        c.deviceId(),
                        c.quantity(),
                        c.calibratedOn(),
                        c.factor(),
                        c.zero(),
                        c.certificate(),
                        c.validUntil(),
                        c.enteredBy(),
                        Timestamp.from(c.enteredAt()))
                .update();
    }

    void removeCalibration(String id) {
        jdbc.sql("delete from calibration where id = ?").param(id).update();
    }

    /** Channels of devices not retired whose newest certificate has run out by then, the oldest first. */
    List<Due> due(Collection<String> divisions, LocalDate by) {
        return jdbc.sql("""
                        select d.id as device_id, d.name as device_name, d.point_id, c.quantity, c.valid_until
                        from device d join lateral (
                            select distinct on (quantity) quantity, valid_until from calibration
                            where device_id = d.id order by quantity, calibrated_on desc, entered_at desc) c on true
                        where d.division = any (?) and d.state <> 'RETIRED' and c.valid_until < ?
                        order by c.valid_until, d.id, c.quantity""")
                .params(divisions.toArray(String[]::new), by)
                .query(Due.class)
                .list();
    }

    /** When its login was issued; empty when it has none. */
    Optional<Instant> loginIssuedAt(String device) {
        return jdbc.sql("select issued_at from credential where device_id = ?")
                .param(device)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void note(String device, String who, String what, Map<String, String> detail) {
        jdbc.sql("insert into device_history (device_id, at, who, what, detail) values (?, ?, ?, ?, ?)")
                .params(device, Timestamp.from(clock.instant()), who, what, Json.text(detail))
                .update();
    }

    /** Newest first. */
    @SuppressWarnings("unchecked")
    List<Happening> history(String device) {
        return jdbc.sql("select * from device_history where device_id = ? order by id desc limit ?")
                .params(device, NEWEST)
                .query((row, n) -> new Happening(
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        row.getString("what"),
                        Json.read(row.getString("detail").getBytes(StandardCharsets.UTF_8), Map.class)))
                .list();
    }
}
