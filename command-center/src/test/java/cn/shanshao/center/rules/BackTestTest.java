package cn.shanshao.center.rules;

import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Problem;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.StoredSlope;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.rules.StoredRecords.Mask;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** With a database of its own: the rules to begin with are those of a province in which nobody has made any. */
@CenterTest
@Import(StoredSlope.class)
@TestPropertySource(properties = "shanshao.retention.messages=400d")
class BackTestTest {
    private static final String PATH = "/api/v1/backtests";

    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    @Autowired
    Rules rules;

    @Autowired
    StoredRecords records;

    @Autowired
    Divisions divisions;

    @Autowired
    BackTestSeats seats;

    @BeforeEach
    void aSlope() {
        if (registry.findPoint("bt").isEmpty()) {
            Scenery.slope(registry, "bt", HUADIAN, "10000000701");
            Scenery.slope(registry, "st-away", HUADIAN, "10000000702");
            Scenery.slope(registry, "st-full", HUADIAN, "10000000703");
        }
    }

    private static Map<String, Object> request() {
        return new HashMap<>(
                Map.of("pointId", "bt", "from", StoredSlope.FIRST.toString(), "to", StoredSlope.END.toString()));
    }

    private static Map<String, Object> way(double red) {
        return Map.of("method", "threshold", "levels", Map.of("red", red));
    }

    private JsonNode tested(Map<String, Object> request) {
        var answer = caller.admin().post(PATH, request);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().get("channels").get(0);
    }

    @Test
    void aPointIsTestedWithTheRulesToBeginWith() {
        var channel = tested(request());

        assertThat(channel.get("deviceId").asString()).isEqualTo("bt-gnss");
        assertThat(channel.get("rule").get("id").asString()).isEqualTo("default-displacement");
        assertThat(channel.get("samples").asInt())
                .as("the failed one is not counted")
                .isEqualTo(60 * 24 - 1);
        assertThat(channel.get("alerts").get(0).get("level").asString()).isIn("orange", "red");
        assertThat(channel.get("alerts").get(0).get("from").asString()).isGreaterThan(StoredSlope.ONSET.toString());
        var days = channel.get("daysAt").get("red").asInt();
        assertThat(days).isPositive();
        assertThat(channel.get("minutesAt").get("red").asLong())
                .as("red for less than the whole days on which it stood")
                .isPositive()
                .isLessThan(days * 1_440L);
    }

    @Test
    void thePointAsAWholeIsToldBesideItsChannels() {
        var admin = caller.admin();
        Scenery.slope(registry, "bt-whole", HUADIAN, "10000000704");
        var channels = List.of(Map.of("quantity", "displacement", "unit", "mm"));
        admin.post("/api/v1/devices", Map.of("id", "bt-whole-two", "pointId", "bt-whole", "channels", channels));
        var mask = Map.of(
                "quantity",
                "displacement",
                "from",
                "2020-01-01T00:00:00Z",
                "to",
                "2020-01-01T01:00:00Z",
                "reason",
                "x");
        admin.post("/api/v1/devices/bt-whole-two/masks", mask);
        var request = request();
        request.put("pointId", "bt-whole");
        var answer = admin.post(PATH, request).json();

        var whole = answer.get("point").get(0);
        assertThat(whole.get("rule").asString()).isEqualTo("fused");
        assertThat(whole.get("corroborated").asBoolean()).isTrue();
        assertThat(whole.get("from").asString()).isGreaterThan(StoredSlope.ONSET.toString());
        assertThat(answer.get("channels").get(0).get("masks"))
                .as("it lies elsewhere")
                .isEmpty();
        assertThat(answer.get("channels").get(0).has("phases")).isFalse();
    }

