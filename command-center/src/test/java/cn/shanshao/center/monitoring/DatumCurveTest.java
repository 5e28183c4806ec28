package cn.shanshao.center.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.history.Bucket;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.history.Stored;
import cn.shanshao.ingest.history.Stretch;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceConfig.Datum;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatumCurveTest {
    private static final long T0 = Instant.parse("2026-07-20T00:00:00Z").toEpochMilli();

    /** A reading every second, worth 5, on the grid of the real store. */
    private static final class Seconds implements ReadingHistory {
        int asked;

        @Override
        public List<Bucket> buckets(String device, String quantity, Instant from, Instant to, int buckets) {
            asked++;
            var start = from.toEpochMilli();
            var span = to.toEpochMilli() - start;
            var counts = new TreeMap<Long, Long>();
            for (var ts = Math.floorDiv(start + 999, 1_000) * 1_000; ts < start + span; ts += 1_000) {
                counts.merge((ts - start) * buckets / span, 1L, Long::sum);
            }
            return counts.entrySet().stream()
                    .map(e -> new Bucket(at(start - Math.floorDiv(-e.getKey() * span, buckets)), 4, 5, 6, e.getValue()))
                    .toList();
        }

        @Override
        public List<Sample> latest(Collection<String> devices) {
            return List.of();
        }

        @Override
        public List<Stored> readings(String device, String quantity, Instant from, Instant to, int most) {
            return List.of();
        }

        @Override
        public List<Stretch> thinned(
                String device, String quantity, Instant from, Instant to, int most, Stretch.Thinning thinning) {
            return List.of();
        }

        @Override
        public long count(String device, @Nullable String quantity, Instant from, Instant to) {
            return 0;
        }
    }

    private final Seconds history = new Seconds();

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }

    private List<Bucket> curve(int seconds, int buckets, Datum... datum) {
        var channel = new Channel("displacement", "mm", null, List.of(datum), null);
        return new DatumCurve(history, "d", channel).buckets(at(T0), at(T0 + seconds * 1_000L), buckets);
    }

    @Test
    void whatIsMaskedIsLeftOutToTheReading() {
        var masks = List.of(
                new Mask(at(T0 + 12_500), at(T0 + 18_000), "检修", "li.min"),
                new Mask(at(T0 + 20_000), null, "坏", "li.min"));
        var channel = new Channel("displacement", "mm", null, List.of(new Datum(at(T0 + 5_000), 100)), null);
        var curve = new DatumCurve(history, "d", channel.masked(masks)).buckets(at(T0), at(T0 + 30_000), 3);
        assertThat(curve).extracting(Bucket::at).containsExactly(at(T0), at(T0 + 10_000));
        assertThat(curve).extracting(Bucket::count).as("of 10 s each").containsExactly(10L, 5L);
        assertThat(curve.get(1).mean()).isEqualTo(105);
    }

    /** Stored before there was a check of it; neither can be told in milliseconds. */
    @Test
    void anAbsurdMaskOrOffsetBreaksNoCurve() {
        var masks = List.of(
                new Mask(Instant.MIN, at(T0 + 10_000), "?", "li.min"),
                new Mask(at(T0 + 20_000), Instant.MAX, "?", "li.min"));
        var datum = List.of(new Datum(Instant.MIN, 100), new Datum(Instant.MAX, 7));
        var channel = new Channel("displacement", "mm", null, datum, null);
        var curve = new DatumCurve(history, "d", channel.masked(masks)).buckets(at(T0), at(T0 + 30_000), 3);
        assertThat(curve).extracting(Bucket::at).containsExactly(at(T0 + 10_000));
        assertThat(curve.get(0).mean()).isEqualTo(105);
        assertThat(masks).allMatch(Mask::isAbsurd);
    }

    @Test
    void everyReadingHasTheOffsetOfItsTime() {
        var curve = curve(60, 6, new Datum(at(T0 + 20_000), 120), new Datum(at(T0 + 40_000), 300));

        assertThat(curve).extracting(Bucket::mean).containsExactly(5.0, 5.0, 125.0, 125.0, 305.0, 305.0);
        assertThat(curve).extracting(Bucket::min).containsExactly(4.0, 4.0, 124.0, 124.0, 304.0, 304.0);
        assertThat(history.asked).as("a cut on a border needs no other query").isEqualTo(1);
    }

    @Test
    void aStretchWithinWhichSensorsWereReplacedIsPutTogetherFromPieces() {
        var curve = curve(30, 3, new Datum(at(T0 + 12_500), 100), new Datum(at(T0 + 18_000), 200));

        assertThat(curve).extracting(Bucket::at).containsExactly(at(T0), at(T0 + 10_000), at(T0 + 20_000));
        assertThat(curve).extracting(Bucket::count).containsExactly(10L, 10L, 10L);
        assertThat(curve.get(1)).isEqualTo(new Bucket(at(T0 + 10_000), 4, 95, 206, 10));
        assertThat(curve.get(2).mean()).isEqualTo(205);
    }

    @Test
    void stretchesThatAreNoWholeMillisecondsLoseAndDoubleNothing() {
        for (var cut = 1; cut < 10_000; cut += 331) {
            var curve = curve(10, 7, new Datum(at(T0 + cut), 100));
            var sum = curve.stream().mapToDouble(b -> b.mean() * b.count()).sum();
            var after = 10 - Math.floorDiv(cut + 999, 1_000);
            assertThat(curve.stream().mapToLong(Bucket::count).sum()).isEqualTo(10);
            assertThat(sum)
                    .as("cut at %d", cut)
                    .isCloseTo(50 + 100.0 * after, org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    @Test
    void offsetsBeforeAndBehindTheSpanCutNothing() {
        var curve = curve(10, 2, new Datum(at(T0 - 5_000), 120), new Datum(at(T0 + 10_000), 999));

        assertThat(curve).extracting(Bucket::mean).containsExactly(125.0, 125.0);
        assertThat(history.asked).isEqualTo(1);
    }
}
