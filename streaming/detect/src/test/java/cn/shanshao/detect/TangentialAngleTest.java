package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.detect.movement.TangentialAngle;
import cn.shanshao.ingest.quality.Flag;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TangentialAngleTest {
    private static final long HOUR = 3_600_000;

    @Test
    void thePublishedMultiplesOfTheSteadyRate() {
        assertThat(TangentialAngle.angle(1, 1)).isCloseTo(45, within(1e-9));
        assertThat(TangentialAngle.angle(5.671, 1)).isCloseTo(80, within(1e-3));
        assertThat(TangentialAngle.angle(11.430, 1)).isCloseTo(85, within(1e-3));
    }

    /** Creeps at one rate for 30 days, then at another for 3, an hour between two readings. */
    private static Sample last(Map<String, Double> params, double steady, double fast, double noise) {
        var eye = new Eye(TangentialAngle.of(params));
        var random = new Random(3);
        Sample last = null;
        var mm = 0.0;
        for (var hour = 0; hour < 33 * 24; hour++) {
            mm += (hour < 30 * 24 ? steady : fast) / 24;
            last = eye.look(new Sample(hour * HOUR, mm + noise * random.nextGaussian(), true, Flag.PASS));
        }
        return Objects.requireNonNull(last);
    }

    @Test
    void anApprovedRateIsTakenAtItsWord() {
        assertThat(last(Map.of("v0", 2.0), 1, 40, 0.05).value()).isCloseTo(TangentialAngle.angle(40, 2), within(0.5));
    }

    @Test
    void aProposedRateIsThatOfTheQuietestThirdAndGivesOrangeAtMost() {
        assertThat(last(Map.of(), 1, 8, 0.05).value()).isCloseTo(TangentialAngle.angle(8, 1), within(1.5));
        assertThat(last(Map.of(), 1, 40, 0.05).value()).isEqualTo(84.9);
    }

    @Test
    void whatIsSlowIsCreepAsAlwaysHoweverSteepTheAngle() {
        assertThat(last(Map.of(), 0.1, 4, 0.02).value()).isEqualTo(45);
    }

    @Test
    void theProposedRateIsNotBelowTheNoise() {
        assertThat(last(Map.of("rate", 1.0), 0, 8, 3).value()).isLessThan(85);
    }

    /** Nothing for eight days, and then it runs: the angle must say so at once. */
    @Test
    void afterALongSilenceTheReferenceIsStillANumber() {
        var eye = new Eye(TangentialAngle.of(Map.of()));
        var mm = 0.0;
        Sample last = null;
        for (var hour = 0; hour < 340 * 24; hour++) {
            mm += (hour < 308 * 24 ? 0.5 : 30) / 24;
            if (hour < 300 * 24 || hour >= 308 * 24) {
                last = eye.look(new Sample(hour * HOUR, mm, true, Flag.PASS));
            }
            if (hour == 309 * 24) {
                assertThat(Objects.requireNonNull(last).value()).isGreaterThan(80);
            }
        }
    }
}
