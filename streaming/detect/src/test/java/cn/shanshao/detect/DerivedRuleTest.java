package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.instrument.Vectors;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The default rules of displacement over what is derived of a GNSS mark: 3 mm of noise, 6 mm in height. */
class DerivedRuleTest {
    private static final long STEP = 600_000;

    private final Random random = new Random(2);
    private final Vectors vectors = new Vectors();
    private final List<Rule> rules = DefaultRules.of("displacement").stream()
            .map(rule -> Rule.of(rule, null))
            .toList();
    private final Channel channel = new Channel("gnss1", "displacement");
    private final List<Change> said = new ArrayList<>();

    private void walk(int days, DoubleUnaryOperator east, DoubleUnaryOperator north) {
        for (var i = 0; i < days * 144; i++) {
            var at = Gauge.START + i * STEP;
            take("displacement.e", at, east.applyAsDouble(i / 144.0) + 3 * random.nextGaussian());
            take("displacement.n", at, north.applyAsDouble(i / 144.0) + 3 * random.nextGaussian());
            take("displacement.u", at, 6 * random.nextGaussian());
            for (var derived : vectors.derive()) {
                channel.judge(derived.sample(), rules, at).forEach(word -> said.add(word.change()));
            }
        }
    }

    private void take(String quantity, long at, double value) {
        vectors.take(quantity, new Sample(at, value, true, Flag.PASS));
    }

    @Test
    void noiseAloneHasALengthAndNoRate() {
        walk(20, day -> 0, day -> 0);
        assertThat(said).isEmpty();
    }

    @Test
    void movementOnTwoAxesThatNeitherShowsAloneIsSeen() {
        // 16 and 16 mm/d: 22.6 together, above the orange 20
        walk(10, day -> day < 3 ? 0 : 16 * (day - 3), day -> day < 3 ? 0 : -16 * (day - 3));
        assertThat(said).anySatisfy(change -> {
            assertThat(change.state()).isNotEqualTo(AlertState.CLEARED);
            assertThat(change.episode().level()).isEqualTo(Level.ORANGE);
        });
    }
}
