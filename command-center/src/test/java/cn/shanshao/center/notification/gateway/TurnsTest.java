package cn.shanshao.center.notification.gateway;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.notification.gateway.Turns.Seats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int RED = 0;
    private static final int YELLOW = 4;

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Seats<String>> open = Collections.synchronizedList(new ArrayList<>());
    private final Turns<String> turns = new Turns<>(() -> List.copyOf(open));
    private final List<Integer> order = Collections.synchronizedList(new ArrayList<>());

    private int wanted;

    @AfterEach
    void close() {
        pool.shutdownNow();
    }

    /** One that takes a turn and gives it back at once. */
    private Future<?> wants(int urgency) {
        var joined = ++wanted;
        var wanting = pool.submit(() -> {
            try (var turn = turns.take(urgency, LONG)) {
                assertThat(turn).isNotNull();
                order.add(urgency);
            }
            return null;
        });
        // so that they come in this order
        eventually(() -> assertThat(turns.waiting())
                .satisfies(waiting -> assertThat(waiting + order.size()).isGreaterThanOrEqualTo(joined)));
        return wanting;
    }

    @Test
    void theMostUrgentOfThoseThatWaitForAPlaceIsNext() throws Exception {
        open.add(new Seats<>("one", 1, null));
        var busy = turns.take(YELLOW, LONG);
        var wanting = List.of(wants(YELLOW), wants(YELLOW), wants(RED));
        assertThat(order).isEmpty();

        busy.close();

        for (var one : wanting) {
            one.get();
        }
        assertThat(order).containsExactly(RED, YELLOW, YELLOW);
    }

    /** The rate leaves one moment in a second: the red one takes the next of these, whoever waits for it already. */
    @Test
    void theMostUrgentOfThoseThatWaitForTheRateIsNextAndNobodyHoldsAPlaceMeanwhile() throws Exception {
        var seats = new Seats<>("slow", 8, 1);
        open.add(seats);
        turns.take(YELLOW, LONG).close();
        var wanting = List.of(wants(YELLOW), wants(YELLOW), wants(RED));
        assertThat(seats.taken()).isZero();

        for (var one : wanting) {
            one.get();
        }
        assertThat(order.indexOf(RED)).as("not behind both that came before it").isLessThan(2);
    }

    @Test
    void eachSessionHasItsOwnRate() throws Exception {
        open.add(new Seats<>("one", 8, 1));
        open.add(new Seats<>("two", 8, 1));

        var sessions = new ArrayList<String>();
        for (var i = 0; i < 2; i++) {
            try (var turn = turns.take(RED, Duration.ofMillis(100))) {
                sessions.add(turn.session());
            }
        }
        assertThat(sessions).containsExactlyInAnyOrder("one", "two");
        assertThat(turns.take(RED, Duration.ofMillis(10)))
                .as("the rate of both is used up")
                .isNull();
    }

    @Test
    void whoeverWaitsIsToldThatTheSessionIsGoneAndThatOneHasCome() throws Exception {
        assertThat(turns.take(RED, LONG)).isNull();
        open.add(new Seats<>("lost", 1, null));
        var busy = turns.take(RED, LONG);
        var waiting = pool.submit(() -> turns.take(RED, LONG) == null);
        eventually(() -> assertThat(turns.waiting()).isEqualTo(1));

        open.set(0, new Seats<>("fresh", 1, null));
        turns.changed();

        assertThat(waiting.get()).as("its places are its own").isFalse();
        var next = pool.submit(() -> turns.take(RED, LONG) == null);
        eventually(() -> assertThat(turns.waiting()).isEqualTo(1));
        open.clear();
        turns.changed();
        eventually(() -> assertThat(next.isDone()).isTrue());
        assertThat(next.get()).isTrue();
        busy.close();
    }
}
