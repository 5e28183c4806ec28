package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.PointNews;
import cn.shanshao.streaming.flow.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** The operator that watches devices, configured and ready, and what has come out of it. */
final class WatchBench implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private final List<Alert> alerts = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private KeyedBroadcastOperatorTestHarness<String, DevicePack, ConfigEvent, Finding> harness;
    private final List<PointNews> news = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private long version;

    WatchBench(DeviceConfig... devices) throws Exception {
        harness = harness();
        harness.open();
        configure(devices);
    }

    private static KeyedBroadcastOperatorTestHarness<String, DevicePack, ConfigEvent, Finding> harness()
            throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new DeviceWatch(new Board("bench")), List.of(Ledger.DOCUMENTS)),
                DevicePack::device,
                BasicTypeInfo.STRING_TYPE_INFO,
                1,
                1,
                0);
    }

    void configure(DeviceConfig... devices) throws Exception {
        var document = Json.write(Scene.with(++version, devices));
        harness.processBroadcastElement(new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, document), 0);
        harness.processBroadcastElement(ConfigEvent.ready(true), 0);
        collect();
    }

    /** The rule of the slope looks at another quantity. */
    void rule(String quantity, DeviceConfig... devices) throws Exception {
        rule("threshold", quantity, devices);
    }

    /** The rule of the slope looks at another quantity in another way. */
    void rule(String method, String quantity, DeviceConfig... devices) throws Exception {
        var config = Scene.with(++version, devices);
        var rules = config.rules().stream()
                .map(rule -> new RuleConfig(
                        rule.id(),
                        rule.version() + 1,
                        method,
                        new RuleConfig.AppliesTo(quantity, null, null, null),
                        rule.params(),
                        rule.levels(),
                        rule.onDelay(),
                        rule.offDelay(),
                        rule.deadband(),
                        rule.season(),
                        rule.shadow(),
                        rule.approvedBy()))
                .toList();
        var document = new DivisionConfig(1, version, config.points(), config.devices(), rules);
        harness.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(document)), 0);
        collect();
    }

    void send(String device, String quantity, long second, double value) throws Exception {
        send(device, List.of(reading(device, quantity, second, value)), second);
    }

    static Reading reading(String device, String quantity, long second, double value) {
        return new Reading(device, quantity, value, NOW.plusSeconds(second), false);
    }

    /** One pack that arrives at that second. */
    void send(String device, List<Reading> readings, long second) throws Exception {
        var arrival = NOW.plusSeconds(second).toEpochMilli();
        harness.setProcessingTime(Math.max(arrival, harness.getProcessingTime()));
        harness.processElement(new DevicePack(device, device, arrival, readings, null), 0);
        collect();
    }

    /** What another device of the point tells it. */
    void aside(String device, String quantity, long second, double value) throws Exception {
        var readings = List.of(reading(device, quantity, second, value));
        harness.processElement(DevicePack.aside(device, NOW.plusSeconds(second).toEpochMilli(), readings), 0);
        collect();
    }

    void adopt(String device, Alert open) throws Exception {
        harness.processElement(DevicePack.adoption(device, open), 0);
        collect();
    }

    void restart() throws Exception {
        var state = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.open();
        harness.processBroadcastElement(ConfigEvent.ready(true), 0);
        collect();
    }

    private void collect() {
        harness.extractOutputValues().forEach(finding -> {
            alerts.add(finding.alert());
            news.add(PointNews.of(finding));
        });
        harness.getOutput().clear();
        var signs = harness.getSideOutput(Tags.POINTS);
        if (signs != null) {
            signs.stream().map(StreamRecord::getValue).forEach(news::add);
            signs.clear();
        }
        var said = harness.getSideOutput(Tags.WORDS);
        if (said != null) {
            said.stream().map(StreamRecord::getValue).forEach(words::add);
            said.clear();
        }
        var lots = harness.getSideOutput(Tags.LOTS);
        if (lots != null) {
            lots.stream().map(StreamRecord::getValue).forEach(lot -> rows.addAll(lot.rows()));
            lots.clear();
        }
    }

    /** What the roll call has been told since this was asked last. */
    List<Word> words() {
        var told = List.copyOf(words);
        words.clear();
        return told;
    }

    /** What the point has been told since this was asked last. */
    List<PointNews> news() {
        var told = List.copyOf(news);
        news.clear();
        return told;
    }

    List<Alert> alerts() {
        return alerts;
    }

    /** As they were sent to the store. */
    List<Row> rows() {
        return rows;
    }

    /** The flags of the rows of these seconds, each as it was stored last. */
    List<Integer> flags(long... seconds) {
        return Arrays.stream(seconds)
                .mapToObj(second -> rows.stream()
                        .filter(row -> row.written().equals(NOW.plusSeconds(second)))
                        .reduce((older, newer) -> newer)
                        .map(Row::flag)
                        .orElse(0))
                .toList();
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the operator does not close", e);
        }
    }
}
