package cn.shanshao.allinone.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.identity.OnCall.Lack;
import cn.shanshao.center.identity.OnCall.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who would be called now, and where nobody would. */
class CallingLinesTest {
    private static final List<Turn> TURNS = List.of(
            new Turn("220282", List.of("wang"), null),
            new Turn("220282", List.of("li"), Lack.NO_NUMBER),
            new Turn("2202", List.of("zhao", "qian"), null),
            new Turn("22", List.of(), Lack.NO_ROSTER));

    @Test
    void theOrderIsOneLineAndEachRungThatNobodyHoldsOneMore() {
        var lines = CallingLines.lines("220282", TURNS, true);
        assertThat(lines)
                .containsEntry(
                        "calls.220282",
                        "220282 wang → 220282 li (no telephone number) → 2202 zhao, qian"
                                + " → 22 nobody (no roster and no duty officer)")
                .containsEntry(
                        "calls.lack.220282.1",
                        "for a warning of 220282 li of 220282 cannot be called: no telephone number")
                .containsEntry(
                        "calls.lack.220282.3",
                        "for a warning of 220282 nobody of 22 can be called: no roster and no duty officer")
                .hasSize(3);
    }

    @Test
    void anExerciseWithoutOfficersIsNoFault() {
        assertThat(CallingLines.lines("220282", TURNS, false))
                .containsOnlyKeys("calls.220282")
                .hasEntrySatisfying(
                        "calls.220282", line -> assertThat(line).endsWith("exercise points alone, no problem 仅演练点"));
    }
}
