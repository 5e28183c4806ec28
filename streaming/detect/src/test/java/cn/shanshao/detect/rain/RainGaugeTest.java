package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RainGaugeTest {
    private static final long MINUTE = 60_000;

    private RainGauge gauge = RainGauge.counter();
    private final List<Fall> falls = new ArrayList<>();

    private void read(double minute, double value) {
        read(minute, value, Condition.FINE);
    }

    private void read(double minute, double value, Condition condition) {
        var fall = gauge.read(Math.round(minute * MINUTE), value, condition);
        if (fall != null) {
            falls.add(fall);
        }
    }

    private List<Fall.Kind> kinds() {
        return falls.stream().map(Fall::kind).toList();
    }

    private double mm() {
        return falls.stream().mapToDouble(Fall::mm).sum();
    }

    @Test
    void aCounterTellsWhatFellSinceTheLastReading() {
        read(0, 812.4);
        read(10, 812.4);
        read(20, 813.6);
        assertThat(mm()).isCloseTo(1.2, within(1e-9));
        assertThat(kinds()).containsExactly(Fall.Kind.MEASURED, Fall.Kind.MEASURED);
    }

    @Test
    void aFallOfTheCounterIsAReset() {
        read(0, 812.4);
        read(10, 0.2);
        read(20, 0.6);
        read(30, 1.0);
        assertThat(mm()).isCloseTo(1.0, within(1e-9));
        assertThat(kinds()).containsExactly(Fall.Kind.RESET, Fall.Kind.MEASURED, Fall.Kind.MEASURED);
    }

    @Test
    void aGaugeThatIsReplacedByOneThatStandsLowerGoesOnFromThere() {
        read(0, 812.4);
        read(10, 300);
        read(20, 300.4);
        assertThat(mm()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void aCounterThatHasMuchRightAfterItsResetIsSuspect() {
        read(0, 812.4);
        read(60, 30);
        read(120, 30.4);
        assertThat(kinds()).containsExactly(Fall.Kind.RESET, Fall.Kind.SUSPECT);
    }

    @Test
    void oneStrayLowValueIsNoReset() {
        read(0, 120);
        read(60, 0);
        read(120, 120.2);
        read(180, 120.4);
        assertThat(mm()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void oneStrayHighValueAddsNoRain() {
        read(0, 120);
        read(10, 9_999);
        read(20, 120.2);
        assertThat(mm()).isCloseTo(0.2, within(1e-9));
        assertThat(kinds()).containsExactly(Fall.Kind.IMPLAUSIBLE, Fall.Kind.MEASURED);
    }

    @Test
    void aGaugeThatIsReplacedByOneThatStandsHigherGoesOnFromThere() {
        read(0, 120);
        read(10, 4_000);
        read(20, 4_000.4);
        read(30, 4_000.6);
        assertThat(mm()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void aDifferenceOverAGapIsSpread() {
        for (var i = 0; i <= 6; i++) {
            read(10 * i, 5);
        }
        read(300, 29);
        assertThat(falls.get(6)).isEqualTo(new Fall(60 * MINUTE, 300 * MINUTE, 24, Fall.Kind.SPREAD));
    }

    @Test
    void noRainOverAGapIsNoRainAtAnyTime() {
        read(0, 5);
        read(10, 5);
        read(300, 5);
        assertThat(kinds()).containsOnly(Fall.Kind.MEASURED);
    }

    @Test
    void moreThan250MillimetresAnHourIsNotBelieved() {
        gauge = RainGauge.increments(600);
        read(10, 41);
        read(20, 42);
        read(30, -1);
        assertThat(kinds()).containsExactly(Fall.Kind.MEASURED, Fall.Kind.IMPLAUSIBLE, Fall.Kind.IMPLAUSIBLE);
        assertThat(mm()).isEqualTo(41);
    }

    @Test
    void oneTipInAMomentIsBelieved() {
        read(0, 5);
        read(10, 5.2);
        read(10.05, 5.4);
        assertThat(mm()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void incrementsThatWereLostStayLost() {
        gauge = RainGauge.of(java.util.Map.of("increments", 1.0));
        for (var i = 1; i <= 5; i++) {
            read(10 * i, 1);
        }
        read(110, 3);
        assertThat(falls.get(5)).isEqualTo(new Fall(100 * MINUTE, 110 * MINUTE, 3, Fall.Kind.MEASURED));
    }

    @Test
    void oneStrayColdReadingIsNoFrostAndTwoAre() {
        var stray = Frost.NONE.look(0, -20);
        assertThat(stray.on(MINUTE)).isEqualTo(Condition.FINE);
        assertThat(stray.look(MINUTE, 4).on(2 * MINUTE)).isEqualTo(Condition.FINE);
        assertThat(stray.look(MINUTE, 4).look(2 * MINUTE, -20).on(3 * MINUTE)).isEqualTo(Condition.FINE);
        var frost = stray.look(MINUTE, -20);
        assertThat(frost.on(MINUTE)).isEqualTo(Condition.FROZEN);
        assertThat(frost.look(2 * MINUTE, 4).on(3 * MINUTE)).isEqualTo(Condition.SUSPECT);
    }

    @Test
    void frostIsNotEvaluatedAndTheFirstWarmHoursAreSuspect() {
        var frost = Frost.NONE;
        double[] celsius = {0.5, 0.5, -4, 2, 5, 6};
        for (var i = 0; i < celsius.length; i++) {
            frost = frost.look(i * 180 * MINUTE, celsius[i]);
            read(180 * i, i * 2, frost.on(i * 180 * MINUTE));
        }
        assertThat(kinds())
                .containsExactly(
                        Fall.Kind.FROZEN, Fall.Kind.FROZEN, Fall.Kind.SUSPECT, Fall.Kind.SUSPECT, Fall.Kind.MEASURED);
        assertThat(mm()).isEqualTo(6);
    }
}
