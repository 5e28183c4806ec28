package cn.shanshao.center.alert;

import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A gauge bears a red at a slope with a siren, and one person calls it broken. */
@CenterTest
class MaskDuringAlertTest {
    private static final String PASSWORD = "long enough for us";
    private static final Instant FROM = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    Episodes episodes;

    private String point = "";

    private void slope(String id, boolean isCorroborated) {
        point = id;
        Scenery.slope(registry, id, HUADIAN, "1000000" + (5_000 + Math.floorMod(id.hashCode(), 1_000)));
        var order = new StandingOrder(
                id + "-order",
                Level.RED,
                Set.of(AlertKind.THRESHOLD),
                Instant.now().plus(1, ChronoUnit.DAYS),
                List.of(id + "-siren"));
        assertThat(stranger.admin()
                        .post("/api/v1/devices", Map.of("id", id + "-siren", "pointId", id, "model", "siren"))
                        .status())
                .isEqualTo(201);
        assertThat(stranger.admin()
                        .put("/api/v1/points/" + id + "/standing-orders/" + order.id(), body(order))
                        .status())
                .isIn(200, 201);
        raise(Scenery.alert(id, 1, 2, AlertState.RAISED, Level.RED), isCorroborated);
        raise(Scenery.second(Scenery.alert(id, 2, 3, AlertState.RAISED, Level.ORANGE)), isCorroborated);
    }

    private static Map<String, Object> body(StandingOrder order) {
        return Map.of("level", "red", "kinds", List.of("threshold"), "until", order.until(), "sirens", order.sirens());
    }

    private void raise(Alert alert, boolean isCorroborated) {
        var isRed = alert.level() == Level.RED;
        var json = Json.text(alert)
                .replace("\"corroborated\":false", "\"corroborated\":" + isCorroborated)
                .replace(
                        "\"standingOrder\":null",
                        "\"standingOrder\":" + (isCorroborated && isRed ? "\"" + point + "-order\"" : "null"));
        if (!isRed) {
            json = json.replace("\"deviceId\":\"" + point + "-gnss\"", "\"deviceId\":\"" + point + "-crack\"");
        }
        var saved = Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
        episodes.save(new Episode(saved, true, saved.since(), null, null));
    }

    private Caller user(String name, String role, String division) {
        var form = Map.of("username", name, "password", PASSWORD, "role", role, "division", division);
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(name, PASSWORD);
    }

    private String path() {
        return "/api/v1/devices/" + point + "-gnss/masks";
    }

    private static Map<String, Object> form(Instant to) {
        return Map.of("quantity", "displacement", "from", FROM, "to", to, "reason", "拉线断裂");
    }

    private static Map<String, Object> which() {
        return Map.of("quantity", "displacement", "from", FROM);
    }

    private List<Mask> masks() {
        return registry.getDevice(point + "-gnss")
                .channel("displacement")
                .orElseThrow()
                .masks();
    }

    @Test
    void beforeItIsDeclaredEverybodySeesWhatWouldFall() {
        slope("mda-seen", true);
        var answer = stranger.admin().post(path() + "/preview", form(Instant.now()));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        var effect = answer.json();
        assertThat(effect.get("needsSecond").asBoolean()).isTrue();
        assertThat(effect.get("pointId").asString()).isEqualTo(point);
        assertThat(effect.get("people").asInt()).isEqualTo(83);
        assertThat(effect.get("from").asString()).isEqualTo("red");
        assertThat(effect.get("to").asString()).as("what the crack gauge says").isEqualTo("orange");
        assertThat(effect.get("minutesPerLevel").asInt()).isEqualTo(30);
        assertThat(effect.at("/falls/0/alertId").asString()).isEqualTo(point + "-e1");
        assertThat(effect.at("/falls/0/to").isNull()).isTrue();
        assertThat(effect.get("falls").size()).isEqualTo(1);
        assertThat(effect.at("/sirens/0/id").asString()).isEqualTo(point + "-siren");
        assertThat(masks()).as("nothing is stored").isEmpty();
    }

