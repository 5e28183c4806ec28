package cn.shanshao.sim.device;

import static cn.shanshao.sim.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.Broker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UplinkTest {
    private final Queue<Delivery> seen = new ConcurrentLinkedQueue<>();

    @Test
    void saysOnlineIsMissedByItsWillAndSendsAfterwardsWhatItMeasuredMeanwhile(@TempDir Path folder) throws Exception {
        try (var broker = Broker.start(folder);
                var job = broker.listen(seen::add);
                var uplink = new Uplink(
                        new MqttLogin(broker.uri(), "d1", broker.register("d1"), "d1"), 10, 5, acknowledged -> {})) {
            eventually("online", () -> job.isUp() && texts().stream().anyMatch(t -> t.contains("\"online\":true")));
            uplink.hold();
            eventually("the will", () -> texts().stream().anyMatch(t -> t.contains("\"online\":false")));
            uplink.send(parcel("one"));
            uplink.send(parcel("two"));
            assertThat(uplink.isUp()).isFalse();
            assertThat(uplink.open()).isEqualTo(2);
            uplink.release();
            assertThat(uplink.awaitAcknowledged(Duration.ofSeconds(30))).isTrue();
            assertThat(uplink.acknowledged()).isEqualTo(2);
            eventually("both", () -> texts().containsAll(List.of("one", "two")));
        }
    }

    @Test
    void givesUpWhatTheBrokerRefusesForGoodAndGoesOn(@TempDir Path folder) throws Exception {
        try (var broker = Broker.start(folder);
                var job = broker.listen(seen::add);
                var uplink = new Uplink(
                        new MqttLogin(broker.uri(), "d1", broker.register("d1"), "d1"), 10, 5, acknowledged -> {})) {
            uplink.send(Parcel.of(Topics.data("another"), "stolen".getBytes(StandardCharsets.UTF_8), 1));
            uplink.send(parcel("own"));
            assertThat(uplink.awaitAcknowledged(Duration.ofSeconds(30))).isTrue();
            assertThat(uplink.refused()).isEqualTo(1);
            eventually("its own", () -> job.isUp() && texts().contains("own"));
            assertThat(texts()).doesNotContain("stolen");
        }
    }

    private static Parcel parcel(String text) {
        return Parcel.of(Topics.data("d1"), text.getBytes(StandardCharsets.UTF_8), 1);
    }

    private List<String> texts() {
        return seen.stream()
                .map(d -> new String(d.payload(), StandardCharsets.UTF_8))
                .toList();
    }
}
