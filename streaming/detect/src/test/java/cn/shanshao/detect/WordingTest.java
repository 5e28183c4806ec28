package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static Sample sample(double value) {
        return new Sample(0, value, true, 1);
    }

    private static Ladder ladder(Map<String, Double> params) {
        var applies = new RuleConfig.AppliesTo("crack", null, null, null);
        var rule = new RuleConfig(
                "r", 1, "threshold", applies, params, Map.of(Level.ORANGE, 10.0), 0, 0, 1, null, false, null);
        return Ladder.of(rule, null);
    }

    @Test
    void everyQuantityOfTheCatalogueHasAChineseName() {
        assertThat(Quantity.all())
                .allSatisfy(row -> assertThat(Wording.quantity(row.name())).isNotEqualTo(row.name()));
    }

    @Test
    void aDepthStandsBehindItsQuantity() {
        var text = Wording.level(
                AlertState.RAISED,
                "老岭沟",
                Method.VELOCITY,
                "displacement.deep.x/12.5",
                Level.YELLOW,
                new Judged(6, "≥", 5, "mm/d", null));
        assertThat(text.zh()).isEqualTo("老岭沟：深部位移 X（12.5 m）速率达到黄色（6 ≥ 5 mm/日）");
        assertThat(text.en()).isEqualTo("老岭沟: velocity of displacement.deep.x/12.5 reached yellow (6 ≥ 5 mm/d)");
    }

    @Test
    void aChineseReaderReadsNoUnitOfTheWire() {
        assertThat(new Judged(2.083, "≥", 2, "deg", null).whyZh()).isEqualTo("2.083 ≥ 2°");
        assertThat(new Judged(0.12, "≥", 0.1, "deg/h", null).whyZh()).isEqualTo("0.12 ≥ 0.1°/时");
        assertThat(new Judged(0.4, "≤", 1, "d", null).whyZh()).isEqualTo("0.4 ≤ 1 天");
        assertThat(new Judged(96.25, "≥", 95, "percentile", null).whyZh()).isEqualTo("96.25 ≥ 95 百分位");
        assertThat(new Judged(12, "≥", 10, "mm", Duration.ofHours(24)).whyZh()).isEqualTo("12 ≥ 10 mm · 24 小时");
        assertThat(new Judged(1.2, "", Double.NaN, "1", null).whyZh()).isEqualTo("1.2");
    }

    @Test
    void theDefaultRulesOfADepthAreThoseOfItsQuantity() {
        assertThat(DefaultRules.of("displacement.deep.x/12.5"))
                .extracting(RuleConfig::id)
                .containsExactly("deep-velocity-x", "movement-angle", "movement-forecast");
    }

    @Test
    void aChangeSaysOverWhichTimeAndAPercentileNeedsNoUnit() {
        var day = new Sample(0, 12, true, 1);
        var rule = DefaultRules.of("crack").stream()
                .filter(one -> one.method().equals("change"))
                .map(one -> Rule.of(one, null))
                .findFirst()
                .orElseThrow();
        assertThat(Judged.of(rule, day, Level.YELLOW, "mm").why()).isEqualTo("12 ≥ 10 mm · 24 h");
        var pore = Rule.of(DefaultRules.of("pore.pressure").get(0), null);
        assertThat(Judged.of(pore, new Sample(0, 96.25, true, 1), Level.YELLOW, "kPa"))
                .satisfies(judged -> assertThat(judged.why()).isEqualTo("96.25 ≥ 95"))
                .satisfies(judged -> assertThat(judged.unit()).isEqualTo("percentile"));
    }

    @Test
    void aLevelThatOnlyHoldsOnDoesNotClaimThatItsLimitIsExceeded() {
        var above = ladder(Map.of());
        assertThat(above.sign(Level.ORANGE, sample(10))).isEqualTo("≥");
        assertThat(above.sign(Level.ORANGE, sample(9.43))).isEqualTo("<");

        var below = ladder(Map.of("below", 1.0));
        assertThat(below.sign(Level.ORANGE, sample(10))).isEqualTo("≤");
        assertThat(below.sign(Level.ORANGE, sample(10.5))).isEqualTo(">");
    }
}
