package cn.shanshao.center.alert;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoadCenterTest
class ShadowTest {
    private static final String PATH = "/api/v1/rules/sh-new/shadow";

    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    JdbcClient jdbc;

    private MqttConnection job;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void aShadowBesideARuleInForce() throws Exception {
        job = TestRoad.job(broker);
        if (registry.findPoint("sh-slope").isEmpty()) {
            Scenery.slope(registry, "sh-slope", HUADIAN, "10000000801");
            put("sh-old", rule("sh-old", "sh-slope", null));
            put("sh-new", rule("sh-new", "sh-slope", "sh-old"));
        }
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
    }

    @AfterEach
    void close() {
        job.close();
    }

    private void put(String id, Map<String, Object> rule) {
        var answer = caller.admin().put("/api/v1/rules/" + id, rule);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    /** @param shadowOf {@code null} for a rule in force */
    private static Map<String, Object> rule(String id, String point, @Nullable String shadowOf) {
        var isShadow = shadowOf != null;
        var rule = new HashMap<String, Object>(Map.of(
                "id",
                id,
                "version",
                0,
                "method",
                "threshold",
                "appliesTo",
                Map.of("quantity", "displacement", "pointId", point),
                "params",
                Map.of(),
                "levels",
                Map.of("red", isShadow ? 40 : 60),
                "onDelay",
                0,
                "offDelay",
                0,
                "deadband",
                1,
                "shadow",
                isShadow));
        if (shadowOf != null) {
            rule.putAll(Map.of("replaces", shadowOf, "approvedBy", "王工"));
        }
        return rule;
    }

    private Alert alert(String rule, int opening, long seq, AlertState state, @Nullable Level level, long hour) {
        var plain = Scenery.alert("sh-slope", opening, seq, state, level);
        var at = now.plus(Duration.ofHours(hour)).toString();
        var json = Json.text(plain)
                .replace("\"" + Scenery.RULE + "\"", "\"" + rule + "\"")
                .replace(plain.id(), rule + "-e" + opening)
                .replace(plain.since().toString(), at)
                .replace(plain.at().toString(), at);
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    /**
     * @param since when the level began, in hours from midnight
     * @param at of the deciding reading, likewise
     */
    private static Alert word(
            String rule, Instant midnight, int seq, AlertState state, @Nullable Level level, int since, int at) {
        var plain = Scenery.alert("sh-climb", 0, seq, state, level);
        var json = Json.text(plain)
                .replace("\"" + Scenery.RULE + "\"", "\"" + rule + "\"")
                .replace(plain.id(), rule + "-e0")
                .replace(
                        plain.since().toString(),
                        midnight.plus(Duration.ofHours(since)).toString())
                .replace(
                        plain.at().toString(),
                        midnight.plus(Duration.ofHours(at)).toString());
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    /** Each level on a day of its own; after the red one back to yellow, which began before it. */
    private static List<Alert> climb(String rule, Instant midnight) {
        return List.of(
                word(rule, midnight, 1, AlertState.RAISED, Level.BLUE, 1, 1),
                word(rule, midnight, 2, AlertState.ESCALATED, Level.YELLOW, 25, 25),
                word(rule, midnight, 3, AlertState.ESCALATED, Level.ORANGE, 49, 49),
                word(rule, midnight, 4, AlertState.ESCALATED, Level.RED, 73, 73),
                word(rule, midnight, 5, AlertState.EASED, Level.YELLOW, 25, 97),
                word(rule, midnight, 6, AlertState.CLEARED, null, 1, 121));
    }

    private void say(String topic, Alert alert) throws Exception {
        job.publish(topic, Json.write(alert), 1, false).get(30, TimeUnit.SECONDS);
    }

    private long kept(String rule) {
        return jdbc.sql("select count(*) from shadow_alert where rule_id = ?")
                .param(rule)
                .query(Long.class)
                .single();
    }

    @Test
    void aShadowIsHeldBesideTheRuleThatItWouldReplace() throws Exception {
        for (var said : List.of(
                alert("sh-new", 1, 1, AlertState.RAISED, Level.RED, 1),
                alert("sh-new", 1, 2, AlertState.CLEARED, null, 9),
                alert("sh-new", 2, 3, AlertState.RAISED, Level.RED, 30),
                alert("sh-new", 2, 4, AlertState.CLEARED, null, 31))) {
            say(Topics.shadow(said), said);
            say(Topics.shadow(said), said);
        }
        for (var said : List.of(
                alert("sh-old", 1, 1, AlertState.RAISED, Level.RED, 3),
                alert("sh-old", 1, 2, AlertState.CLEARED, null, 8),
                alert("sh-old", 3, 3, AlertState.RAISED, Level.RED, 50))) {
            say(Topics.alert(said), said);
        }
        var span = "?from=" + now.minusSeconds(600) + "&to=" + now.plus(Duration.ofDays(3));
        eventually(() -> {
            assertThat(kept("sh-new")).as("a repeat counts once").isEqualTo(4);
            var told = caller.admin().get(PATH + span).json();
            assertThat(told.at("/against/0").asString()).isEqualTo("sh-old");
            assertThat(told.at("/targets/0/target").asString()).isEqualTo("sh-slope-gnss~displacement");
            assertThat(told.at("/targets/0/both/0/leadSeconds").asLong()).isEqualTo(7_200);
            assertThat(told.at("/targets/0/both").size()).isEqualTo(1);
            assertThat(told.at("/targets/0/onlyShadow/0/id").asString()).isEqualTo("sh-new-e2");
            assertThat(told.at("/targets/0/onlyLive/0/id").asString()).isEqualTo("sh-old-e3");
            assertThat(told.at("/targets/0/shadowDaysAt/red").asInt()).isPositive();
        });
        assertThat(caller.admin().get("/api/v1/alerts/sh-new-e1").status())
                .as("nobody is alerted by a shadow")
                .isEqualTo(404);
        assertThat(caller.admin().get(PATH + "?from=" + now + "&to=" + now).status())
                .isEqualTo(400);
    }

    @Test
    void everyLevelOfAnEpisodeThatClimbsEasesAndClearsCountsOnBothSides() throws Exception {
        Scenery.slope(registry, "sh-climb", HUADIAN, "10000000802");
        put("sh-climb-old", rule("sh-climb-old", "sh-climb", null));
        put("sh-climb-new", rule("sh-climb-new", "sh-climb", "sh-climb-old"));
        var beijing = ZoneId.of("Asia/Shanghai");
        var midnight = LocalDate.now(beijing).plusDays(1).atStartOfDay(beijing).toInstant();
        for (var said : climb("sh-climb-new", midnight)) {
            say(Topics.shadow(said), said);
        }
        for (var said : climb("sh-climb-old", midnight)) {
            say(Topics.alert(said), said);
        }
        var days = Map.of("blue", 1, "yellow", 2, "orange", 1, "red", 2);
        eventually(() -> {
            assertThat(kept("sh-climb-new")).isEqualTo(6);
            var target = caller.admin()
                    .get("/api/v1/rules/sh-climb-new/shadow?to=" + midnight.plus(Duration.ofDays(7)))
                    .json()
                    .at("/targets/0");
            assertThat(target.at("/both/0/shadow/level").asString()).isEqualTo("red");
            assertThat(target.at("/both/0/live/level").asString()).isEqualTo("red");
            assertThat(target.at("/both/0/shadow/to").asString())
                    .isEqualTo(midnight.plus(Duration.ofHours(121)).toString());
            assertThat(target.at("/both/0/live/to").asString())
                    .isEqualTo(midnight.plus(Duration.ofHours(121)).toString());
            days.forEach((level, many) -> {
                assertThat(target.at("/shadowDaysAt/" + level).asInt())
                        .as("days of the shadow at " + level)
                        .isEqualTo(many);
                assertThat(target.at("/liveDaysAt/" + level).asInt())
                        .as("days in force at " + level)
                        .isEqualTo(many);
            });
        });
    }

    @Test
    void onlyTheNewestWordsOfAShadowAreKept() throws Exception {
        for (var seq = 1; seq <= ShadowAlerts.KEPT + 20; seq++) {
            var said = alert("sh-chatty", 1, seq, AlertState.RAISED, Level.RED, seq);
            job.publish(Topics.shadow(said), Json.write(said), 1, false);
        }
        eventually(() -> {
            assertThat(kept("sh-chatty")).isEqualTo(ShadowAlerts.KEPT);
            assertThat(jdbc.sql("select max(seq) from shadow_alert where rule_id = 'sh-chatty'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(ShadowAlerts.KEPT + 20);
        });
    }

    @Test
    void whoDoesNotSeeTheSlopeSeesNoShadowAndARuleInForceHasNone() {
        var form = Map.of(
                "username", "sh-else", "password", "long enough for us", "role", "administrator", "division", "220281");
        assertThat(caller.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        assertThat(caller.signIn("sh-else", "long enough for us").get(PATH).status())
                .isEqualTo(404);
        assertThat(caller.admin().get("/api/v1/rules/sh-old/shadow").status()).isEqualTo(409);
    }
}
