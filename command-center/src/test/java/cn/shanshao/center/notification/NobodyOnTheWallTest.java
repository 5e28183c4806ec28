package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A screen on a wall hangs where anybody reads it: it tells what goes on, and of nobody. */
@RoadCenterTest
class NobodyOnTheWallTest {
    private static final String PASSWORD = "a long enough password";
    private static final String PHONE = "10000000801";
    private static final List<String> PATHS = List.of(
            "/api/v1/messages?pointId=wall-slope",
            "/api/v1/replies?limit=20",
            "/api/v1/overview",
            "/api/v1/points/wall-slope");

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    Caller stranger;

    private Caller user(String role) {
        var made = stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of("username", "now-" + role, "password", PASSWORD, "role", role, "division", HUADIAN));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return stranger.signIn("now-" + role, PASSWORD);
    }

    @Test
    void noNameNoNumberAndNothingThatWasTyped() throws Exception {
        Scenery.slope(registry, "wall-slope", HUADIAN, PHONE);
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
        try (var job = TestRoad.job(broker)) {
            TestRoad.publish(job, alert("wall-slope", 1, 1, AlertState.RAISED, Level.ORANGE));
            eventually(() -> assertThat(carrier.submittedTo(PHONE)).hasSize(1));
        }
        carrier.type(PHONE, "我家后面塌了");
        eventually(() -> assertThat(messages.list("22", "wall-slope", null, 10).stream()
                        .flatMap(message -> message.replies().stream()))
                .hasSize(1));

        var duty = user("duty");
        for (var path : PATHS) {
            assertThat(duty.get(path).response().body()).as(path).contains("赵德福", "0801");
        }
        for (var role : List.of("wall", "reviewer")) {
            var wall = user(role);
            for (var path : PATHS) {
                var answer = wall.get(path);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.response().body())
                        .as("%s %s", role, path)
                        .contains("wall-slope")
                        .doesNotContain("赵德福", PHONE, "*0801", "我家后面塌了");
            }
            assertThat(wall.get(PATHS.get(0)).response().body())
                    .as("that somebody answered is told")
                    .contains("\"meaning\":\"text\"", "\"role\":\"monitor\"");
            assertThat(wall.get("/api/v1/points/wall-slope/contacts").status()).isEqualTo(403);
        }
    }
}
