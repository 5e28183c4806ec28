package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A live slope above a village, and those who may let a siren sound there without being asked. */
@CenterTest
class OrderPaperTest {
    private static final String PASSWORD = "long enough for us";

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Vault vault;

    private Caller user(String name, String role, String division) {
        var form = Map.of(
                "username", name, "displayName", "孙签发", "password", PASSWORD, "role", role, "division", division);
        var made = stranger.admin().post("/api/v1/users", form).status();
        assertThat(made).isIn(201, 409);
        return stranger.signIn(name, PASSWORD);
    }

    private Caller expert() {
        return user("so-expert", "expert", "220282");
    }

    private Caller signer() {
        return user("so-signer", "signer", "220282");
    }

    /** A live point with a gauge of a quantity that no rule of another test looks at, and a siren. */
    private void slope(String id) {
        registry.savePoint(
                new HazardPoint(id, 0, null, "北坡", "slope", "220282", Realm.LIVE, 126, 43, 9, List.of(), List.of()),
                "test");
        device(id, id + "-crack", "crack", List.of(new Channel("acoustic.emission", "mV", null, List.of(), null)));
        device(id, id + "-siren", "siren", List.of());
        assertThat(stranger.admin()
                        .put(
                                "/api/v1/rules/" + id + "-rule",
                                Map.of(
                                        "id",
                                        id + "-rule",
                                        "version",
                                        0,
                                        "method",
                                        "threshold",
                                        "appliesTo",
                                        Map.of("quantity", "acoustic.emission", "pointId", id),
                                        "levels",
                                        Map.of("yellow", 10, "red", 50)))
                        .status())
                .isEqualTo(200);
    }

    private void device(String point, String id, String model, List<Channel> channels) {
        registry.saveDevice(
                new DeviceForm(
                                id, null, point, null, null, model, null, null, null, null, null, null, null, null,
                                channels, null, null, null)
                        .device(registry.getPoint(point), "220282", Realm.LIVE),
                "test");
    }

    private static Map<String, Object> wish(String point, Instant until) {
        return new HashMap<>(Map.of(
                "level",
                "orange",
                "kinds",
                List.of("threshold"),
                "until",
                until.toString(),
                "sirens",
                List.of(point + "-siren"),
                "grounds",
                "夜间无人值守，距村三百米"));
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    }

    private static JsonNode draft(Caller who, String point, Instant until) {
        var made = who.post("/api/v1/points/" + point + "/standing-orders", wish(point, until));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.json();
    }

    private static Caller.Answer step(Caller who, JsonNode order, String verb, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("version", order.get("version").asLong());
        return who.post("/api/v1/standing-orders/" + order.get("id").asString() + "/" + verb, body);
    }