    @Test
    void oneAloneIsNotEnough() {
        slope("mda-two", true);
        var version = registry.getDevice(point + "-gnss").version();
        var expert = user("mda-expert", "expert", HUADIAN);
        var to = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        var proposed = expert.post(path(), form(to));
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        assertThat(proposed.json().get("state").asString()).isEqualTo("proposed");
        assertThat(masks()).as("it changes nothing").isEmpty();
        assertThat(registry.getDevice(point + "-gnss").version()).isEqualTo(version);
        assertThat(states()).containsExactly("proposed");

        assertThat(expert.post(path() + "/confirm", which()).status())
                .as("the same person")
                .isEqualTo(403);
        var signer = user("mda-signer", "signer", HUADIAN);
        assertThat(signer.post(path() + "/confirm", which()).status()).isEqualTo(403);
        var neighbour = user("mda-neighbour", "expert", "220283");
        assertThat(neighbour.post(path() + "/confirm", which()).status()).isEqualTo(404);
        assertThat(masks()).isEmpty();

        var second = user("mda-second", "expert", HUADIAN);
        assertThat(waiting(second)).contains(point + "-gnss");
        assertThat(waiting(neighbour)).isEmpty();
        assertThat(second.post(path() + "/confirm", which()).status()).isEqualTo(200);
        assertThat(masks()).singleElement().satisfies(mask -> {
            assertThat(mask.by()).isEqualTo("mda-expert");
            assertThat(mask.confirmedBy()).isEqualTo("mda-second");
            assertThat(mask.at()).isNotNull();
        });
        assertThat(states()).containsExactly("standing");
        assertThat(waiting(second)).doesNotContain(point + "-gnss");
        assertThat(second.post(path() + "/confirm", which()).status()).isEqualTo(404);

        assertThat(expert.put(path(), form(to.plus(1, ChronoUnit.DAYS))).status())
                .as("more is hidden")
                .isEqualTo(202);
        assertThat(masks()).extracting(Mask::to).containsExactly(to);
        assertThat(expert.put(path(), form(to.minus(1, ChronoUnit.HOURS))).status())
                .as("less is hidden")
                .isEqualTo(200);
        assertThat(masks()).singleElement().extracting(Mask::confirmedBy).isEqualTo("mda-second");

        var view = stranger.admin().get("/api/v1/alerts/" + point + "-e1").json();
        assertThat(view.at("/masks/0/reason").asString()).isEqualTo("拉线断裂");
        assertThat(view.at("/masks/0/confirmedBy").asString()).isEqualTo("mda-second");
        var trail = stranger.admin().get("/api/v1/audit?size=50").response().body();
        assertThat(trail).contains("device.mask-propose", "mda-second", "mda-expert");
    }

    private static List<String> waiting(Caller who) {
        return who.get("/api/v1/masks/waiting")
                .json()
                .valueStream()
                .map(one -> one.at("/mask/deviceId").asString())
                .toList();
    }

    private List<String> states() {
        var masks = stranger.admin().get("/api/v1/points/" + point).json().get("masks");
        return masks.valueStream().map(mask -> mask.get("state").asString()).toList();
    }

    private Caller.Answer put(Map<String, Object> changes) {
        var admin = stranger.admin();
        var path = "/api/v1/devices/" + point + "-gnss";
        var form = JsonMapper.shared()
                .convertValue(admin.get(path).json(), new TypeReference<HashMap<String, Object>>() {});
        form.putAll(changes);
        return admin.put(path, form);
    }

    @Test
    void aDeviceThatBearsItIsTakenOutOnlyByWhoHasSeenWhatFalls() {
        slope("mda-out", true);
        var until = Instant.now().plus(1, ChronoUnit.DAYS);
        for (var changes : List.of(
                Map.<String, Object>of("state", "maintenance", "until", until),
                Map.<String, Object>of("state", "retired"),
                Map.<String, Object>of("channels", List.of()))) {
            var refused = put(changes);
            assertThat(refused.status()).as(refused.response().body()).isEqualTo(409);
            assertThat(refused.json().get("detail").asString()).contains("确认影响后方可停用");
            assertThat(refused.json().at("/effects/0/falls/0/alertId").asString())
                    .isEqualTo(point + "-e1");
            assertThat(refused.json().at("/effects/0/sirens/0/id").asString()).isEqualTo(point + "-siren");
        }
        assertThat(registry.getDevice(point + "-gnss").state()).isEqualTo(DeviceState.SERVICE);
        assertThat(put(Map.of("name", "改名")).status())
                .as("what silences nothing")
                .isEqualTo(200);

        var list = "设备编号,状态\n%s-gnss,退役".formatted(point).getBytes(StandardCharsets.UTF_8);
        var preview = stranger.admin().upload("/api/v1/imports?name=a.csv&table=devices", list);
        assertThat(preview.json().at("/faults/0/column").asString()).isEqualTo("状态");

        assertThat(put(Map.of("state", "maintenance", "until", until, "confirm", true))
                        .status())
                .isEqualTo(200);
        var trail = stranger.admin()
                .get("/api/v1/audit?action=device.silence&object=" + point + "-gnss")
                .json();
        assertThat(trail.at("/0/detail/alerts/0").asString()).isEqualTo(point + "-e1");
        assertThat(trail.at("/0/detail/sirens/0").asString()).isEqualTo(point + "-siren");
        assertThat(trail.at("/0/detail/people").asInt()).isEqualTo(83);
        var over = new HashMap<String, Object>(Map.of("state", "retired"));
        over.put("until", null);
        assertThat(put(over).status()).as("it is silent already").isEqualTo(200);
    }

    @Test
    void whatIsNotBorneOutOnePersonMayTakeOut() {
        slope("mda-out-alone", false);
        assertThat(put(Map.of("state", "retired")).status()).isEqualTo(200);
    }

    @Test
    void aProposalMayBeDropped() {
        slope("mda-drop", true);
        var admin = stranger.admin();
        assertThat(admin.post(path(), form(Instant.now())).status()).isEqualTo(202);
        assertThat(admin.delete(path() + "/proposals?quantity=displacement&from=" + FROM)
                        .status())
                .isEqualTo(204);
        assertThat(states()).isEmpty();
        assertThat(admin.delete(path() + "/proposals?quantity=displacement&from=" + FROM)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNotBorneOutOnePersonMayMask() {
        slope("mda-alone", false);
        assertThat(stranger.admin().post(path(), form(Instant.now())).status()).isEqualTo(201);
        assertThat(masks()).hasSize(1);
    }
}
