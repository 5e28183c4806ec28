package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.PlainSight;
import cn.shanshao.center.vault.Vault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a bureau keeps of its instruments. */
@CenterTest
class DeviceRecordTest {
    @Autowired
    Caller stranger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcTemplate columns;

    @Autowired
    Vault vault;

    private Caller withDevice(String id) {
        var admin = stranger.admin();
        var form =
                Map.of("id", id, "division", "220282", "channels", List.of(Map.of("quantity", "crack", "unit", "mm")));
        assertThat(admin.post("/api/v1/devices", form).status()).isEqualTo(201);
        return admin;
    }

    private static Map<String, Object> calibration(String certificate, LocalDate on, LocalDate until) {
        return new HashMap<>(Map.of(
                "quantity",
                "crack",
                "calibratedOn",
                on.toString(),
                "factor",
                1.02,
                "zero",
                -0.4,
                "certificate",
                certificate,
                "validUntil",
                until.toString()));
    }

    private static List<String> fields(Caller.Answer refused) {
        assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
        return refused.json()
                .get("errors")
                .valueStream()
                .map(error -> error.get("field").asString())
                .toList();
    }

    private static List<String> due(Caller admin, String device) {
        var found = new ArrayList<String>();
        for (var one : admin.get("/api/v1/calibrations/due").json()) {
            if (one.get("deviceId").asString().equals(device)) {
                found.add(one.get("quantity").asString() + " "
                        + one.get("validUntil").asString());
            }
        }
        return found;
    }

    @Test
    void howItStandsIsKeptAndAStaleChangeIsRefused() {
        var admin = withDevice("dr-1");
        var path = "/api/v1/devices/dr-1/installation";
        var form = new HashMap<String, Object>(
                Map.of("version", 0, "installedOn", "2026-05-01", "installedBy", "李工", "depth", 12.5, "azimuth", 270));
        assertThat(admin.put(path, form).json().get("version").asLong()).isEqualTo(1);
        assertThat(admin.put(path, form).status())
                .as("seen before it was stored")
                .isEqualTo(409);

        form.put("version", 1);
        form.put("depth", -1);
        form.put("height", 101);
        form.put("azimuth", 361);
        form.put("installedOn", LocalDate.now().plusDays(2).toString());
        assertThat(fields(admin.put(path, form))).containsExactly("installedOn", "depth", "height", "azimuth");
        var kept = record(admin, "dr-1").get("installation");
        assertThat(kept.get("depth").asDouble()).isEqualTo(12.5);
        assertThat(kept.get("height").isNull()).isTrue();
    }

    @Test
    void whoHasInstalledItStandsNowhereInTheOpen() {
        var admin = withDevice("dr-9");
        var path = "/api/v1/devices/dr-9/installation";
        var kept = admin.put(path, Map.of("version", 0, "installedBy", "柳安装", "note", "钥匙在赵看守处"))
                .json();
        assertThat(kept.get("installedBy").asString()).isEqualTo("柳安装");
        assertThat(PlainSight.find(columns, List.of("柳安装", "赵看守"))).isEmpty();
        assertThat(admin.get("/api/v1/audit?object=dr-9&personal=true")
                        .response()
                        .body())
                .contains("柳安装");

        jdbc.sql("update device_installation set body = null, installed_by = '旧安装' where device_id = 'dr-9'")
                .update();
        var restarted = new DeviceRecordStore(jdbc, vault, Clock.systemUTC());
        assertThat(restarted.installation("dr-9").installedBy()).isEqualTo("旧安装");
        assertThat(PlainSight.find(columns, List.of("旧安装"))).isEmpty();
    }

    private static JsonNode record(Caller admin, String device) {
        return admin.get("/api/v1/devices/" + device + "/record").json();
    }

    @Test
    void aCalibrationThatHasRunOutIsDueUntilTheNextOne() {
        var admin = withDevice("dr-2");
        var path = "/api/v1/devices/dr-2/calibrations";
        var today = LocalDate.now();
        admin.post(path, calibration("A-1", today.minusYears(2), today.minusYears(1)));
        assertThat(due(admin, "dr-2")).containsExactly("crack " + today.minusYears(1));

        admin.post(path, calibration("A-2", today.minusDays(3), today.plusDays(20)));
        assertThat(due(admin, "dr-2")).as("soon").containsExactly("crack " + today.plusDays(20));

        var next = admin.post(path, calibration("A-3", today.minusDays(1), today.plusYears(1)));
        assertThat(next.status()).isEqualTo(201);
        assertThat(due(admin, "dr-2")).isEmpty();

        assertThat(admin.delete(path + "/" + next.json().get("id").asString()).status())
                .isEqualTo(204);
        assertThat(due(admin, "dr-2")).hasSize(1);
        assertThat(record(admin, "dr-2").get("calibrations")).hasSize(2);

        jdbc.sql("update device set state = 'RETIRED' where id = 'dr-2'").update();
        assertThat(due(admin, "dr-2")).as("of a retired one nobody cares").isEmpty();
    }

