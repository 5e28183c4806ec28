package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.wire.Level;
import org.junit.jupiter.api.Test;

class RainThresholdTest {
    private static final double INCH = 25.4;

    @Test
    void thePowerLawsAreThoseOfTheirPapers() {
        assertThat(RainThreshold.CAINE_1980.intensity(1)).isEqualTo(14.82);
        assertThat(RainThreshold.CAINE_1980.intensity(24)).isCloseTo(14.82 / Math.pow(24, 0.39), within(1e-9));
        assertThat(RainThreshold.GUZZETTI_2008.intensity(10)).isCloseTo(0.7988, within(1e-4));
        assertThat(RainThreshold.ALEOTTI_2004.intensity(4)).isEqualTo(9.5);
        assertThat(RainThreshold.SEATTLE_INTENSITY.intensity(30) / INCH)
                .isCloseTo(3.257 * Math.pow(30, -1.13), within(1e-5));
        assertThat(RainThreshold.ITALY_2017.intensity(48) * 48).isCloseTo(7.7 * Math.pow(48, 0.39), within(1e-9));
    }

    @Test
    void atTheLimitTheRatioIsOne() {
        var aleotti = RainThreshold.ALEOTTI_2004;
        assertThat(aleotti.ratio(38, 4)).isCloseTo(1, within(1e-9));
        assertThat(aleotti.ratio(76, 4)).isCloseTo(2, within(1e-9));
    }

    @Test
    void aLimitMayHaveAFloor() {
        var curve = new RainThreshold.PowerLaw("floor", 2, 8, 1, 1, 100);
        assertThat(curve.intensity(4)).isEqualTo(4);
        assertThat(curve.holdsFor(0.5)).isFalse();
        assertThat(curve.holdsFor(100)).isTrue();
    }

    @Test
    void aLimitGoesThroughTheParametersOfARule() {
        for (var law : RainThreshold.POWER_LAWS) {
            assertThat(RainThreshold.PowerLaw.of(law.params()).intensity(24)).isEqualTo(law.intensity(24));
        }
    }

    @Test
    void aLimitThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new RainThreshold.PowerLaw("wrong", 0, -1, 0.4, 1, 2))
                .hasMessageContaining("alpha > 0");
    }

    @Test
    void theWetterItWasTheLessRainIsNeeded() {
        var seattle = RainThreshold.SEATTLE_CUMULATIVE;
        assertThat(seattle.margin(88.9, 0)).isEqualTo(0);
        assertThat(seattle.margin(3.5 * INCH - 0.67 * 2 * INCH, 2 * INCH)).isCloseTo(0, within(1e-9));
        assertThat(seattle.ratio(60, 40)).isGreaterThan(seattle.ratio(60, 20)).isLessThan(1);
        assertThat(seattle.ratio(5, 140)).isGreaterThan(1).isFinite();
    }

    @Test
    void anyColumnOfATableIsEnough() {
        var rain = RainRecord.full();
        for (var hour = 1; hour <= 24; hour++) {
            rain.take(new Fall(
                    (hour - 1) * RainRecord.HOUR, hour * RainRecord.HOUR, hour > 21 ? 30 : 2, Fall.Kind.MEASURED));
        }
        // 30 mm in one hour: none; 90 in three: yellow; 96 in six: yellow; 132 in a day: yellow
        assertThat(FourColours.JIANGHUA.level(rain)).contains(Level.YELLOW);
        rain.take(new Fall(24 * RainRecord.HOUR, 25 * RainRecord.HOUR, 80, Fall.Kind.MEASURED));
        assertThat(FourColours.JIANGHUA.level(rain)).contains(Level.RED);
        assertThat(FourColours.WENJIAGOU_WET.columns().get(1).levels()).containsEntry(Level.RED, 56.46);
    }

    @Test
    void belowEveryColumnThereIsNoColour() {
        assertThat(FourColours.JIANGHUA.level(RainRecord.full())).isEmpty();
    }
}
