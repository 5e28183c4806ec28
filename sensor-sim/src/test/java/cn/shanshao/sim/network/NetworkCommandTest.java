package cn.shanshao.sim.network;

import static cn.shanshao.sim.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.DeviceStatus;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.Broker;
import cn.shanshao.sim.FakeCentre;
import cn.shanshao.sim.Usage;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.device.Siren;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class NetworkCommandTest {
    private static final String SIREN = "jl-220623-101-siren1";

    private final Queue<Delivery> seen = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void registersAllInTheExerciseRealmAndPlaysAStoryThatEndsInThePresent() throws Exception {
        var network = Network.first(7, 1);
        try (var broker = Broker.start(folder);
                var centre = new FakeCentre(broker::register);
                var job = broker.listen(seen::add)) {
            assertThat(job).isNotNull();
            var began = Instant.now();
            var code = run(broker, centre, "--points", "7", "--story", "silent-gateway", "--speed", "300");
            assertThat(code).as(told.toString()).isZero();

            assertThat(centre.points.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            network.points().stream().map(p -> p.id()).toList());
            assertThat(centre.devices.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            network.everything().stream().map(DemoDevice::id).toList());
            assertThat(centre.rules).hasSameSizeAs(network.rules());
            assertThat(centre.people).hasSize(21).anyMatch(person -> person.startsWith("jl-220282-101 village-head "));
            assertThat(Stream.concat(centre.points.values().stream(), centre.devices.values().stream()))
                    .allMatch(made -> text(made, "realm").equals("exercise"));
            assertThat(centre.devices.values())
                    .allMatch(made -> text(made, "clock").equals("replay"));
            assertThat(centre.rules.values()).noneMatch(rule -> rule.has("approvedBy"));
            assertThat(centre.rules
                            .get("jl-220282-101-failure")
                            .path("levels")
                            .path("orange")
                            .asDouble())
                    .isEqualTo(7);

            var logins = network.everything().stream()
                    .filter(device -> device.gateway() == null)
                    .map(DemoDevice::id)
                    .collect(Collectors.toSet());
            assertThat(centre.renewed).isEqualTo(logins);
            // who looks once in ten minutes may have looked only while its gateway was silent
            var often = network.devices().stream()
                    .filter(device -> device.interval() < 600)
                    .map(DemoDevice::id)
                    .toList();
            eventually("a reading of everybody", () -> heard().containsAll(often));
            assertThat(data().map(d -> Topics.up(d.topic()).orElseThrow().device())
                            .collect(Collectors.toSet()))
                    .isEqualTo(logins);
            assertThat(seen)
                    .filteredOn(delivery -> delivery.topic().endsWith("/status"))
                    .as("a battery of now would be the newest reading of a past that is replayed")
                    .isNotEmpty()
                    .allMatch(delivery ->
                            Json.read(delivery.payload(), DeviceStatus.class).battery() == null);
            var story = new SilentGateway();
            var from = readings().map(Reading::at).min(Instant::compareTo).orElseThrow();
            assertThat(readings().map(Reading::at)).allMatch(at -> at.isBefore(Instant.now()));
            assertThat(from).isBefore(began.minus(Duration.ofMinutes(18)));
            var silent = network.devices().stream()
                    .filter(d -> d.id().equals("jl-220681-101-crack1"))
                    .findFirst();
            assertThat(readings()
                            .filter(r -> r.device().equals(silent.orElseThrow().id())))
                    .isNotEmpty()
                    .noneMatch(r -> r.at().isAfter(from.plusSeconds((long) SilentGateway.FROM + 60))
                            && r.at().isBefore(from.plusSeconds((long) SilentGateway.TO - 60)));
            assertThat(story.isSilent(silent.orElseThrow(), 600)).isTrue();
        }
    }

    @Test
    void aSecondRunLeavesWhatIsThereAndPutsTheMastIntoMaintenance() throws Exception {
        try (var broker = Broker.start(folder);
                var centre = new FakeCentre(broker::register)) {
            run(broker, centre, "--points", "7", "--story", "technician-at-the-mast", "--minutes", "0.01");
            assertThat(centre.devices.values())
                    .allMatch(made -> text(made, "clock").equals("real"));
            ((ObjectNode) centre.points.get("jl-220681-101")).put("name", "as the operator left it");
            run(
                    broker,
                    centre,
                    "--points",
                    "7",
                    "--story",
                    "technician-at-the-mast",
                    "--minutes",
                    "0.01",
                    "--maintenance");
            assertThat(text(centre.points.get("jl-220681-101"), "name")).isEqualTo("as the operator left it");
            var closed = centre.devices.entrySet().stream()
                    .filter(each -> text(each.getValue(), "state").equals("maintenance"))
                    .map(Map.Entry::getKey);
            assertThat(closed)
                    .containsExactlyInAnyOrder("jl-220681-101-gnss2", "jl-220681-101-tilt1", "jl-220681-101-vib1");
            assertThat(Instant.parse(text(centre.devices.get("jl-220681-101-vib1"), "until")))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));

            ((ObjectNode) centre.devices.get("jl-220681-101-vib1")).put("realm", "live");
            assertThatThrownBy(() -> run(broker, centre, "--points", "7", "--minutes", "0.01"))
                    .isInstanceOf(Usage.class)
                    .hasMessageContaining("jl-220681-101-vib1 is a live device");
        }
    }

    @Test
    void saysWhatItCannotPlay() {
        assertThatThrownBy(() -> plan("--story", "earthquake")).hasMessageContaining("creep-to-failure, creep-without");
        assertThatThrownBy(() -> plan("--story", "spider-on-the-radar", "--points", "3"))
                .hasMessageContaining("jl-222404-101");
        assertThatThrownBy(() -> plan("--speed", "10")).hasMessageContaining("--minutes");
        assertThatThrownBy(() -> plan("--points", "61")).hasMessageContaining("at most 60");
        assertThatThrownBy(() -> plan("--maintenance", "--minutes", "1"))
                .hasMessageContaining("technician-at-the-mast");
        assertThatThrownBy(() -> plan("now")).hasMessageContaining("unknown word now");
    }

    @Test
    void aSirenSoundsAndAnswersWhatTheJobCommands() throws Exception {
        try (var broker = Broker.start(folder);
                var centre = new FakeCentre(broker::register);
                var job = broker.listen(seen::add)) {
            var commander = new Thread(() -> commandOnceItIsOnline(job));
            commander.start();
            var code = run(broker, centre, "--points", "3", "--minutes", "0.1");
            commander.join();
            assertThat(code).as(told.toString()).isZero();

            var gully = centre.points.get("jl-220623-101");
            assertThat(gully.path("flow").path("stations")).hasSize(4);
            assertThat(gully.path("flow").path("village").asDouble()).isEqualTo(1_200);
            assertThat(centre.orders.keySet()).containsExactly("jl-220623-101");
            var order = centre.orders.get("jl-220623-101");
            assertThat(text(order, "level")).isEqualTo("red");
            assertThat(order.path("kinds").toString()).isEqualTo("[\"debris-flow\"]");
            assertThat(order.path("sirens").toString()).isEqualTo("[\"" + SIREN + "\"]");
            assertThat(Instant.parse(text(order, "until"))).isAfter(Instant.now());

            eventually("an answer", () -> seen.stream().anyMatch(d -> d.topic().equals(Topics.ack(SIREN))));
            assertThat(told.toString())
                    .contains(SIREN + " sounds: red by order1, and no second station showed a front")
                    .contains("sirens answered 1 commands");
        }
    }

    private static void commandOnceItIsOnline(MqttClient job) {
        // the session of its login keeps the command until the siren has subscribed, but there must be a session
        var command = new Command(
                "c1",
                "siren",
                Map.of("level", "red", "order", "order1"),
                Instant.now().plusSeconds(60),
                "job",
                null);
        try {
            Thread.sleep(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var unused = job.publish(Topics.command(SIREN), Json.write(command), 1, false);
    }

    @Test
    void aSirenFollowsNoCommandTwiceNorTooLate() {
        var sounded = new ArrayList<String>();
        var siren = new Siren(command -> sounded.add(command.id()));
        var now = Instant.parse("2026-05-20T20:00:00Z");
        assertThat(siren.take(command("a", "siren", now), now).ok()).isFalse();
        assertThat(siren.sounds()).isFalse();
        assertThat(siren.take(command("b", "siren", now.plusSeconds(1)), now).ok())
                .isTrue();
        assertThat(siren.take(command("b", "siren", now.plusSeconds(1)), now).ok())
                .isTrue();
        assertThat(sounded).containsExactly("b");
        assertThat(siren.sounds()).isTrue();
        assertThat(siren.take(command("c", "dance", now.plusSeconds(1)), now).detail())
                .contains("cannot dance");
        assertThat(siren.take(command("d", "stop", now.plusSeconds(1)), now).ok())
                .isTrue();
        assertThat(siren.sounds()).isFalse();
    }

    private static Command command(String id, String action, Instant expires) {
        return new Command(id, action, Map.of(), expires, "job", null);
    }

    @Test
    void theSecondStationsFrontIsTheReadingThatConfirmsIt() {
        var network = Network.first(3, 1);
        var fronts = new Fronts(network);
        var at = Instant.parse("2026-05-20T20:00:00Z");
        var nanos = 0L;
        for (var level : new double[] {1.2, 0.4, 1.2, 1.3}) {
            fronts.sent(
                    new Reading("jl-220623-101-mud1", "mud.level", level, at.plusSeconds(10 * nanos), false), nanos++);
        }
        fronts.sent(new Reading("jl-220623-101-geo1", "vibration", 9, at.plusSeconds(40), false), nanos++);
        fronts.sent(new Reading("jl-220623-101-geo1", "vibration", 9, at.plusSeconds(50), false), nanos++);
        assertThat(fronts.second("jl-220623-101"))
                .as("both stand at the upper station")
                .isEmpty();
        fronts.sent(new Reading("jl-220623-101-mud2", "mud.level", 1.2, at.plusSeconds(60), false), nanos++);
        assertThat(fronts.second("jl-220623-101")).isEmpty();
        fronts.sent(new Reading("jl-220623-101-mud2", "mud.level", 1.2, at.plusSeconds(70), false), nanos);
        assertThat(fronts.second("jl-220623-101")).hasValue(7);
    }

    @Test
    void listsTheStories() throws Exception {
        assertThat(plan("--list")).isZero();
        assertThat(told.toString().lines()).hasSize(8).anyMatch(line -> line.startsWith("thaw "));
    }

    @Test
    void neitherFloodsNorMissesWhatMatters() {
        var network = Network.first(7, 1);
        var mud = network.devices().stream()
                .filter(d -> d.model().equals("mud"))
                .findFirst()
                .orElseThrow();
        var now = Instant.parse("2026-05-20T20:00:00Z");
        var fast = Pace.until(now, Duration.ofHours(72), 900);
        assertThat(fast.from()).isEqualTo(now.minus(Duration.ofHours(72)).plusSeconds(288));
        assertThat(fast.isOver(now.plusSeconds(288))).isTrue();
        assertThat(fast.nanosUntil(fast.from().plusSeconds(900))).isEqualTo(1_000_000_000);
        assertThat(fast.step(mud, true)).isEqualTo(Duration.ofSeconds(180));
        assertThat(fast.step(mud, false)).isEqualTo(Duration.ofSeconds(4_500));
        assertThat(Pace.until(now, Duration.ofHours(3), 20).step(mud, true)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Pace.forever(now).step(mud, false)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Pace.forever(now).isOver(now.plus(Duration.ofDays(9_999)))).isFalse();
    }

    private Set<String> heard() {
        return readings().map(Reading::device).collect(Collectors.toSet());
    }

    private int plan(String... words) throws InterruptedException {
        return new NetworkCommand(List.of(words), Map.of(), new PrintStream(told)).run();
    }

    private int run(Broker broker, FakeCentre centre, String... words) throws InterruptedException {
        var args = new ArrayList<>(List.of(words));
        args.addAll(List.of("--url", centre.url(), "--mqtt", broker.uri()));
        return new NetworkCommand(args, Map.of("SHANSHAO_ADMIN_PASSWORD", "right"), new PrintStream(told)).run();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private Stream<Delivery> data() {
        return seen.stream().filter(delivery -> delivery.topic().endsWith("/data"));
    }

    private Stream<Reading> readings() {
        return data().flatMap(d ->
                SenMl.decode(d.payload(), Topics.up(d.topic()).orElseThrow().device(), d.received())
                        .readings()
                        .stream());
    }
}
