package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Problem;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.PointConfig.Station;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was entered wrongly can be put right. */
@CenterTest
class PointTest {
    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Vault vault;

    private Caller county(String username, String division) {
        var form = Map.of(
                "username", username, "password", "long enough for us", "role", "administrator", "division", division);
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(username, "long enough for us");
    }

    private static Map<String, Object> point(String id, String division) {
        return new HashMap<>(
                Map.of("id", id, "name", "北坡", "kind", "landslide", "division", division, "lon", 126.5, "lat", 43.5));
    }

    private String contact(Caller caller, String point) {
        var form = Map.of("name", "张三", "phone", "13712345678", "role", "monitor");
        var made = caller.post("/api/v1/points/" + point + "/contacts", form);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("version").asLong()).isEqualTo(1);
        return made.json().get("id").asString();
    }

    private static boolean isWatched(Caller admin, String point) {
        return admin.get("/api/v1/points/" + point).json().get("watched").asBoolean();
    }

    @Test
    void aPointIsCorrectedByWhoHasSeenItsVersion() {
        var admin = stranger.admin();
        var form = point("pt-1", "220282");
        admin.post("/api/v1/points", form);
        admin.post("/api/v1/devices", Map.of("id", "pt-1-d", "pointId", "pt-1"));
        assertThat(admin.get("/api/v1/points/pt-1").json().get("version").asLong())
                .isEqualTo(1);

        form.put("name", "老北坡");
        form.put("division", "220281");
        form.put("people", 12);
        assertThat(admin.put("/api/v1/points/pt-1", form).status()).isEqualTo(422);
        form.put("version", 7);
        assertThat(admin.put("/api/v1/points/pt-1", form).status()).isEqualTo(409);
        form.put("version", 1);
        var changed = admin.put("/api/v1/points/pt-1", form);

        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.json().get("version").asLong()).isEqualTo(2);
        assertThat(registry.getPoint("pt-1").people()).isEqualTo(12);
        assertThat(registry.getDevice("pt-1-d").division()).isEqualTo("220281");
        assertThat(admin.get("/api/v1/points/pt-1").json().get("name").asString())
                .as("the pages are told")
                .isEqualTo("老北坡");
        assertThat(admin.put("/api/v1/points/pt-1", form).status())
                .as("seen once")
                .isEqualTo(409);
        assertThat(admin.get("/api/v1/audit").response().body()).contains("老北坡");
    }

    @Test
    void theWayOfADebrisFlowIsDataAndStaysUntilItIsTakenAway() {
        var admin = stranger.admin();
        var form = point("pt-flow", "220282");
        form.put("kind", "debris-flow");
        var stations =
                List.of(Map.of("deviceId", "pt-mud2", "chainage", 640), Map.of("deviceId", "pt-mud1", "chainage", 0));
        form.put("flow", Map.of("stations", stations, "village", 1_800));
        var made = admin.post("/api/v1/points", form);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var flow = new Flow(List.of(new Station("pt-mud2", 640), new Station("pt-mud1", 0)), 1_800.0);
        assertThat(registry.getPoint("pt-flow").flow()).isEqualTo(flow);
        assertThat(registry.getPoint("pt-flow").config(List.of()).flow()).isEqualTo(flow);
        assertThat(admin.get("/api/v1/audit").response().body()).contains("pt-mud2");
        var page = admin.get("/api/v1/points/pt-flow").json();
        assertThat(page.at("/flow/village").asDouble()).isEqualTo(1_800);
        assertThat(page.at("/flow/stations/0/deviceId").asString()).isEqualTo("pt-mud2");
        assertThat(page.get("standingOrders")).isEmpty();

        form.remove("flow");
        form.put("version", 1);
        admin.put("/api/v1/points/pt-flow", form);
        assertThat(registry.getPoint("pt-flow").flow())
                .as("a page that does not know it")
                .isEqualTo(flow);
        form.put("version", 2);
        form.put("flow", Map.of("stations", List.of()));
        admin.put("/api/v1/points/pt-flow", form);
        assertThat(registry.getPoint("pt-flow").flow()).isNull();
    }

    @Test
    void aWayThatCannotBeIsRefusedFieldByField() {
        var form = point("pt-no-flow", "220282");
        var stations =
                List.of(Map.of("deviceId", "no/id", "chainage", -5), Map.of("deviceId", "no/id", "chainage", 900));
        form.put("flow", Map.of("stations", stations, "village", 800));
        var refused = stranger.admin().post("/api/v1/points", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body())
                .contains("a point of kind debris-flow", "each device once", "the id of a device")
                .contains("flow.stations.chainage", "flow.village");
    }

    @Test
    void theStationsOfAWayAreDevicesOfItsPoint() {
        var admin = stranger.admin();
        var form = point("pt-gully", "220282");
        form.put("kind", "debris-flow");
        assertThat(admin.post("/api/v1/points", form).status()).isEqualTo(201);
        admin.post("/api/v1/devices", Map.of("id", "pt-up", "pointId", "pt-gully"));
        admin.post("/api/v1/devices", Map.of("id", "pt-stray"));
        form.put("version", 1);
        var up = Map.of("deviceId", "pt-up", "chainage", 0);
        form.put("flow", Map.of("stations", List.of(up)));
        assertThat(admin.put("/api/v1/points/pt-gully", form).response().body()).contains("at least 2");
        for (var other : List.of("pt-stray", "pt-nowhere")) {
            form.put("flow", Map.of("stations", List.of(up, Map.of("deviceId", other, "chainage", 9))));
            var refused = admin.put("/api/v1/points/pt-gully", form);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("flow.stations[1].deviceId");
        }
        admin.post("/api/v1/devices", Map.of("id", "pt-down", "pointId", "pt-gully"));
        form.put("flow", Map.of("stations", List.of(up, Map.of("deviceId", "pt-down", "chainage", 9))));
        assertThat(admin.put("/api/v1/points/pt-gully", form).status()).isEqualTo(200);

        var fresh = point("pt-fresh", "220282");
        fresh.put("kind", "debris-flow");
        var far = Map.of("deviceId", "pt-later", "chainage", 9);
        fresh.put("flow", Map.of("stations", List.of(up, far)));
        var taken = admin.post("/api/v1/points", fresh);
        assertThat(taken.status()).as("of another point").isEqualTo(422);
        assertThat(taken.json().at("/errors/0/field").asString()).isEqualTo("flow.stations[0].deviceId");
    }

    @Test
    void aStationOfAWayIsNotTakenAwayFromUnderIt() {
        var admin = stranger.admin();
        for (var id : List.of("pt-brook", "pt-hill")) {
            var form = point(id, "220282");
            form.put("kind", "debris-flow");
            assertThat(admin.post("/api/v1/points", form).status()).isEqualTo(201);
        }
        var stations = new ArrayList<Map<String, Object>>();
        for (var id : List.of("pt-brook-a", "pt-brook-b")) {
            admin.post("/api/v1/devices", Map.of("id", id, "pointId", "pt-brook"));
            stations.add(Map.of("deviceId", id, "chainage", stations.size() * 500));
        }
        var brook = point("pt-brook", "220282");
        brook.put("kind", "debris-flow");
        brook.put("version", 1);
        brook.put("flow", Map.of("stations", stations));
        assertThat(admin.put("/api/v1/points/pt-brook", brook).status()).isEqualTo(200);

        var path = "/api/v1/devices/pt-brook-a";
        var moved = admin.put(path, Map.of("id", "pt-brook-a", "version", 1, "pointId", "pt-hill"));
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.json().at("/errors/0/field").asString()).isEqualTo("pointId");
        assertThat(moved.json().at("/errors/0/expected").asString()).contains("flow of point pt-brook");
        var retired = Map.of("id", "pt-brook-a", "version", 1, "pointId", "pt-brook", "state", "retired");
        var refused = admin.put(path, retired);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("state");
        assertThat(refused.json().at("/errors/0/expected").asString()).contains("flow of point pt-brook");
        var renamed = Map.of("id", "pt-brook-a", "version", 1, "pointId", "pt-brook", "name", "上游泥位计");
        assertThat(admin.put(path, renamed).status()).isEqualTo(200);

        brook.put("version", 2);
        brook.put("flow", Map.of("stations", List.of()));
        assertThat(admin.put("/api/v1/points/pt-brook", brook).status()).isEqualTo(200);
        var gone = new HashMap<String, Object>(retired);
        gone.put("version", 2);
        assertThat(admin.put(path, gone).status()).isEqualTo(200);
    }

    /** The job commands them, and speaks our own protocol alone: the horn would stay silent. */
    @Test
    void aSirenOfAStandingOrderSpeaksOurProtocol() {
        var admin = stranger.admin();
        admin.post("/api/v1/devices", Map.of("id", "pt-horn", "protocol", "national"));
        admin.post("/api/v1/devices", Map.of("id", "pt-siren"));
        var kinds = Set.of(AlertKind.THRESHOLD);
        var until = Instant.parse("2099-01-01T00:00:00Z");
        var silent = new StandingOrder("pt-so-1", Level.RED, kinds, until, List.of("pt-horn"));
        assertThatThrownBy(() -> registry.savePoint(slope("pt-so", silent), "test"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        e -> assertThat(String.valueOf(
                                        e.getBody().getProperties().get("errors")))
                                .contains("standingOrders.sirens", "a device of the protocol shanshao"));
        var loud = new StandingOrder("pt-so-1", Level.RED, kinds, until, List.of("pt-siren"));
        registry.savePoint(slope("pt-so", loud), "test");
        var changed =
                admin.put("/api/v1/devices/pt-siren", Map.of("id", "pt-siren", "version", 1, "protocol", "national"));
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.json().at("/errors/0/expected").asString())
                .isEqualTo("shanshao: it is a siren of the standing orders of [pt-so]");
    }

    private static HazardPoint slope(String id, StandingOrder order) {
        return new HazardPoint(
                id, 0, null, "南坡", "slope", "220282", Realm.EXERCISE, 126, 43, 5, List.of(), List.of(order));
    }

    @Test
    void standingOrdersStayAndTheRealmToo() {
        var order = new StandingOrder(
                "pt-2-order", Level.RED, Set.of(AlertKind.THRESHOLD), Instant.parse("2030-01-01T00:00:00Z"), List.of());
        registry.savePoint(
                new HazardPoint(
                        "pt-2", 0, null, "北坡", "slope", "220282", Realm.LIVE, 126, 43, 1, List.of(), List.of(order)),
                "test");
        var admin = stranger.admin();
        var form = point("pt-2", "220282");
        form.put("version", 1);
        assertThat(admin.put("/api/v1/points/pt-2", form).status()).isEqualTo(200);
        assertThat(registry.getPoint("pt-2").standingOrders()).containsExactly(order);
        assertThat(registry.getPoint("pt-2").realm()).isEqualTo(Realm.LIVE);

        form.put("version", 2);
        form.put("realm", "exercise");
        assertThat(admin.put("/api/v1/points/pt-2", form).status()).isEqualTo(422);
    }

    @Test
    void anExercisePointIsGivenAStandingOrderByItsAdministrator() {
        var admin = stranger.admin();
        var form = point("pt-ex", "220282");
        form.put("realm", "exercise");
        admin.post("/api/v1/points", form);
        admin.post("/api/v1/devices", Map.of("id", "pt-ex-siren", "pointId", "pt-ex", "model", "siren"));
        admin.post("/api/v1/devices", Map.of("id", "pt-ex-crack", "pointId", "pt-ex", "model", "crack"));
        var until = Instant.now().plusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS);
        var order = new StandingOrder(
                "pt-ex-order", Level.RED, Set.of(AlertKind.DEBRIS_FLOW), until, List.of("pt-ex-siren"));
        var path = "/api/v1/points/pt-ex/standing-orders";

        var mute = admin.put(path + "/pt-ex-order", order("red", "debris-flow", until, "pt-ex-crack"));
        assertThat(mute.status()).as("a crack gauge sounds nothing").isEqualTo(422);
        assertThat(mute.json().at("/errors/0/field").asString()).isEqualTo("sirens");
        var given = admin.put(path + "/pt-ex-order", order("red", "debris-flow", until, "pt-ex-siren"));

        assertThat(given.status()).as(given.response().body()).isEqualTo(200);
        assertThat(registry.getPoint("pt-ex").config(List.of()).standingOrders())
                .containsExactly(order);
        assertThat(registry.getPoint("pt-ex").version())
                .as("the job hears of it")
                .isEqualTo(2);
        assertThat(admin.get(path).response().body()).contains("\"id\":\"pt-ex-order\"", "\"level\":\"red\"");
        assertThat(admin.get("/api/v1/audit").response().body()).contains("standing-order.give", "pt-ex-siren");

        assertThat(admin.delete(path + "/pt-ex-order").status()).isEqualTo(204);
        assertThat(admin.delete(path + "/pt-ex-order").status()).isEqualTo(404);
        assertThat(registry.getPoint("pt-ex").standingOrders()).isEmpty();
        assertThat(admin.get("/api/v1/audit").response().body()).contains("standing-order.withdraw");
    }

    @Test
    void aStandingOrderIsRefusedForWhatIsLiveUntimelyOrSomebodyElses() {
        var admin = stranger.admin();
        registry.savePoint(
                new HazardPoint(
                        "pt-live", 0, null, "北坡", "slope", "220282", Realm.LIVE, 126, 43, 1, List.of(), List.of()),
                "test");
        var tomorrow = Instant.now().plusSeconds(86_400);
        var good = order("red", "debris-flow", tomorrow, "pt-live-siren");
        var live = admin.put("/api/v1/points/pt-live/standing-orders/o1", good);
        assertThat(live.status()).isEqualTo(409);
        assertThat(live.response().body()).contains("point pt-live is live", "须经起草");
        assertThat(registry.getPoint("pt-live").standingOrders()).isEmpty();

        var form = point("pt-ex2", "220282");
        form.put("realm", "exercise");
        admin.post("/api/v1/points", form);
        var path = "/api/v1/points/pt-ex2/standing-orders/o2";
        var past = admin.put(path, order("red", "offline", Instant.parse("2020-01-01T00:00:00Z"), "pt-live-siren"));
        assertThat(past.status()).isEqualTo(422);
        assertThat(past.response().body())
                .contains("later than now", "a device of this point", "kinds of alerts that have a level");
        assertThat(admin.put(path, Map.of("level", "red")).status()).isEqualTo(422);
        assertThat(county("elsewhere", "220281").put(path, good).status()).isEqualTo(404);
    }

    private static Map<String, Object> order(String level, String kind, Instant until, String siren) {
        return Map.of("level", level, "kinds", List.of(kind), "until", until.toString(), "sirens", List.of(siren));
    }

    @Test
    void aContactIsCorrectedAndTakenOffTheCard() {
        var admin = stranger.admin();
        admin.post("/api/v1/points", point("pt-3", "220282"));
        var id = contact(admin, "pt-3");
        var path = "/api/v1/points/pt-3/contacts/" + id;
        assertThat(isWatched(admin, "pt-3")).isTrue();

        var form = new HashMap<String, Object>(Map.of("version", 1, "name", "张三丰", "role", "village-head"));
        var renamed = admin.put(path, form);
        assertThat(renamed.status()).as(renamed.response().body()).isEqualTo(200);
        assertThat(renamed.json().get("phone").asString()).isEqualTo("137****5678");
        assertThat(registry.findContact(id).orElseThrow().phone()).isEqualTo("13712345678");
        form.put("phone", "13912345679");
        assertThat(admin.put(path, form).status()).isEqualTo(409);
        form.put("version", 2);
        assertThat(admin.put(path, form).json().get("phone").asString()).isEqualTo("139****5679");
        form.put("version", 3);
        form.put("phone", "139****5679");
        assertThat(admin.put(path, form).status()).as("a mask is no number").isEqualTo(422);
        form.put("version", 0);
        assertThat(admin.put(path, form).status()).isIn(400, 422);

        assertThat(admin.delete(path).status()).isEqualTo(400);
        assertThat(admin.delete(path + "?version=2").status()).isEqualTo(409);
        assertThat(admin.delete(path + "?version=3").status()).isEqualTo(204);
        assertThat(registry.contactsOf("pt-3")).isEmpty();
        assertThat(admin.delete(path + "?version=3").status()).isEqualTo(404);
        assertThat(isWatched(admin, "pt-3")).isFalse();
        var audit = admin.get("/api/v1/audit").response().body();
        assertThat(audit).contains("contact.remove").doesNotContain("13912345679");
    }

    @Test
    void anotherCountyChangesNothingAndNothingIsMovedIntoOne() {
        var own = county("pt-own", "220282");
        var neighbour = county("pt-neighbour", "220283");
        var form = point("pt-4", "220282");
        assertThat(own.post("/api/v1/points", form).status()).isEqualTo(201);
        var id = contact(own, "pt-4");
        var path = "/api/v1/points/pt-4/contacts/" + id;
        form.put("version", 1);

        assertThat(neighbour.put("/api/v1/points/pt-4", form).status()).isEqualTo(404);
        var change = Map.of("version", 1, "name", "李四", "role", "monitor");
        assertThat(neighbour.put(path, change).status()).isEqualTo(404);
        assertThat(neighbour.delete(path + "?version=1").status()).isEqualTo(404);
        form.put("division", "220283");
        assertThat(own.put("/api/v1/points/pt-4", form).status()).isEqualTo(422);

        own.post("/api/v1/points", point("pt-5", "220282"));
        assertThat(own.put("/api/v1/points/pt-5/contacts/" + id, change).status())
                .as("it stands on another card")
                .isEqualTo(404);
        assertThat(registry.findContact(id).orElseThrow().name()).isEqualTo("张三");
    }

    @Test
    void namesAndNumbersAreSealedAlsoThoseThatAnEarlierVersionLeftInTheOpen() {
        var admin = stranger.admin();
        admin.post("/api/v1/points", point("pt-sealed", "220282"));
        var id = contact(admin, "pt-sealed");
        assertThat(rowOf(id)).doesNotContain("张三", "13712345678");

        jdbc.update("insert into contact (id, point_id, name, phone, role, language, realm)"
                + " values ('pt-open', 'pt-sealed', '李四', '13787654321', 'VILLAGER', 'zh', 'EXERCISE')");
        var started = new ContactStore(JdbcClient.create(jdbc), vault);
        assertThat(rowOf("pt-open")).doesNotContain("李四", "13787654321");
        assertThat(started.byPhone("13787654321")).extracting(Contact::name).containsExactly("李四");
        assertThat(registry.contactsByPhone("+86 137 1234 5678"))
                .extracting(Contact::id)
                .contains(id);
    }

    private String rowOf(String contact) {
        return jdbc.queryForObject("select c::text from contact c where id = ?", String.class, contact);
    }
}
