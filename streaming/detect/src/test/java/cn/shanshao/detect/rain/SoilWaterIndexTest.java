package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A storm of 30 mm/h over six hours on dry soil, then no rain. */
class SoilWaterIndexTest {
    private static SoilWaterIndex after(double hours, int stepsPerHour) {
        var index = SoilWaterIndex.EMPTY;
        for (var i = 0; i < hours * stepsPerHour; i++) {
            index = index.step(1.0 / stepsPerHour, i < 6 * stepsPerHour ? 30.0 / stepsPerHour : 0);
        }
        return index;
    }

    @Test
    void theTanksFillAndEmptyAsComputedElsewhere() {
        var full = after(6, 1);
        assertThat(full.first()).isCloseTo(100.6734, within(5e-5));
        assertThat(full.second()).isCloseTo(37.2427, within(5e-5));
        assertThat(full.third()).isCloseTo(2.9678, within(5e-5));
        assertThat(full.value()).isCloseTo(140.884, within(5e-4));
        assertThat(after(12, 1).value()).isCloseTo(96.2124, within(5e-5));
        assertThat(after(24, 1).value()).isCloseTo(72.6027, within(5e-5));
    }

    @Test
    void anotherStepIsAnotherIndex() {
        assertThat(after(6, 6).value()).isCloseTo(139.0, within(0.05));
        assertThat(after(12, 6).value()).isCloseTo(99.0, within(0.05));
        assertThat(after(24, 6).value()).isCloseTo(75.0, within(0.05));
    }

    @Test
    void withinAnHourItIsTheLineBetween() {
        var at = after(5, 1);
        var whole = at.step(1, 30).value();
        assertThat(at.step(0.25, 7.5).value()).isCloseTo(0.75 * at.value() + 0.25 * whole, within(1e-9));
        assertThat(at.step(0, 0)).isEqualTo(at);
    }
}
