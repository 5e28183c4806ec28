package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Fleet;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.allinone.trial.StoreProxy;
import cn.shanshao.allinone.trial.TrialSystem;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.sim.load.Load;
import cn.shanshao.sim.load.LoadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time-series store goes away under load. */
class StoreAwayTest {
    private static final String PASSWORD = "password-of-this-test";
    private static final String GAUGE = "away-crack1";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final double RATE = 1_000;

    @TempDir
    Path dir;

    @Test
    void alertsDoNotWaitForItAndAfterwardsEveryReadingIsThere() throws Exception {
        try (var store = EmbeddedQuestDb.start(dir.resolve("store"), 0, Duration.ofDays(1095), "trial", PASSWORD);
                var wire = StoreProxy.before(store.uri());
                var system = TrialSystem.start(
                        dir.resolve("home"),
                        TestJvm.ofThisTest(),
                        PASSWORD,
                        Map.of(
                                "SHANSHAO_STORE_URL",
                                wire.uri().toString(),
                                "SHANSHAO_STORE_USER",
                                "trial",
                                "SHANSHAO_STORE_PASSWORD",
                                PASSWORD))) {
            var desk = Desk.signIn(system.page(), PASSWORD);
            var slope =
                    Slope.make(desk, "away", "10000009003").rule("away-crack").gauge(GAUGE, "real");
            var fleet = Fleet.register(desk, "away-load", 20);
            try (var load = Load.start(LoadSettings.direct(system.mqttUri(), fleet.passwords(), RATE, 1));
                    var gauge = Slope.connect(system.mqttUri(), GAUGE, slope.password(GAUGE));
                    var screen = desk.screen("/topic/division/22")) {
                assertThat(Await.condition(SOON, () -> load.report().acknowledged() > 2 * RATE))
                        .isTrue();

                wire.cut();
                var before = load.report().acknowledged();
                assertThat(Await.condition(SOON, () -> load.report().acknowledged() > before + 5 * RATE))
                        .isTrue();
                Slope.tell(gauge, GAUGE, 26);
                var alert =
                        screen.alert(SOON, a -> "orange".equals(a.path("level").asString("")));
                assertThat(alert.get("deviceId").asString()).isEqualTo(GAUGE);

                wire.hang();
                assertThat(Await.condition(SOON, () -> !wire.held().isEmpty())).isTrue();
                var unanswered = wire.held();
                Slope.tell(gauge, GAUGE, 45);
                screen.alert(SOON, a -> "red".equals(a.path("level").asString("")));
                assertThat(wire.held())
                        .as("the alert waited for no write to give up")
                        .containsAll(unanswered);

                wire.mend();
                assertThat(load.stop(SOON)).isTrue();
                assertThat(fleet.differences(load.ledger(), SOON)).isEmpty();
                assertThat(Slope.stored(desk, GAUGE, "crack")).isEqualTo(2);
            }
        }
    }
}
