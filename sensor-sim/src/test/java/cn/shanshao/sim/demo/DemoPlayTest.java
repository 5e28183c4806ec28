package cn.shanshao.sim.demo;

import static cn.shanshao.sim.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.Broker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPlayTest {
    private final Queue<Delivery> seen = new ConcurrentLinkedQueue<>();

    @Test
    void everyInstrumentIsHeardUnderItsOwnLoginOrItsGatewaysAndSaysThatItIsOnline(@TempDir Path folder)
            throws Exception {
        var demo = Demo.jilin();
        try (var broker = Broker.start(folder);
                var play = DemoPlay.start(
                        broker.uri(), broker::register, demo, Instant.now().minusSeconds(1_700), Duration.ZERO);
                var job = broker.listen(seen::add)) {
            var all = demo.devices().stream()
                    .filter(d -> !d.id().equals("jl-0284-soil1"))
                    .map(DemoDevice::id)
                    .collect(Collectors.toSet());
            eventually(
                    "a reading of each",
                    () -> readings().stream()
                            .map(Reading::device)
                            .collect(Collectors.toSet())
                            .containsAll(all));
            assertThat(job.isUp()).isTrue();
            assertThat(play).isNotNull();
            var stations = demo.devices().stream()
                    .filter(d -> d.gateway() == null)
                    .map(DemoDevice::id)
                    .toList();
            assertThat(publishers("/data")).containsExactlyInAnyOrderElementsOf(stations);
            assertThat(publishers("/status")).containsExactlyInAnyOrderElementsOf(stations);
        }
    }

    @Test
    void aDeadDeviceFallsSilentAndTheBrokerSaysSo(@TempDir Path folder) throws Exception {
        var demo = only("jl-0284-crack1");
        try (var broker = Broker.start(folder);
                var job = broker.listen(seen::add);
                var play = DemoPlay.start(
                        broker.uri(), broker::register, demo, Instant.now().minusSeconds(237), Duration.ZERO)) {
            eventually(
                    "the will",
                    () -> job.isUp()
                            && play != null
                            && seen.stream().anyMatch(d -> text(d).contains("\"online\":false")));
            assertThat(readings())
                    .allSatisfy(reading -> assertThat(reading.device()).isEqualTo("jl-0284-crack1"));
        }
    }

    @Test
    void theWrongClockIsAnHourAheadAndRubbishIsRubbish(@TempDir Path folder) throws Exception {
        var demo = only("jl-0323-gnss1", "jl-0112-crack1");
        try (var broker = Broker.start(folder);
                var job = broker.listen(seen::add);
                var play = DemoPlay.start(
                        broker.uri(), broker::register, demo, Instant.now().minusSeconds(178), Duration.ZERO)) {
            eventually(
                    "a reading from the future",
                    () -> job.isUp()
                            && play != null
                            && readings().stream()
                                    .anyMatch(r -> r.at().isAfter(Instant.now().plusSeconds(3_500))));
            eventually("an impossible value", () -> readings().stream().anyMatch(r -> r.value() == 99_999));
        }
    }

    @Test
    void theQuietPastComesFirstAndInOrder(@TempDir Path folder) throws Exception {
        var demo = only("jl-0417-crack1", "jl-0417-gw1");
        try (var broker = Broker.start(folder);
                var job = broker.listen(seen::add);
                var play = DemoPlay.start(broker.uri(), broker::register, demo, Instant.now(), Duration.ofHours(6))) {
            eventually(
                    "the past",
                    () -> job.isUp()
                            && play != null
                            && readings().stream()
                                            .filter(r -> r.quantity().equals("crack"))
                                            .count()
                                    > 73);
            var crack = readings().stream()
                    .filter(r -> r.quantity().equals("crack"))
                    .toList();
            assertThat(crack).extracting(Reading::at).isSorted();
            assertThat(crack).allSatisfy(r -> assertThat(r.value()).isLessThan(2));
        }
    }

    private static Demo only(String... ids) {
        var demo = Demo.jilin();
        var wanted = List.of(ids);
        return new Demo(
                demo.points(),
                demo.devices().stream().filter(d -> wanted.contains(d.id())).toList(),
                demo.contacts(),
                demo.rules());
    }

    private List<Reading> readings() {
        return seen.stream()
                .filter(d -> d.topic().endsWith("/data"))
                .flatMap(
                        d -> SenMl.decode(
                                d.payload(), Topics.up(d.topic()).orElseThrow().device(), d.received())
                                .readings()
                                .stream())
                .toList();
    }

    private java.util.Set<String> publishers(String suffix) {
        return seen.stream()
                .map(Delivery::topic)
                .filter(topic -> topic.endsWith(suffix))
                .map(topic -> Topics.up(topic).orElseThrow().device())
                .collect(Collectors.toSet());
    }

    private static String text(Delivery delivery) {
        return new String(delivery.payload(), StandardCharsets.UTF_8);
    }
}
