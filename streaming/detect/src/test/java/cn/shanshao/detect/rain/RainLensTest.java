package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.RainEye;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RainLensTest {
    private static final Map<String, Double> JIANGHUA = FourColours.JIANGHUA.params();
    private static final long MINUTE = 60_000;
    private static final long START = 1_782_864_000_000L;

    /** An eye on a gauge that tells what fell in every hour. */
    private static RainEye eye(Lens lens) {
        var eye = RainEye.onIncrements(lens);
        eye.look(new Sample(START, 0, true, Flag.PASS));
        return eye;
    }

    private static @Nullable Double look(RainEye eye, double hour, double value) {
        return look(eye, hour, value, Flag.PASS);
    }

    private static @Nullable Double look(RainEye eye, double hour, double value, int flag) {
        var made = eye.look(new Sample(START + Math.round(hour * 60 * MINUTE), value, true, flag));
        return made == null ? null : made.value();
    }

    @Test
    void aSumIsOfItsHours() {
        var lens = eye(RainSum.of(Map.of("hours", 3.0)));
        Double last = null;
        for (var hour = 1; hour <= 6; hour++) {
            last = look(lens, hour, hour);
        }
        assertThat(last).isEqualTo(4 + 5 + 6);
    }

    @Test
    void aNewGaugeTellsOnlyWhatRises() {
        var lens = eye(RainSum.of(Map.of("hours", 3.0)));
        assertThat(look(lens, 1, 0)).isNull();
        assertThat(look(lens, 2, 60)).isEqualTo(60);
        assertThat(look(lens, 3, 0)).isEqualTo(60);
        assertThat(look(lens, 4, 0)).isEqualTo(60);
        assertThat(look(lens, 5, 0)).isZero();
    }

    @Test
    void aGapLowersNothingAndHidesNothing() {
        var lens = eye(RainSum.of(Map.of("hours", 6.0)));
        for (var hour = 1; hour <= 6; hour++) {
            look(lens, hour, 10);
        }
        assertThat(look(lens, 10, 10)).isNull();
        assertThat(look(lens, 11, 45)).isEqualTo(65);
        assertThat(look(lens, 12, 0)).isNull();
    }

    @Test
    void belowTheLowestLimitAnIncompleteSumSaysNothing() {
        var lens = eye(RainSum.of(Map.of("hours", 3.0, "from", 50.0)));
        assertThat(look(lens, 1, 40)).isNull();
        assertThat(look(lens, 2, 10)).isEqualTo(50);
    }

    @Test
    void whereMissingIsZeroEverySumIsTold() {
        var lens = eye(RainSum.of(Map.of("hours", 24.0, "missingIsZero", 1.0)));
        assertThat(look(lens, 1, 0)).isZero();
    }

    @Test
    void aSuspectReadingCountsAndCorroboratesNothing() {
        var lens = eye(RainSum.of(Map.of("hours", 1.0)));
        var hour = START + 60 * MINUTE;
        assertThat(lens.look(new Sample(hour, 30, true, Flag.SUSPECT)))
                .isEqualTo(new Sample(hour, 30, true, Flag.SUSPECT));
        assertThat(lens.look(new Sample(hour + 60 * MINUTE, 1, true, Flag.PASS)))
                .isEqualTo(new Sample(hour + 60 * MINUTE, 1, true, Flag.PASS));
    }

    @Test
    void aFrozenGaugeIsNeitherWetNorDry() {
        var lens = eye(RainSum.of(Map.of("hours", 3.0)));
        for (var hour = 1; hour <= 3; hour++) {
            look(lens, hour, 5);
        }
        assertThat(look(lens, 4, 5)).isEqualTo(15);
        assertThat(look(lens, 5, 9, Flag.NOT_EVALUATED))
                .as("not rain, and not dry")
                .isNull();
        assertThat(look(lens, 6, 0)).isNull();
        assertThat(look(lens, 7, 0)).isNull();
        assertThat(look(lens, 8, 0)).as("three known hours").isZero();
    }

    @Test
    void whatACounterCountedInFrostIsNotRain() {
        var lens = RainEye.onCounter(RainSum.of(Map.of("hours", 1.0)));
        look(lens, 0, 100);
        look(lens, 1, 104);
        assertThat(look(lens, 2, 111, Flag.NOT_EVALUATED)).isNull();
        assertThat(look(lens, 3, 113)).isEqualTo(2);
    }

    @Test
    void whatCannotHaveFallenSaysNothing() {
        assertThat(look(eye(RainSum.of(Map.of("hours", 1.0))), 1, 251)).isNull();
    }

    @Test
    void aStormIsComparedWithTheLimitOfItsDuration() {
        var lens = eye(RainIntensityDuration.of(Map.of()));
        for (var hour = 1; hour <= 3; hour++) {
            look(lens, hour, 0);
        }
        assertThat(look(lens, 4, 14.82)).isCloseTo(1, within(1e-9));
        assertThat(look(lens, 5, 14.82)).isCloseTo(Math.pow(2, 0.39), within(1e-9));
        look(lens, 6, 0);
        look(lens, 7, 0);
        assertThat(look(lens, 8, 0)).isZero();
    }

    @Test
    void aStormLongerThanTheLimitHoldsForIsNotJudged() {
        var lens = eye(RainIntensityDuration.of(Map.of("longest", 2.0)));
        for (var hour = 1; hour <= 3; hour++) {
            look(lens, hour, 0);
        }
        assertThat(look(lens, 4, 5)).isNotNull();
        assertThat(look(lens, 5, 5)).isNotNull();
        assertThat(look(lens, 6, 50)).isNull();
    }

    @Test
    void theDaysBeforeCountForAShare() {
        var lens = eye(RainAntecedent.of(Map.of()));
        Double last = null;
        for (var hour = 1; hour <= 432; hour++) {
            last = look(lens, hour, hour <= 360 ? 0.25 : 0.5);
        }
        assertThat(last).isCloseTo((36 + 0.67 * 90) / 88.9, within(1e-9));
    }

    @Test
    void theSoilIsStruckOnTheHourAndToldOnTheLineBetween() {
        var lens = eye(SoilWater.of(Map.of()));
        var told = new HashMap<Integer, Double>();
        for (var i = 1; i <= 24 * 6; i++) {
            var made = lens.look(new Sample(START + i * 10 * MINUTE, i <= 36 ? 5 : 0, true, Flag.PASS));
            told.put(i, made == null ? Double.NaN : made.value());
        }
        assertThat(told.get(36)).isCloseTo(140.884, within(1e-3));
        assertThat(told.get(33)).isCloseTo((told.get(30) + told.get(36)) / 2, within(1e-9));
        assertThat(told.get(72))
                .as("the rain before is not known, so it does not fall")
                .isNaN();
    }

    @Test
    void theSoilFallsOnceTheRainBeforeIsKnown() {
        var lens = eye(SoilWater.of(Map.of()));
        var told = new ArrayList<@Nullable Double>();
        for (var hour = 1; hour <= 300; hour++) {
            told.add(look(lens, hour, hour > 240 && hour <= 246 ? 30 : 0));
        }
        assertThat(told.subList(0, 229)).containsOnlyNulls();
        assertThat(told.get(245)).isCloseTo(140.884, within(1e-3));
        assertThat(told.get(251)).isCloseTo(96.2124, within(1e-4));
        assertThat(told.get(263)).isCloseTo(72.6027, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(names = "RAIN_.*|SOIL_.*", mode = EnumSource.Mode.MATCH_ALL)
    void whatComesOutDoesNotDependOnARestart(Method method) throws IOException {
        var random = new Random(3);
        var params = Map.of("hours", 72.0, "from", 0.1, "1h.blue", 2.0, "24h.blue", 4.0, "24h.red", 9.0);
        var lens = RainEye.onCounter(method.fresh(params));
        var other = RainEye.onCounter(method.fresh(params));
        var total = 0.0;
        List<@Nullable Sample> one = new ArrayList<>();
        List<@Nullable Sample> two = new ArrayList<>();
        for (var i = 0; i < 5_000; i++) {
            total += random.nextInt(20) == 0 ? random.nextInt(40) / 10.0 : 0;
            total = random.nextInt(900) == 0 ? 0 : total;
            if (random.nextInt(30) != 0) {
                var sample = new Sample(
                        START + i * 10 * MINUTE, total, true, random.nextInt(50) != 0 ? Flag.PASS : Flag.SUSPECT);
                one.add(lens.look(sample));
                two.add(other.look(sample));
            }
            if (i % 500 == 77) {
                other = other.restarted(method, params);
            }
        }
        assertThat(two.equals(one)).isTrue();
        assertThat(one).anyMatch(sample -> sample != null);
    }

    @ParameterizedTest
    @EnumSource(names = "RAIN_.*|SOIL_.*", mode = EnumSource.Mode.MATCH_ALL)
    void aRuleThatIsMadeInTheRainKnowsWhatFellBefore(Method method) {
        var params = Map.of("hours", 24.0, "1h.blue", 20.0, "24h.blue", 60.0);
        var early = eye(method.fresh(params));
        for (var hour = 1; hour <= 430; hour++) {
            look(early, hour, hour % 40 < 12 ? 3 : 0);
        }
        var next = new Sample(START + 431 * 60 * MINUTE, 2, true, Flag.PASS);
        var expected = early.look(next);
        var told = early.instead(method.fresh(params)).again(next);
        assertThat(expected).isNotNull();
        assertThat(told).isNotNull();
        assertThat(told.value()).isCloseTo(expected.value(), within(1e-2 * expected.value()));
    }

    @Test
    void anyColumnOfATableIsEnough() {
        var table = eye(RainTable.of(JIANGHUA));
        for (var hour = 1; hour <= 24; hour++) {
            look(table, hour, 1);
        }
        assertThat(look(table, 25, 30)).isEqualTo(30 / 35.0);
        var yellow = table.look(new Sample(START + 26 * 60 * MINUTE, 44, true, Flag.PASS));
        assertThat(yellow).isNotNull();
        assertThat(yellow.value()).as("75 mm in three hours").isEqualTo(2);
        var column = RainTable.decided(JIANGHUA, yellow).orElseThrow();
        assertThat(column.span()).isEqualTo(Duration.ofHours(3));
        assertThat(column.mm(yellow.value())).isEqualTo(75);
        assertThat(column.limit(Level.YELLOW)).isEqualTo(75);
    }

    @Test
    void theRankOfATableCanBeReadBackwards() {
        for (var column : RainTable.columns(JIANGHUA)) {
            for (var mm = 0.0; mm < 400; mm += 0.7) {
                assertThat(column.mm(column.rank(mm))).isCloseTo(mm, within(1e-6));
            }
            assertThat(column.rank(column.limit(Level.RED))).isEqualTo(4);
            assertThat(column.rank(1e6)).isLessThan(5);
        }
    }

    @Test
    void aColourThatAColumnLacksIsNotReachedByIt() {
        var column =
                RainTable.columns(Map.of("1h.blue", 10.0, "1h.orange", 30.0)).get(0);
        assertThat(column.rank(29)).isLessThan(2);
        assertThat(column.rank(30)).isEqualTo(3);
        assertThat(column.rank(300)).isLessThan(4);
        assertThat(column.limit(Level.YELLOW)).isEqualTo(10);
    }

    @Test
    void anOutageHidesInATableOnlyTheColumnsThatItReaches() {
        var table = eye(RainTable.of(JIANGHUA));
        for (var hour = 1; hour <= 46; hour++) {
            if (hour <= 25 || hour > 32) {
                look(table, hour, hour == 20 ? 40 : 0);
            }
        }
        assertThat(look(table, 47, 0))
                .as("24 h are not known, and stay at 40 mm")
                .isEqualTo(0.4);
        for (var hour = 48; hour <= 56; hour++) {
            look(table, hour, 0);
        }
        assertThat(look(table, 57, 0)).isZero();
    }

    @Test
    void aColumnOfManyDaysHoldsNoShortBurstForAsLong() {
        var table = eye(RainTable.of(Map.of("1h.blue", 20.0, "15d.blue", 200.0, "from", 1.0)));
        assertThat(look(table, 1, 5)).isNull();
        assertThat(look(table, 2, 30)).isGreaterThan(1);
        assertThat(look(table, 3, 0)).as("35 mm of 200").isEqualTo(0.175);
    }

    @Test
    void effectiveRainCountsWhatIsLeftOfTheDaysBefore() {
        var lens = eye(RainEffective.of(Map.of("k", 0.8, "days", 2.0)));
        Double last = null;
        for (var hour = 1; hour <= 72; hour++) {
            last = look(lens, hour, 1);
        }
        assertThat(last).isCloseTo(24 + 0.8 * 24 + 0.64 * 24, within(1e-9));
    }
}
