package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.quality.Flag;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a channel takes in a checkpoint, under all default rules of its quantity and the threshold of its site. */
class ChannelSizeTest {
    private static final int PLAIN = 2_048;
    private static final int MOVING = 8_192;

    /** 512 readings of the last ten minutes, at twelve bytes, and their times. */
    private static final int FAST = 9_500;

    private static int size(String quantity, long interval, int stray) throws IOException {
        var random = new Random(1);
        var channel = new Channel("220282-0417-tilt1", quantity);
        var rules = new ArrayList<Rule>();
        DefaultRules.of(quantity).forEach(rule -> rules.add(Rule.of(rule, null)));
        rules.add(Rule.of(Gauge.config(60, 3_600, 1, Map.of()), null));
        for (var i = 0; i < 10_000; i++) {
            // some devices do not keep their interval to the millisecond
            var at = Gauge.START + i * interval + (stray == 0 ? 0 : random.nextInt(stray));
            var x = 1 + 0.01 * random.nextGaussian();
            // what is derived has no repeats
            var plane = quantity.equals("tilt") ? new Sample.Plane(x, 1, 12) : null;
            if (plane != null || !channel.isRepeat(at)) {
                channel.judge(new Sample(at, x, true, Flag.PASS, 0, plane), List.copyOf(rules), at);
            }
        }
        var bytes = new ByteArrayOutputStream();
        channel.write(new DataOutputStream(bytes));
        return bytes.size();
    }

    @ParameterizedTest
    @CsvSource({
        "tilt",
        "pore.pressure/6",
        "water.level",
        "soil.moisture/0.5",
        "surface.water.level",
        "vibration",
        "temperature",
        "infrasound",
        "mud.level",
        "battery"
    })
    void aPlainChannelTakesTwoKilobytes(String quantity) throws IOException {
        for (var interval : new long[] {60_000, 300_000, 600_000, 3_600_000}) {
            assertThat(size(quantity, interval, 0)).as("each %d ms", interval).isLessThanOrEqualTo(PLAIN);
            assertThat(size(quantity, interval, 200))
                    .as("about each %d ms", interval)
                    .isLessThanOrEqualTo(PLAIN);
        }
    }

    @ParameterizedTest
    @CsvSource({"displacement", "crack", "settlement", "displacement.deep.x/5"})
    void aMovingOneTakesEight(String quantity) throws IOException {
        for (var interval : new long[] {60_000, 300_000, 600_000, 3_600_000}) {
            assertThat(size(quantity, interval, 200))
                    .as("about each %d ms", interval)
                    .isLessThanOrEqualTo(MOVING);
        }
    }

    @ParameterizedTest
    @CsvSource({"vibration", "infrasound", "mud.level"})
    void ofAFastOneMostIsTheRing(String quantity) throws IOException {
        assertThat(size(quantity, 1_000, 200)).isLessThanOrEqualTo(FAST);
    }
}
