package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.DefaultRules;
import cn.shanshao.ingest.history.Bucket;
import cn.shanshao.ingest.history.HistoryUnavailable;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.history.Stored;
import cn.shanshao.ingest.history.Stretch;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** History that comes, comes late, or does not come. A slope goes 8 mm a day, one reading an hour, since ten days. */
class WarmingTest {
    private static final Instant NOW = Instant.parse("2026-07-11T00:00:00Z");
    private static final Instant BEGAN = NOW.minus(Duration.ofDays(10));
    private static final String MOVING = "movement-velocity";

    /** The store, which the operator must not wait for. */
    private static volatile boolean isAway;

    private static volatile CountDownLatch door = new CountDownLatch(0);
    private static volatile int asked;

    private Board board = new Board("warming-test");
    private KeyedBroadcastOperatorTestHarness<String, DevicePack, ConfigEvent, Finding> watch;

    private static final class Remembered implements ReadingHistory {
        @Override
        public List<Stored> readings(String device, String quantity, Instant from, Instant to, int most) {
            return List.of();
        }

        @Override
        public List<Stretch> thinned(
                String device, String quantity, Instant from, Instant to, int most, Stretch.Thinning thinning) {
            asked++;
            try {
                door.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (isAway) {
                throw new HistoryUnavailable("the store is away");
            }
            return IntStream.range(0, 10 * 24)
                    .mapToObj(hour -> BEGAN.plus(Duration.ofHours(hour)))
                    .filter(at -> !at.isBefore(from) && at.isBefore(to))
                    .map(at -> new Stretch(at, place(at), 1, 1))
                    .toList();
        }

        @Override
        public List<Sample> latest(Collection<String> devices) {
            if (isAway) {
                throw new HistoryUnavailable("the store is away");
            }
            var at = NOW.minus(Duration.ofHours(1));
            return List.of(new Sample("g1", "displacement", place(at), 1, at, at, at));
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

    private static double place(Instant at) {
        return 100 + Duration.between(BEGAN, at).toMinutes() * 8 / 1440.0;
    }

    private static KeyedBroadcastOperatorTestHarness<String, DevicePack, ConfigEvent, Finding> harness(Board board)
            throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new DeviceWatch(board, Remembered::new), List.of(Ledger.DOCUMENTS)),
                DevicePack::device,
                BasicTypeInfo.STRING_TYPE_INFO,
                1,
                1,
                0);
    }

    @BeforeEach
    void open() throws Exception {
        isAway = false;
        door = new CountDownLatch(0);
        asked = 0;
        board = new Board("warming-" + System.nanoTime());
        watch = harness(board);
        watch.open();
        at(0);
        begin();
    }

