package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.quality.Flag;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Uchimura et al. 2015: precaution from 0.01 °/h, warning from 0.1 °/h. */
class TiltRateTest {
    private static final long MINUTE = 60_000;
    private static final double HOUR = 60;

    private final Random random = new Random(5);

    private static Eye eye(Map<String, Double> params) {
        return new Eye(Method.TILT_RATE.fresh(params));
    }

    private static @Nullable Double of(@Nullable Sample sample) {
        return sample == null ? null : sample.value();
    }

    /** One reading each minute, of paths in degrees over minutes; the greatest rate of the last day. */
    private double greatest(
            Eye eye,
            int minutes,
            double noise,
            DoubleUnaryOperator x,
            DoubleUnaryOperator y,
            DoubleUnaryOperator temperature) {
        var greatest = 0.0;
        for (var i = 0; i < minutes; i++) {
            var plane = new Sample.Plane(
                    x.applyAsDouble(i) + noise * random.nextGaussian(),
                    y.applyAsDouble(i) + noise * random.nextGaussian(),
                    temperature.applyAsDouble(i));
            var seen =
                    of(eye.look(new Sample(i * MINUTE, Math.hypot(plane.x(), plane.y()), true, Flag.PASS, 0, plane)));
            if (seen != null && i >= minutes - 24 * HOUR) {
                greatest = Math.max(greatest, seen);
            }
        }
        return greatest;
    }

    @Test
    void bothAxesCountWhicheverWayItLeans() {
        // 0.06 and 0.08 °/h are 0.1 °/h; the length of the place alone would hardly change, for it leans across
        var rate = greatest(eye(Map.of()), 300, 0, i -> 4 - 0.06 * i / HOUR, i -> 3 + 0.08 * i / HOUR, i -> Double.NaN);
        assertThat(rate).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void oneAxisAloneIsItsOwnRate() {
        var eye = eye(Map.of());
        Sample last = null;
        for (var i = 0; i < 180; i++) {
            last = eye.look(new Sample(i * MINUTE, 7 - 0.02 * i / HOUR, true, Flag.PASS));
        }
        assertThat(of(last)).isCloseTo(0.02, within(1e-9));
    }

    @Test
    void nothingIsSaidBeforeAnHourHasPassed() {
        var eye = eye(Map.of());
        for (var i = 0; i < 58; i++) {
            assertThat(eye.look(new Sample(i * MINUTE, i, true, Flag.PASS))).isNull();
        }
    }

    @Test
    void anInstrumentThatSendsEachHourIsMeasuredOverTwo() {
        var eye = eye(Map.of());
        Sample last = null;
        for (var i = 0; i < 8; i++) {
            last = eye.look(new Sample(i * 60 * MINUTE, 0.15 * i, true, Flag.PASS));
        }
        assertThat(of(last)).isCloseTo(0.15, within(1e-9));
    }

    @Test
    void noiseAloneRaisesNothingAndTheFloorIsThatOfTheDevice() {
        var still = greatest(eye(Map.of()), 24 * 60 * 30, 0.01, i -> 0, i -> 0, i -> Double.NaN);
        assertThat(still).isLessThan(0.03);
        // 3 σ over the hour are 0.03 °/h: what is slower is not told, what is faster is
        assertThat(greatest(eye(Map.of()), 3_000, 0.01, i -> 0.015 * i / HOUR, i -> 0, i -> Double.NaN))
                .isLessThan(0.03);
        assertThat(greatest(eye(Map.of()), 3_000, 0.01, i -> 0.06 * i / HOUR, i -> 0, i -> Double.NaN))
                .isCloseTo(0.06, within(0.02));
        assertThat(greatest(eye(Map.of("noise", 0.05)), 3_000, 0.01, i -> 0.06 * i / HOUR, i -> 0, i -> Double.NaN))
                .isZero();
    }

    @Test
    void aCoarseInstrumentThatFlickersBetweenTwoStepsRestsStill() {
        // 0.01° steps, at the edge between two
        var eye = eye(Map.of());
        var greatest = 0.0;
        for (var i = 0; i < 5_000; i++) {
            var value = Math.rint((1.005 + 0.002 * random.nextGaussian()) * 100) / 100;
            var seen = of(eye.look(new Sample(i * 10 * MINUTE, value, true, Flag.PASS)));
            greatest = seen == null ? greatest : Math.max(greatest, seen);
        }
        assertThat(greatest).isLessThan(0.01);
    }

    @Test
    void oneStrayReadingRaisesNothing() {
        var rate = greatest(eye(Map.of()), 300, 0, i -> i == 200 ? 30 : 1, i -> 0, i -> Double.NaN);
        assertThat(rate).isZero();
    }

    private static double day(double i) {
        return 10 * Math.sin(2 * Math.PI * i / 1_440);
    }

    @Test
    void whatTheSunDoesIsTakenAwayAfterThreeDays() {
        // 10 °C to and fro, 0.01° for each: 0.026 °/h at noon, above the precaution
        var swing = 0.01;
        var compensated = greatest(
                eye(Map.of()), 10 * 1_440, 0.0005, i -> swing * day(i), i -> -swing / 2 * day(i), TiltRateTest::day);
        var plain = greatest(
                eye(Map.of("compensate", 0.0)),
                10 * 1_440,
                0.0005,
                i -> swing * day(i),
                i -> -swing / 2 * day(i),
                TiltRateTest::day);
        assertThat(plain).isGreaterThan(0.025);
        assertThat(compensated).isLessThan(0.003);
    }

    @Test
    void aSlopeThatFailsOnAWarmMorningIsNotTakenForWarmth() {
        // from the tenth day on, while it gets warmer, 0.1 °/h for six hours
        var eye = eye(Map.of());
        var rate = greatest(
                eye,
                10 * 1_440 + 360,
                0.0005,
                i -> 0.01 * day(i) + Math.max(0, i - 10 * 1_440) * 0.1 / HOUR,
                i -> 0,
                TiltRateTest::day);
        assertThat(rate).isCloseTo(0.1, within(0.01));
    }

    @Test
    void itGoesOnAfterARestart() throws IOException {
        var eye = eye(Map.of());
        greatest(eye, 5_000, 0.001, i -> 0.01 * day(i), i -> i / 1e5, TiltRateTest::day);
        var other = eye.restarted(Method.TILT_RATE, Map.of());
        for (var i = 5_000; i < 5_200; i++) {
            var sample = new Sample(i * MINUTE, 1, true, Flag.PASS, 0, new Sample.Plane(i / 1e3, 0, day(i)));
            assertThat(other.look(sample)).isEqualTo(eye.look(sample));
        }
    }
}
