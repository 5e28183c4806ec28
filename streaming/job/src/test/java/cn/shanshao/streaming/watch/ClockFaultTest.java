package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockFaultTest {
    @Test
    void proposesAWholeQuarterOfAnHourWhenItIsNearOne() {
        assertThat(ClockFault.propose(0, -3_600_400)).isEqualTo(-3_600);
        assertThat(ClockFault.propose(0, -28_801_000)).isEqualTo(-28_800);
        assertThat(ClockFault.propose(0, -1_234_567)).isEqualTo(-1_235);
    }

    @Test
    void addsToTheOffsetThatIsRegistered() {
        assertThat(ClockFault.propose(-28_800, -3_600_000)).isEqualTo(-32_400);
    }

    @Test
    void isOverAfterThreePlausiblePacksInARow() {
        var fault = ClockFault.found("g1", 0, -3_600).rightOnce().rightOnce();
        assertThat(fault.isOver()).isFalse();
        assertThat(fault.rightOnce().isOver()).isTrue();
        assertThat(fault.wrongAgain(-3_600).rightOnce().isOver()).isFalse();
    }
}
