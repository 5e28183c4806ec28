package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
    private static final long MINUTE = 60_000;
    private static final long START = 1_782_864_000_000L;
    private static final Map<String, Double> HOURLY = Map.of("increments", 1.0, "interval", 3600.0);

    enum Kind {
        SUM {
            @Override
            Lens of(Map<String, Double> params) {
                return RainSum.of(params);
            }

            @Override
            Lens read(Map<String, Double> params, DataInput in) throws IOException {
                return RainSum.read(params, in);
            }
        },
        INTENSITY {
            @Override
            Lens of(Map<String, Double> params) {
                return RainIntensityDuration.of(params);
            }

            @Override
            Lens read(Map<String, Double> params, DataInput in) throws IOException {
                return RainIntensityDuration.read(params, in);
            }
        },
        ANTECEDENT {
            @Override
            Lens of(Map<String, Double> params) {
                return RainAntecedent.of(params);
            }

            @Override
            Lens read(Map<String, Double> params, DataInput in) throws IOException {
                return RainAntecedent.read(params, in);
            }
        },
        SOIL {
            @Override
            Lens of(Map<String, Double> params) {
                return SoilWater.of(params);
            }

            @Override
            Lens read(Map<String, Double> params, DataInput in) throws IOException {
                return SoilWater.read(params, in);
            }
        };

        abstract Lens of(Map<String, Double> params);

        abstract Lens read(Map<String, Double> params, DataInput in) throws IOException;
    }

    private static Map<String, Double> hourly(String param, double value) {
        var params = new HashMap<>(HOURLY);
        params.put(param, value);
        return params;
    }

    private static @Nullable Double look(Lens lens, double hour, double value) {
        var made = lens.look(new Sample(START + Math.round(hour * 60 * MINUTE), value, true, Flag.PASS), new Past());
        return made == null ? null : made.value();
    }

    @Test
    void aSumIsOfItsHours() {
        var lens = RainSum.of(hourly("hours", 3));
        Double last = null;
        for (var hour = 1; hour <= 6; hour++) {
            last = look(lens, hour, hour);
        }
        assertThat(last).isEqualTo(4 + 5 + 6);
    }

    @Test
    void aNewGaugeTellsOnlyWhatRises() {
        var lens = RainSum.of(hourly("hours", 3));
        assertThat(look(lens, 1, 0)).isNull();
        assertThat(look(lens, 2, 60)).isEqualTo(60);
        assertThat(look(lens, 3, 0)).isEqualTo(60);
        assertThat(look(lens, 4, 0)).isEqualTo(60);
        assertThat(look(lens, 5, 0)).isZero();
    }

    @Test
    void aGapLowersNothingAndHidesNothing() {
        var lens = RainSum.of(hourly("hours", 6));
        for (var hour = 1; hour <= 6; hour++) {
            look(lens, hour, 10);
        }
        assertThat(look(lens, 10, 10)).isNull();
        assertThat(look(lens, 11, 45)).isEqualTo(65);
        assertThat(look(lens, 12, 0)).isNull();
    }

    @Test
    void belowTheLowestLimitAnIncompleteSumSaysNothing() {
        var params = hourly("hours", 3);
        params.put("from", 50.0);
        var lens = RainSum.of(params);
        assertThat(look(lens, 1, 40)).isNull();
        assertThat(look(lens, 2, 10)).isEqualTo(50);
    }

    @Test
    void whereMissingIsZeroEverySumIsTold() {
        var lens = RainSum.of(Map.of("increments", 1.0, "interval", 3600.0, "hours", 24.0, "missingIsZero", 1.0));
        assertThat(look(lens, 1, 0)).isZero();
    }

    @Test
    void aSuspectReadingCountsAndCorroboratesNothing() {
        var lens = RainSum.of(hourly("hours", 1));
        var suspect = lens.look(new Sample(START, 30, true, Flag.SUSPECT), new Past());
        assertThat(suspect).isEqualTo(new Sample(START, 30, true, Flag.SUSPECT));
        assertThat(lens.look(new Sample(START + 60 * MINUTE, 1, true, Flag.PASS), new Past()))
                .isEqualTo(new Sample(START + 60 * MINUTE, 1, true, Flag.PASS));
    }

    @Test
    void whatCannotHaveFallenSaysNothing() {
        assertThat(look(RainSum.of(hourly("hours", 1)), 1, 251)).isNull();
    }

    @Test
    void aStormIsComparedWithTheLimitOfItsDuration() {
        var lens = RainIntensityDuration.of(HOURLY);
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
        var lens = RainIntensityDuration.of(hourly("longest", 2));
        for (var hour = 1; hour <= 3; hour++) {
            look(lens, hour, 0);
        }
        assertThat(look(lens, 4, 5)).isNotNull();
        assertThat(look(lens, 5, 5)).isNotNull();
        assertThat(look(lens, 6, 50)).isNull();
    }

    @Test
    void theDaysBeforeCountForAShare() {
        var lens = RainAntecedent.of(HOURLY);
        Double last = null;
        for (var hour = 1; hour <= 432; hour++) {
            last = look(lens, hour, hour <= 360 ? 0.25 : 0.5);
        }
        assertThat(last).isCloseTo((36 + 0.67 * 90) / 88.9, within(1e-9));
    }

    @Test
    void theSoilIsStruckOnTheHourAndToldOnTheLineBetween() {
        var lens = SoilWater.of(Map.of("increments", 1.0, "interval", 600.0));
        var told = new HashMap<Integer, Double>();
        for (var i = 1; i <= 24 * 6; i++) {
            var made = lens.look(new Sample(START + i * 10 * MINUTE, i <= 36 ? 5 : 0, true, Flag.PASS), new Past());
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
        var lens = SoilWater.of(HOURLY);
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
    @EnumSource
    void whatComesOutDoesNotDependOnARestart(Kind kind) throws IOException {
        var random = new Random(3);
        var params = Map.of("hours", 72.0, "from", 0.1);
        var lens = kind.of(params);
        var other = kind.of(params);
        var total = 0.0;
        List<@Nullable Sample> one = new ArrayList<>();
        List<@Nullable Sample> two = new ArrayList<>();
        for (var i = 0; i < 5_000; i++) {
            total += random.nextInt(20) == 0 ? random.nextInt(40) / 10.0 : 0;
            total = random.nextInt(900) == 0 ? 0 : total;
            if (random.nextInt(30) != 0) {
                var sample = new Sample(
                        START + i * 10 * MINUTE, total, true, random.nextInt(50) != 0 ? Flag.PASS : Flag.SUSPECT);
                one.add(lens.look(sample, new Past()));
                two.add(other.look(sample, new Past()));
            }
            if (i % 500 == 77) {
                var bytes = new ByteArrayOutputStream();
                other.write(new DataOutputStream(bytes));
                assertThat(bytes.size()).isLessThan(8_000);
                other = kind.read(params, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())))
                        .copy();
            }
        }
        assertThat(two.equals(one)).isTrue();
        assertThat(one).anyMatch(sample -> sample != null);
    }
}
