package cn.shanshao.center.rules;

import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.registry.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class RuleTest {
    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    private static Map<String, Object> crack(String id) {
        return new HashMap<>(Map.of(
                "id",
                id,
                "method",
                "threshold",
                "appliesTo",
                Map.of("quantity", "crack"),
                "levels",
                Map.of("blue", 5, "yellow", 10, "orange", 30, "red", 50),
                "unit",
                "mm",
                "onDelay",
                60));
    }

    private List<String> faults(Map<String, Object> rule) {
        var answer = stranger.admin().put("/api/v1/rules/" + rule.get("id"), rule);
        assertThat(answer.status()).isEqualTo(422);
        return answer.json()
                .get("errors")
                .valueStream()
                .map(e -> e.get("field").asString())
                .toList();
    }

    @Test
    void everyChangeIsAVersionOfItsOwn() {
        var admin = stranger.admin();
        var rule = crack("ru-versions");
        assertThat(admin.put("/api/v1/rules/ru-versions", rule)
                        .json()
                        .get("version")
                        .asLong())
                .isEqualTo(1);
        assertThat(admin.put("/api/v1/rules/ru-versions", rule).status()).isEqualTo(409);
        rule.put("version", 1);
        rule.put("deadband", 0.5);
        assertThat(admin.put("/api/v1/rules/ru-versions", rule)
                        .json()
                        .get("version")
                        .asLong())
                .isEqualTo(2);
        var versions = admin.get("/api/v1/rules/ru-versions/versions").json();
        assertThat(versions.valueStream().map(v -> v.get("deadband").asDouble()))
                .containsExactly(0.5, 0.0);
    }

    @Test
    void aRuleDoesNotTurnRoundUnderTheOwnLimitsOfAChannel() {
        var channel = Map.of("quantity", "settlement", "unit", "mm", "limits", Map.of("yellow", 5, "red", 9));
        var device = Map.of("id", "ru-own", "channels", List.of(channel));
        assertThat(stranger.admin().post("/api/v1/devices", device).status()).isEqualTo(201);
        var rule = crack("ru-turn");
        rule.put("appliesTo", Map.of("quantity", "settlement", "deviceId", "ru-own"));
        assertThat(stranger.admin().put("/api/v1/rules/ru-turn", rule).status()).isEqualTo(200);

        rule.put("version", 1);
        rule.put("params", Map.of("below", 1));
        rule.put("levels", Map.of("yellow", 10, "red", 5));
        assertThat(faults(rule)).containsExactly("params");
    }

    @Test
    void theGraverLevelMustLieFurther() {
        var rule = crack("ru-order");
        rule.put("levels", Map.of("yellow", 30, "red", 20));
        assertThat(faults(rule)).containsExactly("levels.red");
        rule.put("params", Map.of("below", 1));
        assertThat(stranger.admin().put("/api/v1/rules/ru-order", rule).status())
                .isEqualTo(200);
    }

    @Test
    void aRateOfMovementMayBeJudgedInItsOwnUnit() {
        var rule = crack("ru-rate");
        rule.put("method", "velocity");
        rule.put("params", Map.of("samples", 9));
        rule.put("unit", "mm");
        assertThat(faults(rule)).containsExactlyInAnyOrder("params.samples", "unit");
        rule.put("params", Map.of("samples", 2));
        rule.put("unit", "mm/d");
        assertThat(stranger.admin().put("/api/v1/rules/ru-rate", rule).status()).isEqualTo(200);
        rule.put("method", "inverse-velocity");
        rule.put("unit", "d");
        assertThat(faults(rule)).contains("params.below");
    }

    @Test
    void ofARainRuleEveryFaultIsTold() {
        var rule = crack("ru-rain");
        rule.put("method", "rain-table");
        rule.put("unit", "1");
        assertThat(faults(rule)).contains("appliesTo.quantity", "params", "levels.blue", "levels.red");
        rule.put("appliesTo", Map.of("quantity", "rain"));
        rule.put("levels", Map.of("yellow", 2, "red", 4));
        rule.put("params", Map.of("1h.yellow", 30, "1h.red", 20, "3h.yellow", 40, "4h.red", 3));
        assertThat(faults(rule)).containsExactlyInAnyOrder("params.1h.red", "params.3h.red", "params.4h.red");
        rule.put("params", Map.of("1h.yellow", 30, "1h.red", 50));
        assertThat(stranger.admin().put("/api/v1/rules/ru-rain", rule).status()).isEqualTo(200);
    }

    @Test
    void aRateOfTiltIsJudgedInDegreesPerHour() {
        var rule = crack("ru-tilt");
        rule.put("method", "tilt-rate");
        assertThat(faults(rule)).containsExactlyInAnyOrder("appliesTo.quantity", "unit");
        rule.put("appliesTo", Map.of("quantity", "tilt"));
        rule.put("unit", "deg/h");
        rule.put("params", Map.of("hours", 0.5, "samples", 2));
        assertThat(faults(rule)).containsExactlyInAnyOrder("params.hours", "params.samples");
        rule.put("params", Map.of("hours", 2));
        rule.put("levels", Map.of("blue", 0.01, "orange", 0.1));
        assertThat(stranger.admin().put("/api/v1/rules/ru-tilt", rule).status()).isEqualTo(200);
    }

    @Test
    void waterInTheGroundIsNeverRedAlone() {
        var rule = crack("ru-water");
        rule.put("method", "percentile");
        rule.put("appliesTo", Map.of("quantity", "pore.pressure"));
        rule.put("unit", "percentile");
        rule.put("levels", Map.of("yellow", 95, "red", 99));
        assertThat(faults(rule)).containsExactly("levels.red");
        rule.put("appliesTo", Map.of("quantity", "x.L2_YL.value"));
        assertThat(faults(rule)).containsExactly("levels.red");
        rule.put("levels", Map.of("yellow", 95, "orange", 101));
        assertThat(faults(rule)).containsExactly("levels.orange");
        rule.put("levels", Map.of("yellow", 95, "orange", 99));
        assertThat(stranger.admin().put("/api/v1/rules/ru-water", rule).status())
                .isEqualTo(200);

        var moisture = crack("ru-moisture");
        moisture.put("appliesTo", Map.of("quantity", "soil.moisture/0.5"));
        moisture.put("unit", "%");
        assertThat(faults(moisture)).containsExactly("levels.red");
        var rise = crack("ru-rise");
        rise.put("method", "change");
        rise.put("appliesTo", Map.of("quantity", "water.level"));
        rise.put("unit", "m");
        assertThat(faults(rise)).containsExactly("levels.red");
    }

    @Test
    void aChangeAndAPeakLookAtWhatCanChangeAndShake() {
        var rule = crack("ru-change");
        rule.put("method", "change");
        rule.put("params", Map.of("hours", 24, "absolute", 1));
        assertThat(stranger.admin().put("/api/v1/rules/ru-change", rule).status())
                .isEqualTo(200);
        var deep = crack("ru-deep");
        deep.put("method", "change");
        deep.put("appliesTo", Map.of("quantity", "displacement.deep.x/5"));
        assertThat(stranger.admin().put("/api/v1/rules/ru-deep", deep).status()).isEqualTo(200);
        var frame = crack("ru-frame");
        frame.put("appliesTo", Map.of("quantity", "frame.change"));
        frame.put("levels", Map.of("blue", 0.3, "yellow", 0.6));
        frame.put("unit", "1");
        assertThat(stranger.admin().put("/api/v1/rules/ru-frame", frame).status())
                .isEqualTo(200);
        var peak = crack("ru-peak");
        peak.put("method", "peak");
        assertThat(faults(peak)).containsExactly("appliesTo.quantity");
        var rain = crack("ru-counter");
        rain.put("method", "change");
        rain.put("appliesTo", Map.of("quantity", "rain.total"));
        assertThat(faults(rain)).containsExactly("appliesTo.quantity");
    }

    @Test
    void limitsForOneSlopeNameTheSlopeAndWhoApprovedThem() {
        var rule = crack("ru-site");
        rule.put("replaces", "ru-site");
        assertThat(faults(rule)).contains("replaces", "approvedBy");
        rule.put("replaces", "ru-general");
        rule.put("approvedBy", "王工");
        rule.put("appliesTo", Map.of("quantity", "crack"));
        assertThat(faults(rule)).containsExactly("appliesTo");
        var general = stranger.admin().put("/api/v1/rules/ru-general", crack("ru-general"));
        assertThat(general.json().get("replaces").isNull()).isTrue();
    }

    @Test
    void limitsForOneSlopeWatchNoLessThanThoseTheyReplace() {
        var admin = stranger.admin();
        for (var name : List.of("ru-whole", "ru-part")) {
            var rule = crack(name);
            rule.put("levels", Map.of("yellow", 10, "red", 30));
            assertThat(admin.put("/api/v1/rules/" + name, rule).status()).isEqualTo(200);
        }
        Scenery.slope(registry, "ru-slope", HUADIAN, "10000000705");
        var rule = crack("ru-part");
        rule.put("version", 1);
        rule.put("appliesTo", Map.of("quantity", "crack", "pointId", "ru-slope"));
        rule.put("approvedBy", "王工");
        rule.put("replaces", "ru-whole");
        rule.put("levels", Map.of("yellow", 5));
        rule.put("season", List.of(6, 7, 8));
        assertThat(faults(rule)).containsExactly("levels.red", "season");
        rule.put("season", null);
        rule.put("levels", Map.of("yellow", 5, "red", 20));
        rule.put("method", "change");
        rule.put("params", Map.of("hours", 24));
        assertThat(faults(rule)).containsExactly("method");
        rule.put("method", "threshold");
        rule.put("params", Map.of());
        rule.put("appliesTo", Map.of("quantity", "settlement", "pointId", "ru-slope"));
        assertThat(faults(rule)).containsExactly("appliesTo.quantity");
        rule.put("appliesTo", Map.of("quantity", "crack", "pointId", "ru-slope"));
        var kept = admin.put("/api/v1/rules/ru-part", rule);
        assertThat(kept.status()).as(kept.response().body()).isEqualTo(200);

        rule.put("id", "ru-whole");
        rule.put("replaces", "ru-part");
        assertThat(faults(rule)).as("each in the place of the other").containsExactly("replaces");
    }

    @Test
    void aDelayThatOneReadingOutlastsIsTold() {
        var admin = stranger.admin();
        Scenery.slope(registry, "ru-slow", HUADIAN, "10000000707");
        var device = Map.of(
                "id",
                "ru-slow-crack",
                "pointId",
                "ru-slow",
                "interval",
                600,
                "channels",
                List.of(Map.of("quantity", "crack", "unit", "mm")));
        assertThat(admin.post("/api/v1/devices", device).status()).isEqualTo(201);
        var rule = crack("ru-delay");
        rule.put("appliesTo", Map.of("quantity", "crack", "pointId", "ru-slow"));
        rule.put("onDelay", 600);
        var told = admin.put("/api/v1/rules/ru-delay", rule);
        assertThat(told.status()).as(told.response().body()).isEqualTo(200);
        assertThat(told.json().get("id").asString()).isEqualTo("ru-delay");
        assertThat(told.json().at("/warnings/0/field").asString()).isEqualTo("onDelay");
        assertThat(told.json().at("/warnings/0/devices/0").asString()).isEqualTo("ru-slow-crack");
        assertThat(told.json().at("/warnings/0/text/zh").asString()).contains("600秒");

        rule.put("version", 1);
        rule.put("onDelay", 601);
        assertThat(admin.put("/api/v1/rules/ru-delay", rule)
                        .json()
                        .get("warnings")
                        .isEmpty())
                .isTrue();
        rule.put("version", 2);
        rule.put("onDelay", 0);
        assertThat(admin.put("/api/v1/rules/ru-delay", rule)
                        .json()
                        .get("warnings")
                        .isEmpty())
                .as("none is asked for")
                .isTrue();
    }

    @Test
    void aRuleThatOthersReplaceAsksForNothingThatTheyLack() {
        var admin = stranger.admin();
        var general = crack("ru-broad");
        general.put("levels", Map.of("red", 30));
        assertThat(admin.put("/api/v1/rules/ru-broad", general).status()).isEqualTo(200);
        Scenery.slope(registry, "ru-narrow", HUADIAN, "10000000706");
        var own = crack("ru-own");
        own.put("appliesTo", Map.of("quantity", "crack", "pointId", "ru-narrow"));
        own.put("approvedBy", "王工");
        own.put("replaces", "ru-broad");
        own.put("levels", Map.of("red", 20));
        assertThat(admin.put("/api/v1/rules/ru-own", own).status()).isEqualTo(200);

        general.put("version", 1);
        general.put("levels", Map.of("orange", 15, "red", 30));
        var refused = admin.put("/api/v1/rules/ru-broad", general);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("levels.orange");
        assertThat(refused.json().at("/errors/0/expected").asString()).contains("ru-own", "changed first");

        own.put("version", 1);
        own.put("levels", Map.of("orange", 10, "red", 20));
        assertThat(admin.put("/api/v1/rules/ru-own", own).status()).isEqualTo(200);
        assertThat(admin.put("/api/v1/rules/ru-broad", general).status()).isEqualTo(200);
    }

    @Test
    void aRainRuleLooksAtRainAndSaysItsHours() {
        var rule = crack("ru-hours");
        rule.put("method", "rain-sum");
        assertThat(faults(rule)).containsExactlyInAnyOrder("appliesTo.quantity", "params.hours");
        rule.put("method", "soil-water-index");
        rule.put("appliesTo", Map.of("quantity", "rain.total"));
        assertThat(faults(rule)).containsExactly("params.step");
        rule.put("method", "velocity");
        rule.put("unit", "mm/d");
        assertThat(faults(rule)).as("rain does not move").containsExactly("appliesTo.quantity");
    }

    @Test
    void aStationOfAGullyMayBeJudgedByItsTriggers() {
        var rule = crack("ru-mud");
        rule.put("method", "mud-rise");
        rule.put("params", Map.of("minutes", 90));
        rule.put("levels", Map.of("yellow", 0.5));
        assertThat(faults(rule)).contains("params.minutes", "appliesTo.quantity");
        rule.put("params", Map.of("minutes", 5));
        rule.put("appliesTo", Map.of("quantity", "mud.level"));
        rule.put("unit", "m");
        assertThat(stranger.admin().put("/api/v1/rules/ru-mud", rule).status()).isEqualTo(200);

        rule.put("id", "ru-tremor");
        rule.put("method", "tremor");
        rule.put("levels", Map.of("yellow", 4));
        rule.remove("unit");
        assertThat(faults(rule)).contains("params.minutes", "appliesTo.quantity");
        rule.put("params", Map.of("long", 30));
        rule.put("appliesTo", Map.of("quantity", "infrasound"));
        assertThat(stranger.admin().put("/api/v1/rules/ru-tremor", rule).status())
                .isEqualTo(200);
    }

    @Test
    void everyFaultOfARuleIsTold() {
        var rule = crack("ru-faults");
        rule.put("method", "tea-leaves");
        rule.put("unit", "m");
        rule.put("onDelay", -1);
        rule.put("deadband", -2);
        rule.put("season", List.of(13));
        rule.put("params", Map.of("sideways", 1));
        assertThat(faults(rule))
                .containsExactlyInAnyOrder("method", "params.sideways", "season", "unit", "onDelay", "deadband");
    }

    @Test
    void anUnknownQuantityOrALimitOutOfItsRangeIsRefused() {
        var rule = crack("ru-quantity");
        rule.put("appliesTo", Map.of("quantity", "crak"));
        assertThat(faults(rule)).containsExactly("appliesTo.quantity");
        rule.put("appliesTo", Map.of("quantity", "tilt.x"));
        rule.put("unit", "deg");
        rule.put("levels", Map.of("red", 95));
        assertThat(faults(rule)).containsExactly("levels.red");
        rule.put("levels", Map.of());
        assertThat(faults(rule)).containsExactly("levels");
    }

    @Test
    void aRuleForAPointThatIsNotThereIsRefused() {
        var rule = crack("ru-nowhere");
        rule.put("appliesTo", Map.of("quantity", "crack", "pointId", "nowhere"));
        assertThat(faults(rule)).containsExactly("appliesTo");
    }

    @Test
    void aCountyChangesNoRuleThatHoldsEverywhere() {
        var admin = stranger.admin();
        admin.post(
                "/api/v1/users",
                Map.of(
                        "username",
                        "ru-county",
                        "password",
                        "long enough for us",
                        "role",
                        "administrator",
                        "division",
                        "220282"));
        var county = stranger.signIn("ru-county", "long enough for us");
        assertThat(county.put("/api/v1/rules/ru-mine", crack("ru-mine")).status())
                .isEqualTo(403);
        admin.put("/api/v1/rules/ru-all", crack("ru-all"));
        assertThat(county.get("/api/v1/rules/ru-all").status()).isEqualTo(200);
    }

    @Test
    void aTemplateBecomesARuleUnderAnIdOfItsOwn() {
        var admin = stranger.admin();
        var template = admin.get("/api/v1/rules/templates").json().get(0).get("rule");
        var rule = ((tools.jackson.databind.node.ObjectNode) template).put("id", "ru-from-template");
        assertThat(admin.put("/api/v1/rules/ru-from-template", rule).status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/rules").response().body()).doesNotContain("template-crack");
    }
}
