package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShiftsTest {
    private static final long NOW = Gauge.START;
    private static final long HOUR = 3_600_000;

    private final Shifts shifts = new Shifts();

    @Test
    void aPlausiblePackStaysWhereItIs() {
        assertThat(shifts.of(NOW - HOUR, NOW, NOW)).isZero();
        assertThat(shifts.of(NOW, NOW + Shifts.AHEAD, NOW)).isZero();
        assertThat(shifts.of(Shifts.FIRST, Shifts.FIRST, NOW)).isZero();
    }

    @Test
    void aPackAheadIsShiftedSoThatItsNewestIsNow() {
        assertThat(shifts.of(NOW, NOW + HOUR, NOW)).isEqualTo(-HOUR);
        assertThat(shifts.of(NOW, NOW + 8 * HOUR, NOW)).isEqualTo(-8 * HOUR);
    }

    @Test
    void aPackFromTheLastCenturyIsShiftedToo() {
        assertThat(shifts.of(0, 60_000, NOW)).isEqualTo(NOW - 60_000);
    }

    @Test
    void aRepeatAndAPartOfItGetTheSameShift() {
        var shift = shifts.of(NOW + HOUR, NOW + 2 * HOUR, NOW);
        assertThat(shifts.of(NOW + HOUR, NOW + 2 * HOUR, NOW + 30_000)).isEqualTo(shift);
        assertThat(shifts.of(NOW + HOUR, NOW + HOUR, NOW + 40_000)).isEqualTo(shift);
        assertThat(shifts.of(NOW + HOUR, NOW + 2 * HOUR + 1, NOW + 50_000)).isNotEqualTo(shift);
    }

    @Test
    void remembersABoundedNumberOfPacks() {
        var first = shifts.of(NOW + HOUR, NOW + HOUR, NOW);
        for (var i = 1; i <= Shifts.MOST; i++) {
            shifts.of(NOW + HOUR + i, NOW + HOUR + i, NOW);
        }
        assertThat(shifts.of(NOW + HOUR, NOW + HOUR, NOW + 1_000)).isEqualTo(first + 1_000);
    }
}
