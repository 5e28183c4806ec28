package cn.shanshao.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do behind the port. An adapter's test gives the two ends; each test works on a device of its own. */
public abstract class ReadingHistoryKit {
    protected static final Duration RETENTION = Duration.ofDays(3 * 365);

    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis() / 3_600_000 * 3_600_000)
            .minus(Duration.ofHours(2));
    private static final Instant LONG_AGO = Instant.parse("2010-06-01T00:00:00Z");
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");
    private static final AtomicInteger DEVICES = new AtomicInteger();

    private String device = "";

    protected abstract ReadingStore store();

    protected abstract ReadingHistory history();

    @BeforeEach
    void aDeviceOfItsOwn() {
        device = "kit-" + DEVICES.incrementAndGet();
    }

    private Row row(String quantity, double value, Instant at) {
        return new Row(device, quantity, value, 1, at, at, at.isBefore(LONG_AGO.plus(RETENTION)) ? NOW : at, false);
    }

    private long stored() {
        return history().count(device, null, Instant.EPOCH, END);
    }

    private void write(Row... rows) throws Exception {
        Eventually.written(store(), List.of(rows));
    }

    private void waitFor(long count) {
        Eventually.holds(() -> assertThat(stored()).isEqualTo(count));
    }

    @Test
    void keepsTheValueToTheLastBit() throws Exception {
        var values = List.of(0.1 + 0.2, -1e-300, 1.7976931348623157e308, 123456789.12345679, -0.0, 5e-324, 1e16);
        for (var i = 0; i < values.size(); i++) {
            write(row("x.v" + i, values.get(i), NOW));
        }
        waitFor(values.size());
        assertThat(history().latest(List.of(device))).extracting(Sample::value).containsExactlyElementsOf(values);
    }

    @Test
    void aRepeatOverwritesAndCountsOnce() throws Exception {
        write(row("crack", 1, NOW));
        write(row("crack", 2, NOW), row("crack", 3, NOW.plusSeconds(1)));
        write(row("crack", 2.5, NOW));
        waitFor(2);
        Eventually.holds(() -> assertThat(history().buckets(device, "crack", NOW, NOW.plusSeconds(1), 1))
                .containsExactly(new Bucket(NOW, 2.5, 2.5, 2.5, 1)));
    }

    @Test
    void tellsTheReadingsAsTheyAreStored() throws Exception {
        write(
                row("crack", 2, NOW.plusSeconds(1)),
                row("crack", 1, NOW),
                new Row(device, "crack", 99, 4, NOW.plusSeconds(2), NOW.plusSeconds(2), NOW, false),
                row("crack", 3, LONG_AGO));
        waitFor(4);
        assertThat(history().readings(device, "crack", LONG_AGO, NOW.plusSeconds(3), 10))
                .containsExactly(
                        new Stored(LONG_AGO, 3, 1),
                        new Stored(NOW, 1, 1),
                        new Stored(NOW.plusSeconds(1), 2, 1),
                        new Stored(NOW.plusSeconds(2), 99, 4));
        assertThat(history().readings(device, "crack", NOW, NOW.plusSeconds(2), 1))
                .containsExactly(new Stored(NOW, 1, 1));
    }

    @Test
    void twoWrittenTimesAtOnePlacedTimeAreTwoReadings() throws Exception {
        write(
                new Row(device, "crack", 1, 1, NOW, NOW, NOW, false),
                new Row(device, "crack", 2, 1, NOW, NOW.minusSeconds(5), NOW, false));
        waitFor(2);
    }

    @Test
    void latestIsTheNewestOfEachChannelByPlacedTime() throws Exception {
        var flagged = new Row(device, "soil.moisture/0.5", 99, 4, NOW, NOW.minusMillis(7), NOW.plusMillis(9), true);
        write(row("crack", 1, NOW), row("tilt.x", 5, NOW.minusSeconds(60)), flagged);
        write(row("crack", 2, NOW.minusSeconds(10)));
        waitFor(4);
        assertThat(history().latest(List.of(device, "kit-unknown")))
                .containsExactly(
                        new Sample(device, "crack", 1, 1, NOW, NOW, NOW),
                        new Sample(device, "soil.moisture/0.5", 99, 4, NOW, NOW.minusMillis(7), NOW.plusMillis(9)),
                        new Sample(
                                device,
                                "tilt.x",
                                5,
                                1,
                                NOW.minusSeconds(60),
                                NOW.minusSeconds(60),
                                NOW.minusSeconds(60)));
    }

    @Test
    void latestOfMoreDevicesThanFitIntoAQuery() throws Exception {
        var many = new ArrayList<>(Collections.nCopies(1, device));
        var rows = new ArrayList<Row>();
        for (var i = 0; i < 500; i++) {
            many.add(device + "-" + i);
            rows.add(new Row(device + "-" + i, "crack", i, 1, NOW, NOW, NOW, false));
        }
        Eventually.written(store(), rows);
        Eventually.holds(() -> assertThat(history().latest(many)).hasSize(500));
    }

    @Test
    void quantitiesAreKeptApart() throws Exception {
        write(row("crack", 1, NOW), row("tilt.x", 10, NOW), row("crack", 3, NOW.plusSeconds(1)));
        waitFor(3);
        assertThat(history().count(device, "crack", Instant.EPOCH, END)).isEqualTo(2);
        assertThat(history().buckets(device, "tilt.x", NOW, NOW.plusSeconds(10), 1))
                .containsExactly(new Bucket(NOW, 10, 10, 10, 1));
    }

    @Test
    void rowsOlderThanTheRetentionAreReadThroughTheSamePort() throws Exception {
        write(row("rain", 1, LONG_AGO), row("rain", 2, LONG_AGO.plusSeconds(60)), row("rain", 9, NOW));
        write(row("rain", 1.5, LONG_AGO));
        waitFor(3);
        Eventually.holds(() -> assertThat(history().buckets(device, "rain", LONG_AGO, LONG_AGO.plusSeconds(120), 2))
                .containsExactly(
                        new Bucket(LONG_AGO, 1.5, 1.5, 1.5, 1), new Bucket(LONG_AGO.plusSeconds(60), 2, 2, 2, 1)));
        assertThat(history().buckets(device, "rain", LONG_AGO, NOW.plusSeconds(1), 1))
                .extracting(Bucket::count)
                .containsExactly(3L);
        assertThat(history().latest(List.of(device))).extracting(Sample::value).containsExactly(9.0);
    }

    @Test
    void aSpanTakesItsStartAndLeavesItsEnd() throws Exception {
        for (var i = 0; i <= 10; i++) {
            write(row("crack", i, NOW.plusMillis(i)));
        }
        waitFor(11);
        assertThat(history().count(device, "crack", NOW, NOW.plusMillis(10))).isEqualTo(10);
        assertThat(history().buckets(device, "crack", NOW, NOW.plusMillis(10), 3))
                .containsExactly(
                        new Bucket(NOW, 0, 1.5, 3, 4),
                        new Bucket(NOW.plusMillis(4), 4, 5, 6, 3),
                        new Bucket(NOW.plusMillis(7), 7, 8, 9, 3));
    }

    @Test
    void anEmptySpanIsEmptyAndAGapStaysAGap() throws Exception {
        assertThat(history().buckets(device, "crack", NOW, NOW.plusSeconds(100), 10))
                .isEmpty();
        assertThat(history().buckets(device, "crack", NOW, NOW, 10)).isEmpty();
        assertThat(history().latest(List.of())).isEmpty();
        write(row("crack", 1, NOW), row("crack", 2, NOW.plusSeconds(95)));
        waitFor(2);
        assertThat(history().buckets(device, "crack", NOW, NOW.plusSeconds(100), 10))
                .extracting(Bucket::at)
                .containsExactly(NOW, NOW.plusSeconds(90));
        assertThat(history().buckets(device, "crack", Instant.MIN, Instant.MAX, 10_000))
                .extracting(Bucket::count)
                .containsExactly(2L);
    }

    @Test
    void failedReadingsAreCountedAndStayOutOfCurves() throws Exception {
        write(row("crack", 1, NOW), new Row(device, "crack", 1e9, 4, NOW.plusSeconds(1), NOW, NOW, false));
        waitFor(2);
        assertThat(history().buckets(device, "crack", NOW, NOW.plusSeconds(10), 1))
                .containsExactly(new Bucket(NOW, 1, 1, 1, 1));
    }

    @Test
    void badRowsAreHandedBackAndTheOthersStored() throws Exception {
        var nan = row("crack", Double.NaN, NOW);
        var comma = row("crack,device=other", 1, NOW);
        var before = new Row(device, "crack", 1, 1, Instant.EPOCH.minusMillis(1), NOW, NOW, false);
        assertThatThrownBy(() -> write(row("crack", 1, NOW), nan, comma, before, row("tilt.x", 2, NOW)))
                .isInstanceOfSatisfying(
                        StoreRefused.class,
                        e -> assertThat(e.bad())
                                .extracting(StoreRefused.Bad::row)
                                .containsExactly(nan, comma, before));
        waitFor(2);
    }

    @Test
    void fewReadingsComeAsTheyAreAndInOrder() throws Exception {
        var suspect = new Row(device, "crack", 3, 3, NOW.plusSeconds(2), NOW, NOW, false);
        var failed = new Row(device, "crack", 9, 4, NOW.plusSeconds(3), NOW, NOW, false);
        write(row("crack", 2, NOW.plusSeconds(1)), suspect, failed, row("crack", 1, NOW), row("tilt.x", 7, NOW));
        write(row("crack", 0, LONG_AGO));
        waitFor(6);
        for (var thinning : Stretch.Thinning.values()) {
            Eventually.holds(
                    () -> assertThat(history().thinned(device, "crack", LONG_AGO, NOW.plusSeconds(9), 4, thinning))
                            .containsExactly(
                                    new Stretch(LONG_AGO, 0, 1, 1),
                                    new Stretch(NOW, 1, 1, 1),
                                    new Stretch(NOW.plusSeconds(1), 2, 1, 1),
                                    new Stretch(NOW.plusSeconds(2), 3, 3, 1)));
        }
        assertThat(history().thinned(device, "crack", NOW, NOW, 4, Stretch.Thinning.MEAN))
                .isEmpty();
    }

    @Test
    void manyReadingsAreMadeIntoFew() throws Exception {
        var rows = new ArrayList<Row>();
        for (var i = 0; i < 8; i++) {
            rows.add(new Row(device, "crack", i, i == 5 ? 3 : 1, NOW.plusSeconds(i), NOW, NOW, false));
        }
        write(rows.toArray(Row[]::new));
        write(row("crack", 20, NOW.plusSeconds(15)));
        waitFor(9);
        var to = NOW.plusSeconds(16);
        Eventually.holds(() -> assertThat(history().thinned(device, "crack", NOW, to, 4, Stretch.Thinning.MEAN))
                .containsExactly(
                        new Stretch(NOW.plusMillis(1_500), 1.5, 1, 4),
                        new Stretch(NOW.plusMillis(5_500), 5.5, 3, 4),
                        new Stretch(NOW.plusSeconds(15), 20, 1, 1)));
        assertThat(history().thinned(device, "crack", NOW, to, 4, Stretch.Thinning.LAST))
                .extracting(Stretch::value)
                .containsExactly(3.0, 7.0, 20.0);
        assertThat(history().thinned(device, "crack", NOW, to, 4, Stretch.Thinning.SUM))
                .containsExactly(
                        new Stretch(NOW.plusSeconds(3), 6, 1, 4),
                        new Stretch(NOW.plusSeconds(7), 22, 3, 4),
                        new Stretch(NOW.plusSeconds(15), 20, 1, 1));
    }

    @Test
    void namesCannotSmuggleAnythingIntoAQuery() {
        var evil = "x' OR '1'='1";
        assertThatThrownBy(() -> history().latest(List.of(evil))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history().count(evil, null, NOW, END)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history().count(device, evil, NOW, END)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history().buckets(device, evil, NOW, END, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history().thinned(device, evil, NOW, END, 1, Stretch.Thinning.LAST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history().thinned(device, "crack", NOW, END, 0, Stretch.Thinning.LAST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history().buckets(device, "crack", NOW, END, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHundredThousandRowsAreAHundredThousandRows() throws Exception {
        var start = NOW.minus(Duration.ofDays(2));
        var rows = new ArrayList<Row>();
        for (var i = 0; i < 100_000; i++) {
            rows.add(row("crack", i % 100, start.plusSeconds(i)));
        }
        Collections.shuffle(rows, new java.util.Random(9));
        for (var i = 0; i < rows.size(); i += 5_000) {
            Eventually.written(store(), rows.subList(i, i + 5_000));
        }
        Eventually.written(store(), rows.subList(0, 20_000));
        waitFor(100_000);
        var buckets = history().buckets(device, "crack", start, start.plusSeconds(100_000), 1_000);
        assertThat(buckets).hasSize(1_000).allSatisfy(bucket -> {
            assertThat(bucket.count()).isEqualTo(100);
            assertThat(bucket.mean()).isCloseTo(49.5, within(1e-9));
        });
    }
}
