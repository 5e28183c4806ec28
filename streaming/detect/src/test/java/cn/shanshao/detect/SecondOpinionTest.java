package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.detect.movement.FukuzonoLine;
import cn.shanshao.detect.movement.Lppls;
import cn.shanshao.detect.movement.MovingAverages;
import cn.shanshao.detect.movement.Saito;
import cn.shanshao.detect.movement.SecondOpinion;
import cn.shanshao.detect.movement.SecondOpinion.Place;
import cn.shanshao.detect.movement.VelocityClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondOpinionTest {
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    /** A = 0.05 per mm, failure at day 30: 0.6667, 1, 2, 4, 20 mm/d after 0, 10, 20, 25, 29 days. */
    private static final double[] DAYS = {0, 10, 20, 25, 29};

    private static double[] rates() {
        return DoubleStream.of(DAYS).map(day -> 1 / 0.05 / (30 - day)).toArray();
    }

    @Test
    void thePublishedVectorOfTheInverseVelocity() {
        assertThat(rates()).containsExactly(new double[] {0.6667, 1, 2, 4, 20}, within(5e-5));
        var line = FukuzonoLine.through(DAYS, rates()).orElseThrow();
        assertThat(line.failure()).isCloseTo(30, within(1e-9));
        assertThat(line.error()).isCloseTo(0, within(1e-6));
        assertThat(line.r2()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aRateThatDoesNotRiseHasNoFailure() {
        assertThat(FukuzonoLine.through(DAYS, new double[] {5, 4, 3, 2, 1})).isEmpty();
    }

    @Test
    void saitoIsExactForAStraightInverseVelocity() {
        // x = 20·ln(30/(30−t)): equal ways are equal ratios of what remains
        assertThat(Saito.failure(0, 15, 22.5)).isCloseTo(30, within(1e-9));
        assertThat(Saito.failure(0, 5, 10)).isNaN();
    }

    @Test
    void saitosSteadyCreep() {
        assertThat(Saito.minutesLeft(1)).isCloseTo(Math.pow(10, 2.33), within(1e-9));
        assertThat(Saito.minutesLeft(10)).isCloseTo(Math.pow(10, 2.33 - 0.916), within(1e-9));
    }

    @Test
    void theMovingAveragesHoldTheFailureOfASlopeThatCreptBefore() {
        var t = IntStream.range(0, 58).mapToDouble(day -> day).toArray();
        var v = DoubleStream.of(t).map(day -> day < 30 ? 1 : 30 / (60 - day)).toArray();
        var window = MovingAverages.of(t, v).orElseThrow();
        assertThat(window.onset()).isBetween(29.0, 36.0);
        assertThat(60.0).isBetween(window.earliest() - 3, window.latest() + 3);
        assertThat(MovingAverages.of(t, new double[58])).isEmpty();
    }

    @Test
    void aLogPeriodicCurveIsFoundAgain() {
        var t = IntStream.range(0, 100).mapToDouble(i -> 0.5 * i).toArray();
        var x = DoubleStream.of(t)
                .map(day -> 100 - Math.pow(60 - day, 0.5) * (8 + 0.6 * Math.cos(8 * Math.log(60 - day))))
                .toArray();
        var law = Lppls.of(t, x, 40).orElseThrow();
        assertThat(law.failure()).isCloseTo(60, within(2.0));
        assertThat(law.r2()).isGreaterThan(0.999);
    }

    @ParameterizedTest
    @CsvSource({
        "0.04, EXTREMELY_SLOW",
        "0.05, VERY_SLOW",
        "4.4, SLOW",
        "-4.4, SLOW",
        "432, MODERATE",
        "43200, RAPID",
        "4320000, VERY_RAPID",
        "432000000, EXTREMELY_RAPID"
    })
    void theClassesOfCrudenAndVarnes(double rate, VelocityClass expected) {
        assertThat(VelocityClass.of(rate)).isEqualTo(expected);
    }

    @Test
    void allAreAskedOfARecordAndNoneOfOneThatRests() {
        var record = new ArrayList<Place>();
        for (var hour = 0; hour < 58 * 24; hour++) {
            var day = hour / 24.0;
            var mm = day < 30 ? day : 30 + 30 * Math.log(30 / (60 - day));
            record.add(new Place(START.plus(Duration.ofHours(hour)), mm));
        }
        var opinions = SecondOpinion.of(record);
        assertThat(opinions).extracting(SecondOpinion::method).contains("fukuzono", "carla", "saito");
        assertThat(SecondOpinion.of(List.of())).isEmpty();
    }
}
