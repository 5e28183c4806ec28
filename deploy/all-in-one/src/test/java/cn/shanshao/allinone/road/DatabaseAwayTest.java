package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Gully;
import cn.shanshao.allinone.trial.Siren;
import cn.shanshao.allinone.trial.TrialSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A debris flow while the database does not answer: every process of the server is held still. */
class DatabaseAwayTest {
    private static final String PASSWORD = "password-of-this-test";
    private static final String NEAR = "away-siren1";
    private static final String LATE = "away-siren2";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PROMISED = Duration.ofSeconds(3);

    @TempDir
    Path home;

    @Test
    void theSirenSoundsAlsoOneThatComesBackMeanwhileAndAfterwardsAllIsOnRecord() throws Exception {
        try (var system = TrialSystem.start(home, TestClassPath.ofThisTest(), PASSWORD, Map.of())) {
            var desk = Desk.signIn(system.page(), PASSWORD);
            Gully.rule(desk, "away-mud");
            var gully = Gully.make(desk, "away", "10000009031", List.of(NEAR, LATE));
            try (var upper = gully.connect(system.mqttUri(), gully.upper());
                    var lower = gully.connect(system.mqttUri(), gully.lower());
                    var near = Siren.on(system.mqttUri(), NEAR, gully.password(NEAR));
                    var away = Siren.off(system.mqttUri(), LATE, gully.password(LATE))) {
                gully.beginFlow(upper);
                Await.value("yellow or above", SOON, () -> open(desk), alerts -> !alerts.isEmpty());
                assertThat(Await.condition(SOON, near::isUp)).isTrue();

                var server = new Held(home);
                try (server) {
                    var front = Instant.now();
                    gully.reachVillage(lower);
                    assertThat(Await.condition(SOON, () -> !near.heard().isEmpty()))
                            .isTrue();
                    var first = near.heard().get(0);
                    assertThat(first.command().action()).isEqualTo("siren");
                    assertThat(Duration.between(front, first.at())).isLessThan(PROMISED);
                    away.turnOn();
                    assertThat(Await.condition(SOON, () -> !away.heard().isEmpty()))
                            .isTrue();
                    assertThat(away.heard().get(0).command().action()).isEqualTo("siren");
                    server.mustBeStill();
                }

                var red = Await.value(
                        "the debris flow on record",
                        SOON,
                        () -> open(desk),
                        alerts -> alerts.stream().anyMatch(alert -> alert.contains("debris-flow true")));
                assertThat(red).isNotEmpty();
                for (var siren : List.of(NEAR, LATE)) {
                    Await.value(
                            "the answered command on record",
                            SOON,
                            () -> commands(desk, siren),
                            commands -> commands.contains("siren acknowledged"));
                }
            }
        }
    }

    /** What each was to do, and how far it has come. */
    private static List<String> commands(Desk desk, String siren) {
        return desk.get("/api/v1/devices/" + siren + "/commands")
                .valueStream()
                .map(command -> command.get("do").asString() + " "
                        + command.get("state").asString())
                .toList();
    }

    /** Kind, and whether it is corroborated. */
    private static List<String> open(Desk desk) {
        return desk.get("/api/v1/alerts?open=true&pointId=away")
                .valueStream()
                .map(alert -> alert.get("kind").asString() + " "
                        + alert.get("corroborated").asBoolean())
                .toList();
    }

    /** The processes of the PostgreSQL server, stopped where they are until it is closed. */
    private static final class Held implements AutoCloseable {
        private final List<ProcessHandle> processes;

        Held(Path home) throws IOException {
            var pid = Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                    .get(0)
                    .strip();
            var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            this.processes =
                    Stream.concat(Stream.of(server), server.descendants()).toList();
            signal("STOP");
        }

        /** Else the test would show nothing. */
        void mustBeStill() throws IOException {
            for (var process : processes) {
                if (process.isAlive()) {
                    assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/stat")))
                            .contains(") T ");
                }
            }
        }

        private void signal(String name) throws IOException {
            var command = Stream.concat(
                            Stream.of("kill", "-" + name),
                            processes.stream().filter(ProcessHandle::isAlive).map(one -> String.valueOf(one.pid())))
                    .toList();
            new ProcessBuilder(command).inheritIO().start().onExit().join();
        }

        @Override
        public void close() throws IOException {
            signal("CONT");
        }
    }
}
