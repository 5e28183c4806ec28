package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectiveRainTest {
    private static final long DAY = 24 * RainRecord.HOUR;

    private static RainRecord days(double... mm) {
        var rain = RainRecord.full();
        for (var i = 0; i < mm.length; i++) {
            if (mm[i] >= 0) {
                for (var hour = 0; hour < 24; hour++) {
                    var from = i * DAY + hour * RainRecord.HOUR;
                    rain.take(new Fall(from, from + RainRecord.HOUR, mm[i] / 24, Fall.Kind.MEASURED));
                }
            }
        }
        return rain;
    }

    @Test
    void everyDayCountsLessThanTheNext() {
        var rain = days(0, 0, 0, 0, 48, 0, 24);
        var effective = EffectiveRain.before(rain, 7 * DAY, 0.84, 7);
        assertThat(effective.mm()).isCloseTo(24 * 0.84 + 48 * Math.pow(0.84, 3), within(1e-6));
        assertThat(effective.isComplete()).isTrue();
    }

    @Test
    void aMissingDayLongAgoCountsLittle() {
        assertThat(EffectiveRain.before(days(-1, 0, 0, 0, 0, 0, 0), 7 * DAY, 0.84, 7)
                        .known())
                .isCloseTo(1 - 0.0797, within(1e-4));
        assertThat(EffectiveRain.before(days(0, 0, 0, 0, 0, 0, -1), 7 * DAY, 0.84, 7)
                        .known())
                .isLessThan(0.8);
    }

    @Test
    void afterAHalfLifeHalfIsLeft() {
        var fading = EffectiveRain.Fading.of(6, 0).take(0, 40);
        assertThat(fading.left(6 * RainRecord.HOUR)).isCloseTo(20, within(1e-9));
        assertThat(fading.take(6 * RainRecord.HOUR, 10).left(12 * RainRecord.HOUR))
                .isCloseTo(15, within(1e-9));
    }
}
