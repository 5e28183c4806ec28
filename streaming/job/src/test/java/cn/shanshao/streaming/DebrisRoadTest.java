package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A debris flow on its way, from the stations over the broker and the job to the siren. */
class DebrisRoadTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration LIMIT = Duration.ofSeconds(3);

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
    void stop() {
        road.killJob();
    }

    /** An alert of the point that began at this station. */
    private static Predicate<Alert> begunAt(String station) {
        return alert -> GullyScene.POINT.equals(alert.target())
                && alert.evidence().get(0).deviceId().equals(station);
    }

    @Test
    void theSirenSoundsWithinThreeSecondsWithTheStoreAway() throws Exception {
        try (var proxy = new Proxy(road.store.uri())) {
            road.configure(version -> GullyScene.with(version, "n-", NOW.plus(Duration.ofDays(1))));
            var commands = road.listen("n-horn", Topics.command("n-horn"));
            var job = road.startJob(road.settings("n", proxy.uri()));
            road.client("n-mid");
            proxy.shut();
            road.send("n-high", "mud.level", 1.2, NOW.minusSeconds(100));
            road.awaitAlert("the first station", one -> "n-high".equals(one.deviceId()));
            assertThat(commands).isEmpty();

            var sent = Instant.now();
            road.send("n-mid", "mud.level", 0.9, NOW);
            Road.await("the siren is commanded", () -> !commands.isEmpty());
            assertThat(Duration.between(sent, Instant.now())).isLessThan(LIMIT);
            Road.await(
                    "health tells that the store is away", () -> !job.health().storeUp());

            var red = road.awaitAlert("the debris flow", begunAt("n-high"));
            assertThat(red.kind()).isEqualTo(AlertKind.DEBRIS_FLOW);
            assertThat(red.level()).isEqualTo(Level.RED);
            assertThat(red.corroborated()).isTrue();
            assertThat(red.standingOrder()).isEqualTo("flow-order");
            assertThat(red.evidence()).extracting(one -> one.deviceId()).containsExactly("n-high", "n-mid");
            assertThat(Objects.requireNonNull(red.forecast()).failureAt()).isEqualTo(NOW.plusSeconds(2_400 / 6));
            assertThat(commands.get(0).id()).startsWith(red.id() + "-");
            assertThat(commands.get(0).by()).isEqualTo("job");
            Road.await("the division is told", () -> road.isHeard("state/220283", "\"debris-flow\""));
        }
    }

    @Test
    void aSirenThatWasAwaySoundsWhenItComesBack() throws Exception {
        road.configure(version -> GullyScene.with(version, "b-", NOW.plus(Duration.ofDays(1))));
        road.startJob("b");
        road.send("b-high", "mud.level", 1.2, NOW.minusSeconds(100));
        road.send("b-mid", "mud.level", 0.9, NOW);
        var red = road.awaitAlert("the debris flow", begunAt("b-high"));

        var commands = road.listen("b-horn", Topics.command("b-horn"));
        Road.await("the siren is commanded", () -> !commands.isEmpty());
        assertThat(commands.get(0).id()).startsWith(red.id() + "-");
        assertThat(commands.get(0).action()).isEqualTo("siren");
    }

    @Test
    void anEpisodeOfThePointIsTakenOverWhenTheStateIsLost() throws Exception {
        road.configure(version -> GullyScene.with(version, "o-", NOW.plus(Duration.ofDays(1)), null, Clock.REAL));
        road.startJob("o");
        road.send("o-high", "mud.level", 1.2, NOW.minusSeconds(100));
        road.send("o-mid", "mud.level", 0.9, NOW);
        var red = road.awaitAlert("the debris flow", begunAt("o-high"));
        road.killJob();
        road.publishRetained(Topics.open(Scene.DIVISION), Json.write(List.of(red)));

        road.startJob("o-afresh");
        road.send("o-low", "mud.level", 2.5, NOW.plusSeconds(80));
        road.awaitAlert(
                "it goes on under its id",
                one -> one.id().equals(red.id()) && one.seq() > red.seq() && one.state() != AlertState.CLEARED);
        road.publishRetained(Topics.open(Scene.DIVISION), Json.write(List.of()));
    }
}
