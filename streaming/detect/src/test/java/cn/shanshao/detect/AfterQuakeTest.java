package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.rain.AfterQuake;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record of long ago meets the limits of its own days, whatever the day on which it is looked at again. */
class AfterQuakeTest {
    private static final Instant QUAKE = Instant.parse("2013-04-20T00:00:00Z");

    /** Dry, but for a shower of 24 mm within the hour after each of these days. */
    private static List<Sample> record(int... days) {
        var samples = new ArrayList<Sample>();
        var total = 0.0;
        for (var hour = -30 * 24; hour < 60 * 24; hour++) {
            for (var day : days) {
                total += hour == day * 24 ? 24 : 0;
            }
            var at = QUAKE.plus(Duration.ofHours(hour)).toEpochMilli();
            samples.add(new Sample(at, total, true, Flag.PASS));
        }
        return samples;
    }

    private static RuleConfig rule(String method) {
        var isTable = method.equals("rain-table");
        Map<String, Double> params = isTable
                ? Map.of("1h.yellow", 30.0, "quakeFactor", 0.5, "quakeDays", 30.0)
                : Map.of("hours", 1.0, "quakeFactor", 0.5, "quakeDays", 30.0);
        var levels = Map.of(Level.YELLOW, isTable ? 2.0 : 30.0);
        var to = new RuleConfig.AppliesTo("rain.total", null, null, null);
        return new RuleConfig("rain", 1, method, to, params, levels, 0, 0, 0, null, false, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rain-sum", "rain-table"})
    void aShowerCountsForAsMuchAsOnItsOwnDay(String method) {
        var event = new EventConfig("q", EventConfig.EARTHQUAKE, QUAKE, 127.0, 44.4, 6.0);
        var rule = AfterQuake.noted(rule(method), 127.0, 44.4, List.of(event));
        var result = BackTest.run("g", "rain.total", List.of(rule), null, record(-10, 10, 40));

        assertThat(result.spells()).singleElement().satisfies(spell -> {
            assertThat(Duration.between(QUAKE, spell.from()).toDays()).isEqualTo(10);
            var judged = Judged.of(Rule.of(rule, null), spell.decided(), Level.YELLOW, "mm");
            assertThat(judged.limit()).isEqualTo(15);
            assertThat(judged.value()).isEqualTo(24);
        });
        var without = BackTest.run("g", "rain.total", List.of(rule(method)), null, record(-10, 10, 40));
        assertThat(without.spells()).isEmpty();
    }
}
