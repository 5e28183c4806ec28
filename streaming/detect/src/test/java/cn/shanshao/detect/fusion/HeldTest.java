package cn.shanshao.detect.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Level;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final long T = Held.TIME;

    @Test
    void risesAtOnce() {
        var red = Held.NORMAL.next(Level.YELLOW, 5, 10).next(Level.RED, 8, 10);
        assertThat(red).isEqualTo(new Held(Level.RED, 8, Held.NEVER));
        assertThat(red.due()).isEqualTo(Held.NEVER);
    }

    @Test
    void fallsOneLevelForEachTimeBelow() {
        var red = Held.NORMAL.next(Level.RED, 0, 0);
        var waits = red.next(null, 0, 100);
        assertThat(waits.level()).isEqualTo(Level.RED);
        assertThat(waits.due()).isEqualTo(100 + T);
        assertThat(waits.next(null, 0, 99 + T).level()).isEqualTo(Level.RED);
        var orange = waits.next(null, 0, 100 + T);
        assertThat(orange).isEqualTo(new Held(Level.ORANGE, 100 + T, 100 + T));
        assertThat(orange.next(null, 0, 100 + 2 * T).level()).isEqualTo(Level.YELLOW);
        assertThat(orange.next(null, 0, 100 + 4 * T)).isEqualTo(Held.NORMAL);
    }

    @Test
    void stopsAtWhatTheEvidenceSays() {
        var waits = Held.NORMAL.next(Level.RED, 0, 0).next(Level.ORANGE, 7, 100);
        var orange = waits.next(Level.ORANGE, 7, 100 + 9 * T);
        assertThat(orange.level()).isEqualTo(Level.ORANGE);
        assertThat(orange.due()).isEqualTo(Held.NEVER);
    }

    @Test
    void theTimeBeginsAnewWhenTheEvidenceComesBack() {
        var again = Held.NORMAL.next(Level.RED, 3, 3).next(null, 0, 100).next(Level.RED, 200, 200);
        assertThat(again).isEqualTo(new Held(Level.RED, 3, Held.NEVER));
        assertThat(again.next(null, 0, 300).due()).isEqualTo(300 + T);
    }
}
