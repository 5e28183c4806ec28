package cn.shanshao.center.screen;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.registry.Device;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.RuleConfig.AppliesTo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final Instant JULY = Instant.parse("2026-06-30T16:00:00Z");
    private static final Map<Level, Double> LEVELS = Map.of(Level.RED, 80.0, Level.YELLOW, 30.0);

    @Test
    void areTheLevelsOfTheRulesThatLookAtTheChannelFromTheMildestOn() {
        var limits = of(
                channel("soil.moisture/0.5", null),
                rule("moist", new AppliesTo("soil.moisture", null, null, null), Map.of("below", 1.0), false),
                rule("other", new AppliesTo("crack", null, null, null), Map.of(), false));

        assertThat(limits)
                .containsExactly(
                        new Limit(Level.YELLOW, 30, "moist", 1, true, false),
                        new Limit(Level.RED, 80, "moist", 1, true, false));
    }

    @Test
    void theChannelsOwnLevelsStandInTheirPlace() {
        var limits = of(
                channel("crack", Map.of(Level.RED, 5.0)),
                rule("crack", new AppliesTo("crack", null, null, null), Map.of("absolute", 1.0), false));

        assertThat(limits).containsExactly(new Limit(Level.RED, 5, "crack", 1, false, true));
    }

    @Test
    void rulesForOtherPointsDevicesAndKindsAndShadowRulesDrawNothing() {
        var limits = of(
                channel("crack", null),
                rule("a", new AppliesTo("crack", "other", null, null), Map.of(), false),
                rule("b", new AppliesTo("crack", null, "other", null), Map.of(), false),
                rule("c", new AppliesTo("crack", null, null, List.of("collapse")), Map.of(), false),
                rule("d", new AppliesTo("crack", null, null, null), Map.of(), true),
                rule("crac", new AppliesTo("crac", null, null, null), Map.of(), false));

        assertThat(limits).isEmpty();
    }

    @Test
    void anEmptyMapOfTheChannelSilencesNoRule() {
        var limits = of(
                channel("crack", Map.of()), rule("crack", new AppliesTo("crack", null, null, null), Map.of(), false));

        assertThat(limits).extracting(Limit::value).containsExactly(30.0, 80.0);
    }

    @Test
    void aRuleDrawsNothingOutOfItsSeasonByTheLocalCalendar() {
        var to = new AppliesTo("crack", null, null, null);
        var june = new RuleConfig("june", 1, "threshold", to, Map.of(), LEVELS, 0, 0, 0, List.of(6), false, null);
        var july = new RuleConfig("july", 1, "threshold", to, Map.of(), LEVELS, 0, 0, 0, List.of(7), false, null);

        assertThat(of(channel("crack", null), june, july))
                .extracting(Limit::ruleId)
                .containsOnly("july");
    }

    private static List<Limit> of(Channel channel, RuleConfig... rules) {
        var device = new Device(
                "d",
                1,
                "p",
                "220282",
                "D",
                "crack",
                null,
                DeviceState.SERVICE,
                null,
                Realm.EXERCISE,
                0,
                Clock.REAL,
                10,
                null,
                List.of(channel));
        return Limit.of(device, channel, "landslide", List.of(rules), JULY);
    }

    private static Channel channel(String quantity, @Nullable Map<Level, Double> limits) {
        return new Channel(quantity, "mm", null, List.of(), limits);
    }

    private static RuleConfig rule(String id, AppliesTo to, Map<String, Double> params, boolean shadow) {
        return new RuleConfig(id, 1, "threshold", to, params, LEVELS, 0, 0, 0, null, shadow, null);
    }
}
