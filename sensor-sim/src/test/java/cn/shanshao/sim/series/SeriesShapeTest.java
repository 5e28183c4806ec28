package cn.shanshao.sim.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SeriesShapeTest {
    private static final Creep CREEP = new Creep(0, 30, 29, 29, 1e9, 20);

    /** The test vector of Voight's law: A = 0.05 per mm, failure on day 30. */
    @Test
    void creepsAsVoightsLawSays() {
        assertThat(CREEP.rate(10)).isCloseTo(1, Offset.offset(1e-9));
        assertThat(CREEP.rate(20)).isCloseTo(2, Offset.offset(1e-9));
        assertThat(CREEP.rate(25)).isCloseTo(4, Offset.offset(1e-9));
        assertThat(CREEP.at(20)).isCloseTo(20 * Math.log(3), Offset.offset(1e-9));
    }

    @Property
    void theRateIsTheSlopeOfTheDisplacement(@ForAll @DoubleRange(min = 0.1, max = 28.9) double day) {
        var slope = (CREEP.at(day + 1e-5) - CREEP.at(day - 1e-5)) / 2e-5;
        assertThat(slope).isCloseTo(CREEP.rate(day), Offset.offset(1e-3));
    }

    @Test
    void refusesACreepThatFails() {
        assertThatThrownBy(() -> new Creep(0, 30, 31, 32, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Storm(10, 10, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void aReservoirHoldsWhatFellLessWhatDrained(
            @ForAll @DoubleRange(min = 0, max = 5_000) double t,
            @ForAll @DoubleRange(min = 20, max = 2_000) double tau) {
        var storm = new Storm(60, 600, 60);
        var content = storm.reservoir(t, tau);
        assertThat(content).isBetween(-1e-9, storm.fallen(t) + 1e-9);
        var step = 0.01;
        var expected = storm.intensity(t) / 3_600 - content / tau;
        assertThat((storm.reservoir(t + step, tau) - content) / step).isCloseTo(expected, Offset.offset(2e-3));
    }

    @Test
    void noiseIsNormalAndTheSameEachTime() {
        var n = 20_000;
        var sum = 0.0;
        var squares = 0.0;
        for (var i = 0; i < n; i++) {
            var x = Noise.gauss(42, i);
            assertThat(x).isEqualTo(Noise.gauss(42, i)).isBetween(-3.5, 3.5);
            sum += x;
            squares += x * x;
        }
        assertThat(sum / n).isCloseTo(0, Offset.offset(0.03));
        assertThat(squares / n).isCloseTo(1, Offset.offset(0.05));
    }
}
