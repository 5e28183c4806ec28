package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the job when it, its cluster, its disk or its state goes away under it. */
class LocalJobTest {
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
    void stop() {
        road.killJob();
    }

    /** How a job, or what it runs on, comes to its end. */
    private interface End {
        void of(LocalRun run) throws Exception;
    }

    private void comesBack(String device, End end) throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge(device)));
        var job = road.startJob(device);
        road.send(device, "crack", 12, NOW.minusSeconds(30));
        var yellow = road.awaitAlert("a yellow alert", one -> device.equals(one.deviceId()));
        for (var i = 0; i < 50; i++) {
            road.send(device, "crack", 13, NOW.minusSeconds(25).plusMillis(i));
        }
        end.of(job.run());
        for (var i = 0; i < 50; i++) {
            road.send(device, "crack", 13, NOW.minusSeconds(20).plusMillis(i));
        }
        Road.await("it is told", () -> job.health().restarts() == 1);
        road.send(device, "crack", 55, NOW);

        var red = road.awaitAlert("a red alert", one -> device.equals(one.deviceId()) && one.level() == Level.RED);
        assertThat(red.id()).isEqualTo(yellow.id());
        Road.await("nothing is lost", () -> road.count(device) == 102);
        assertThat(job.health().faults()).anyMatch(fault -> fault.contains("was started again"));
        assertThat(job.health().status()).isEqualTo("RUNNING");
    }

    @Test
    void aJobThatEndsIsStartedAgainAndNothingIsLost() throws Exception {
        comesBack("p1", run -> run.cluster().cancelJob(run.id()).get());
    }

    @Test
    void aClusterThatDiesIsReplacedAndNothingIsLost() throws Exception {
        comesBack("p2", run -> run.cluster().close());
    }

    @Test
    void aDiskThatDoesNotGiveTheCheckpointsForAMomentCostsNoState() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("s1")));
        var job = road.startJob("s");
        road.send("s1", "crack", 12, NOW.minusSeconds(30));
        var yellow = road.awaitAlert("a yellow alert", one -> "s1".equals(one.deviceId()));
        var alerted = System.currentTimeMillis();
        Road.await("checkpoints hold it", () -> job.health().lastCheckpoint() > alerted + 3_000);
        var checkpoints = road.state("s").resolve("checkpoints");
        var aside = road.state("s").resolve("elsewhere");
        Files.move(checkpoints, aside);
        Road.await("the folder is none any more", () -> isFile(checkpoints));
        var spoiled = road.state("s").resolve("spoiled");
        Files.createDirectories(spoiled.resolve("run/chk-1"));
        Files.write(spoiled.resolve("run/chk-1/_metadata"), new byte[] {1, 2, 3});
        job.run().cluster().close();
        Files.delete(checkpoints);
        Files.move(spoiled, checkpoints);
        Road.await(
                "it is told",
                () -> job.health().faults().stream().anyMatch(fault -> fault.contains("no checkpoint below")));

        Files.move(checkpoints, spoiled);
        Files.move(aside, checkpoints);
        road.send("s1", "crack", 55, NOW);
        var red = road.awaitAlert("a red alert", one -> "s1".equals(one.deviceId()) && one.level() == Level.RED);
        assertThat(red.id()).isEqualTo(yellow.id());
        assertThat(job.health().faults()).noneMatch(fault -> fault.contains("was lost"));
    }

    @Test
    void checkpointsThatFailAreToldAndNothingIsAcknowledgedUntilTheyWorkAgain() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("q1")));
        var job = road.startJob(road.settings("q", road.store.uri()).withCheckpointPatience(Duration.ofSeconds(3)));
        Road.await(
                "all is well",
                () -> job.health().isWell() && road.broker.health().jobBacklog() == 0);
        var checkpoints = road.state("q").resolve("checkpoints");
        var aside = road.state("q").resolve("elsewhere");
        Files.move(checkpoints, aside);
        Road.await("the folder is none any more", () -> isFile(checkpoints));
        road.send("q1", "crack", 12, NOW);

        road.awaitAlert("alerts go on", one -> "q1".equals(one.deviceId()));
        Road.await("it is told", () -> !job.health().isWell());
        assertThat(job.health().faults())
                .singleElement()
                .asString()
                .startsWith("no checkpoint for ")
                .contains("is the disk of the job full");
        assertThat(road.broker.health().jobBacklog()).isEqualTo(1);

        Files.delete(checkpoints);
        Files.move(aside, checkpoints);
        Road.await("all is well again", () -> job.health().isWell());
        Road.await("and acknowledged", () -> road.broker.health().jobBacklog() == 0);
    }

    /** What may have become of the metadata of a checkpoint. */
    private interface Spoiling {
        byte[] of(byte[] metadata);
    }

    private void goesOnWithoutItsState(String device, Spoiling spoiling) throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge(device)));
        var first = road.startJob(device);
        road.send(device, "crack", 12, NOW.minusSeconds(30));
        var yellow = road.awaitAlert("a yellow alert", one -> device.equals(one.deviceId()));
        var alerted = System.currentTimeMillis();
        Road.await("checkpoints hold it", () -> first.health().lastCheckpoint() > alerted + 3_000);
        road.killJob();
        road.publishRetained(Topics.open(Scene.DIVISION), Json.write(List.of(yellow)));
        for (var metadata : metadata(road.state(device))) {
            Files.write(metadata, spoiling.of(Files.readAllBytes(metadata)));
        }

        var second = road.startJob(device);
        assertThat(second.health().faults()).anyMatch(fault -> fault.startsWith("the state of the job was lost"));
        road.send(device, "crack", 55, NOW);
        var red = road.awaitAlert("a red alert", one -> device.equals(one.deviceId()) && one.level() == Level.RED);
        assertThat(red.id()).isEqualTo(yellow.id());
        assertThat(red.seq()).isGreaterThan(yellow.seq());
        assertThat(metadata(road.state(device).resolve("unusable-checkpoints"))).isNotEmpty();
        road.publishRetained(Topics.open(Scene.DIVISION), Json.write(List.of()));
    }

    @Test
    void whenNoCheckpointCanBeReadEpisodesGoOnAndTheLossIsTold() throws Exception {
        goesOnWithoutItsState("r1", metadata -> new byte[] {1, 2, 3});
    }

    @Test
    void whenTheStateIsOfAnotherVersionEpisodesGoOnAndTheLossIsTold() throws Exception {
        goesOnWithoutItsState("r2", metadata -> {
            var text = new String(metadata, StandardCharsets.ISO_8859_1);
            assertThat(text).contains("DeviceMemory$OwnCodec");
            return text.replace("DeviceMemory$OwnCodec", "DeviceMemory$OldCodec")
                    .getBytes(StandardCharsets.ISO_8859_1);
        });
    }

    /** A checkpoint may make the folder anew while we look. */
    private static boolean isFile(Path path) throws Exception {
        if (Files.isDirectory(path)) {
            Checkpoints.delete(path);
        }
        try {
            Files.createFile(path);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static List<Path> metadata(Path below) throws Exception {
        try (var files = Files.walk(below)) {
            return files.filter(file -> file.endsWith("_metadata")).toList();
        }
    }
}
