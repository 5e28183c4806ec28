package cn.shanshao.center.alert;

import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.StoredSlope;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.rules.BackTestSeats;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.detect.DefaultRules;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@CenterTest
@Import(StoredSlope.class)
class WhyTest {
    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    @Autowired
    Episodes episodes;

    @Autowired
    Rules rules;

    @Autowired
    BackTestSeats seats;

    /** An alert of the slope that ran off, three days after the onset, by that rule. */
    private String raised(String point, String rule) {
        Scenery.slope(registry, point, HUADIAN, "1000000" + (8_000 + point.hashCode() % 1_000));
        var raised = Scenery.alert(point, 1, 2, AlertState.RAISED, Level.ORANGE);
        var since = StoredSlope.ONSET.plus(Duration.ofDays(3)).toString();
        var json = Json.text(raised)
                .replace(Scenery.RULE, rule)
                .replace(raised.since().toString(), since)
                .replace(raised.at().toString(), StoredSlope.END.toString());
        var alert = Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
        episodes.save(new Episode(alert, false, alert.since(), null, null));
        return alert.id();
    }

    private JsonNode why(String id) {
        var answer = caller.admin().get("/api/v1/alerts/" + id + "/why");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void theCurveTheLimitsAndTheNumbersAreThoseOfTheRule() {
        DefaultRules.of("displacement").forEach(rule -> rules.save(rule, "test"));
        var why = why(raised("wh-rate", "movement-velocity"));

        assertThat(why.propertyNames())
                .containsExactlyInAnyOrder(
                        "alertId",
                        "rule",
                        "method",
                        "quantity",
                        "unit",
                        "judgedUnit",
                        "limits",
                        "series",
                        "forecasts",
                        "numbers",
                        "opinions",
                        "explanation",
                        "read");
        assertThat(why.get("rule").get("id").asString()).isEqualTo("movement-velocity");
        assertThat(why.get("method").asString()).isEqualTo("velocity");
        assertThat(why.get("judgedUnit").asString()).isEqualTo("mm/d");
        assertThat(why.get("limits").get("orange").asDouble()).isEqualTo(20);
        var series = why.get("series");
        assertThat(series.size()).isBetween(400, 600);
        assertThat(Instant.ofEpochMilli(series.get(0).get("t").asLong()))
                .isBetween(StoredSlope.ONSET.minus(Duration.ofDays(27)), StoredSlope.ONSET.minus(Duration.ofDays(26)));
        var last = series.get(series.size() - 1);
        assertThat(last.get("t").asLong())
                .isEqualTo(StoredSlope.END.minus(Duration.ofHours(1)).toEpochMilli());
        assertThat(last.get("j").asDouble()).isGreaterThan(50);
        assertThat(why.get("numbers").valueStream().map(n -> n.get("en").asString()))
                .contains("judged now", "noise of one reading (1σ)", "rate over 1 d", "rate over 7 d")
                .anyMatch(name -> name.startsWith("velocity class:"));
        assertThat(why.get("opinions").valueStream().map(o -> o.get("method").asString()))
                .isNotEmpty();
        assertThat(why.get("explanation").get("zh").asString()).contains("速率");
    }

    @Test
    void aForecastIsToldWithItsWindowsAndItsRefusals() {
        DefaultRules.of("displacement").forEach(rule -> rules.save(rule, "test"));
        var why = why(raised("wh-time", "movement-forecast"));

        assertThat(why.get("judgedUnit").asString()).isEqualTo("d");
        assertThat(why.get("forecasts").get(0).propertyNames())
                .containsExactly("at", "failureAt", "earliest", "latest", "refusedBy");
        assertThat(why.get("forecasts")
                        .valueStream()
                        .map(f -> f.get("refusedBy").asString("")))
                .contains("noise");
    }

    private static JsonNode part(JsonNode why, String of) {
        return why.get("read")
                .get("parts")
                .valueStream()
                .filter(part -> part.get("of").asString().equals(of))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itSaysWhatWasReadAndWhereTheRuleKnewMore() {
        DefaultRules.of("displacement").forEach(rule -> rules.save(rule, "test"));
        var whole = why(raised("wh-whole", "movement-velocity"));
        assertThat(whole.at("/read/from").asString())
                .isEqualTo(StoredSlope.ONSET.minus(Duration.ofDays(57)).toString());
        assertThat(whole.at("/read/readings").asInt()).isEqualTo(60 * 24 - 1);
        for (var of : List.of("series", "judged", "forecasts")) {
            assertThat(part(whole, of).get("partial").asBoolean()).as(of).isFalse();
            assertThat(part(whole, of).get("reason").isNull()).isTrue();
        }

        var dense = why(raised(StoredSlope.DENSE, "movement-velocity"));
        assertThat(dense.at("/read/from").asString())
                .as("a channel that is read often is read for a shorter time")
                .isGreaterThan(whole.at("/read/from").asString());
        assertThat(part(dense, "judged").get("partial").asBoolean()).isTrue();
        assertThat(part(dense, "judged").at("/reason/zh").asString()).contains("回看400天", "库中还有");
        assertThat(part(dense, "judged").at("/reason/en").asString()).contains("400 days");
        assertThat(part(dense, "v0").get("partial").asBoolean()).isTrue();
    }

    @Test
    void aCorrectionOfDataIsSeenAtOnce() {
        DefaultRules.of("displacement").forEach(rule -> rules.save(rule, "test"));
        var id = raised("wh-mask", "movement-velocity");
        var before = why(id).at("/read/readings").asInt();
        var form =
                Map.of("quantity", "displacement", "from", StoredSlope.ONSET, "to", StoredSlope.END, "reason", "支架松动");
        assertThat(caller.admin()
                        .post("/api/v1/devices/wh-mask-gnss/masks", form)
                        .status())
                .isEqualTo(201);
        var after = why(id);
        assertThat(after.at("/read/readings").asInt()).isEqualTo(before - 10 * 24);
        assertThat(after.at("/read/masks/0/reason").asString()).isEqualTo("支架松动");
    }

    @Test
    void whenAllSeatsAreTakenOnlyWhatWasAskedBeforeIsTold() {
        DefaultRules.of("displacement").forEach(rule -> rules.save(rule, "test"));
        var asked = raised("wh-kept", "movement-velocity");
        var other = raised("wh-late", "movement-velocity");
        var before = why(asked);

        var late = seats.seated(() -> seats.seated(() -> {
            assertThat(why(asked)).isEqualTo(before);
            return caller.admin().get("/api/v1/alerts/" + other + "/why");
        }));

        assertThat(late.status()).isEqualTo(429);
        assertThat(late.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(why(other).get("series").isEmpty()).isFalse();
    }

    @Test
    void whatNoRuleRaisedHasItsShapeAllTheSame() {
        var why = why(raised("wh-none", "gone"));

        assertThat(why.get("rule").isNull()).isTrue();
        assertThat(why.get("series").isEmpty()).isTrue();
        assertThat(why.get("explanation").get("en").asString()).isNotBlank();
    }

    @Test
    void anotherCountySeesNotEvenThatThereIsOne() {
        var id = raised("wh-wall", "gone");
        caller.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username",
                                "wh-county",
                                "password",
                                "long enough for us",
                                "role",
                                "duty",
                                "division",
                                "220281"));
        var county = caller.signIn("wh-county", "long enough for us");

        assertThat(county.get("/api/v1/alerts/" + id + "/why").status()).isEqualTo(404);
        assertThat(caller.get("/api/v1/alerts/" + id + "/why").status()).isEqualTo(401);
    }

    @Test
    void thePointAsAWholeIsExplainedByItsOwnMethod() {
        Scenery.slope(registry, "wh-whole", HUADIAN, "10000008801");
        for (var method : List.of("fused", "debris-flow")) {
            var json = Json.text(Scenery.alert("wh-whole", 1, 2, AlertState.RAISED, Level.RED))
                    .replace("wh-whole-e1", "wh-whole-" + method)
                    .replace("wh-whole-gnss~displacement", "wh-whole")
                    .replace(Scenery.RULE, method)
                    .replace("\"threshold\"", "\"" + method + "\"")
                    .replace("\"deviceId\":\"wh-whole-gnss\",\"division\"", "\"deviceId\":null,\"division\"")
                    .replace(
                            "\"quantity\":\"displacement\",\"value\":52.13,\"unit\"",
                            "\"quantity\":null,\"value\":52.13,\"unit\"");
            var alert = Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
            episodes.save(new Episode(alert, true, alert.since(), null, null));

            var why = why("wh-whole-" + method);
            assertThat(why.get("method").asString()).isEqualTo(method);
            assertThat(why.get("explanation").get("zh").asString()).contains("看不见", "来源");
            assertThat(why.get("series")).isEmpty();
        }
    }

    @Test
    void nobodyHasReadWhatHasNotComeYet() {
        DefaultRules.of("displacement").forEach(rule -> rules.save(rule, "test"));
        var id = raised("wh-today", "movement-velocity");
        var over = episodes.find(id).orElseThrow().alert();
        var now = Instant.now();
        var json = Json.text(over).replace(over.at().toString(), now.toString());
        var ended = Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
        episodes.save(new Episode(ended, false, ended.since(), null, null));

        assertThat(Instant.parse(why(id).get("read").get("to").asString())).isBeforeOrEqualTo(Instant.now());
    }
}
