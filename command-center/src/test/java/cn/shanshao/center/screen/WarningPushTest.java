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
}
