package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.quality.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackTestTest {
    private static final long START = 1_400_000_000_000L;

    /** Creep with noise, a spike now and then, a push, and readings that are lost. */
    private static List<Sample> record(long step, int n, long seed) {
        var random = new Random(seed);
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < n; i++) {
            var days = i * step / 86_400_000.0;
            var push = days > 20 ? 60 * (1 - Math.exp((20 - days) / 2)) : 0;
            var value = 0.05 * days + push + 0.3 * random.nextGaussian() + (random.nextInt(60) == 0 ? 40 : 0);
            if (random.nextInt(10) > 0) {
                samples.add(new Sample(START + i * step, value, true, Flag.PASS));
            }
        }
        return samples;
    }

    private static void isTheSameInOrderAndNot(String quantity, long step, int n, long seed) {
        var record = record(step, n, seed);
        var rules = DefaultRules.of(quantity);
        var moments = new ArrayList<BackTest.Moment>();
        var others = new ArrayList<BackTest.Moment>();
        var once = BackTest.run("d", quantity, rules, null, record, moments::add);
        Iterable<Sample> unknown = record::iterator;
        var live = BackTest.run("d", quantity, rules, null, unknown, others::add);
        assertThat(once).isEqualTo(live);
        assertThat(moments).isEqualTo(others);
        assertThat(once.failed()).isPositive();
        assertThat(once.spells()).isNotEmpty();
        assertThat(once.phases().get(0).level()).isNull();
    }

    @Test
    void aRecordInOrderIsJudgedAsLiveReadingsAre() {
        isTheSameInOrderAndNot("displacement", 3_600_000, 700, 1);
        isTheSameInOrderAndNot("crack", 120_000, 18_000, 2);
        isTheSameInOrderAndNot("settlement", 10_800_000, 300, 3);
    }
}
