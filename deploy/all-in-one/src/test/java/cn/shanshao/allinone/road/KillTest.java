package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Fleet;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.allinone.trial.TrialFailure;
import cn.shanshao.allinone.trial.TrialSystem;
import cn.shanshao.sim.load.Load;
import cn.shanshao.sim.load.LoadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the whole JVM under load, between yellow and red. */
class KillTest {
    private static final String PASSWORD = "password-of-this-test";
    private static final String GAUGE = "kill-crack1";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final double RATE = 1_000;

    @TempDir
    Path home;

    @Test
    void nothingAcknowledgedIsLostOrDoubledAndTheEpisodeGoesOnToRedUnderItsId() throws Exception {
        try (var system = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, Map.of())) {
            var desk = Desk.signIn(system.page(), PASSWORD);
            var slope =
                    Slope.make(desk, "kill", "10000009002").rule("kill-crack").gauge(GAUGE, "real");
            var password = slope.password(GAUGE);
            var fleet = Fleet.register(desk, "kill-load", 20);
            try (var load = Load.start(LoadSettings.direct(system.mqttUri(), fleet.passwords(), RATE, 1))) {
                var episode = yellow(system, desk, slope, password);
                var written = writeUntilItDies(desk);
                assertThat(Await.condition(SOON, () -> load.report().acknowledged() > 5 * RATE))
                        .isTrue();

                system.kill();
                system.startAgain();

                var after = Desk.signIn(system.page(), PASSWORD);
                assertThat(red(system, after, slope, password)).isEqualTo(episode);
                assertThat(load.stop(SOON))
                        .as("everything offered was acknowledged in the end")
                        .isTrue();
                var again = new Fleet(after, fleet.passwords());
                assertThat(load.ledger().count()).isGreaterThan((long) (5 * RATE));
                assertThat(again.differences(load.ledger(), SOON)).isEmpty();
                assertThat(written).isNotEmpty().allSatisfy(id -> after.get("/api/v1/devices/" + id));
            }
        }
    }

    private static String yellow(TrialSystem system, Desk desk, Slope slope, String password) {
        try (var screen = desk.screen("/topic/division/22");
                var gauge = Slope.connect(system.mqttUri(), GAUGE, password)) {
            Slope.tell(gauge, GAUGE, 12.5);
            return screen.alert(SOON, alert -> isOf(alert, "yellow")).get("id").asString();
        }
    }

    private static String red(TrialSystem system, Desk desk, Slope slope, String password) {
        try (var screen = desk.screen("/topic/division/22");
                var gauge = Slope.connect(system.mqttUri(), GAUGE, password)) {
            Slope.tell(gauge, GAUGE, 45);
            return screen.alert(SOON, alert -> isOf(alert, "red")).get("id").asString();
        }
    }

    private static boolean isOf(tools.jackson.databind.JsonNode alert, String level) {
        return level.equals(alert.path("level").asString(""))
                && GAUGE.equals(alert.path("deviceId").asString(""));
    }

    /** Registers devices, one after the other, for as long as the system answers; the answered ones must stay. */
    private static List<String> writeUntilItDies(Desk desk) {
        var answered = new CopyOnWriteArrayList<String>();
        var writer = new Thread(() -> {
            try {
                for (var i = 0; i < 500; i++) {
                    var id = "kill-written-" + i;
                    desk.post("/api/v1/devices", Map.of("id", id, "realm", "exercise"));
                    answered.add(id);
                }
            } catch (TrialFailure e) {
                // It was killed, as it should be.
            }
        });
        writer.setDaemon(true);
        writer.start();
        Await.condition(SOON, () -> answered.size() >= 3);
        return answered;
    }
}