    @Test
    void aDeviceIsTestedWithARuleThatIsInNoForce() {
        var request = request();
        request.remove("pointId");
        request.putAll(Map.of("deviceId", "bt-gnss", "quantity", "displacement", "rule", way(100), "windowHours", 48));
        request.put("events", List.of(StoredSlope.END.toString()));
        var channel = tested(request);

        assertThat(channel.get("rule").get("levels").get("red").asDouble()).isEqualTo(100);
        assertThat(channel.get("alerts").size()).isEqualTo(1);
        assertThat(channel.get("score").get("red").get("hits").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsMaskedIsAsIfItHadNotBeen() {
        var request = request();
        request.put("rule", way(100));
        request.put("mask", List.of(Map.of("from", StoredSlope.ONSET.toString(), "to", StoredSlope.END.toString())));
        var channel = tested(request);

        assertThat(channel.get("alerts").isEmpty()).isTrue();
        assertThat(channel.get("samples").asInt()).isEqualTo(50 * 24 - 1);
    }

    /** Of an hour more each day: 24 h of them come to 108 mm when it shakes, and to 300 mm when the mark runs off. */
    @Test
    void rainMeetsTheLimitsOfItsOwnDaysAfterAnEarthquake() {
        var admin = caller.admin();
        var channels = List.of(Map.of("quantity", "rain", "unit", "mm"));
        admin.post("/api/v1/devices", Map.of("id", "bt-rain", "pointId", "bt", "channels", channels));
        var request = request();
        request.remove("pointId");
        var params = Map.of("hours", 24, "quakeFactor", 0.3);
        var rule = Map.of("method", "rain-sum", "params", params, "levels", Map.of("yellow", 300));
        request.putAll(Map.of("deviceId", "bt-rain", "quantity", "rain", "rule", rule));
        assertThat(from(tested(request))).isAfter(StoredSlope.ONSET);

        var shaken = StoredSlope.ONSET.minus(Duration.ofDays(5));
        var point = registry.getPoint("bt");
        var quake = Map.of("at", shaken.toString(), "lon", point.lon(), "lat", point.lat(), "magnitude", 5.5);
        assertThat(admin.put("/api/v1/earthquakes/bt-quake", quake).status()).isEqualTo(200);
        var lowered = tested(request);
        admin.delete("/api/v1/earthquakes/bt-quake");
        assertThat(from(lowered)).isEqualTo(shaken);
    }

    private static Instant from(JsonNode channel) {
        return Instant.parse(channel.get("alerts").get(0).get("from").asString());
    }

    @Test
    void whatIsMaskedForGoodIsLeftOutByItself() {
        var admin = caller.admin();
        var form =
                Map.of("quantity", "displacement", "from", StoredSlope.ONSET, "to", StoredSlope.END, "reason", "支架松动");
        assertThat(admin.post("/api/v1/devices/bt-gnss/masks", form).status()).isEqualTo(201);
        try {
            var request = request();
            request.put("rule", way(100));
            var channel = tested(request);
            assertThat(channel.get("alerts").isEmpty()).isTrue();
            assertThat(channel.get("samples").asInt()).isEqualTo(50 * 24 - 1);
        } finally {
            var back = "/api/v1/devices/bt-gnss/masks?quantity=displacement&from=" + StoredSlope.ONSET;
            assertThat(admin.delete(back).status()).isEqualTo(204);
        }
    }

    @Test
    void anOffsetIsAddedBeforeTheRuleLooks() {
        var datum = Map.of("from", StoredSlope.FIRST.toString(), "offset", 1_000);
        caller.admin()
                .post(
                        "/api/v1/devices",
                        Map.of(
                                "id",
                                "bt-new",
                                "pointId",
                                "bt",
                                "channels",
                                List.of(Map.of("quantity", "settlement", "unit", "mm", "datum", List.of(datum)))));
        var request = request();
        request.remove("pointId");
        request.putAll(Map.of("deviceId", "bt-new", "quantity", "settlement", "rule", way(999)));

        assertThat(tested(request).get("alerts").get(0).get("from").asString()).isEqualTo(StoredSlope.FIRST.toString());
    }

    private void refused(int status, String field, Map<String, Object> change) {
        var request = request();
        request.putAll(change);
        var answer = caller.admin().post(PATH, request);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        if (!field.isEmpty()) {
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
            assertThat(answer.json().at("/errors/0/expected").asString()).isNotBlank();
        }
    }

    @Test
    void whatIsWrongOrTooMuchIsTold() {
        refused(422, "from", Map.of("from", StoredSlope.END.toString()));
        refused(422, "from", Map.of("from", "1999-01-01T00:00:00Z"));
        refused(422, "from", Map.of("pointId", "st-full"));
        refused(422, "pointId", Map.of("deviceId", "bt-gnss"));
        refused(422, "rule", Map.of("rule", Map.of("method", "magic")));
        refused(422, "rule", Map.of("rule", 7));
        refused(422, "windowHours", Map.of("windowHours", -1));
        var span = Map.of("from", StoredSlope.FIRST.toString(), "to", StoredSlope.ONSET.toString());
        refused(422, "mask", Map.of("mask", Collections.nCopies(101, span)));
        refused(422, "events", Map.of("events", Collections.nCopies(101, StoredSlope.END.toString())));
        refused(422, "rule", Map.of("rule", Collections.nCopies(21, way(100))));
        refused(400, "from", Map.of("from", "yesterday"));
        refused(404, "", Map.of("pointId", "nowhere"));
        refused(503, "", Map.of("pointId", "st-away"));
    }

    @Test
    void oneLongChannelDoesNotHoldItsSeatForEver() {
        var second = new AtomicLong();
        var hasty = new Clock() {
            @Override
            public Instant instant() {
                return StoredSlope.END.plusSeconds(second.incrementAndGet());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        var form = new BackTestForm("bt", null, null, StoredSlope.FIRST, StoredSlope.END, way(100), null, null, null);
        var controller = new BackTestController(records, rules, registry, divisions, seats, hasty);
        assertThatThrownBy(() -> controller.test(new CurrentUser("admin", "admin", Role.ADMINISTRATOR, "22"), form))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("more than 30 s");
        assertThat(second.get())
                .as("asked after each of its readings, not after all")
                .isLessThan(40);
    }

    @Test
    void masksThatOverlapAreOne() {
        var day = Duration.ofDays(1);
        var a = new Mask(StoredSlope.FIRST, StoredSlope.FIRST.plus(day));
        var b = new Mask(StoredSlope.FIRST.plus(day), StoredSlope.FIRST.plus(day.multipliedBy(3)));
        var c = new Mask(StoredSlope.FIRST.plus(day.multipliedBy(2)), StoredSlope.FIRST.plus(day.multipliedBy(2)));
        var d = new Mask(StoredSlope.ONSET, StoredSlope.END);

        assertThat(Mask.merged(List.of(d, c, b, a))).containsExactly(new Mask(a.from(), b.to()), d);
    }

    @Test
    void noMoreThanTwoRunAtOnce() {
        var seats = new BackTestSeats();

        assertThat(seats.<Integer>seated(() -> seats.seated(() -> 7))).isEqualTo(7);
        assertThatThrownBy(() -> seats.seated(() -> seats.seated(() -> seats.seated(() -> 7))))
                .isInstanceOfSatisfying(Problem.class, e -> {
                    assertThat(e.getStatusCode().value()).isEqualTo(429);
                    assertThat(e.getHeaders().getFirst("Retry-After")).isEqualTo("10");
                });
        assertThat(seats.<Integer>seated(() -> seats.seated(() -> 8))).isEqualTo(8);
    }

    @Test
    void aShadowIsNotTestedNorARuleWhosePlaceAnotherTakes() {
        Scenery.slope(registry, "bt-own", HUADIAN, "10000000704");
        var to = new RuleConfig.AppliesTo("displacement", "bt-own", null, null);
        for (var name : List.of("bt-wide", "bt-site", "bt-dark")) {
            rules.save(
                    new RuleConfig(
                            name,
                            0,
                            "threshold",
                            to,
                            Map.of(),
                            Map.of(Level.RED, 90.0),
                            0,
                            0,
                            0,
                            null,
                            name.equals("bt-dark"),
                            "王工",
                            name.equals("bt-wide") ? null : name.equals("bt-site") ? "bt-wide" : "bt-site"),
                    "test");
        }
        var request = request();
        request.put("pointId", "bt-own");
        var rule = tested(request).get("rule").toString();

        assertThat(rule).contains("bt-site").doesNotContain("\"id\":\"bt-wide\"", "\"id\":\"bt-dark\"");
    }

    @Test
    void anotherCountySeesNotEvenThatThePointIsThere() {
        caller.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username",
                                "bt-county",
                                "password",
                                "long enough for us",
                                "role",
                                "duty",
                                "division",
                                "220281"));
        var county = caller.signIn("bt-county", "long enough for us");

        assertThat(county.post(PATH, request()).status()).isEqualTo(404);
        assertThat(caller.post(PATH, request()).status()).isIn(401, 403);
    }
}
