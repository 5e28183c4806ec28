package cn.shanshao.center.screen;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.registry.Registry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A warning is on every screen that it concerns as soon as it is committed, and on a wall without anybody's name. */
@CenterTest
class WarningPushTest {
    private static final String POINT = "push-slope";
    private static final String SEEN = "push-seen-slope";
    private static final String COUNTY = "220204";

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    private Caller officer(String name, String role, String division) {
        var form = Map.of(
                "username", name,
                "displayName", "值班员" + name,
                "password", "a long enough password",
                "role", role,
                "division", division);
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(name, "a long enough password");
    }

    @Test
    void itsCountyCityAndWallHearOfItAndTheNeighbourDoesNot() throws Exception {
        Scenery.slope(registry, POINT, Scenery.HUADIAN, "10000003401");
        var duty = officer("push-duty", "duty", Scenery.HUADIAN);
        var city = officer("push-city", "duty", "2202");
        var neighbour = officer("push-neighbour", "duty", "220281");
        var wall = officer("push-wall", "wall", Scenery.HUADIAN);
        try (var county = new StompEar(duty).on("/topic/division/" + Scenery.HUADIAN);
                var above = new StompEar(city).on("/topic/division/2202");
                var beside = new StompEar(neighbour).on("/topic/division/220281");
                var room = new StompEar(wall).on("/topic/wall/" + Scenery.HUADIAN)) {
            for (var ear : new StompEar[] {county, above, beside, room}) {
                eventually(() -> assertThat(ear.heard("pulse")).isNotEmpty());
            }
            var opened =
                    duty.post("/api/v1/points/" + POINT + "/warnings", Map.of("level", "yellow", "reason", "巡查见裂缝"));
            assertThat(opened.status()).as(opened.response().body()).isEqualTo(201);

            eventually(() -> assertThat(county.heard("warning")).singleElement().satisfies(told -> {
                assertThat(told.at("/warning/id").asString())
                        .isEqualTo(opened.json().get("id").asString());
                assertThat(told.at("/warning/log/0/byName").asString()).isEqualTo("值班员push-duty");
            }));
            eventually(() -> assertThat(above.heard("warning")).hasSize(1));
            eventually(() -> assertThat(room.heard("warning"))
                    .singleElement()
                    .satisfies(
                            told -> assertThat(told.toString()).contains(POINT).doesNotContain("push-duty", "巡查见裂缝")));
            var pulses = beside.heard("pulse").size();
            eventually(() -> assertThat(beside.heard("pulse")).hasSizeGreaterThan(pulses + 1));
            assertThat(beside.heard("warning")).isEmpty();
        }
    }

    /** No instrument said anything there: whoever looks at the map and at the counters would see a calm slope. */
    @Test
    void whatWasSeenByHandStandsOnTheMapAndInTheCountersUntilItIsDismissed() throws Exception {
        Scenery.slope(registry, SEEN, COUNTY, "10000003402");
        var duty = officer("push-seen", "duty", COUNTY);
        try (var county = new StompEar(duty).on("/topic/division/" + COUNTY)) {
            eventually(() -> assertThat(county.heard("pulse")).isNotEmpty());
            assertThat(redsOf(duty)).isZero();
            assertThat(warnedAt(duty)).isEqualTo("null");

            var opened = duty.post("/api/v1/points/" + SEEN + "/warnings", Map.of("level", "red", "reason", "后缘整体下错"))
                    .json();

            eventually(() -> assertThat(county.heard("point")).anySatisfy(told -> {
                assertThat(told.at("/point/warned").asString()).isEqualTo("red");
                assertThat(told.at("/point/level").isNull()).isTrue();
            }));
            assertThat(warnedAt(duty)).isEqualTo("red");
            assertThat(redsOf(duty)).isEqualTo(1);

            var dismissed = duty.post(
                    "/api/v1/warnings/" + opened.get("id").asString() + "/dismiss",
                    Map.of("version", opened.get("version").asLong(), "reason", "现场复核为施工取土"));
            assertThat(dismissed.status()).as(dismissed.response().body()).isEqualTo(200);
            assertThat(warnedAt(duty)).isEqualTo("null");
            assertThat(redsOf(duty)).isZero();
        }
    }

    private static String warnedAt(Caller caller) {
        return caller.get("/api/v1/points/" + SEEN)
                .json()
                .at("/warned")
                .toString()
                .replace("\"", "");
    }

    private static int redsOf(Caller caller) {
        return caller.get("/api/v1/overview").json().at("/pulse/counts/red").asInt();
    }
}
