package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.history.ReadingStore;
import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that has lost its state, or meets a new rule, goes on from what the store remembers. */
class WarmRoadTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    static Path dir;

    private static Road road;

    @BeforeAll
    static void build() throws Exception {
        road = new Road(dir);
    }

    @AfterAll
    static void takeDown() {
        road.close();
    }

    @AfterEach
    void stop() throws Exception {
        road.killJob();
        road.publishRetained(Topics.open(Scene.DIVISION), Json.write(List.of()));
    }

    private static void send(String device, List<Creep.Point> points) throws Exception {
        for (var point : points) {
            road.send(device, Creep.QUANTITY, point.value(), point.at());
        }
    }

    private static void awaitJudging(String sentinel) throws Exception {
        road.send(sentinel, "crack", 12, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        road.awaitAlert("it judges", one -> sentinel.equals(one.deviceId()));
    }

    private static void loseState(String name, Collection<Alert> open) throws Exception {
        road.killJob();
        road.publishRetained(Topics.open(Scene.DIVISION), Json.write(List.copyOf(open)));
        Checkpoints.delete(road.state(name));
    }

    @Test
    void inMidCreepTheLevelIsTheSameAfterTheStateIsLost() throws Exception {
        var record = Creep.preonzo("E3");
        var lost = 26; // the reading that follows changes no level
        try (var proxy = new Proxy(road.store.uri())) {
            road.configure(version ->
                    Creep.with(version, Creep.rules(), Creep.gauge("w1", Clock.REPLAY, 86_400), Scene.gauge("w2")));
            road.startJob(Serial.settings(road.settings("w", proxy.uri())));
            awaitJudging("w2");
            send("w1", record.subList(0, lost));
            Road.await(
                    "its episodes",
                    () -> Creep.outcomes(road.alerts(), "w1").equals(Creep.backTest("w1", record.subList(0, lost))));
            var before = Creep.open(road.alerts(), "w1");
            assertThat(before.values()).extracting(Alert::level).contains(Level.ORANGE);
            Road.await("it is stored", () -> road.count("w1") == lost);
            Road.await("it is acknowledged", () -> road.broker.health().jobBacklog() == 0);

            loseState("w", before.values());
            var heard = road.alerts().size();
            var deliveries = road.heard.size();
            var begun = System.nanoTime();
            var again = road.startJob(Serial.settings(road.settings("w", proxy.uri())));
            send("w1", record.subList(lost, lost + 1));
            Road.await("the reading is judged", () -> road.count("w1") == lost + 1 && isOrangeSince(deliveries));
            Thread.sleep(2_000);
            Road.await("it is warm", () -> again.health().history().equals(new Tally.History(0, 0)));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
            standsAsBefore(before, road.alerts().subList(heard, road.alerts().size()));

            send("w1", record.subList(lost + 1, record.size()));
            Road.await(
                    "it ends as without the loss",
                    () -> Creep.outcomes(road.alerts(), "w1").equals(Creep.backTest("w1", record)));

            var last = Creep.open(road.alerts(), "w1");
            loseState("w", last.values());
            proxy.shut();
            var then = road.alerts().size();
            var cold = road.startJob(Serial.settings(road.settings("w", proxy.uri())));
            var next = record.get(record.size() - 1);
            road.send("w1", Creep.QUANTITY, next.value() + 60, next.at().plus(Duration.ofDays(1)));
            road.send("w2", "crack", 55, Instant.now().truncatedTo(ChronoUnit.MILLIS));
            road.awaitAlert(
                    "a threshold alerts with the store away",
                    one -> "w2".equals(one.deviceId()) && one.level() == Level.RED);
            Road.await("it says that it warms", () -> cold.health().history().warming() == 1);
            standsAsBefore(last, road.alerts().subList(then, road.alerts().size()));
        }
    }

    /** The point stands where it stood. */
    private static boolean isOrangeSince(int deliveries) {
        return road.heard.stream()
                .skip(deliveries)
                .anyMatch(one -> one.topic().endsWith("state/" + Scene.DIVISION)
                        && new String(one.payload(), StandardCharsets.UTF_8).contains("\"orange\""));
    }

    private static void standsAsBefore(Map<String, Alert> before, List<Alert> since) {
        for (var alert : since) {
            var was = before.get(alert.ruleId());
            if (alert.target().equals("w1~" + Creep.QUANTITY) && was != null) {
                assertThat(alert.id()).isEqualTo(was.id());
                assertThat(alert.state()).isNotIn(AlertState.CLEARED, AlertState.EASED);
                assertThat(alert.level()).isEqualTo(was.level());
                assertThat(alert.since()).isEqualTo(was.since());
                assertThat(alert.confidence()).isEqualTo(1);
            }
        }
    }

    @Test
    void aNewRuleKnowsWhatCameBeforeIt() throws Exception {
        var rows = new ArrayList<Row>();
        for (var hour = 24 * 30; hour > 0; hour--) {
            var at = NOW.minus(Duration.ofHours(hour));
            var days = Math.max(0, 10 - hour / 24.0);
            rows.add(new Row("v1", Creep.QUANTITY, 100 + 8 * days, 1, at, at, at, false));
        }
        try (var store = new ReadingStore(road.store.uri(), "admin", Road.PASSWORD, JobSettings.RAW_RETENTION)) {
            store.write(rows);
        }
        Road.await("a month is stored", () -> road.count("v1") == rows.size());
        road.configure(
                version -> Creep.with(version, List.of(), Creep.gauge("v1", Clock.REAL, 3_600), Scene.gauge("v2")));
        var job = road.startJob("v");
        awaitJudging("v2");
        road.send("v1", Creep.QUANTITY, 180, NOW);
        Road.await("it runs", () -> road.count("v1") == rows.size() + 1);
        assertThat(road.alertsOf("v1")).isEmpty();

        road.configure(
                version -> Creep.with(version, Creep.rules(), Creep.gauge("v1", Clock.REAL, 3_600), Scene.gauge("v2")));
        Road.await("the rule is there", () -> {
            var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            var days = Duration.between(NOW, at).toMillis() / 86_400_000.0;
            road.send("v1", Creep.QUANTITY, 180 + 8 * days, at);
            Thread.sleep(200);
            return !road.alertsOf("v1").isEmpty();
        });
        var alert = road.awaitAlert("it moves", one -> "v1".equals(one.deviceId()) && one.level() == Level.YELLOW);
        assertThat(alert.ruleId()).isEqualTo("movement-velocity");
        assertThat(alert.since()).isBetween(NOW.minus(Duration.ofDays(10)), NOW.minus(Duration.ofDays(8)));
        assertThat(Objects.requireNonNull(alert.value())).isBetween(7.0, 9.0);
        assertThat(job.health().history()).isEqualTo(new Tally.History(0, 0));
    }
}
