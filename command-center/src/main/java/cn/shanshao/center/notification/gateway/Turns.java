package cn.shanshao.center.notification.gateway;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who submits next to a carrier. A place in the window of a session and a moment of its rate are taken together, right before
 * the request leaves, by the most urgent of those that wait: nobody holds a place while the rate is used up, and what is red
 * waits for one such moment and not for all that came before it.
 *
 * @param <S> a session
 */
public final class Turns<S> {
    /** Why nothing was sent though there is a session. */
    public static final String NONE_FREE = "every place of the window stays taken, or the rate is used up";

    private static final long SECOND = 1_000_000_000;

    private final Supplier<List<Seats<S>>> open;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeSet<Waiter> waiting = new TreeSet<>(Waiter.ORDER);
    private long count;

    /** @param open the sessions that take requests now */
    public Turns(Supplier<List<Seats<S>>> open) {
        this.open = open;
    }

    /** One session from its beginning to its end: what waits in one that is lost takes no place in the next. */
    public static final class Seats<S> {
        private final S session;
        private final int places;
        private final long gap;
        private volatile int taken;
        private long nextAt = System.nanoTime();

        /**
         * @param places how many requests may wait for their answer at once, 1 at least
         * @param rate how many may be made in a second, 1 at least; {@code null} for any
         */
        public Seats(S session, int places, @Nullable Integer rate) {
            this.session = session;
            this.places = places;
            this.gap = rate == null ? 0 : SECOND / rate;
        }

        public S session() {
            return session;
        }

        /** Requests that have no answer yet. */
        public int taken() {
            return taken;
        }

        private int free() {
            return places - taken;
        }

        private long untilDue(long now) {
            return gap == 0 ? 0 : Math.max(0, nextAt - now);
        }
    }

    private record Waiter(int urgency, long number, Condition go) {
        static final Comparator<Waiter> ORDER =
                Comparator.comparingInt(Waiter::urgency).thenComparingLong(Waiter::number);
    }

    /** The right to make one request in a session now; its place is free again when this is closed. */
    public final class Turn implements AutoCloseable {
        private final Seats<S> seats;

        private Turn(Seats<S> seats) {
            this.seats = seats;
        }

        public S session() {
            return seats.session;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                seats.taken--;
                wakeFirst();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * A turn in the session that has most places free, of those whose rate allows it.
     *
     * @param urgency the lower, the sooner
     * @return {@code null} when no session is open, or it was nobody's turn within {@code patience}
     */
    public @Nullable Turn take(int urgency, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            var me = new Waiter(urgency, count++, lock.newCondition());
            waiting.add(me);
            try {
                return turn(me, deadline);
            } finally {
                waiting.remove(me);
                wakeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Turn turn(Waiter me, long deadline) throws InterruptedException {
        while (true) {
            var sessions = open.get();
            var now = System.nanoTime();
            var left = deadline - now;
            if (waiting.first().equals(me)) {
                var best = best(sessions, now);
                if (best != null) {
                    best.taken++;
                    best.nextAt = now + best.gap;
                    return new Turn(best);
                }
                left = Math.min(left, untilDue(sessions, now));
            }
            if (sessions.isEmpty() || deadline - now <= 0) {
                return null;
            }
            me.go().awaitNanos(left);
        }
    }

    private @Nullable Seats<S> best(List<Seats<S>> sessions, long now) {
        return sessions.stream()
                .filter(seats -> seats.free() > 0 && seats.untilDue(now) == 0)
                .max(Comparator.comparingInt(Seats::free))
                .orElse(null);
    }

    private static <S> long untilDue(List<Seats<S>> sessions, long now) {
        return sessions.stream()
                .filter(seats -> seats.free() > 0)
                .mapToLong(seats -> seats.untilDue(now))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void wakeFirst() {
        if (!waiting.isEmpty()) {
            waiting.first().go().signal();
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** A session has come or gone. */
    public void changed() {
        lock.lock();
        try {
            waiting.forEach(waiter -> waiter.go().signal());
        } finally {
            lock.unlock();
        }
    }
}
