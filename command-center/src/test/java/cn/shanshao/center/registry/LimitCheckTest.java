package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.shanshao.center.Problem;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.RuleConfig.AppliesTo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitCheckTest {
    private static final RuleConfig ABOVE = rule("above", Map.of());
    private static final RuleConfig BELOW = rule("below", Map.of("below", 1.0));
    private static final RuleConfig ABSOLUTE = rule("absolute", Map.of("absolute", 1.0));

    private static RuleConfig rule(String id, Map<String, Double> params) {
        var to = new AppliesTo("crack", null, null, null);
        return new RuleConfig(id, 1, "threshold", to, params, Map.of(Level.RED, 50.0), 0, 0, 0, null, false, null);
    }

    private static DeviceCheck check(
            @Nullable Map<Level, Double> limits, @Nullable List<Double> range, RuleConfig... rules) {
        var channel = new Channel("crack", "mm", range, List.of(), limits);
        var device = new Device(
                "lc",
                1,
                null,
                "22",
                "Gauge",
                "crack",
                null,
                DeviceState.SERVICE,
                null,
                Realm.LIVE,
                0,
                Clock.REAL,
                60,
                null,
                List.of(channel));
        return new DeviceCheck(device, null, List.of(rules));
    }

    private static void right(@Nullable Map<Level, Double> limits, RuleConfig... rules) {
        assertThatCode(() -> check(limits, null, rules).demand()).doesNotThrowAnyException();
    }

    private static void wrong(String field, Map<Level, Double> limits, RuleConfig... rules) {
        wrong(field, limits, null, rules);
    }

    @SuppressWarnings("unchecked")
    private static void wrong(
            String field, Map<Level, Double> limits, @Nullable List<Double> range, RuleConfig... rules) {
        var problem = catchThrowableOfType(
                Problem.class, () -> check(limits, range, rules).demand());
        assertThat(problem).isNotNull();
        var errors = (List<Problem.Fault>) problem.getBody().getProperties().get("errors");
        assertThat(errors).extracting(Problem.Fault::field).containsExactly("channels[0].limits" + field);
    }

    @Test
    void noneAreTheRulesAndAnEmptyMapIsNone() {
        right(null, ABOVE);
        wrong("", Map.of(), ABOVE);
    }

    @Test
    void theGraverTheFurtherInTheDirectionOfTheRule() {
        right(Map.of(Level.YELLOW, 10.0, Level.RED, 30.0), ABOVE);
        right(Map.of(Level.YELLOW, 30.0, Level.RED, 10.0), BELOW);
        wrong(".red", Map.of(Level.YELLOW, 30.0, Level.RED, 10.0), ABOVE);
        wrong(".red", Map.of(Level.YELLOW, 10.0, Level.RED, 30.0), BELOW);
        wrong(".orange", Map.of(Level.YELLOW, 10.0, Level.ORANGE, 10.0), ABOVE);
        wrong("", Map.of(Level.RED, 10.0), ABOVE, BELOW);
    }

    @Test
    void withoutARuleTheyNeedAnOrderAllTheSame() {
        right(Map.of(Level.BLUE, 1.0, Level.YELLOW, 2.0, Level.RED, 3.0));
        right(Map.of(Level.BLUE, 3.0, Level.YELLOW, 2.0, Level.RED, 1.0));
        wrong(".red", Map.of(Level.BLUE, 1.0, Level.YELLOW, 3.0, Level.RED, 2.0));
    }

    @Test
    void eachIsAValueThatTheChannelCanHave() {
        wrong(".red", Map.of(Level.RED, 5_001.0), ABOVE);
        wrong(".red", Map.of(Level.RED, 101.0), List.of(0.0, 100.0), ABOVE);
        wrong(".blue", Map.of(Level.BLUE, -1.0, Level.RED, 10.0), ABSOLUTE);
    }
}
