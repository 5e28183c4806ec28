package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.DefaultRules;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakeUpTest {
    private KeyedOneInputStreamOperatorTestHarness<Integer, ConfigEvent, DevicePack> harness;
    private long version;

    @BeforeEach
    void open() throws Exception {
        harness = ProcessFunctionTestHarnesses.forKeyedProcessFunction(
                new WakeUp(), event -> 0, BasicTypeInfo.INT_TYPE_INFO);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static DeviceConfig gnss(String id, double interval) {
        var channel = new DeviceConfig.Channel("displacement", "mm", null, List.of(), null);
        return Scene.device(id, null, Clock.REAL, interval, Realm.EXERCISE, List.of(channel));
    }

    private void document(DeviceConfig... devices) throws Exception {
        var plain = Scene.with(++version, devices);
        var config = new DivisionConfig(1, version, plain.points(), plain.devices(), DefaultRules.of("displacement"));
        harness.processElement(new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(config)), 0);
    }

    private void ready() throws Exception {
        harness.processElement(ConfigEvent.ready(true), 0);
    }

    private List<String> woken() {
        return harness.extractOutputValues().stream()
                .peek(pack -> assertThat(pack.isWake()).isTrue())
                .map(DevicePack::device)
                .toList();
    }

    @Test
    void whenJudgingBeginsThoseWhoseRulesNeedAPastAreWokenTheSeldomOnesFirst() throws Exception {
        document(gnss("often", 60), Scene.gauge("thresholds-alone"), gnss("daily", 86_400));
        harness.setProcessingTime(10_000);
        assertThat(woken()).isEmpty();
        ready();
        harness.setProcessingTime(20_000);
        assertThat(woken()).containsExactly("daily", "often");
    }

    @Test
    void manyAreWokenAFewAtATime() throws Exception {
        document(IntStream.range(0, 1_000).mapToObj(i -> gnss("g" + i, 600)).toArray(DeviceConfig[]::new));
        ready();
        for (var second = 1; second <= 10; second++) {
            document(IntStream.range(0, 1_000).mapToObj(i -> gnss("g" + i, 600)).toArray(DeviceConfig[]::new));
            for (var quarter = 1; quarter <= 4; quarter++) {
                harness.setProcessingTime(second * 1_000L + quarter * WakeUp.EVERY - 1_000);
            }
            assertThat(woken()).hasSize(second * 20);
        }
        assertThat(woken())
                .as("news does not begin anew with those that are awake")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatHasChangedIsWokenAgain() throws Exception {
        document(gnss("a", 60));
        ready();
        harness.setProcessingTime(1_000);
        document(gnss("a", 60));
        harness.setProcessingTime(2_000);
        assertThat(woken()).containsExactly("a", "a");
    }
}
