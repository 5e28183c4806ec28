package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.TrialSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lives first: a system that watches a real slope starts, and leaves the demo away. */
class DemoBesideLiveTest {
    private static final String PASSWORD = "password-of-this-test";

    @TempDir
    Path home;

    @Test
    void theSystemStartsWithoutTheDemoAndSaysSo() {
        try (var empty = TrialSystem.start(home, TestClassPath.ofThisTest(), PASSWORD, Map.of())) {
            var point = Map.of(
                    "id", "alive", "name", "南坡", "kind", "slope", "division", "220282", "lon", 126.5, "lat", 43.5);
            assertThat(Desk.signIn(empty.page(), PASSWORD)
                            .post("/api/v1/points", point)
                            .get("realm")
                            .asString())
                    .isEqualTo("live");
        }
        try (var system = TrialSystem.start(home, TestClassPath.ofThisTest(), PASSWORD, Map.of("DEMO", "1"))) {
            assertThat(system.terminal()).contains("The demo was NOT started: alive is live");
            var desk = Desk.signIn(system.page(), PASSWORD);
            assertThat(desk.get("/api/v1/overview").get("demo").asBoolean()).isFalse();
            assertThat(desk.get("/api/v1/points")).hasSize(1);
            assertThat(Await.condition(
                            Duration.ofMinutes(2),
                            () -> desk.get("/api/v1/overview")
                                    .at("/pulse/parts")
                                    .valueStream()
                                    .anyMatch(p -> p.path("note").asString("").contains("演示未启动"))))
                    .isTrue();
        }
    }
}
