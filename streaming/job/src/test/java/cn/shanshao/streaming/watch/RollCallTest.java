package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

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
}
