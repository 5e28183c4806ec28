package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.DefaultRules;
import cn.shanshao.ingest.history.Bucket;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.history.Stored;
import cn.shanshao.ingest.history.Stretch;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Observed;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gauge that sends each minute, and an expert who says afterwards which of its readings are bad. */
class MaskTest {
    private static final Instant NOW = Instant.parse("2026-07-11T00:00:00Z");
    private static final String MOVING = "movement-velocity";

    /** What was sent, by quantity. */
    private static final Map<String, ConcurrentSkipListMap<Instant, Double>> STORE = new TreeMap<>();

    private KeyedBroadcastOperatorTestHarness<String, DevicePack, ConfigEvent, Finding> watch;
    private Instant clock = NOW;
    private long version;

    private static final class Remembered implements ReadingHistory {
        @Override
        public List<Stored> readings(String device, String quantity, Instant from, Instant to, int most) {
            return List.of();
        }

        @Override
        public List<Stretch> thinned(
                String device, String quantity, Instant from, Instant to, int most, Stretch.Thinning thinning) {
            return STORE.getOrDefault(quantity, new ConcurrentSkipListMap<>()).subMap(from, to).entrySet().stream()
                    .map(entry -> new Stretch(entry.getKey(), entry.getValue(), Flag.PASS, 1))
                    .toList();
        }

        @Override
        public List<Sample> latest(Collection<String> devices) {
            return List.of();
        }

        @Override
        public List<Bucket> buckets(String device, String quantity, Instant from, Instant to, int buckets) {
            return List.of();
        }

        @Override
        public long count(String device, @Nullable String quantity, Instant from, Instant to) {
            return 0;
        }
    }

