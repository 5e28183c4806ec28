package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.detect.rain.FourColours;
import cn.shanshao.detect.rain.RainNow;
import cn.shanshao.detect.rain.RainTable;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.DivisionRisk;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** What has been said of the division's risk, in order. */
    private List<DivisionRisk> risks() {
        return call.extractOutputValues().stream()
                .filter(one -> one.topic().equals(Topics.risk(Scene.DIVISION)))
                .map(one -> Json.read(one.payload(), DivisionRisk.class))
                .toList();
    }

    private void fell(double lastHour) throws Exception {
        var hours = new double[24];
        hours[0] = lastHour;
        var sums = new double[RainTable.SPANS.size()];
        Arrays.fill(sums, 1, sums.length, lastHour);
        var rain = new RainNow(NOW.toEpochMilli(), hours, sums, new double[sums.length], true);
        call.processElement(Word.rain("a", "rain.total", rain), 0);
    }

    @Test
    void theRiskOfADivisionIsMadeOfItsGaugesAndTheForecast() throws Exception {
        var plain = Scene.with(1, Scene.gauge("a"));
        var to = new RuleConfig.AppliesTo("rain.total", null, null, null);
        var ranks = Map.of(Level.BLUE, 1.0, Level.YELLOW, 2.0, Level.ORANGE, 3.0, Level.RED, 4.0);
        var params = FourColours.JIANGHUA.params();
        var table = new RuleConfig("table", 1, "rain-table", to, params, ranks, 0, 0, 0, null, false, null);
        configure(Scene.DIVISION, new DivisionConfig(1, 2, plain.points(), plain.devices(), List.of(table)));
        fell(46);
        at(1);
        at(2);
        assertThat(risks()).hasSize(1);
        var now = Objects.requireNonNull(risks().get(0).now());
        assertThat(now.grade()).isEqualTo(3);
        assertThat(now.level()).isEqualTo(Level.YELLOW);
        assertThat(now.why()).isEqualTo("46 ≥ 45 mm · 1 h");
        assertThat(risks().get(0).next24h()).isNull();
        assertThat(risks().get(0).realm()).isEqualTo(Realm.EXERCISE);

        fell(50);
        at(3);
        assertThat(risks()).as("at most once a minute").hasSize(1);

        var interval = new RainForecast.Interval(NOW, NOW.plusSeconds(7_200), 60);
        var forecast = new RainForecast("met", NOW, Map.of(Scene.DIVISION, List.of(interval)));
        call.processBroadcastElement(new ConfigEvent(ConfigEvent.Sort.FORECAST, "met", Json.write(forecast)), 0);
        for (var second = 4; second < 70; second += 2) {
            at(second);
        }
        assertThat(risks()).hasSize(2);
        var ahead = Objects.requireNonNull(risks().get(1).next24h());
        assertThat(ahead.grade()).as("50 and nearly 60 mm in three hours").isEqualTo(4);
        assertThat(ahead.source()).isEqualTo("met");
        assertThat(ahead.hours()).isCloseTo(2, within(0.05));

        // the same hours once more, and others: each hour counts once, as it is stated last
        var day = new RainForecast.Interval(NOW, NOW.plusSeconds(86_400), 24);
        var early = new RainForecast.Interval(NOW.minusSeconds(3_600), NOW.plusSeconds(7_200), 30);
        var late = new RainForecast.Interval(NOW.plusSeconds(36_000), NOW.plusSeconds(39_600), 5);
        var again = new RainForecast("met", NOW.plusSeconds(1), Map.of(Scene.DIVISION, List.of(day, early, late)));
        call.processBroadcastElement(new ConfigEvent(ConfigEvent.Sort.FORECAST, "met", Json.write(again)), 0);
        for (var second = 70; second < 200; second += 2) {
            at(second);
        }
        var newest = Objects.requireNonNull(risks().get(risks().size() - 1).next24h());
        assertThat(newest.mm()).isCloseTo(20 + 21 + 5, within(0.8));
        assertThat(newest.hours()).isCloseTo(24, within(0.05));
    }
}
