package cn.shanshao.detect.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchTest {
    private static void holds(double[] values) {
        var sketch = new Sketch();
        for (var value : values) {
            sketch.add(value);
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        for (var share : new double[] {0.5, 0.9, 0.95, 0.99}) {
            var value = sorted[(int) (share * sorted.length)];
            assertThat(sketch.rank(value)).as("%s of %d", share, values.length).isCloseTo(share, within(0.01));
        }
    }

    @Test
    void ofAYearOfHoursThePercentilesAreRightToOnePercent() {
        var random = new Random(11);
        holds(random.doubles(8_760).toArray());
        holds(random.doubles(8_760).map(u -> -Math.log(1 - u)).toArray());
        // a year in order: as moist as the season
        var season = new double[8_760];
        for (var i = 0; i < season.length; i++) {
            season[i] = 20 + 10 * Math.sin(i * 2 * Math.PI / season.length) + random.nextGaussian();
        }
        holds(season);
        Arrays.sort(season);
        holds(season);
    }

    @Test
    void whatIsAboveAllIsAboveAll() {
        var sketch = new Sketch();
        for (var i = 0; i < 1_000; i++) {
            sketch.add(i % 10);
        }
        assertThat(sketch.rank(9.01)).isEqualTo(1);
        assertThat(sketch.rank(-1)).isZero();
        assertThat(sketch.rank(9)).isCloseTo(0.95, within(0.02));
    }
}
