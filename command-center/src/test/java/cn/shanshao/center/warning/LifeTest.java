package cn.shanshao.center.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every pair of a state and a step, as the table of docs/architecture.md has it. */
class LifeTest {
    /** Steps are the columns, in the order of the enum; {@code -} cannot be done. */
    private static final Map<WarningState, List<String>> TABLE = table("""
            DETECTED  DETECTED DETECTED VERIFIED DISMISSED DETECTED DETECTED -        -        ISSUED DETECTED -      DETECTED  -
            VERIFIED  VERIFIED VERIFIED -        DISMISSED VERIFIED VERIFIED PROPOSED -        ISSUED VERIFIED -      VERIFIED  -
            DISMISSED DETECTED -        -        -         -        -        -        -        ISSUED -        -      DISMISSED CLOSED
            PROPOSED  PROPOSED PROPOSED -        -         -        PROPOSED PROPOSED VERIFIED ISSUED PROPOSED -      PROPOSED  -
            ISSUED    ISSUED   ISSUED   -        -         -        -        ISSUED   ISSUED   ISSUED ISSUED   LIFTED LIFTED    -
            LIFTED    DETECTED -        -        -         -        -        -        -        ISSUED -        -      -         CLOSED
            CLOSED    -        -        -        -         -        -        -        -        -      -        -      -         -
            """);

    private static Map<WarningState, List<String>> table(String text) {
        var table = new EnumMap<WarningState, List<String>>(WarningState.class);
        text.lines()
                .map(line -> line.split(" +"))
                .forEach(cells ->
                        table.put(WarningState.valueOf(cells[0]), List.of(cells).subList(1, cells.length)));
        return table;
    }

    @ParameterizedTest
    @EnumSource(WarningState.class)
    void aStepLeadsWhereTheTableSaysAndNowhereElse(WarningState from) {
        assertThat(TABLE.get(from)).hasSize(Step.values().length);
        for (var step : Step.values()) {
            var expected = TABLE.get(from).get(step.ordinal());
            assertThat(Life.next(from, step).map(Enum::name).orElse("-"))
                    .as("%s from %s", step, from)
                    .isEqualTo(expected);
            assertThat(Life.steps(from).contains(step))
                    .as("%s possible from %s", step, from)
                    .isEqualTo(!expected.equals("-"));
        }
    }
}
