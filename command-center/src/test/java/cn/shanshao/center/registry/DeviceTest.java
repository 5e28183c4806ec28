package cn.shanshao.center.registry;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.wire.Realm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CenterTest
class DeviceTest {
    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    PointStore points;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private Caller county(String username, String division) {
        var form = Map.of(
                "username", username, "password", "long enough for us", "role", "administrator", "division", division);
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(username, "long enough for us");
    }

    private void point(String id, String division) {
        var form = Map.of("id", id, "name", "北坡", "kind", "landslide", "division", division, "lon", 126.5, "lat", 43.5);
        assertThat(stranger.admin().post("/api/v1/points", form).status()).isEqualTo(201);
    }

    private void alive(String id) {
        registry.savePoint(
                new HazardPoint(id, 0, null, "南坡", "slope", "220282", Realm.LIVE, 126, 43, 5, List.of(), List.of()),
                "test");
    }

    @Test
    void whatIsReadOfADeviceMayBeWrittenBack() {
        var admin = stranger.admin();
        var form = Map.of("id", "dv-again", "model", "siren", "division", "220282");
        assertThat(admin.post("/api/v1/devices", form).status()).isEqualTo(201);
        var read = admin.get("/api/v1/devices/dv-again").json();
        assertThat(admin.put("/api/v1/devices/dv-again", read).status()).isEqualTo(200);
    }

    @Test
    void whileTheDemoRunsNothingLiveIsMade() {
        var admin = stranger.admin();
        var point = new HashMap<String, Object>(Map.of(
                "id", "dv-real", "name", "北坡", "kind", "slope", "division", "220282", "lon", 126.5, "lat", 43.5));
        point.put("realm", "live");
        var refused = admin.post("/api/v1/points", point);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("detail").asString()).contains("./shanshao up --empty");
        assertThat(registry.findPoint("dv-real")).isEmpty();

