package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTest {
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
    void aLevelThatOnlyHoldsOnDoesNotClaimThatItsLimitIsExceeded() {
        var above = ladder(Map.of());
        assertThat(above.sign(Level.ORANGE, 10)).isEqualTo("≥");
        assertThat(above.sign(Level.ORANGE, 9.43)).isEqualTo("<");

        var below = ladder(Map.of("below", 1.0));
        assertThat(below.sign(Level.ORANGE, 10)).isEqualTo("≤");
        assertThat(below.sign(Level.ORANGE, 10.5)).isEqualTo(">");
    }
}
