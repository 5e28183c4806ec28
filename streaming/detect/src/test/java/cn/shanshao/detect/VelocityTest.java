package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VelocityTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;

    private static RuleConfig rule(Map<String, Double> params) {
        return new RuleConfig(
                "rate",
                1,
                "velocity",
                new RuleConfig.AppliesTo("displacement", null, null, null),
                params,
                Map.of(Level.BLUE, 2.0, Level.YELLOW, 5.0, Level.ORANGE, 20.0, Level.RED, 50.0),
                0,
                0,
                0,
                null,
                false,
                null);
    }

    private final Random random = new Random(7);
    private final Gauge gauge = new Gauge(rule(Map.of()));

    /** One reading a step, on a path in mm over days. */
    private void walk(long step, int steps, double noise, java.util.function.DoubleUnaryOperator path) {
        for (var i = 0; i < steps; i++) {
            var at = i * step;
            gauge.at(at / 1000.0, path.applyAsDouble((double) at / DAY) + noise * random.nextGaussian());
        }
    }

    @Test
    void aSteadyRateIsMeasured() {
        var eye = new Eye(Method.VELOCITY.fresh(Map.of()));
        Sample last = null;
        for (var i = 0; i < 600; i++) {
            last = eye.look(new Sample(i * MINUTE, 30 * i * (double) MINUTE / DAY, true, Flag.PASS));
        }
        assertThat(last).isNotNull();
        assertThat(last.value()).isCloseTo(30, within(0.01));
    }

    @Test
    void noiseAloneRaisesNothing() {
        // GNSS: 3 mm, every ten minutes, for two months
        walk(10 * MINUTE, 60 * 144, 3, day -> 0);
        assertThat(gauge.said).isEmpty();
    }

    @Test
    void aDailySwingRaisesNothing() {
        // 2 mm of warm and cold: never faster than 6.3 mm/d, and back again
        walk(10 * MINUTE, 30 * 144, 0.3, day -> Math.sin(2 * Math.PI * day));
        assertThat(gauge.words()).doesNotContain("raised orange", "escalated orange", "raised red", "escalated red");
    }

    @Test
    void aSlopeThatAcceleratesClimbsAllLevels() {
        // Voight with α = 2, A = 0.05/mm, failure after 30 days; the last reading an hour before it
        walk(10 * MINUTE, 30 * 144 - 6, 1, day -> 20 * Math.log(30 / (30 - day)));
        assertThat(gauge.words()).containsSubsequence("escalated yellow", "escalated orange", "escalated red");
    }

    @Test
    void oneStrayReadingRaisesNothing() {
        for (var i = 0; i < 40; i++) {
            gauge.at(i * 86_400.0, i == 20 ? 300 : 0.1 * i);
        }
        assertThat(gauge.said).isEmpty();
    }

    @Test
    void whatComesOutDoesNotDependOnTheOrderWithinTenMinutes() {
        var readings = new ArrayList<double[]>();
        for (var i = 0; i < 2_000; i++) {
            var day = i / 1440.0;
            readings.add(new double[] {i * 60.0, 3 * Math.exp(2 * day) + 0.2 * random.nextGaussian()});
        }
        readings.forEach(one -> gauge.at(one[0], one[1]));

        var shuffled = new Gauge(rule(Map.of()));
        for (var from = 0; from < readings.size(); from += 9) {
            List<double[]> block = new ArrayList<>(readings.subList(from, Math.min(readings.size(), from + 9)));
            Collections.shuffle(block, random);
            block.forEach(one -> shuffled.at(one[0], one[1]));
            if (from == 900) {
                shuffled.restart();
            }
        }
        assertThat(gauge.outcomes()).isNotEmpty();
        assertThat(shuffled.outcomes()).isEqualTo(gauge.outcomes());
    }

    @Test
    void itsMemoryStaysSmall() throws Exception {
        walk(MINUTE, 200_000, 1, day -> day);
        var bytes = new java.io.ByteArrayOutputStream();
        gauge.channel().write(new java.io.DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(8_000);
    }
}
