package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.detect.Method;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Air temperature by the hour, in days from noon. */
class ThawTest {
    /** 2026-03-20T00:00:00Z. */
    private static final long START = 1_773_964_800_000L;

    private static final Map<String, Double> TWO_DAYS = Map.of("days", 2.0, "from", 10.0);

    private int hour;

    private @Nullable Double hours(Thaw thaw, int many, double celsius) {
        Sample made = null;
        for (var i = 0; i < many; i++) {
            made = thaw.look(new Sample(START + hour++ * RainRecord.HOUR, celsius, true, Flag.PASS), new Past());
        }
        return made == null ? null : made.value();
    }

    @Test
    void warmthCountsAfterFrostAlone() {
        var thaw = Thaw.of(TWO_DAYS);
        assertThat(hours(thaw, 72, 5)).as("it never froze").isZero();
        assertThat(hours(thaw, 12, -4)).isZero();
        assertThat(hours(thaw, 6, 3)).isCloseTo(5 * 3 + 3 * 3 / 7.0 / 2, within(1e-9));
        assertThat(hours(thaw, 6, -4)).as("a night stops nothing").isCloseTo(15 + 2 * 9 / 14.0, within(1e-9));
        assertThat(hours(thaw, 4, 3)).isCloseTo(24 + 3 * 9 / 14.0, within(1e-9));
    }

    @Test
    void longAfterTheFrostTheThawIsOver() {
        var thaw = Thaw.of(TWO_DAYS);
        hours(thaw, 48, -4);
        assertThat(hours(thaw, 24, 4)).isCloseTo(23 * 4 + 1, within(1e-9));
        assertThat(hours(thaw, 48, 4)).isZero();
    }

    @Test
    void aGapLowersNothing() {
        var thaw = Thaw.of(TWO_DAYS);
        hours(thaw, 60, -4);
        assertThat(hours(thaw, 6, 4)).isCloseTo(21, within(1e-9));
        hour += 20;
        assertThat(hours(thaw, 1, 4)).as("what fell into the gap is not known").isNull();
        assertThat(hours(thaw, 2, 4)).isGreaterThan(21);
    }

    @Test
    void itsMemorySurvivesARestart() throws IOException {
        var thaw = Thaw.of(TWO_DAYS);
        hours(thaw, 60, -4);
        hours(thaw, 6, 4);
        var bytes = new ByteArrayOutputStream();
        thaw.copy().write(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(1_000);
        var again =
                (Thaw) Method.THAW.read(TWO_DAYS, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        var now = hour;
        var one = hours(thaw, 30, 2);
        hour = now;
        assertThat(hours(again, 30, 2)).isEqualTo(one).isNotNull();
    }
}
