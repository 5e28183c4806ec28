package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.quality.Flag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Change, peak and percentile. */
class InstrumentTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private static List<@Nullable Double> seen(
            Method method, Map<String, Double> params, long step, int many, LongToDoubleFunction value) {
        var eye = new Eye(method.fresh(params));
        var seen = new ArrayList<@Nullable Double>();
        for (var i = 0; i < many; i++) {
            var sample = eye.look(new Sample(i * step, value.applyAsDouble(i), true, Flag.PASS));
            seen.add(sample == null ? null : sample.value());
        }
        return seen;
    }

    private static double last(List<@Nullable Double> seen) {
        var last = seen.get(seen.size() - 1);
        assertThat(last).isNotNull();
        return last == null ? Double.NaN : last;
    }

    private static double greatest(List<@Nullable Double> seen) {
        return seen.stream()
                .mapToDouble(one -> one == null ? 0 : Math.abs(one))
                .max()
                .orElse(0);
    }

    @Test
    void aCrackThatOpensSteadilyHasChangedByItsRate() {
        // 12 mm a day, a reading each hour: over 24 h at most a thirtieth of the time too little or too much
        var change = last(seen(Method.CHANGE, Map.of(), HOUR, 100, i -> 100 + 0.5 * i));
        assertThat(change).isCloseTo(12, within(0.6));
        assertThat(last(seen(Method.CHANGE, Map.of(), HOUR, 100, i -> 100 - 0.5 * i)))
                .isCloseTo(-12, within(0.6));
    }

    @Test
    void aJumpIsSeenAtTheSecondReadingAndForgottenAfterItsTime() {
        var change = seen(Method.CHANGE, Map.of("hours", 24.0), 10 * MINUTE, 500, i -> i < 200 ? 3 : 13);
        assertThat(change.get(200)).isZero();
        assertThat(change.get(201)).isCloseTo(10, within(1e-9));
        assertThat(change.get(201 + 130)).isCloseTo(10, within(1e-9));
        assertThat(change.get(201 + 150)).isZero();
    }

    @Test
    void oneStrayReadingIsNoChange() {
        assertThat(greatest(seen(Method.CHANGE, Map.of(), 10 * MINUTE, 500, i -> i == 200 ? 50 : 3)))
                .isZero();
        assertThat(greatest(seen(Method.CHANGE, Map.of(), HOUR, 100, i -> i == 50 ? 50 : 3)))
                .isZero();
    }

    @Test
    void whileADayIsNotKnownTheChangeOverWhatIsKnownCounts() {
        assertThat(last(seen(Method.CHANGE, Map.of(), HOUR, 7, i -> i))).isBetween(4.0, 5.0);
    }

    @Test
    void afterALongSilenceNothingIsCompared() {
        assertThat(last(seen(Method.CHANGE, Map.of("hours", 1.0), 3 * HOUR, 9, i -> 20 * i)))
                .isZero();
    }

    @Test
    void aBlowStaysForItsWindow() {
        var peak = seen(Method.PEAK, Map.of("seconds", 60.0), 1_000, 300, i -> i == 100 ? -12 : 0.2);
        assertThat(peak.get(99)).isEqualTo(0.2);
        assertThat(peak.get(100)).isEqualTo(12);
        assertThat(peak.get(158)).isEqualTo(12);
        assertThat(peak.get(165)).isEqualTo(0.2);
    }

    @Test
    void ofAnAccelerationGravityIsTakenAway() {
        var peak = seen(
                Method.PEAK, Map.of("seconds", 10.0, "base", 60.0), 100, 2_000, i -> 9.81 + (i == 1_500 ? 0.5 : 0));
        assertThat(peak.get(1_499)).isCloseTo(0, within(1e-9));
        assertThat(peak.get(1_500)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void waterIsComparedWithItsOwnRecord() {
        var random = new Random(3);
        // 0 to 100 kPa, all alike, each half hour; then three values
        var values = random.doubles(90 * 48).map(u -> 100 * u).toArray();
        var seen = seen(
                Method.PERCENTILE, Map.of(), HOUR, values.length + 4, i -> i < values.length ? values[(int) i] : 95);
        assertThat(seen.get(59 * 24)).as("59 days are too few").isNull();
        assertThat(seen.get(60 * 24 + 1)).isNotNull();
        assertThat(last(seen)).isCloseTo(95.0, within(1.0));
    }

    @Test
    void moreReadingsInTheRainDoNotChangeTheRecord() {
        var random = new Random(4);
        var eye = new Eye(Method.PERCENTILE.fresh(Map.of("days", 30.0)));
        for (var hour = 0; hour < 40 * 24; hour++) {
            // every tenth hour it rains, and there are sixty readings in it
            var isWet = hour % 10 == 0;
            for (var minute = 0; minute < (isWet ? 60 : 1); minute++) {
                eye.look(new Sample(
                        hour * HOUR + minute * MINUTE, (isWet ? 40 : 20) + random.nextDouble(), true, Flag.PASS));
            }
        }
        eye.look(new Sample(1_000 * HOUR, 30, true, Flag.PASS));
        var seen = eye.look(new Sample(1_001 * HOUR, 30, true, Flag.PASS));
        assertThat(seen).isNotNull();
        assertThat(seen.value()).isCloseTo(90, within(2.0));
    }

    @Test
    void aTrifleAfterAStillSeasonRanksLow() {
        var params = Map.of("days", 30.0, "least", 25.0);
        assertThat(last(seen(Method.PERCENTILE, params, HOUR, 1_000, i -> i < 990 ? 20 : 20.1)))
                .isZero();
        assertThat(last(seen(Method.PERCENTILE, params, HOUR, 1_000, i -> i < 998 ? 20 : 25)))
                .isGreaterThan(99.9);
    }

    @Test
    void theyGoOnAfterARestart() throws IOException {
        var random = new Random(9);
        for (var method : List.of(Method.CHANGE, Method.PEAK, Method.PERCENTILE)) {
            var params = Map.of("days", 30.0, "hours", 5.0, "base", 60.0);
            var eye = new Eye(method.fresh(params));
            for (var i = 0; i < 2_000; i++) {
                eye.look(new Sample(i * HOUR / 2, random.nextGaussian(), true, Flag.PASS));
            }
            var other = eye.restarted(method, params);
            for (var i = 2_000; i < 2_200; i++) {
                var sample = new Sample(i * HOUR / 2, random.nextGaussian(), true, Flag.PASS);
                assertThat(other.look(sample)).isEqualTo(eye.look(sample));
            }
        }
    }
}