    @Test
    void aCertificateThatCannotBeIsRefusedFieldByField() {
        var admin = withDevice("dr-3");
        var form = calibration("A-1", LocalDate.now().plusDays(2), LocalDate.now());
        form.put("quantity", "tilt.x");
        form.put("factor", 0);
        assertThat(fields(admin.post("/api/v1/devices/dr-3/calibrations", form)))
                .containsExactly("quantity", "calibratedOn", "validUntil", "factor");
    }

    @Test
    void whatBecameOfADeviceIsToldNewestFirst() {
        var admin = withDevice("dr-4");
        var form = new HashMap<String, Object>(Map.of(
                "id",
                "dr-4",
                "version",
                1,
                "division",
                "220282",
                "state",
                "maintenance",
                "until",
                "2099-01-01T00:00:00Z",
                "channels",
                List.of(Map.of(
                        "quantity",
                        "crack",
                        "unit",
                        "mm",
                        "datum",
                        List.of(Map.of("from", "2026-07-01T00:00:00Z", "offset", -3.5))))));
        assertThat(admin.put("/api/v1/devices/dr-4", form).status()).isEqualTo(200);
        admin.post("/api/v1/devices/dr-4/credentials", Map.of());
        assertThat(record(admin, "dr-4").get("loginSince").isNull()).isFalse();
        assertThat(admin.delete("/api/v1/devices/dr-4/credentials").status()).isEqualTo(204);
        assertThat(admin.delete("/api/v1/devices/dr-4/credentials").status()).isEqualTo(404);

        var record = record(admin, "dr-4");
        assertThat(record.get("loginSince").isNull()).isTrue();
        assertThat(record.get("history")
                        .valueStream()
                        .map(one -> one.get("what").asString())
                        .toList())
                .containsExactly("login-revoke", "login", "swap", "state", "made");
        assertThat(record.at("/history/2/detail/offset").asString()).isEqualTo("-3.5");
        assertThat(record.at("/history/3/detail/to").asString()).isEqualTo("maintenance");
        assertThat(admin.get("/api/v1/audit?limit=200").response().body()).contains("device.credentials-revoke");
    }

    private static Map<String, Object> camera(String id, String kind, String address) {
        return new HashMap<>(Map.of(
                "id",
                id,
                "pointId",
                "dr-slope",
                "name",
                "坡脚",
                "lon",
                126.5,
                "lat",
                43.5,
                "bearing",
                45,
                "view",
                60,
                "kind",
                kind,
                "address",
                address));
    }

    @Test
    void aCameraIsRegisteredAndItsPasswordStaysSealed() {
        var admin = stranger.admin();
        admin.post(
                "/api/v1/points",
                Map.of(
                        "id",
                        "dr-slope",
                        "name",
                        "北坡",
                        "kind",
                        "landslide",
                        "division",
                        "220282",
                        "lon",
                        126.5,
                        "lat",
                        43.5));
        var form = camera("dr-cam", "rtsp", "rtsp://user:secret@10.0.0.9/1");
        form.put("bearing", 400);
        form.put("view", 0);
        assertThat(fields(admin.post("/api/v1/cameras", form))).containsExactly("bearing", "view", "address");
        assertThat(fields(admin.post("/api/v1/cameras", camera("dr-cam", "gb28181", "34020000001110000001"))))
                .as("a recorder is no camera")
                .containsExactly("address");

        var made = admin.post("/api/v1/cameras", camera("dr-cam", "gb28181", "34020000001320000001"));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(admin.post("/api/v1/cameras", camera("dr-cam", "rtsp", "rtsp://10.0.0.9/1"))
                        .status())
                .isEqualTo(409);
        assertThat(admin.put(
                                "/api/v1/cameras/dr-cam/credentials",
                                Map.of("username", "admin", "password", "very secret"))
                        .status())
                .isEqualTo(204);
        assertThat(admin.get("/api/v1/cameras").response().body())
                .contains("dr-cam")
                .doesNotContain("very secret");
        assertThat(jdbc.sql("select sealed from camera where id = 'dr-cam'")
                        .query(byte[].class)
                        .single())
                .asString()
                .doesNotContain("very secret");

        var changed = camera("dr-cam", "webrtc", "https://10.0.0.9/whep");
        changed.put("version", 1);
        assertThat(admin.put("/api/v1/cameras/dr-cam", changed)
                        .json()
                        .at("/camera/version")
                        .asLong())
                .isEqualTo(2);
        assertThat(admin.put("/api/v1/cameras/dr-cam", changed).status()).isEqualTo(409);
        assertThat(admin.delete("/api/v1/cameras/dr-cam?version=1").status()).isEqualTo(409);
        assertThat(admin.delete("/api/v1/cameras/dr-cam?version=2").status()).isEqualTo(204);
        assertThat(admin.get("/api/v1/cameras").response().body()).doesNotContain("dr-cam");
    }
}
