package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.TrialSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lives first: a system that watches a real slope starts, and leaves the demo away. */
class DemoBesideLiveTest {
    private static final String PASSWORD = "password-of-this-test";

    @TempDir
    Path home;

    @Test
    void theSystemStartsWithoutTheDemoAndSaysSo() {
        try (var empty = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, Map.of())) {
            var point = Map.of(
                    "id", "alive", "name", "南坡", "kind", "slope", "division", "220282", "lon", 126.5, "lat", 43.5);
            assertThat(Desk.signIn(empty.page(), PASSWORD)
                            .post("/api/v1/points", point)
                            .get("realm")
                            .asString())
                    .isEqualTo("live");
        }
        try (var system = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, Map.of("DEMO", "1"))) {
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

    @Test
    void whoPlaysTheDemoIsToldAPasswordOnceAndIsLockedWhereItIsNotPlayed() {
        String password;
        try (var played = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, Map.of("DEMO", "1"))) {
            assertThat(Await.condition(
                            Duration.ofSeconds(30),
                            () -> played.terminal().contains("stop      停止")
                                    && !Files.exists(home.resolve("demo-passwords"))))
                    .as("told, and kept nowhere")
                    .isTrue();
            password = toldTo("demo-signer", played.terminal());
            var signer = Desk.signIn(played.page(), "demo-signer", password);
            assertThat(signer.get("/api/v1/session").get("role").asString()).isEqualTo("signer");
            assertThat(signer.get("/api/v1/duty/now?division=220282")
                            .at("/on/0/username")
                            .asString())
                    .isEqualTo("demo-duty");
            assertThat(Desk.signIn(played.page(), PASSWORD)
                            .get("/api/v1/points/jl-220282-017/contacts")
                            .valueStream()
                            .map(contact -> contact.path("login").asString("")))
                    .contains("demo-giver");
        }
        try (var empty = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, Map.of())) {
            assertThatThrownBy(() -> Desk.signIn(empty.page(), "demo-signer", password))
                    .hasMessageContaining("401");
        }
        try (var again = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, Map.of("DEMO", "1"))) {
            assertThat(again.terminal()).doesNotContain(password);
            assertThat(Desk.signIn(again.page(), "demo-signer", password).get("/api/v1/points"))
                    .isNotEmpty();
        }
    }

    private static String toldTo(String username, String terminal) {
        var line = Pattern.compile(username + "\\s+(\\S{16})\\s").matcher(terminal);
        assertThat(line.find()).as(terminal).isTrue();
        return line.group(1);
    }
}
