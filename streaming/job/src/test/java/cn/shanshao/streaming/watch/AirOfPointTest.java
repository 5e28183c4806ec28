package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AirOfPointTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private BroadcastOperatorTestHarness<DevicePack, ConfigEvent, DevicePack> air;

    @BeforeEach
    void open() throws Exception {
        air = ProcessFunctionTestHarnesses.forBroadcastProcessFunction(new AirOfPoint(), Ledger.DOCUMENTS);
        air.open();
        var config = Scene.with(1, Scene.gauge("thermometer"), rainGauge("rain-1"), Scene.gauge("crack"));
        air.processBroadcastElement(new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(config)), 0);
    }

    @AfterEach
    void close() throws Exception {
        air.close();
    }

    private static DeviceConfig rainGauge(String id) {
        var rain = new DeviceConfig.Channel("rain.total", "mm", null, List.of(), null);
        return Scene.device(id, null, Clock.REAL, 600, Realm.EXERCISE, List.of(rain));
    }

    private void measures(String device, double celsius, Instant at) throws Exception {
        var readings = List.of(
                new Reading(device, "temperature", celsius, at, false), new Reading(device, "crack", 3, at, false));
        air.processElement(new DevicePack(device, device, NOW.toEpochMilli(), readings, null), 0);
    }

    @Test
    void theRainGaugesOfThePointAreToldHowWarmItIs() throws Exception {
        measures("thermometer", -3, NOW);
        assertThat(air.extractOutputValues()).singleElement().satisfies(pack -> {
            assertThat(pack.isAside()).isTrue();
            assertThat(pack.device()).isEqualTo("rain-1");
            assertThat(pack.readings()).extracting(Reading::value).containsExactly(-3.0);
        });
    }

    @Test
    void nobodyIsToldOfAnImpossibleValueOrTimeOrByAStranger() throws Exception {
        measures("thermometer", -90, NOW);
        measures("thermometer", -3, NOW.plusSeconds(3_600));
        measures("stranger", -3, NOW);
        assertThat(air.extractOutputValues()).isEmpty();
    }

    @Test
    void aGaugeWithItsOwnThermometerTellsItselfNothing() throws Exception {
        measures("rain-1", -3, NOW);
        assertThat(air.extractOutputValues()).isEmpty();
    }
}
