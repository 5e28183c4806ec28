package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Gully;
import cn.shanshao.allinone.trial.Siren;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.allinone.trial.TrialSystem;
import cn.shanshao.ingest.mqtt.MqttConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A debris flow while the database does not answer: every process of the server is held still, for {@code SHANSHAO_AWAY}
 * (as {@code PT5M}) or some seconds.
 */
class DatabaseAwayTest {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAwayTest.class);
    private static final Duration AWAY = Duration.parse(System.getenv().getOrDefault("SHANSHAO_AWAY", "PT10S"));
    private static final String PASSWORD = "password-of-this-test";
    private static final String NEAR = "away-siren1";
    private static final String LATE = "away-siren2";
    private static final String GAUGE = "away-crack1";
    private static final String PHONE = "10000009031";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PROMISED = Duration.ofSeconds(3);

    @TempDir
    Path home;

    private Desk desk;

    @Test
    void theSirenSoundsAlsoOneThatComesBackMeanwhileAndAfterwardsNothingIsMissing() throws Exception {
        try (var system = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, Map.of())) {
            desk = Desk.signIn(system.page(), PASSWORD);
            Gully.rule(desk, "away-mud");
            var gully = Gully.make(desk, "away", PHONE, List.of(NEAR, LATE));
            var slope = Slope.make(desk, "away-slope", "10000009032")
                    .rule("away-crack")
                    .gauge(GAUGE, "real");
            var late = gully.password(LATE);
            try (var siren = Siren.on(system.mqttUri(), LATE, late)) {
                assertThat(Await.condition(SOON, siren::isUp)).isTrue();
            }
            try (var upper = gully.connect(system.mqttUri(), gully.upper());
                    var lower = gully.connect(system.mqttUri(), gully.lower());
                    var gauge = Slope.connect(system.mqttUri(), GAUGE, slope.password(GAUGE));
                    var near = Siren.on(system.mqttUri(), NEAR, gully.password(NEAR));
                    var back = Siren.off(system.mqttUri(), LATE, late)) {
                gully.beginFlow(upper);
                Await.value("yellow or above", SOON, this::open, alerts -> !alerts.isEmpty());
                assertThat(Await.condition(SOON, near::isUp)).isTrue();

                int told;
                var server = new Held(home);
                try (server) {
                    var front = Instant.now();
                    gully.reachVillage(lower);
                    sounds(near, front);
                    told = tellUntil(front.plus(AWAY), gauge);
                    var power = Instant.now();
                    back.turnOn();
                    sounds(back, power);
                    server.mustBeStill();
                    assertThat(near.heard()).as("it is told once").hasSize(1);
                }
                everythingIsThere(told);
            }
        }
    }

    private static void sounds(Siren siren, Instant since) {
        assertThat(Await.condition(SOON, () -> !siren.heard().isEmpty())).isTrue();
        var first = siren.heard().get(0);
        var after = Duration.between(since, first.at());
        LOG.info("the siren sounds {} ms after front or power", after.toMillis());
        assertThat(first.command().action()).isEqualTo("siren");
        assertThat(after).isLessThan(PROMISED);
    }

    /** Another point goes on measuring. How many readings the broker took. */
    private static int tellUntil(Instant end, MqttConnection gauge) {
        var told = new AtomicInteger();
        Await.condition(AWAY.plus(SOON), () -> {
            Slope.tell(gauge, GAUGE, 1);
            told.incrementAndGet();
            return Instant.now().isAfter(end);
        });
        return told.get();
    }

    private void everythingIsThere(int readings) {
        var back = Instant.now();
        Await.value(
                "the debris flow on record",
                SOON,
                this::open,
                alerts -> alerts.stream().anyMatch(alert -> alert.contains("debris-flow true")));
        LOG.info("on record {} ms after the database is back", since(back));
        Await.value("the words on the phone", SOON, this::words, texts -> !texts.isEmpty());
        LOG.info("on the phone {} ms after the database is back", since(back));

        var warning = desk.get("/api/v1/warnings?pointId=away").get(0);
        assertThat(warning.get("state").asString()).isEqualTo("issued");
        assertThat(desk.get("/api/v1/warnings/" + warning.get("id").asString())
                        .get("notices")
                        .valueStream()
                        .filter(notice -> "issue".equals(notice.get("purpose").asString()))
                        .map(notice -> notice.get("standingOrder").asString("")))
                .containsExactly("away-order");
        for (var siren : List.of(NEAR, LATE)) {
            Await.value(
                    "the answered command on record",
                    SOON,
                    () -> commands(siren),
                    commands -> commands.contains("siren acknowledged"));
        }
        assertThat(Await.condition(SOON, () -> Slope.stored(desk, GAUGE, "crack") >= readings))
                .isTrue();
        assertThat(Slope.stored(desk, GAUGE, "crack")).isEqualTo(readings);
        assertThat(words()).as("nobody is told twice").hasSize(1);
        assertThat(desk.get("/api/v1/audit/verification").get("intact").asBoolean())
                .isTrue();
        LOG.info("{} readings of meanwhile are stored, everything {} ms after it is back", readings, since(back));
    }

    private static long since(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis();
    }

    /** What the household was told to do. */
    private List<String> words() {
        return desk.get("/phones/api")
                .get("phones")
                .valueStream()
                .filter(phone -> PHONE.equals(phone.get("number").asString()))
                .flatMap(phone -> phone.get("messages").valueStream())
                .filter(message -> "in".equals(message.get("direction").asString())
                        && !message.path("flash").asBoolean(false))
                .map(message -> message.get("text").asString())
                .filter(text -> text.contains("撤离"))
                .toList();
    }

    /** What each was to do, and how far it has come. */
    private List<String> commands(String siren) {
        return desk.get("/api/v1/devices/" + siren + "/commands")
                .valueStream()
                .map(command -> command.get("do").asString() + " "
                        + command.get("state").asString())
                .toList();
    }

    /** Kind, and whether it is corroborated. */
    private List<String> open() {
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
