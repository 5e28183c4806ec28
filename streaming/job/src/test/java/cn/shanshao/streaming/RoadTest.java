package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.ingest.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadTest {
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

    @Test
    void aReadingAboveALimitBecomesAnAlertAndIsStored() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("a1")));
        road.startJob("a");
        road.send("a1", "crack", 12.5, NOW);

        var alert = road.awaitAlert("a yellow alert", one -> "a1".equals(one.deviceId()));
        assertThat(alert.state()).isEqualTo(AlertState.RAISED);
        assertThat(alert.level()).isEqualTo(Level.YELLOW);
        assertThat(alert.target()).isEqualTo("a1~crack");
        assertThat(alert.since()).isEqualTo(NOW);
        assertThat(alert.limit()).isEqualTo(10);
        assertThat(alert.evidence()).hasSize(1);
        Road.await("the reading is stored", () -> road.count("a1") > 0);
        road.send("a1", "crack", 12.6, NOW.plusMillis(500));
        Road.await("screens are told", () -> road.isHeard("obs/220283/a1", ""));
        Road.await("the division is told", () -> road.isHeard("state/220283", "\"level\":\"yellow\""));
    }

    @Test
    void aShadowClimbsEasesAndClearsUnderRisingNumbersAndAlertsNobody() throws Exception {
        road.configure(version -> {
            var plain = Scene.with(version, Scene.gauge("s1"));
            return new DivisionConfig(1, version, plain.points(), plain.devices(), List.of(Scene.shadow(1)));
        });
        road.startJob("s");
        var crack = new double[] {6, 12, 35, 55, 12, 1};
        for (var i = 0; i < crack.length; i++) {
            var words = i + 1;
            road.send("s1", "crack", crack[i], NOW.minusSeconds(60 - i));
            Road.await(
                    words + " words of the shadow", () -> road.shadowsOf("s1").size() == words);
        }

        var said = road.shadowsOf("s1");
        assertThat(said)
                .extracting(Alert::level)
                .containsExactly(Level.BLUE, Level.YELLOW, Level.ORANGE, Level.RED, Level.YELLOW, null);
        assertThat(said)
                .extracting(Alert::state)
                .containsExactly(
                        AlertState.RAISED,
                        AlertState.ESCALATED,
                        AlertState.ESCALATED,
                        AlertState.ESCALATED,
                        AlertState.EASED,
                        AlertState.CLEARED);
        assertThat(said).extracting(Alert::id).containsOnly(said.get(0).id());
        assertThat(said).extracting(Alert::seq).isSorted().doesNotHaveDuplicates();
        assertThat(road.alertsOf("s1")).isEmpty();
    }

    @Test
    void anEpisodeGoesOnUnderItsIdAfterACrashAndNothingIsLost() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("b1")));
        road.startJob("b");
        road.send("b1", "crack", 12, NOW.minusSeconds(30));
        var yellow = road.awaitAlert("a yellow alert", one -> "b1".equals(one.deviceId()));
        for (var i = 0; i < 200; i++) {
            road.send("b1", "crack", 13, NOW.minusSeconds(25).plusMillis(i));
        }
        road.killJob();
        road.send("b1", "crack", 55, NOW);
        road.startJob("b");

        var red = road.awaitAlert("a red alert", one -> "b1".equals(one.deviceId()) && one.level() == Level.RED);
        assertThat(red.id()).isEqualTo(yellow.id());
        assertThat(red.seq()).isGreaterThan(yellow.seq());
        Road.await("everything is stored", () -> road.count("b1") == 202);
    }

    @Test
    void goesOnFromTheOlderCheckpointWhenTheNewestIsSpoiled() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("m1")));
        var first = road.startJob("m");
        road.send("m1", "crack", 12, NOW.minusSeconds(30));
        var yellow = road.awaitAlert("a yellow alert", one -> "m1".equals(one.deviceId()));
        var alerted = System.currentTimeMillis();
        var checkpoints = new Checkpoints(road.state("m").resolve("checkpoints"));
        Road.await(
                "two checkpoints hold it",
                () -> first.health().lastCheckpoint() > alerted + 3_000
                        && checkpoints.whole().size() > 1);
        road.killJob();
        var whole = checkpoints.whole();
        assertThat(whole).hasSizeGreaterThan(1);
        var metadata = whole.get(0).resolve("_metadata");
        Files.write(metadata, Arrays.copyOf(Files.readAllBytes(metadata), (int) Files.size(metadata) / 2));
        assertThat(checkpoints.whole()).first().isEqualTo(whole.get(1));

        road.startJob("m");
        road.send("m1", "crack", 55, NOW);
        var red = road.awaitAlert("a red alert", one -> "m1".equals(one.deviceId()) && one.level() == Level.RED);
        assertThat(red.id()).isEqualTo(yellow.id());
    }

    @Test
    void anEpisodeIsAdoptedWhenTheStateIsLost() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("c1"), Scene.gauge("c2")));
        road.startJob("c");
        road.send("c1", "crack", 12, NOW.minusSeconds(30));
        road.send("c2", "crack", 12, NOW.minusSeconds(30));
        var one = road.awaitAlert("an alert", alert -> "c1".equals(alert.deviceId()));
        var other = road.awaitAlert("another", alert -> "c2".equals(alert.deviceId()));
        road.killJob();
        road.publishRetained(Topics.open(Scene.DIVISION), Json.write(List.of(one, other)));

        road.startJob("c-afresh");
        road.send("c1", "crack", 33, NOW);
        road.send("c2", "crack", 1, NOW);

        var goesOn =
                road.awaitAlert("it goes on", alert -> alert.id().equals(one.id()) && alert.level() == Level.ORANGE);
        assertThat(goesOn.seq()).isGreaterThan(one.seq());
        road.awaitAlert(
                "the other ends", alert -> alert.id().equals(other.id()) && alert.state() == AlertState.CLEARED);
        road.publishRetained(Topics.open(Scene.DIVISION), Json.write(List.of()));
    }

    @Test
    void alertsDoNotWaitForTheStoreAndEveryReadingIsStoredAfterwards() throws Exception {
        try (var proxy = new Proxy(road.store.uri())) {
            road.configure(version -> Scene.with(version, Scene.gauge("d1"), Scene.gauge("d2")));
            var job = road.startJob(road.settings("d", proxy.uri()));
            proxy.shut();
            var pack = new ArrayList<Reading>();
            for (var i = 0; i < 30_000; i++) {
                pack.add(new Reading("d1", "crack", 1, NOW.minusSeconds(600).plusMillis(i), false));
            }
            for (var i = 0; i < 30; i++) {
                road.send("d1", SenMl.encode("d1", pack.subList(i * 1_000, i * 1_000 + 1_000)));
            }
            road.send("d2", "crack", 55, NOW);
            road.awaitAlert("a red alert while the store is away", one -> "d2".equals(one.deviceId()));
            assertThat(road.count("d1")).isZero();
            Road.await("lots wait on disk", () -> Road.files(road.state("d").resolve("backlog")) > 0);
            Road.await(
                    "health tells",
                    () -> !job.health().storeUp() && job.health().backlogBytes() > 0);

            road.killJob();
            road.startJob(road.settings("d", proxy.uri()));
            proxy.reopen();

            Road.await("every reading is stored", () -> road.count("d1") == 30_000 && road.count("d2") == 1);
            Road.await(
                    "nothing is left on disk", () -> Road.files(road.state("d").resolve("backlog")) == 0);
        }
    }

    @Test
    void aPackOneHourAheadIsKeptFlaggedAndTold() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("e1")));
        road.startJob("e");
        var ahead = Instant.ofEpochMilli(System.currentTimeMillis()).plusSeconds(3_600);
        var pack = List.of(
                new Reading("e1", "crack", 1, ahead.minusSeconds(60), false),
                new Reading("e1", "crack", 12, ahead, false));
        road.send("e1", SenMl.encode("e1", pack));

        var told = road.awaitAlert(
                "the clock is told", one -> one.kind() == AlertKind.QUALITY && "e1".equals(one.deviceId()));
        assertThat(told.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(told.level()).isNull();
        assertThat(told.text().zh()).containsPattern("-3[56]\\d\\d");
        var yellow = road.awaitAlert("it is judged", one -> "e1".equals(one.deviceId()) && one.level() == Level.YELLOW);
        assertThat(yellow.at()).isBetween(NOW.minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(yellow.confidence()).isLessThan(1);
        Road.await("both are stored", () -> road.count("e1") == 2);
        var stored = road.history.latest(List.of("e1")).get(0);
        assertThat(stored.flag()).isEqualTo(3);
        assertThat(stored.written()).isEqualTo(ahead);
        assertThat(stored.at()).isEqualTo(yellow.at());
        for (var i = 0; i < 3; i++) {
            road.send("e1", "crack", 12, NOW.plusMillis(100 + i));
        }
        road.awaitAlert(
                "the clock is right again", one -> one.id().equals(told.id()) && one.state() == AlertState.CLEARED);
    }

    @Test
    void aBackfillIsStoredWholeAndOpensNoEpisode() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("f1"), Scene.gauge("f2")));
        road.startJob("f");
        var old = Instant.parse("2009-06-01T00:00:00Z");
        var pack = new ArrayList<Reading>();
        for (var i = 0; i < 500; i++) {
            pack.add(new Reading("f1", "crack", i, old.plusSeconds(600L * i), false));
        }
        road.send("f1", SenMl.encode("f1", pack));
        road.send("f1", SenMl.encode("f1", pack));
        Road.await("every row is stored once", () -> road.count("f1") == 500);
        road.send("f2", "crack", 12, NOW);
        road.awaitAlert("another device alerts as ever", one -> "f2".equals(one.deviceId()));

        assertThat(road.alertsOf("f1")).isEmpty();
    }

    @Test
    void aRecordedPastAlertsAsOnTheDay() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("g1", null, Clock.REPLAY)));
        road.startJob("g");
        var old = Instant.parse("2009-06-01T00:00:00Z");
        road.send("g1", "crack", 1, old);
        road.send("g1", "crack", 31, old.plusSeconds(86_400));

        var alert = road.awaitAlert("an orange alert", one -> "g1".equals(one.deviceId()));
        assertThat(alert.since()).isEqualTo(old.plusSeconds(86_400));
        assertThat(alert.level()).isEqualTo(Level.ORANGE);
    }

    @Test
    void whatCannotBeTakenIsRejectedAndNothingElseHappens() throws Exception {
        road.configure(version -> Scene.with(version, Scene.gauge("h1"), Scene.gauge("h2", "h-gate", Clock.REAL)));
        road.startJob("h");
        road.send("h1", "{\"x\":".getBytes(StandardCharsets.UTF_8));
        road.send("stranger", "crack", 1, NOW);
        road.send("h-gate", SenMl.encode("h2", List.of(new Reading("h2", "crack", 1, NOW, false))));
        road.send("h1", SenMl.encode("h2", List.of(new Reading("h2", "crack", 2, NOW.plusMillis(1), false))));

        Road.await(
                "bad JSON is rejected",
                () -> road.rejected("h1").stream().anyMatch(one -> one.index() == null && one.payload().length == 5));
        Road.await(
                "a stranger is rejected",
                () -> road.rejected("stranger").stream()
                        .anyMatch(one -> one.reason().equals("unknown-device")));
        Road.await(
                "a false gateway is rejected",
                () -> road.rejected("h1").stream().anyMatch(one -> one.reason().equals("not-its-gateway")));
        Road.await("the true gateway's is stored", () -> road.count("h2") == 1);
        assertThat(road.count("h1")).isZero();
        assertThat(road.count("stranger")).isZero();
    }

    @Test
    void judgesWithWhatIsThereWhenTheConfigurationStaysIncomplete() throws Exception {
        var config = road.configure(version -> Scene.with(version, Scene.gauge("i1")));
        road.publishRetained(
                Topics.MANIFEST, Json.write(new Manifest(1, Map.of(Scene.DIVISION, config.version(), "220299", 1L))));
        var job = road.startJob(road.settings("i", road.store.uri()).withConfigWait(Duration.ofSeconds(8)));
        road.send("i1", "crack", 12, NOW);

        Road.await("the reading is stored at once", () -> road.count("i1") == 1);
        assertThat(job.health().config()).isEqualTo(Tally.ConfigState.WAITING);
        assertThat(road.alertsOf("i1")).isEmpty();
        road.awaitAlert("it is judged in the end", one -> "i1".equals(one.deviceId()));
        assertThat(job.health().config()).isEqualTo(Tally.ConfigState.INCOMPLETE);
    }

    @Test
    void agreementUnderAStandingOrderSetsOffTheSirensOfItsRealm() throws Exception {
        var order = new StandingOrder(
                "order-1",
                Level.ORANGE,
                Set.of(AlertKind.THRESHOLD),
                NOW.plus(Duration.ofDays(1)),
                List.of("k-siren", "k-live"));
        road.configure(version -> Scene.with(
                version,
                List.of(order),
                Scene.gauge("k1"),
                Scene.gauge("k2"),
                Scene.siren("k-siren", Realm.EXERCISE),
                Scene.siren("k-live", Realm.LIVE)));
        var commands = road.listen("k-siren", Topics.command("k-siren"));
        road.startJob("k");
        road.send("k1", "crack", 55, NOW);
        var alone = road.awaitAlert("red alone", one -> "k1".equals(one.deviceId()));
        assertThat(alone.corroborated()).isFalse();
        road.send("k2", "crack", 33, NOW);

        var agreed = road.awaitAlert("red borne out", one -> one.id().equals(alone.id()) && one.corroborated());
        assertThat(agreed.standingOrder()).isEqualTo("order-1");
        assertThat(agreed.evidence()).extracting(one -> one.deviceId()).containsExactly("k1", "k2");
        Road.await(
                "the siren is commanded",
                () -> commands.stream()
                        .anyMatch(one -> one.action().equals("siren")
                                && one.id().startsWith(agreed.id() + "-")
                                && "job".equals(one.by())));
    }

    @Test
    void anOrderThatHasExpiredOrWasRevokedSetsOffNothingUntilAnotherIsSigned() throws Exception {
        var expired = order("expired", NOW.minus(Duration.ofMinutes(1)), "o-siren");
        var revoked = order("revoked", NOW.plus(Duration.ofDays(1)), "o-siren");
        configureSiren(List.of(expired, revoked));
        configureSiren(List.of(expired));
        var commands = road.listen("o-siren", Topics.command("o-siren"));
        road.startJob("o");
        road.send("o1", "crack", 55, NOW);
        road.send("o2", "crack", 33, NOW);
        var agreed = road.awaitAlert("red borne out", one -> "o1".equals(one.deviceId()) && one.corroborated());
        assertThat(agreed.standingOrder()).isNull();

        configureSiren(List.of(expired, order("signed", NOW.plus(Duration.ofDays(1)), "o-siren")));
        Road.await("the order that is signed sounds the siren", () -> !commands.isEmpty());
        assertThat(commands).extracting(one -> one.args().get("order")).containsOnly("signed");
    }

    private static StandingOrder order(String id, Instant until, String siren) {
        return new StandingOrder(id, Level.ORANGE, Set.of(AlertKind.THRESHOLD), until, List.of(siren));
    }

    private void configureSiren(List<StandingOrder> orders) throws Exception {
        road.configure(version -> Scene.with(
                version, orders, Scene.gauge("o1"), Scene.gauge("o2"), Scene.siren("o-siren", Realm.EXERCISE)));
    }
}
