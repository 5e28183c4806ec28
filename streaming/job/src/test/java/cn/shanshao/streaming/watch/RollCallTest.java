package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollCallTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private final Board board = new Board("roll");
    private KeyedBroadcastOperatorTestHarness<Integer, Word, ConfigEvent, Outgoing> call;

    @BeforeEach
    void open() throws Exception {
        call = ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                new RollCall(board), word -> 0, BasicTypeInfo.INT_TYPE_INFO, Ledger.DOCUMENTS);
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

    private void configure(String division, DivisionConfig config) throws Exception {
        call.processBroadcastElement(new ConfigEvent(ConfigEvent.Sort.DOCUMENT, division, Json.write(config)), 0);
    }

    /** The newest state of the slope's division. */
    private List<PointState> state() {
        return call.extractOutputValues().stream()
                .filter(one -> one.topic().equals(Topics.state(Scene.DIVISION)))
                .map(one -> Json.read(one.payload(), PointState.OfDivision.class))
                .reduce((older, newer) -> newer)
                .map(PointState.OfDivision::points)
                .orElse(List.of());
    }

    private void red() throws Exception {
        call.processElement(Word.of(new PointState(Scene.POINT, Level.RED, NOW, List.of(Scene.RULE), false)), 0);
        at(1);
        at(2);
        assertThat(state()).extracting(PointState::level).containsExactly(Level.RED);
    }

    @Test
    void aDivisionThatIsGoneDoesNotStayRed() throws Exception {
        configure(Scene.DIVISION, Scene.with(1, Scene.gauge("a")));
        red();
        call.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.MANIFEST, "", Json.write(new Manifest(1, Map.of()))), 0);
        at(3);
        at(4);
        assertThat(state()).isEmpty();

        var words = call.extractOutputValues().size();
        at(5);
        at(6);
        assertThat(call.extractOutputValues()).as("and is told once").hasSize(words);
    }

    @Test
    void aPointInTheDocumentOfAnotherDivisionDoesNotStayRed() throws Exception {
        configure("22", Scene.with(1, Scene.gauge("a")));
        red();
        call.processElement(Word.of(new PointState(Scene.POINT, null, null, List.of(), false)), 0);
        at(3);
        at(4);
        assertThat(state()).isEmpty();
    }

    @Test
    void aConfigurationThatIsOlderThanWhatHoldsIsTold() throws Exception {
        configure(Scene.DIVISION, Scene.with(5, Scene.gauge("a")));
        assertThat(board.tally().troubles()).isEmpty();
        configure(Scene.DIVISION, Scene.with(4, Scene.gauge("a")));
        assertThat(board.tally().troubles()).singleElement().asString().contains(Scene.DIVISION, "is older");
        configure(Scene.DIVISION, Scene.with(6, Scene.gauge("a")));
        assertThat(board.tally().troubles()).isEmpty();
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
        configure(Scene.DIVISION, Scene.with(1, gauge("a", null), gauge("b", null)));
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
        configure(Scene.DIVISION, Scene.with(1, devices));
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
