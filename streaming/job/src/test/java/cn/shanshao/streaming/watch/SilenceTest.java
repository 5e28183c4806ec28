package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told when devices and gateways fall silent. */
class SilenceTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private KeyedBroadcastOperatorTestHarness<Integer, Word, ConfigEvent, Outgoing> call;

    @BeforeEach
    void open() throws Exception {
        call = ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                new RollCall(new Board("silence")), word -> 0, BasicTypeInfo.INT_TYPE_INFO, Ledger.DOCUMENTS);
        call.open();
        at(0);
        call.processBroadcastElement(ConfigEvent.ready(true), 0);
    }

    @AfterEach
    void close() throws Exception {
        call.close();
    }

    private void at(int second) throws Exception {
        call.setProcessingTime(NOW.plusSeconds(second).toEpochMilli());
        call.processElement(Word.heard(""), 0);
    }

    private void configure(DivisionConfig config) throws Exception {
        call.processBroadcastElement(new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(config)), 0);
    }

    private static DeviceConfig gauge(String id, @Nullable String gateway) {
        return Scene.gauge(id, gateway, Clock.REAL);
    }

    /** Time passes; these devices speak every minute. */
    private void pass(int from, int to, String... speakers) throws Exception {
        for (var second = from; second <= to; second += 4) {
            at(second);
            if (second % 60 < 4) {
                for (var speaker : speakers) {
                    call.processElement(Word.heard(speaker), 0);
                }
            }
        }
    }

    private List<Alert> alerts() {
        return call.extractOutputValues().stream()
                .filter(one -> one.topic().startsWith(Topics.ROOT + "alert/"))
                .map(one -> Json.read(one.payload(), Alert.class))
                .toList();
    }

    @Test
    void aSilentDeviceTellsAboveHowManyNobodyWatches() throws Exception {
        configure(Scene.with(1, gauge("a", null), gauge("b", null)));
        pass(0, 2_400, "a");
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.target()).isEqualTo("b");
            assertThat(alert.kind()).isEqualTo(AlertKind.OFFLINE);
            assertThat(alert.text().zh()).contains("影响86人").doesNotContain("已无监测");
        });

        pass(2_404, 4_800);
        assertThat(alerts().get(1).target()).isEqualTo("a");
        assertThat(alerts().get(1).text().zh()).contains("其中86人上方已无监测");
        assertThat(alerts().get(1).text().en()).contains("nothing watches above 86 of them");
    }

    @Test
    void whenAGatewayDiesItAloneIsTold() throws Exception {
        var devices = new DeviceConfig[30];
        for (var i = 0; i < devices.length; i++) {
            devices[i] = gauge("g" + i, "gate");
        }
        configure(Scene.with(1, devices));
        for (var i = 0; i < devices.length; i++) {
            pass(i * 20, i * 20);
            call.processElement(Word.heard("g" + i), 0);
        }
        pass(604, 4_000);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.target()).isEqualTo("gate");
            assertThat(alert.text().zh()).contains("网关gate及其30台设备", "86人上方已无监测");
        });

        call.processElement(Word.heard("g7"), 0);
        pass(4_004, 4_012);
        assertThat(alerts().stream().filter(alert -> alert.target().equals("gate")))
                .extracting(Alert::state)
                .containsExactly(AlertState.RAISED, AlertState.CLEARED);
        assertThat(alerts()).as("the others have their time to speak").hasSize(2);
        pass(4_016, 6_000, "g7");
        assertThat(alerts()).as("and are told when they do not").hasSize(2 + 29);
    }
}
