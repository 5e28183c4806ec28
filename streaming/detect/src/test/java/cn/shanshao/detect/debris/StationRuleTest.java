package cn.shanshao.detect.debris;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Channel;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The triggers of a station as rules of its channels. */
class StationRuleTest {
    private static Rule rule(String method, String quantity, double limit, double onDelay) {
        return Rule.of(
                new RuleConfig(
                        "station",
                        1,
                        method,
                        new RuleConfig.AppliesTo(quantity, null, null, null),
                        Map.of(),
                        Map.of(Level.YELLOW, limit),
                        onDelay,
                        0,
                        0,
                        null,
                        false,
                        null),
                null);
    }

    private static List<Channel.Word> judge(Channel channel, Rule rule, long second, double value) {
        return channel.judge(new Sample(second * 1_000, value, true, Flag.PASS), List.of(rule), second * 1_000);
    }

    @Test
    void halfAMetreInFiveMinutesOpensAnEpisodeAtThatReading() {
        var channel = new Channel("mud1", "mud.level");
        var rule = rule("mud-rise", "mud.level", 0.5, 0);
        for (var second = 0L; second <= 600; second += 30) {
            assertThat(judge(channel, rule, second, 1.0)).isEmpty();
        }
        assertThat(judge(channel, rule, 660, 1.55))
                .singleElement()
                .satisfies(word -> assertThat(word.change().episode().opened()).isEqualTo(660_000));
    }

    @Test
    void shakingForTenSecondsOpensOneAndAKnockDoesNot() {
        var channel = new Channel("geo1", "vibration");
        var rule = rule("tremor", "vibration", 4, 10);
        var words = new ArrayList<Channel.Word>();
        for (var second = 0L; second < 200; second++) {
            words.addAll(judge(channel, rule, second, second == 100 ? 5 : 0.02));
        }
        assertThat(words).isEmpty();
        for (var second = 200L; second < 215; second++) {
            words.addAll(judge(channel, rule, second, 0.8));
        }
        assertThat(words).extracting(word -> word.change().state()).containsExactly(AlertState.RAISED);
    }

    /** A debris-flow alert stands on two stations: what one alone says sets off no siren of a debris-flow order. */
    @Test
    void oneStationRaisesAThresholdAlert() {
        assertThat(Method.MUD_RISE.kind()).isEqualTo(AlertKind.THRESHOLD);
        assertThat(Method.TREMOR.kind()).isEqualTo(AlertKind.THRESHOLD);
        assertThat(Method.MUD_RISE.unit("m")).isEqualTo("m");
        assertThat(Method.TREMOR.unit("mm/s")).isEmpty();
    }
}