    @BeforeEach
    void open() throws Exception {
        STORE.clear();
        STORE.put("crack", new ConcurrentSkipListMap<>());
        STORE.put("displacement", new ConcurrentSkipListMap<>());
        watch = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new DeviceWatch(new Board("masks-" + System.nanoTime()), Remembered::new),
                        List.of(Ledger.DOCUMENTS)),
                DevicePack::device,
                BasicTypeInfo.STRING_TYPE_INFO,
                1,
                1,
                0);
        watch.open();
        mask();
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
    }

    /** From now on these spans are masked, and no others. */
    private void mask(Mask... masks) throws Exception {
        var channels = List.of(
                new DeviceConfig.Channel("displacement", "mm", null, List.of(), null).masked(List.of(masks)),
                new DeviceConfig.Channel("crack", "mm", null, List.of(), null).masked(List.of(masks)));
        var plain = Scene.with(++version, Scene.device("g1", null, Clock.REAL, 60, Realm.EXERCISE, channels));
        var rules = new ArrayList<>(plain.rules());
        DefaultRules.of("displacement").stream()
                .filter(rule -> rule.id().equals(MOVING))
                .forEach(rules::add);
        var document = new DivisionConfig(1, version, plain.points(), plain.devices(), rules);
        watch.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(document)), 0);
        watch.processBroadcastElement(ConfigEvent.ready(true), 0);
    }

    private static Mask minutes(int from, @Nullable Integer to) {
        return new Mask(minute(from), to == null ? null : minute(to), "检修", "li.min");
    }

    private static Instant minute(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }

    /** One reading a minute. */
    private void send(String quantity, int from, int to, double value) throws Exception {
        for (var minute = from; minute < to; minute++) {
            clock = minute(minute);
            STORE.get(quantity).put(clock, value);
            watch.setProcessingTime(clock.toEpochMilli());
            var reading = new Reading("g1", quantity, value, clock, false);
            watch.processElement(new DevicePack("g1", "g1", clock.toEpochMilli(), List.of(reading), null), 0);
        }
    }

    /** Time goes on, without a reading, until it is so; the store answers on a thread of its own. */
    private void passUntil(BooleanSupplier so) throws Exception {
        for (var i = 0; i < 250 && !so.getAsBoolean(); i++) {
            Thread.sleep(10);
            clock = clock.plusMillis(100);
            watch.setProcessingTime(clock.toEpochMilli());
        }
    }

    private List<Alert> alerts(String rule) {
        return watch.extractOutputValues().stream()
                .map(Finding::alert)
                .filter(alert -> alert.ruleId().equals(rule))
                .toList();
    }

    private Alert last(String rule) {
        var alerts = alerts(rule);
        return alerts.get(alerts.size() - 1);
    }

    private boolean isOver(String rule) {
        return last(rule).state() == AlertState.CLEARED;
    }

    @Test
    void nothingIsJudgedOfMaskedReadings() throws Exception {
        mask(minutes(1, 5));
        send("crack", 0, 1, 1);
        send("crack", 1, 5, 55);
        assertThat(alerts(Scene.RULE)).isEmpty();
        send("crack", 5, 6, 55);
        assertThat(alerts(Scene.RULE)).singleElement().satisfies(alert -> {
            assertThat(alert.since()).isEqualTo(minute(5));
            assertThat(alert.level()).isEqualTo(Level.RED);
        });
    }

    @Test
    void theyAreStoredAndShownAsTheyAre() throws Exception {
        mask(minutes(1, null));
        send("crack", 0, 2, 55);
        var rows = watch.getSideOutput(Tags.LOTS).stream()
                .flatMap(lot -> lot.getValue().rows().stream())
                .toList();
        assertThat(rows).extracting(row -> row.value()).containsExactly(55.0, 55.0);
        assertThat(rows).extracting(row -> row.flag()).containsExactly(Flag.PASS, Flag.NOT_EVALUATED);
        assertThat(shown()).extracting(Observed.Value::masked).containsExactly(false, true);
        assertThat(shown()).extracting(Observed.Value::value).containsExactly(55.0, 55.0);
    }

    private List<Observed.Value> shown() {
        return watch.getSideOutput(Tags.LIVE).stream()
                .map(word -> word.getValue())
                .filter(word -> word.topic().contains("/obs/"))
                .map(Outgoing::payload)
                .flatMap(payload -> Json.read(payload, Observed.class).values().stream())
                .toList();
    }

    @Test
    void whatRestedOnThemIsOverThoughNothingComesAfterwards() throws Exception {
        send("crack", 0, 30, 1);
        send("crack", 30, 60, 55);
        assertThat(last(Scene.RULE).level()).isEqualTo(Level.RED);
        mask(minutes(30, null));
        passUntil(() -> isOver(Scene.RULE));
        assertThat(isOver(Scene.RULE)).isTrue();

        mask();
        send("crack", 61, 62, 55);
        assertThat(last(Scene.RULE).state()).as("taken back").isEqualTo(AlertState.RAISED);
    }

    @Test
    void whatRestsOnOthersStays() throws Exception {
        send("crack", 0, 10, 1);
        send("crack", 10, 40, 35);
        send("crack", 40, 60, 55);
        var id = last(Scene.RULE).id();
        mask(minutes(40, null));
        passUntil(() -> last(Scene.RULE).state() == AlertState.EASED);
        assertThat(last(Scene.RULE)).satisfies(alert -> {
            assertThat(alert.id()).isEqualTo(id);
            assertThat(alert.state()).isEqualTo(AlertState.EASED);
            assertThat(alert.level()).isEqualTo(Level.ORANGE);
            assertThat(alert.since()).isEqualTo(minute(10));
        });
        send("crack", 61, 62, 1);
        assertThat(last(Scene.RULE).level()).as("still masked").isEqualTo(Level.ORANGE);
    }

    @Test
    void aMaskLowersNoHighestAndWithdrawsNothing() throws Exception {
        send("crack", 0, 2, 1);
        send("crack", 2, 4, 35);
        send("crack", 4, 6, 55);
        assertThat(last(Scene.RULE).highest()).isEqualTo(Level.RED);
        mask(minutes(4, null));
        passUntil(() -> last(Scene.RULE).state() == AlertState.EASED);
        assertThat(last(Scene.RULE).level()).isEqualTo(Level.ORANGE);
        assertThat(last(Scene.RULE).highest()).as("it was red").isEqualTo(Level.RED);
        assertThat(watch.extractOutputValues()
                        .get(watch.extractOutputValues().size() - 1)
                        .corrected())
                .as("nobody takes it for a slope that has come to rest")
                .isTrue();
        assertThat(last(Scene.RULE).text().zh()).as("who and why").contains("检修", "li.min", "2026-07-11 08:04");
        assertThat(last(Scene.RULE).text().en()).contains("masked", "li.min");
        mask(minutes(2, null));
        passUntil(() -> isOver(Scene.RULE));
        assertThat(last(Scene.RULE).state()).isEqualTo(AlertState.CLEARED);
        assertThat(last(Scene.RULE).highest()).as("and it has been").isEqualTo(Level.RED);
    }

    @Test
    void aMaskElsewhereSaysNothing() throws Exception {
        send("crack", 0, 10, 1);
        send("crack", 10, 60, 55);
        var said = alerts(Scene.RULE).size();
        mask(minutes(2, 5));
        send("crack", 60, 75, 55);
        assertThat(alerts(Scene.RULE)).hasSize(said);
    }

    @Test
    void aPastThatIsMendedIsTakenAnew() throws Exception {
        for (var hour = -240; hour < 0; hour++) {
            STORE.get("displacement").put(minute(hour * 60), 100 + Math.max(0, hour + 72) / 3.0);
        }
        send("displacement", 0, 1, 124);
        passUntil(() -> !alerts(MOVING).isEmpty());
        assertThat(alerts(MOVING)).isNotEmpty();
        assertThat(isOver(MOVING)).isFalse();
        mask(minutes(-72 * 60, null));
        passUntil(() -> isOver(MOVING));
        assertThat(isOver(MOVING)).isTrue();
    }
}