        var device = Map.of("id", "dv-real", "realm", "live");
        assertThat(admin.post("/api/v1/devices", device).status()).isEqualTo(409);
        admin.post("/api/v1/devices", Map.of("id", "dv-real"));
        assertThat(admin.put("/api/v1/devices/dv-real", Map.of("id", "dv-real", "realm", "live", "version", 1))
                        .status())
                .isEqualTo(409);
        assertThat(admin.put("/api/v1/devices/dv-real", Map.of("id", "dv-real", "version", 0))
                        .status())
                .as("0 is no version that anybody has seen")
                .isEqualTo(422);
    }

    @Test
    void ofManyWhoMakeTheSameAtOneMomentOneDoes() throws Exception {
        var admin = stranger.admin();
        var point = Map.of(
                "id", "dv-race", "name", "北坡", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5);
        var pool = Executors.newFixedThreadPool(6);
        try {
            for (var path : List.of("/api/v1/points", "/api/v1/devices")) {
                var body = path.endsWith("points") ? point : Map.of("id", "dv-race");
                Callable<Integer> make = () -> admin.post(path, body).status();
                var all = pool.invokeAll(Collections.nCopies(6, make));
                var statuses = new ArrayList<Integer>();
                for (var one : all) {
                    statuses.add(one.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(registry.getPoint("dv-race").version()).isEqualTo(1);
        assertThat(registry.getDevice("dv-race").version()).isEqualTo(1);
    }

    /** Whoever saves a point goes on from there to its devices: in the other order the two could wait for each other. */
    @Test
    void whoeverSavesADeviceHoldsItsPointFirst() throws Exception {
        point("dv-hold", "220282");
        stranger.admin().post("/api/v1/devices", Map.of("id", "dv-held", "pointId", "dv-hold"));
        var device = registry.getDevice("dv-held");
        var pool = Executors.newSingleThreadExecutor();
        try {
            Future<Device> saved = new TransactionTemplate(transactions).execute(status -> {
                points.lock("dv-hold");
                var saving = pool.submit(() -> registry.saveDevice(device, "test"));
                eventually(() -> assertThat(waitingForUs()).isPositive());
                jdbc.sql("select id from device where id = 'dv-held' for update nowait")
                        .query(String.class)
                        .single();
                return saving;
            });
            assertThat(Objects.requireNonNull(saved).get(30, TimeUnit.SECONDS).version())
                    .isEqualTo(device.version() + 1);
        } finally {
            pool.shutdownNow();
        }
    }

    private int waitingForUs() {
        return jdbc.sql(
                        "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
                .query(Integer.class)
                .single();
    }

    @Test
    void aMaintenanceThatIsOverAlreadyIsRefusedAndOneThatHasRunOutDoesNotBarOtherChanges() {
        var admin = stranger.admin();
        admin.post("/api/v1/devices", Map.of("id", "dv-mend"));
        var form = new HashMap<String, Object>(
                Map.of("id", "dv-mend", "version", 1, "state", "maintenance", "until", "2020-01-01T00:00:00Z"));
        var refused = admin.put("/api/v1/devices/dv-mend", form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("until");
        assertThat(refused.response().body()).contains("维护结束时间须晚于现在");

        jdbc.sql("update device set state = 'MAINTENANCE', until = '2020-01-01T00:00:00Z' where id = 'dv-mend'")
                .update();
        form.put("name", "修好的");
        assertThat(admin.put("/api/v1/devices/dv-mend", form).status()).isEqualTo(200);
    }

    @Test
    void aDeviceNeedsOnlyAnIdAndIsInServiceInTheExerciseRealmOfTheDemo() {
        var made = stranger.admin().post("/api/v1/devices", Map.of("id", "dv-plain"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/devices/dv-plain");
        assertThat(made.json().get("state").asString()).isEqualTo("service");
        assertThat(made.json().get("realm").asString()).isEqualTo("exercise");
        assertThat(made.json().get("version").asLong()).isEqualTo(1);
        assertThat(stranger.admin()
                        .post("/api/v1/devices", Map.of("id", "dv-plain"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aDeviceTakesPlaceAndRealmFromItsPoint() {
        point("dv-p1", "220282");
        var made =
                stranger.admin().post("/api/v1/devices", Map.of("id", "dv-at", "pointId", "dv-p1", "model", "crack"));
        assertThat(made.json().get("division").asString()).isEqualTo("220282");
        alive("dv-p-alive");
        var abroad = stranger.admin()
                .post("/api/v1/devices", Map.of("id", "dv-live", "pointId", "dv-p-alive", "realm", "exercise"));
        assertThat(abroad.status()).isEqualTo(422);
        assertThat(abroad.json().at("/errors/0/field").asString()).isEqualTo("realm");
    }

    @Test
    void everyWrongFieldIsNamedWithItsValueAndWhatWasExpected() {
        var answer = stranger.admin()
                .post(
                        "/api/v1/devices",
                        Map.of(
                                "id",
                                "job-7",
                                "interval",
                                -5,
                                "channels",
                                List.of(Map.of("quantity", "crack", "unit", "furlong"))));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        var fields = answer.json()
                .get("errors")
                .valueStream()
                .map(e -> e.get("field").asString());
        assertThat(fields).containsExactlyInAnyOrder("id", "interval", "channels[0].unit");
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .filter(e -> e.get("field").asString().equals("channels[0].unit"))
                        .map(e -> e.get("value").asString() + " "
                                + e.get("expected").asString()))
                .containsExactly("furlong mm");
    }

    @Test
    void anUnknownKeyAnUnknownNameAndAWrongTypeAreNamed() {
        var admin = stranger.admin();
        var key = admin.post("/api/v1/devices", "{\"id\":\"dv-x\",\"colour\":\"red\"}");
        assertThat(key.status()).isEqualTo(400);
        assertThat(key.json().at("/errors/0/field").asString()).isEqualTo("colour");
        assertThat(key.json().at("/errors/0/expected").asString()).contains("gateway");

        var name = admin.post("/api/v1/devices", "{\"id\":\"dv-x\",\"state\":\"asleep\"}");
        assertThat(name.json().at("/errors/0/field").asString()).isEqualTo("state");
        assertThat(name.json().at("/errors/0/value").asString()).isEqualTo("asleep");
        assertThat(name.json().at("/errors/0/expected").asString()).contains("maintenance");

        var nested = admin.post("/api/v1/devices", "{\"id\":\"dv-x\",\"channels\":[{\"quantity\":\"crack\",\"x\":1}]}");
        assertThat(nested.json().at("/errors/0/field").asString()).isEqualTo("channels[0].x");

        assertThat(admin.post("/api/v1/devices", "{\"id\":").status()).isEqualTo(400);
        assertThat(admin.post("/api/v1/devices", "null").status()).isEqualTo(400);
        assertThat(admin.post("/api/v1/devices", "{}")
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("id");
    }

    @Test
    void anotherCountySeesAndChangesNothingOfIt() {
        point("dv-p2", "220282");
        stranger.admin().post("/api/v1/devices", Map.of("id", "dv-walled", "pointId", "dv-p2"));
        var neighbour = county("dv-neighbour", "220283");
        assertThat(neighbour.get("/api/v1/devices/dv-walled").status()).isEqualTo(404);
        assertThat(neighbour.get("/api/v1/devices").response().body()).doesNotContain("dv-walled");
        assertThat(neighbour
                        .post("/api/v1/devices/dv-walled/credentials", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(neighbour.get("/api/v1/points/dv-p2/contacts").status()).isEqualTo(404);
        assertThat(neighbour
                        .post("/api/v1/devices", Map.of("id", "dv-in", "pointId", "dv-p2"))
                        .status())
                .isEqualTo(422);
        assertThat(neighbour
                        .post("/api/v1/devices", Map.of("id", "dv-in", "division", "22"))
                        .status())
                .isEqualTo(422);

        var own = county("dv-own", "220282");
        assertThat(own.get("/api/v1/devices/dv-walled").status()).isEqualTo(200);
    }

    @Test
    void credentialsAreToldOnceAndKeptAsAHash() {
        stranger.admin().post("/api/v1/devices", Map.of("id", "dv-login"));
        var login = stranger.admin().post("/api/v1/devices/dv-login/credentials", Map.of());
        assertThat(login.json().get("username").asString()).isEqualTo("dv-login");
        assertThat(login.header("Cache-Control")).isEqualTo("no-store");
        var password = login.json().get("password").asString();
        var kept = registry.credentials().stream()
                .filter(c -> c.deviceId().equals("dv-login"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.hash()).isEqualTo(DeviceLogins.hash(kept.salt(), password));
        assertThat(stranger.admin().get("/api/v1/audit").response().body()).doesNotContain(password);

        stranger.admin().post("/api/v1/devices/dv-login/credentials", Map.of());
        assertThat(registry.credentials())
                .filteredOn(c -> c.deviceId().equals("dv-login"))
                .singleElement()
                .isNotEqualTo(kept);
    }

    @Test
    void aChangeNeedsTheVersionThatWasSeenAndRetiringTakesTheLoginAway() {
        var admin = stranger.admin();
        admin.post("/api/v1/devices", Map.of("id", "dv-change"));
        admin.post("/api/v1/devices/dv-change/credentials", Map.of());
        var change = new HashMap<String, Object>(Map.of("id", "dv-change", "state", "retired"));
        assertThat(admin.put("/api/v1/devices/dv-change", change).status()).isEqualTo(422);
        change.put("version", 7);
        assertThat(admin.put("/api/v1/devices/dv-change", change).status()).isEqualTo(409);
        change.put("version", 1);
        var changed = admin.put("/api/v1/devices/dv-change", change);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("version").asLong()).isEqualTo(2);
        assertThat(registry.credentials()).noneMatch(c -> c.deviceId().equals("dv-change"));
    }

    @Test
    void aPhoneNumberIsMaskedAndANumberOfTheDemoBelongsToNobody() {
        point("dv-p3", "220282");
        var admin = stranger.admin();
        var contact = Map.of("name", "张三", "phone", "+86 138-1234-5678", "role", "monitor");
        var made = admin.post("/api/v1/points/dv-p3/contacts", contact);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("phone").asString()).isEqualTo("138****5678");
        assertThat(registry.contactsByPhone("013812345678")).isEmpty();
        assertThat(registry.contactsByPhone("8613812345678")).hasSize(1);

        alive("dv-alive");
        var demo = admin.post(
                "/api/v1/points/dv-alive/contacts", Map.of("name", "李四", "phone", "10000000101", "role", "monitor"));
        assertThat(demo.status()).isEqualTo(422);
        assertThat(demo.json().at("/errors/0/field").asString()).isEqualTo("phone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"dv-odd\",\"channels\":[null]}",
                "{\"id\":\"dv-odd\",\"channels\":[{}]}",
                "{\"id\":\"dv-odd\",\"channels\":[{\"quantity\":\"crack\",\"unit\":\"mm\",\"range\":[null,1]}]}",
                "{\"id\":\"dv-odd\",\"channels\":[{\"quantity\":\"crack\",\"unit\":\"mm\",\"datum\":[{\"offset\":1}]}]}",
                "{\"id\":\"dv-odd\",\"channels\":[{\"quantity\":\"crack\",\"unit\":\"mm\",\"datum\":[null]}]}",
                "{\"id\":\"dv-odd\",\"channels\":[{\"quantity\":\"crack\",\"unit\":\"mm\",\"limits\":{\"red\":null}}]}",
                "{\"id\":\"dv-odd\",\"channels\":[{\"quantity\":\"crack\",\"unit\":\"mm\",\"limits\":{\"violet\":3}}]}",
                "{\"id\":\"dv-odd\",\"name\":\"\\u0000\"}",
                "{\"id\":\"dv-odd\",\"channels\":[{\"quantity\":\"crack\",\"unit\":\"mm\",\"limits\":{\"red\":\"NaN\"}}]}",
                "{\"id\":\"dv-odd\",\"clockOffset\":\"NaN\"}",
                "{\"id\":\"../etc\"}",
                "{\"id\":\"dv-odd\",\"interval\":\"NaN\"}",
                "{\"id\":\"dv-odd\",\"interval\":1e400}",
                "{\"id\":\"dv-odd\",\"until\":\"tomorrow\"}",
                "{\"id\":\"dv-odd\",\"pointId\":\"nowhere\"}",
                "{\"id\":\"dv-odd\",\"division\":\"99\"}",
                "[]",
                "7"
            })
    void oddInputIsTheCallersFaultAndNeverOurs(String body) {
        var answer = stranger.admin().post("/api/v1/devices", body);
        assertThat(answer.status()).as(answer.response().body()).isIn(400, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(registry.findDevice("dv-odd")).isEmpty();
    }

    @Test
    void aHugeBodyIsNotReadToItsEnd() {
        var huge = "{\"username\":\"" + "x".repeat(1_500_000) + "\",\"password\":\"p\"}";
        assertThat(stranger.post("/api/v1/session", huge).status()).isEqualTo(400);
    }
}
