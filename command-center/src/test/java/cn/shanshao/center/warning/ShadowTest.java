package cn.shanshao.center.warning;

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
            put("sh-old", rule("sh-old", false));
            put("sh-new", rule("sh-new", true));
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

    private static Map<String, Object> rule(String id, boolean isShadow) {
        var rule = new HashMap<String, Object>(Map.of(
                "id",
                id,
                "version",
                0,
                "method",
                "threshold",
                "appliesTo",
                Map.of("quantity", "displacement", "pointId", "sh-slope"),
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
        if (isShadow) {
            rule.putAll(Map.of("replaces", "sh-old", "approvedBy", "王工"));
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
