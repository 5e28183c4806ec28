package cn.shanshao.detect.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.wire.Level;
import org.junit.jupiter.api.Test;

class InfiniteSlopeTest {
    private static final double WATER = 9.81;

    @Test
    void dryAndWithoutCohesionItIsTheFrictionOverTheSlope() {
        assertThat(new InfiniteSlope(0, 35, 18, 3, 35).factorOfSafety(0)).isCloseTo(1, within(1e-12));
        assertThat(new InfiniteSlope(0, 45, 18, 3, 26.565051177).factorOfSafety(0))
                .isCloseTo(2, within(1e-9));
    }

    @Test
    void seepageAlongTheSlopeHalvesIt() {
        // u = γw·z·cos²β; FS = γ′/γ · tanφ/tanβ
        var slope = new InfiniteSlope(0, 30, 2 * WATER, 4, 20);
        var u = WATER * 4 * Math.pow(Math.cos(Math.toRadians(20)), 2);
        assertThat(slope.factorOfSafety(u))
                .isCloseTo(0.5 * Math.tan(Math.toRadians(30)) / Math.tan(Math.toRadians(20)), within(1e-12));
    }

    @Test
    void cohesionHoldsUpAShallowSlopeThatIsSteeperThanItsFriction() {
        // c' 5 kPa, φ' 30°, γ 18 kN/m³, z 2 m, β 35°: (5 + 36·0.67101·0.57735) / (36·0.46985)
        assertThat(new InfiniteSlope(5, 30, 18, 2, 35).factorOfSafety(0)).isCloseTo(1.1201, within(1e-4));
        assertThat(new InfiniteSlope(5, 30, 18, 2, 35).factorOfSafety(5)).isCloseTo(0.9495, within(1e-4));
    }

    @Test
    void theLimitOfAPiezometerIsTheInverse() {
        var slope = new InfiniteSlope(5, 30, 18, 2, 35);
        assertThat(slope.factorOfSafety(slope.porePressureAt(1.05))).isCloseTo(1.05, within(1e-12));
    }

    @Test
    void itsLevels() {
        assertThat(InfiniteSlope.level(1.2)).isNull();
        assertThat(InfiniteSlope.level(1.19)).isEqualTo(Level.BLUE);
        assertThat(InfiniteSlope.level(1.09)).isEqualTo(Level.YELLOW);
        assertThat(InfiniteSlope.level(1.04)).isEqualTo(Level.ORANGE);
        assertThat(InfiniteSlope.level(0.99)).isEqualTo(Level.RED);
    }

    @Test
    void aFlatSlopeIsRefused() {
        assertThatThrownBy(() -> new InfiniteSlope(5, 30, 18, 2, 0)).hasMessageContaining("between 0 and 90°, a depth");
    }
}
