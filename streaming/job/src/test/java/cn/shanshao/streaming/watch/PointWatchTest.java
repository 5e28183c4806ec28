package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Change;
import cn.shanshao.detect.Episode;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.PointNews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PointWatchTest {
    private static final Instant START = Instant.parse("2026-07-20T18:00:00Z");
    private static final byte[] CONFIG = Json.write(Scene.with(1, Scene.gauge("a"), Scene.gauge("b")));

    private final Book book = new Book();
    private Instant now = START;
    private KeyedBroadcastOperatorTestHarness<String, PointNews, ConfigEvent, Outgoing> watch;

    @BeforeEach
    void open() throws Exception {
        book.take(Scene.DIVISION, CONFIG);
        watch = harness();
        configure();
    }

    private KeyedBroadcastOperatorTestHarness<String, PointNews, ConfigEvent, Outgoing> harness() throws Exception {
        var harness = ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                new PointWatch(new Board("points")), PointNews::key, BasicTypeInfo.STRING_TYPE_INFO, Ledger.DOCUMENTS);
        harness.setProcessingTime(now.toEpochMilli());
        return harness;
    }

    private void configure() throws Exception {
        watch.processBroadcastElement(new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, CONFIG), 0);
        watch.processBroadcastElement(ConfigEvent.ready(true), 0);
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
    }

    private void find(String device, AlertState state) throws Exception {
        var ms = START.toEpochMilli();
        var episode =
                new Episode(ms, ms, Level.ORANGE, Level.ORANGE, Long.MAX_VALUE, new Sample(ms, 1, true, Flag.PASS));
        var assigned = Objects.requireNonNull(book.device(device));
        var change = new Change("episode-" + device, 0, state, episode, false);
        watch.processElement(
                PointNews.of(Alerts.of(assigned, "crack", Scene.RULE, Scene.rule(1), change, null, now)), 0);
    }

    private void pass(Duration time) throws Exception {
        now = now.plus(time);
        watch.setProcessingTime(now.toEpochMilli());
    }

    private List<Alert> fused() {
        return watch.extractOutputValues().stream()
                .filter(one -> one.topic().contains("/alert/"))
                .map(one -> Json.read(one.payload(), Alert.class))
                .filter(alert -> alert.deviceId() == null)
                .toList();
    }

    private Alert last() {
        return fused().get(fused().size() - 1);
    }

    private PointState told() {
        return watch.getSideOutput(Tags.WORDS).stream()
                .map(record -> Objects.requireNonNull(record.getValue().point()))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void timeAloneBringsTheLevelDown() throws Exception {
        find("a", AlertState.RAISED);
        find("b", AlertState.RAISED);
        assertThat(last().level()).isEqualTo(Level.ORANGE);
        assertThat(told().level()).isEqualTo(Level.ORANGE);
        assertThat(told().confidence()).isEqualTo(last().confidence());
        find("a", AlertState.CLEARED);
        find("b", AlertState.CLEARED);
        pass(Duration.ofMinutes(29));
        assertThat(told().level()).isEqualTo(Level.ORANGE);

        pass(Duration.ofSeconds(61));
        assertThat(last().level()).isEqualTo(Level.YELLOW);
        pass(Duration.ofMinutes(31));
        assertThat(last().state()).isEqualTo(AlertState.CLEARED);
        assertThat(told().level()).isEqualTo(Level.BLUE);
        pass(Duration.ofMinutes(31));
        assertThat(told().level()).isNull();
        assertThat(watch.numProcessingTimeTimers())
                .as("who is calm waits for nothing")
                .isZero();
    }

    @Test
    void whatIsHeldGoesOnAfterARestart() throws Exception {
        find("a", AlertState.RAISED);
        find("b", AlertState.RAISED);
        find("a", AlertState.CLEARED);
        find("b", AlertState.CLEARED);
        var id = last().id();
        OperatorSubtaskState kept = watch.snapshot(1, 1);
        watch.close();
        watch = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new PointWatch(new Board("points")), List.of(Ledger.DOCUMENTS)),
                PointNews::key,
                BasicTypeInfo.STRING_TYPE_INFO,
                1,
                1,
                0);
        watch.setProcessingTime(now.toEpochMilli());
        watch.initializeState(kept);
        watch.open();
        pass(Duration.ofMinutes(40));
        assertThat(watch.extractOutputValues())
                .as("not before the configuration is there")
                .isEmpty();
        configure();
        pass(Duration.ofSeconds(2));
        assertThat(last().id()).isEqualTo(id);
        assertThat(last().state()).isEqualTo(AlertState.EASED);
    }

    @Test
    void anEpisodeThatNobodyHereKnowsIsLetDownSlowly() throws Exception {
        find("a", AlertState.RAISED);
        find("b", AlertState.RAISED);
        var open = last();
        watch.close();
        watch = harness();
        watch.processElement(PointNews.adopt(open), 0);
        configure();
        pass(Duration.ofSeconds(61));
        pass(Duration.ofMinutes(31));

        assertThat(last().id()).isEqualTo(open.id());
        assertThat(last().level()).isEqualTo(Level.YELLOW);
        assertThat(last().seq()).isGreaterThan(open.seq());
    }
}