    private void begin() throws Exception {
        watch.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(configuration())), 0);
        watch.processBroadcastElement(ConfigEvent.ready(true), 0);
    }

    private static DivisionConfig configuration() {
        var channels = List.of(
                new DeviceConfig.Channel("displacement", "mm", null, List.of(), null),
                new DeviceConfig.Channel("crack", "mm", null, List.of(), null));
        var plain = Scene.with(1, Scene.device("g1", null, Clock.REAL, 3_600, Realm.EXERCISE, channels));
        var rules = new ArrayList<>(plain.rules());
        rules.addAll(DefaultRules.of("displacement"));
        return new DivisionConfig(1, 1, plain.points(), plain.devices(), rules);
    }

    @AfterEach
    void close() throws Exception {
        door.countDown();
        watch.close();
    }

    private void at(long second) throws Exception {
        watch.setProcessingTime(NOW.plusSeconds(second).toEpochMilli());
    }

    private void reading(String quantity, long second, double value) throws Exception {
        var at = NOW.plusSeconds(second);
        var readings = List.of(new Reading("g1", quantity, value, at, false));
        watch.processElement(new DevicePack("g1", "g1", at.toEpochMilli(), readings, null), 0);
    }

    private void move(long second) throws Exception {
        reading("displacement", second, place(NOW.plusSeconds(second)));
    }

    private List<Alert> alerts(String rule) {
        return watch.extractOutputValues().stream()
                .map(Finding::alert)
                .filter(alert -> alert.ruleId().equals(rule))
                .toList();
    }

    /** Time goes on in steps, so that answers are found. */
    private void pass(int from, int to) throws Exception {
        for (var second = from; second <= to; second++) {
            Thread.sleep(20);
            at(second);
        }
    }

    /** Time goes on until it is said; in less than the patience of a rule. */
    private void passUntilRaised(int from) throws Exception {
        for (var i = 1; i < 100 && alerts(MOVING).isEmpty(); i++) {
            Thread.sleep(100);
            watch.setProcessingTime(NOW.plusSeconds(from).plusMillis(200 * i).toEpochMilli());
        }
    }

    private boolean isTold() {
        return board.tally().troubles().stream().anyMatch(text -> text.en().startsWith("history:"));
    }

    @Test
    void anAnswerThatTakesItsTimeHoldsUpNobody() throws Exception {
        door = new CountDownLatch(1);
        move(0);
        reading("crack", 1, 55);
        assertThat(alerts(Scene.RULE)).hasSize(1);
        pass(1, 8);
        assertThat(alerts(MOVING)).isEmpty();
        door.countDown();
        passUntilRaised(8);
        assertThat(alerts(MOVING)).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.RAISED);
            assertThat(alert.confidence()).isEqualTo(1);
            assertThat(alert.since()).isBetween(BEGAN, BEGAN.plus(Duration.ofDays(2)));
        });
        assertThat(isTold()).isFalse();
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void aRuleGoesOnWithoutAfterHalfAMinuteAndSaysSo() throws Exception {
        isAway = true;
        move(0);
        pass(1, 29);
        assertThat(isTold()).isFalse();
        pass(30, 31);
        assertThat(isTold()).isTrue();
        for (var hour = 1; hour < 60; hour++) {
            at(hour * 3_600);
            move(hour * 3_600);
        }
        assertThat(alerts(MOVING)).isNotEmpty().allMatch(alert -> alert.confidence() == 0.5);
        var id = alerts(MOVING).get(0).id();

        isAway = false;
        for (var second = 0; second < 200 && isTold(); second++) {
            pass(60 * 3_600 + second, 60 * 3_600 + second);
            Thread.sleep(80);
        }
        assertThat(isTold()).isFalse();
        var last = alerts(MOVING).get(alerts(MOVING).size() - 1);
        assertThat(last.id()).isEqualTo(id);
        assertThat(last.confidence()).isEqualTo(1);
    }

    private void wake() throws Exception {
        watch.processElement(DevicePack.wake("g1"), 0);
    }

    @Test
    void aDeviceOfWhichNothingIsKnownIsJudgedByTheStoreBeforeItSpeaks() throws Exception {
        wake();
        passUntilRaised(1);
        assertThat(alerts(MOVING)).singleElement().satisfies(alert -> {
            assertThat(alert.confidence()).isEqualTo(1);
            assertThat(alert.since()).isBetween(BEGAN, BEGAN.plus(Duration.ofDays(2)));
        });
        reading("displacement", -3_600, place(NOW.minusSeconds(3_600)));
        assertThat(alerts(MOVING)).as("the reading is known").hasSize(1);
    }

    @Test
    void aDeviceThatIsToWakeBeforeJudgingBeginsWakesThen() throws Exception {
        watch.close();
        watch = harness(board);
        watch.open();
        at(0);
        watch.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(configuration())), 0);
        wake();
        pass(1, 3);
        assertThat(asked).isZero();
        watch.processBroadcastElement(ConfigEvent.ready(true), 0);
        passUntilRaised(3);
        assertThat(alerts(MOVING)).hasSize(1);
    }

    @Test
    void whileTheStoreIsAwayItIsAskedAgain() throws Exception {
        isAway = true;
        wake();
        pass(1, 3);
        isAway = false;
        for (var second = 4; second < 60 && alerts(MOVING).isEmpty(); second++) {
            pass(second, second);
        }
        assertThat(alerts(MOVING)).hasSize(1);
    }

    @Test
    void aRuleThatIsNewToARunningChannelAsksWithoutWaitingForAReading() throws Exception {
        reading("crack", 0, 1);
        var whole = configuration();
        var rules = new ArrayList<>(whole.rules());
        var to = new RuleConfig.AppliesTo("crack", null, null, null);
        rules.add(new RuleConfig(
                "late", 1, "velocity", to, Map.of(), Map.of(Level.BLUE, 1.0), 0, 0, 1, null, false, null));
        var document = new DivisionConfig(1, 2, whole.points(), whole.devices(), rules);
        watch.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(document)), 0);
        assertThat(asked).isZero();
        wake();
        for (var second = 1; second < 100 && asked == 0; second++) {
            pass(second, second);
        }
        assertThat(asked).isPositive();
    }

    @Test
    void whatWasNotAnsweredIsAskedAgainAfterARestart() throws Exception {
        door = new CountDownLatch(1);
        move(0);
        var state = watch.snapshot(1, 1);
        watch.close();
        door = new CountDownLatch(0);
        watch = harness(board);
        watch.initializeState(state);
        watch.open();
        begin();
        at(60);
        move(60);
        assertThat(alerts(MOVING)).isEmpty();
        passUntilRaised(60);
        assertThat(alerts(MOVING))
                .singleElement()
                .satisfies(alert -> assertThat(alert.confidence()).isEqualTo(1));
    }
}
