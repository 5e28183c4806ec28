package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();

    @Test
    void tellsARepeatInAnyOrder() {
        assertThat(repeats.isRepeat(5_000)).isFalse();
        assertThat(repeats.isRepeat(3_000)).isFalse();
        assertThat(repeats.isRepeat(5_000)).isTrue();
        assertThat(repeats.isRepeat(3_000)).isTrue();
        assertThat(repeats.isRepeat(4_000)).isFalse();
    }

    @Test
    void forgetsWhatIsOlderThanADay() {
        repeats.isRepeat(0);
        repeats.isRepeat(Repeats.REACH);
        assertThat(repeats.isRepeat(0)).isTrue();
        repeats.isRepeat(Repeats.REACH + 1);
        assertThat(repeats.isRepeat(0)).isFalse();
        assertThat(repeats.isRepeat(Repeats.REACH)).isTrue();
    }

    @Test
    void forgetsAllButTheLastFiveHundred() {
        for (var i = 0; i <= Repeats.MOST; i++) {
            repeats.isRepeat(i * 1_000L);
        }
        assertThat(repeats.isRepeat(0)).isFalse();
        assertThat(repeats.isRepeat(1_000)).isTrue();
    }

    @Test
    void survivesAJumpOfTheClockByYears() {
        repeats.isRepeat(0);
        assertThat(repeats.isRepeat(1_800_000_000_000L)).isFalse();
        assertThat(repeats.isRepeat(1_800_000_000_000L)).isTrue();
        assertThat(repeats.isRepeat(-1_800_000_000_000L)).isFalse();
    }

    @Property(tries = 300)
    void remembersEverythingWithinItsReach(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 86_000_000) Integer> times) throws IOException {
        var memory = new Repeats();
        var seen = new HashSet<Integer>();
        for (var time : times) {
            assertThat(memory.isRepeat(1_700_000_000_000L + time)).isEqualTo(!seen.add(time));
            memory = copy(memory);
        }
    }

    private static Repeats copy(Repeats memory) throws IOException {
        var bytes = new ByteArrayOutputStream();
        memory.write(new DataOutputStream(bytes));
        return Repeats.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