    private static JsonNode done(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> ordersAt(String point, Instant at) {
        return registry.findPoint(point, at).orElseThrow().point().standingOrders().stream()
                .map(StandingOrder::id)
                .toList();
    }

    @Test
    void whatWasInForceThatNightCanBeRead() {
        slope("so-night");
        var before = Instant.now();
        var order = signed("so-night", inDays(30));
        var during = Instant.now();
        done(step(signer(), order, "revoke", Map.of("password", PASSWORD, "reason", "测试")));

        var id = order.get("id").asString();
        assertThat(ordersAt("so-night", before)).isEmpty();
        assertThat(ordersAt("so-night", during)).containsExactly(id);
        assertThat(ordersAt("so-night", Instant.now())).isEmpty();
        assertThat(registry.versionsOf("so-night").stream().map(PointVersion::by))
                .containsSubsequence("test", "so-signer", "so-signer");
    }

    private JsonNode signed(String point, Instant until) {
        var approved = done(step(expert(), draft(stranger.admin(), point, until), "approve", Map.of()));
        return done(step(signer(), approved, "sign", Map.of("password", PASSWORD)));
    }

    private List<String> inForce(String point) {
        return registry.getPoint(point).config(List.of()).standingOrders().stream()
                .map(order -> order.id())
                .toList();
    }

    @Test
    void draftedApprovedAndSignedByNameItReachesTheJobAndRevokedItLeaves() {
        slope("so-1");
        var order = draft(stranger.admin(), "so-1", inDays(200));
        assertThat(order.get("state").asString()).isEqualTo("draft");
        assertThat(order.at("/limits/0/limit").asDouble())
                .as("orange has no limit of its own: the next above")
                .isEqualTo(50);
        assertThat(inForce("so-1")).isEmpty();

        assertThat(step(signer(), order, "sign", Map.of("password", PASSWORD)).status())
                .as("nobody has approved its limits")
                .isEqualTo(409);
        order = done(step(expert(), order, "approve", Map.of()));
        assertThat(order.at("/approved/by").asString()).isEqualTo("so-expert");
        assertThat(inForce("so-1")).isEmpty();

        order = done(step(signer(), order, "sign", Map.of("password", PASSWORD)));
        assertThat(order.get("state").asString()).isEqualTo("in-force");
        assertThat(order.at("/signed/by").asString()).isEqualTo("so-signer");
        var told = registry.getPoint("so-1").config(List.of()).standingOrders().get(0);
        assertThat(told.id()).isEqualTo(order.get("id").asString());
        assertThat(told.level()).isEqualTo(Level.ORANGE);
        assertThat(told.sirens()).containsExactly("so-1-siren");

        var version = registry.getPoint("so-1").version();
        var revoked = done(step(signer(), order, "revoke", Map.of("password", PASSWORD, "reason", "警报器已拆")));
        assertThat(revoked.get("state").asString()).isEqualTo("revoked");
        assertThat(revoked.at("/revoked/by").asString()).isEqualTo("so-signer");
        assertThat(inForce("so-1")).isEmpty();
        assertThat(registry.getPoint("so-1").version())
                .as("the job hears of it")
                .isGreaterThan(version);
        assertThat(stranger.admin().get("/api/v1/audit?limit=500").response().body())
                .contains("standing-order.draft", "standing-order.approve", "standing-order.sign")
                .contains("standing-order.revoke", "警报器已拆");
        assertThat(jdbc.sql("select detail::text from audit_entry where action like 'standing-order.%'")
                        .query(String.class)
                        .list())
                .as("a name in the trail could never be erased")
                .isNotEmpty()
                .noneMatch(detail -> detail.contains("孙签发"));
    }

    @Test
    void nobodySignsWithoutThePasswordNorFromBelowOrBesideNorWhatHeHasDrafted() {
        slope("so-2");
        var own = draft(signer(), "so-2", inDays(9));
        var approved = done(step(expert(), own, "approve", Map.of()));
        assertThat(step(signer(), approved, "sign", Map.of("password", PASSWORD))
                        .status())
                .as("his own draft")
                .isEqualTo(409);

        var other = user("so-second", "signer", "220282");
        var wrong = step(other, approved, "sign", Map.of("password", "something else"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/errors/0/field").asString()).isEqualTo("password");
        assertThat(step(other, approved, "sign", Map.of()).status()).isEqualTo(422);
        assertThat(step(user("so-beside", "signer", "220281"), approved, "sign", Map.of("password", PASSWORD))
                        .status())
                .as("a neighbour county")
                .isEqualTo(404);
        assertThat(step(user("so-duty", "duty", "220282"), approved, "sign", Map.of("password", PASSWORD))
                        .status())
                .isEqualTo(403);
        assertThat(inForce("so-2")).isEmpty();

        assertThat(step(user("so-city", "signer", "2202"), approved, "sign", Map.of("password", PASSWORD))
                        .status())
                .as("a signing officer above")
                .isEqualTo(200);
        assertThat(inForce("so-2")).hasSize(1);
    }

    @Test
    void whatWasSignedIsNotChangedAndADraftChangedIsApprovedAgain() {
        slope("so-3");
        var admin = stranger.admin();
        var order = draft(admin, "so-3", inDays(9));
        var path = "/api/v1/standing-orders/" + order.get("id").asString();
        var approved = done(step(expert(), order, "approve", Map.of()));
        var wish = wish("so-3", inDays(20));
        wish.put("version", order.get("version").asLong());
        assertThat(admin.put(path, wish).status()).as("in the version before").isEqualTo(409);
        wish.put("version", approved.get("version").asLong());
        var again = done(admin.put(path, wish));
        assertThat(again.get("approved").isNull()).isTrue();
        var signed = done(
                step(signer(), done(step(expert(), again, "approve", Map.of())), "sign", Map.of("password", PASSWORD)));
        wish.put("version", signed.get("version").asLong());
        assertThat(admin.put(path, wish).status()).isEqualTo(409);
        assertThat(inForce("so-3")).hasSize(1);
    }

    @Test
    void limitsThatChangedAfterTheApprovalAreNotSigned() {
        slope("so-4");
        var approved = done(step(expert(), draft(stranger.admin(), "so-4", inDays(9)), "approve", Map.of()));
        tighten("so-4");
        var refused = step(signer(), approved, "sign", Map.of("password", PASSWORD));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("限值已变更");
        assertThat(inForce("so-4")).isEmpty();
    }

    private void tighten(String point) {
        var gauge = registry.getDevice(point + "-crack");
        registry.saveDevice(
                gauge.with(List.of(new Channel(
                        "acoustic.emission", "mV", null, List.of(), Map.of(Level.YELLOW, 5.0, Level.RED, 20.0)))),
                "test");
    }

    @Test
    void whatSomebodyShouldSeeToIsTold() {
        slope("so-5");
        var order = signed("so-5", inDays(20));
        assertThat(doubts(order)).containsExactly("expiring");
        tighten("so-5");
        var siren = stranger.admin().get("/api/v1/devices/so-5-siren").json();
        var form = Map.of(
                "id",
                "so-5-siren",
                "version",
                siren.get("version").asLong(),
                "pointId",
                "so-5",
                "model",
                "siren",
                "state",
                "retired");
        assertThat(stranger.admin().put("/api/v1/devices/so-5-siren", form).status())
                .isEqualTo(200);
        assertThat(doubts(order)).containsExactly("expiring", "limits-changed", "siren-out");

        jdbc.sql("update order_paper set until = now() - interval '1 minute' where id = ?")
                .param(order.get("id").asString())
                .update();
        assertThat(listed(order).get("state").asString()).isEqualTo("expired");
        assertThat(doubts(order)).isEmpty();
    }

    @Test
    void aSirenOfAnOrderInForceStaysAtItsPoint() {
        slope("so-7");
        slope("so-8");
        var order = signed("so-7", inDays(90));
        var form = Map.of("id", "so-7-siren", "version", 1, "pointId", "so-8", "model", "siren");
        var refused = stranger.admin().put("/api/v1/devices/so-7-siren", form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("pointId");
        var other = Map.of("id", "so-7-siren", "version", 1, "pointId", "so-7", "model", "tilt");
        var changed = stranger.admin().put("/api/v1/devices/so-7-siren", other);
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.json().at("/errors/0/field").asString()).isEqualTo("model");
        done(step(signer(), order, "revoke", Map.of("password", PASSWORD, "reason", "移装")));
        assertThat(stranger.admin().put("/api/v1/devices/so-7-siren", form).status())
                .isEqualTo(200);
    }

    private JsonNode listed(JsonNode order) {
        var id = order.get("id").asString();
        for (var one : signer().get("/api/v1/standing-orders").json()) {
            if (one.get("id").asString().equals(id)) {
                return one;
            }
        }
        throw new AssertionError(id + " is not listed");
    }

    private List<String> doubts(JsonNode order) {
        return listed(order)
                .get("doubts")
                .valueStream()
                .map(doubt -> doubt.get("code").asString())
                .toList();
    }

    @Test
    void whoHasDraftedItDoesNotApproveItsLimits() {
        slope("so-9");
        var own = draft(expert(), "so-9", inDays(9));
        var refused = step(expert(), own, "approve", Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("须为不同人");

        jdbc.sql("update order_paper set approved_by = drafted_by, approved_at = drafted_at where id = ?")
                .param(own.get("id").asString())
                .update();
        assertThat(step(signer(), listed(own), "sign", Map.of("password", PASSWORD))
                        .status())
                .as("approved before the centre asked for three")
                .isEqualTo(409);
        assertThat(inForce("so-9")).isEmpty();
    }

    @Test
    void onlyASirenIsNamedAsOne() {
        slope("so-10");
        var wish = wish("so-10", inDays(9));
        wish.put("sirens", List.of("so-10-siren", "so-10-crack"));
        var refused = stranger.admin().post("/api/v1/points/so-10/standing-orders", wish);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").size()).isEqualTo(1);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("sirens");
        assertThat(refused.json().at("/errors/0/value").asString()).isEqualTo("so-10-crack");
        assertThat(refused.json().at("/errors/0/expected").asString()).contains("siren");
    }

    @Test
    void whoMayNotIsToldSoAndNotWhatWasWrong() {
        slope("so-11");
        var wall = user("so-wall", "wall", "220282");
        for (var path : List.of("/api/v1/points/so-11/standing-orders", "/api/v1/standing-orders/no-such/approve")) {
            assertThat(wall.post(path, Map.of()).status()).as(path).isEqualTo(403);
        }
        assertThat(wall.put("/api/v1/points/so-11/standing-orders/o", Map.of()).status())
                .isEqualTo(403);
        assertThat(user("so-duty", "duty", "220282")
                        .post("/api/v1/standing-orders/no-such/sign", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(stranger.admin()
                        .post("/api/v1/points/so-11/standing-orders", Map.of())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whatWasGivenToAPointOfTheExerciseIsListedAndMarked() {
        registry.savePoint(
                new HazardPoint(
                        "so-12", 0, null, "沟", "slope", "220282", Realm.EXERCISE, 126, 43, 9, List.of(), List.of()),
                "test");
        device("so-12", "so-12-siren", "siren", List.of());
        var given = stranger.admin()
                .put(
                        "/api/v1/points/so-12/standing-orders/so-12-order",
                        Map.of(
                                "level",
                                "red",
                                "kinds",
                                List.of("debris-flow"),
                                "until",
                                inDays(9).toString(),
                                "sirens",
                                List.of("so-12-siren")));
        assertThat(given.status()).as(given.response().body()).isEqualTo(200);

        var listed = listed(given.json());
        assertThat(listed.get("paper").asBoolean()).isFalse();
        assertThat(listed.get("state").asString()).isEqualTo("in-force");
        assertThat(listed.get("realm").asString()).isEqualTo("exercise");
        assertThat(listed.get("pointName").asString()).isEqualTo("沟");
        assertThat(listed.get("drafted").isNull()).isTrue();
        assertThat(user("so-beside", "signer", "220281")
                        .get("/api/v1/standing-orders")
                        .response()
                        .body())
                .doesNotContain("so-12");

        slope("so-13");
        var order = signed("so-13", inDays(90));
        assertThat(listed(order).get("paper").asBoolean()).isTrue();
        assertThat(signer().get("/api/v1/standing-orders")
                        .json()
                        .valueStream()
                        .filter(one -> one.get("pointId").asString().equals("so-13")))
                .as("one signed stands there once")
                .hasSize(1);
    }

    @Test
    void anOrderThatCannotHoldIsRefusedFieldByField() {
        slope("so-6");
        var admin = stranger.admin();
        var wish = wish("so-6", inDays(400));
        wish.put("sirens", List.of("so-6-nowhere"));
        wish.put("kinds", List.of("offline"));
        var refused = admin.post("/api/v1/points/so-6/standing-orders", wish);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString())
                        .toList())
                .containsExactly("kinds", "until", "sirens");
        assertThat(admin.post("/api/v1/points/so-6/standing-orders", wish("so-6", inDays(-1)))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void namesOfItsHandsStandNowhereInTheOpen() {
        slope("so-22");
        var order = draft(expert(), "so-22", inDays(9));
        assertThat(order.at("/drafted/name").asString()).isEqualTo("孙签发");
        var id = order.get("id").asString();
        var text = "select o::text from order_paper o where id = ?";
        assertThat(jdbc.sql(text).param(id).query(String.class).single()).doesNotContain("孙签发");

        jdbc.sql("update order_paper set names = null, drafted_as = '旧姓名' where id = ?")
                .param(id)
                .update();
        var restarted = new OrderPaperStore(jdbc, vault);
        assertThat(jdbc.sql(text).param(id).query(String.class).single()).doesNotContain("旧姓名");
        assertThat(restarted.find(id).orElseThrow().drafted().name()).isEqualTo("旧姓名");

        jdbc.sql("update order_paper set names = names || '\\x00' where id = ?")
                .param(id)
                .update();
        assertThat(restarted.find(id).orElseThrow().drafted().name())
                .as("of a bent seal the login stays")
                .isEqualTo("so-expert");
    }

    @Test
    void devicesOfAnOrderAreToldByTheirNames() {
        slope("so-23");
        var order = draft(expert(), "so-23", inDays(9));
        assertThat(order.at("/deviceNames/so-23-siren").asString())
                .isEqualTo(registry.findDevice("so-23-siren").orElseThrow().name());
        assertThat(order.get("deviceNames").has("so-23-crack")).isTrue();
    }
}
