package cn.shanshao.sim.demo;

import static cn.shanshao.sim.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPlayTest {
    private static final String DEAD = "jl-0284-crack1";
    private static final String AHEAD = "jl-0323-gnss1";
    private static final Demo DEMO = Demo.jilin();

    private final Queue<Delivery> seen = new ConcurrentLinkedQueue<>();

    @Test
    void everyInstrumentIsHeardUnderItsOwnLoginOrItsGatewaysFirstItsPastAndThenThePresent(@TempDir Path folder)
            throws Exception {
        var fiveMinutesAgo = Instant.now().minusSeconds(300);
        try (var broker = Broker.start(folder);
                var job = broker.listen(seen::add);
                var play =
                        DemoPlay.start(broker.uri(), broker::register, DEMO, fiveMinutesAgo, Duration.ofMinutes(30))) {
            assertThat(job).isNotNull();
            assertThat(play).isNotNull();
            var heard = DEMO.devices().stream()
                    .map(DemoDevice::id)
                    .filter(id -> !id.equals(DEAD))
                    .collect(Collectors.toSet());
            eventually(
                    "a reading of the present of each",
                    () -> devices(r -> r.at().isAfter(fiveMinutesAgo)).containsAll(heard));
            assertThat(devices(r -> r.device().equals(DEAD) && r.at().isAfter(fiveMinutesAgo)))
                    .isEmpty();
            eventually(
                    "a time from the future",
                    () -> devices(r -> r.at().isAfter(Instant.now().plusSeconds(3_500)))
                            .equals(Set.of(AHEAD)));
            // nobody publishes for another but a gateway, for those behind it
            var stations = DEMO.devices().stream()
                    .filter(d -> d.gateway() == null)
                    .map(DemoDevice::id)
                    .toList();
            assertThat(stations).containsAll(publishers("/data")).containsAll(publishers("/status"));
            assertThat(readings()
                            .filter(r -> r.device().equals("jl-0417-crack1")
                                    && r.quantity().equals("crack")))
                    .extracting(Reading::at)
                    .isSortedAccordingTo(Comparator.naturalOrder())
                    .startsWith(fiveMinutesAgo.minusSeconds(1_800).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        }
    }

    @Test
    void whoIsAskedToMeasureDoesAndTheSirenSounds(@TempDir Path folder) throws Exception {
        try (var broker = Broker.start(folder);
                var job = broker.listen(seen::add);
                var play = DemoPlay.start(broker.uri(), broker::register, DEMO, Instant.now(), Duration.ZERO)) {
            assertThat(play).isNotNull();
            var asked = Map.of("jl-0417-tilt1", "sample", "jl-0603-tilt1", "reboot", "jl-0502-siren1", "siren");
            // a command reaches who listens already: each is given again until its answer is there
            eventually("an answer of each", () -> {
                asked.forEach((device, action) -> command(job, device, action));
                return answers().keySet().containsAll(asked.keySet());
            });
            assertThat(answers())
                    .containsEntry("jl-0417-tilt1", "true measured")
                    .containsEntry("jl-0603-tilt1", "false a made-up instrument cannot reboot")
                    .containsEntry("jl-0502-siren1", "true sounding");
        }
    }

    private static void command(MqttClient job, String device, String action) {
        var expires = Instant.now().plusSeconds(60);
        var command = new Command("ask-" + device, action, Map.of("level", "red"), expires, "job", null);
        var unused = job.publish(Topics.command(device), Json.write(command), 1, false);
    }

    private Map<String, String> answers() {
        return seen.stream()
                .filter(d -> d.topic().endsWith("/ack"))
                .collect(Collectors.toMap(
                        d -> Topics.up(d.topic()).orElseThrow().device(),
                        d -> CommandAck.decode(d.payload()).ok() + " "
                                + CommandAck.decode(d.payload()).detail(),
                        (one, other) -> one));
    }

    private Set<String> devices(java.util.function.Predicate<Reading> which) {
        return readings().filter(which).map(Reading::device).collect(Collectors.toSet());
    }

    private java.util.stream.Stream<Reading> readings() {
        return seen.stream()
                .filter(d -> d.topic().endsWith("/data"))
                .flatMap(
                        d -> SenMl.decode(
                                d.payload(), Topics.up(d.topic()).orElseThrow().device(), d.received())
                                .readings()
                                .stream());
    }

    private List<String> publishers(String suffix) {
        return seen.stream()
                .map(Delivery::topic)
                .filter(topic -> topic.endsWith(suffix))
                .map(topic -> Topics.up(topic).orElseThrow().device())
                .distinct()
                .toList();
    }
}
