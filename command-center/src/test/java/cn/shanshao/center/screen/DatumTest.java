package cn.shanshao.center.screen;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.monitoring.Monitoring;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Observed;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A replaced gauge: what the page shows is what the alert says. */
@RoadCenterTest
class DatumTest {
    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    Monitoring monitoring;

    @Test
    void tableAndLiveValuesHaveTheOffsetOfTheirTime() throws Exception {
        Scenery.slope(registry, "datum-1", HUADIAN, "10000000701");
        var replaced = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var admin = caller.admin();
        var channel = Map.of(
                "quantity",
                "displacement",
                "unit",
                "mm",
                "datum",
                List.of(Map.of("from", replaced.toString(), "offset", 120)));
        var form = Map.of("id", "datum-1-gnss", "version", 1, "pointId", "datum-1", "channels", List.of(channel));
        assertThat(admin.put("/api/v1/devices/datum-1-gnss", form).status()).isEqualTo(200);
        eventually(() -> assertThat(monitoring.isConnected()).isTrue());
        try (var page = new StompEar(admin).on("/topic/point/datum-1");
                var job = TestRoad.job(broker)) {
            eventually(() -> {
                say(job, 5, replaced.plusSeconds(1));
                assertThat(page.heard("obs")).isNotEmpty();
            });
            assertThat(page.heard("obs").get(0).at("/values/0/value").asDouble())
                    .isEqualTo(125);
        }
        assertThat(shown(admin)).isEqualTo(125);
    }

    private static void say(cn.shanshao.ingest.mqtt.MqttConnection job, double value, Instant at) {
        var values = List.of(new Observed.Value("displacement", value, "mm", at, 1));
        var observed = new Observed("datum-1-gnss", "datum-1", Realm.EXERCISE, at, values);
        try {
            job.publish(Topics.observed(HUADIAN, "datum-1-gnss"), Json.write(observed), 1, false)
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static double shown(Caller admin) {
        return admin.get("/api/v1/points/datum-1")
                .json()
                .at("/deviceList/0/channels/0/value")
                .asDouble();
    }
}
