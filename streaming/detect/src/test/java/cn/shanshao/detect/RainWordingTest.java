package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.rain.FourColours;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RainWordingTest {
    private static final Map<Level, Double> RANKS =
            Map.of(Level.BLUE, 1.0, Level.YELLOW, 2.0, Level.ORANGE, 3.0, Level.RED, 4.0);

    private static Rule rule(String method, Map<String, Double> params, Map<Level, Double> levels) {
        var to = new RuleConfig.AppliesTo("rain", null, null, null);
        return Rule.of(new RuleConfig("r", 1, method, to, params, levels, 0, 0, 0, null, false, null), null);
    }

    private static Judged judged(Rule rule, double value, int column, Level level) {
        return Judged.of(rule, new Sample(Gauge.START, value, true, Flag.PASS, column), level, "mm");
    }

    private static String zh(Rule rule, AlertState state, Judged judged, Level level, double lowered) {
        return RainWording.level(state, "西沟", rule.method(), judged, level, lowered)
                .zh();
    }

    @Test
    void aTableSaysTheColumnThatDecided() {
        var table = rule("rain-table", FourColours.JIANGHUA.params(), RANKS);
        var judged = judged(table, 2 + 1 / 25.0, 3, Level.YELLOW);
        assertThat(judged.why()).isEqualTo("76 ≥ 75 mm · 3 h");
        assertThat(zh(table, AlertState.RAISED, judged, Level.YELLOW, 1)).isEqualTo("西沟：3小时雨量76 mm超过黄色限值75 mm");
        assertThat(RainWording.level(AlertState.RAISED, "Xigou", table.method(), judged, Level.YELLOW, 1)
                        .en())
                .isEqualTo("Xigou: rain in 3 h 76 mm ≥ 75 mm (yellow)");
    }

    @Test
    void whereALevelOnlyHoldsOnItSaysSo() {
        var table = rule("rain-table", FourColours.JIANGHUA.params(), RANKS);
        var judged = judged(table, 1.8, 3, Level.YELLOW);
        assertThat(judged.why()).isEqualTo("71 < 75 mm · 3 h");
        assertThat(zh(table, AlertState.EASED, judged, Level.YELLOW, 1)).isEqualTo("西沟：降至黄色，3小时雨量71 mm已低于黄色限值75 mm");
    }

    @Test
    void anEpisodeThatWasTakenOverClaimsNoColumn() {
        var table = rule("rain-table", FourColours.JIANGHUA.params(), RANKS);
        assertThat(judged(table, 76, 0, Level.YELLOW).why()).isEqualTo("76 mm");
    }

    @Test
    void aSumSaysItsTimeAndALoweredLimitItsReason() {
        var sum = rule("rain-sum", Map.of("hours", 72.0), Map.of(Level.ORANGE, 160.0));
        var judged = judged(sum, 160, 0, Level.ORANGE);
        assertThat(judged.why()).isEqualTo("160 ≥ 160 mm · 3 d");
        assertThat(zh(sum, AlertState.ESCALATED, judged, Level.ORANGE, 0.8))
                .isEqualTo("西沟：升至橙色，3天雨量160 mm达到橙色限值160 mm（震后限值下调至0.8倍）");
        var burst = rule("rain-sum", Map.of("hours", 1 / 6.0), Map.of(Level.ORANGE, 20.0));
        assertThat(judged(burst, 21, 0, Level.ORANGE).why()).isEqualTo("21 ≥ 20 mm · 10 min");
    }

    @Test
    void aRatioHasNoUnit() {
        var storm = rule("rain-intensity-duration", Map.of(), Map.of(Level.YELLOW, 1.0));
        var judged = judged(storm, 1.234, 0, Level.YELLOW);
        assertThat(judged.why()).isEqualTo("1.234 ≥ 1");
        assertThat(judged.unit()).isEqualTo("1");
        assertThat(zh(storm, AlertState.RAISED, judged, Level.YELLOW, 1)).isEqualTo("西沟：雨强历时临界比1.234超过黄色限值1");
        var soil = rule("soil-water-index", Map.of(), Map.of(Level.YELLOW, 110.0));
        assertThat(zh(soil, AlertState.RAISED, judged(soil, 120, 0, Level.YELLOW), Level.YELLOW, 1))
                .isEqualTo("西沟：土壤雨量指数120 mm超过黄色限值110 mm");
        assertThat(zh(soil, AlertState.CLEARED, judged(soil, 20, 0, Level.YELLOW), Level.YELLOW, 1))
                .isEqualTo("西沟：雨情已恢复正常");
    }
}
