package cn.shanshao.detect.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final long HOUR = 3_600_000;

    @Test
    void aTableOfTwoByTwoHasItsRatios() {
        var table = new Contingency(6, 5, 25, 472);
        assertThat(table.pod()).isCloseTo(6.0 / 11, within(1e-12));
        assertThat(table.far()).isCloseTo(25.0 / 31, within(1e-12));
        assertThat(table.pofd()).isCloseTo(25.0 / 497, within(1e-12));
        assertThat(table.tss()).isCloseTo(6.0 / 11 - 25.0 / 497, within(1e-12));
        assertThat(Contingency.EMPTY.pod()).isNaN();
    }

    @Test
    void theAreaIsTheShareOfPairsInTheRightOrder() {
        assertThat(RocArea.of(new double[] {3, 4}, new double[] {1, 2})).isEqualTo(1);
        assertThat(RocArea.of(new double[] {2}, new double[] {1, 2, 3})).isEqualTo(0.5);
        assertThat(RocArea.of(new double[] {1, 3}, new double[] {2})).isEqualTo(0.5);
        assertThat(RocArea.of(new double[] {}, new double[] {2})).isNaN();
    }

    @Test
    void timeIsSpentInLevelsWhileEventsGoOn() {
        var warnings = List.of(
                new DurationMatrix.Warning(2 * HOUR, 10 * HOUR, Level.YELLOW),
                new DurationMatrix.Warning(4 * HOUR, 6 * HOUR, Level.RED));
        var events = List.of(
                new DurationMatrix.Event(5 * HOUR, 8 * HOUR, 1), new DurationMatrix.Event(20 * HOUR, 30 * HOUR, 2));
        var matrix = DurationMatrix.of(0, 24 * HOUR, warnings, events, 2);
        assertThat(matrix.hours(Level.YELLOW, 0)).isEqualTo(4);
        assertThat(matrix.hours(Level.YELLOW, 1)).isEqualTo(2);
        assertThat(matrix.hours(Level.RED, 0)).isEqualTo(1);
        assertThat(matrix.hours(Level.RED, 1)).isEqualTo(1);
        assertThat(matrix.hours(null, 2)).isEqualTo(4);
        assertThat(matrix.hours(null, 0)).isEqualTo(12);
        assertThat(matrix.contingency(Level.YELLOW, 1)).isEqualTo(new Contingency(3, 4, 5, 12));
        assertThat(matrix.contingency(Level.ORANGE, 1)).isEqualTo(new Contingency(1, 6, 1, 16));
    }

    @Test
    void leadTimesNeedAWarning() {
        assertThatThrownBy(() -> LeadTimes.of(List.of())).hasMessageContaining("at least one");
        var leads = LeadTimes.of(List.of(Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(50)));
        assertThat(leads).isEqualTo(new LeadTimes(3, 30, 10, 50, 2.0 / 3));
    }
}
