package cn.shanshao.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.broker.Watchdog.Orphan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    final List<String> closed = new ArrayList<>();
    final List<Orphan> sessions = new ArrayList<>();
    final List<Orphan> consumers = new ArrayList<>();
    final Watchdog watchdog = new Watchdog(List.of(() -> List.copyOf(sessions), () -> List.copyOf(consumers)));

    Orphan good(String name) {
        return new Orphan(name, name, () -> closed.add(name));
    }

    /** Its close throws so many times. */
    Orphan stubborn(String name, int times) {
        var left = new int[] {times};
        return new Orphan(name, name, () -> {
            if (left[0]-- > 0) {
                throw new IllegalStateException(name + " will not close");
            }
            closed.add(name);
        });
    }

    @Test
    void closesWhatItFindsTwiceInARow() {
        sessions.add(good("a"));
        watchdog.look();
        sessions.clear();
        watchdog.look();
        sessions.add(good("a"));
        watchdog.look();
        assertThat(closed).isEmpty();
        watchdog.look();
        assertThat(closed).containsExactly("a");
        assertThat(watchdog.cleared()).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeClosedHidesNoOther() {
        sessions.addAll(List.of(good("a"), stubborn("b", 9), good("c")));
        consumers.add(good("d"));
        watchdog.look();
        watchdog.look();
        assertThat(closed).containsExactlyInAnyOrder("a", "c", "d");
        assertThat(watchdog.cleared()).isEqualTo(3);
        assertThat(watchdog.stuck()).isEqualTo(1);
    }

    @Test
    void oneThatWasHalfClosedIsTriedAgainThoughItIsFoundNoMore() {
        sessions.add(stubborn("a", 2));
        watchdog.look();
        watchdog.look();
        sessions.clear();
        watchdog.look();
        assertThat(watchdog.stuck()).isEqualTo(1);
        assertThat(watchdog.cleared()).isZero();
        watchdog.look();
        assertThat(closed).containsExactly("a");
        assertThat(watchdog.stuck()).isZero();
        assertThat(watchdog.cleared()).isEqualTo(1);
        watchdog.look();
        assertThat(watchdog.cleared()).isEqualTo(1);
    }

    @Test
    void goesOnWhereItCanLookWhenElsewhereItCannot() {
        var halfBlind = new Watchdog(List.of(
                () -> {
                    throw new AssertionError("cannot look");
                },
                () -> List.of(good("a"))));
        halfBlind.look();
        halfBlind.look();
        assertThat(closed).containsExactly("a");
    }
}
