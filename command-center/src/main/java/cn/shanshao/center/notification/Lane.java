package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Outbox.Claimed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The claimed messages of one realm on their way to its carriers, the most urgent in front: as many with the carriers as
 * their windows allow, and some that wait behind them, so that nobody waits for the database. What is claimed in lots costs a
 * fraction of what is claimed one by one.
 */
final class Lane {
    /**
     * Places for each request that may be outstanding: the others are being claimed or written down, which takes longer than
     * a carrier takes to answer. What a crash leaves uncertain is no more than the places.
     */
    private static final int PLACES = 8;

    /** A lot is worth claiming from this share of the places on, or after the pause. */
    private static final int SHARE = 4;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final int size;
    private final Semaphore free;
    private final ThreadPoolExecutor workers;
    private long claimedAt = System.nanoTime() - PAUSE;

    /** @param window how many may be with the carriers at once; 0 where there is none */
    Lane(int window) {
        size = PLACES * window;
        free = new Semaphore(size);
        var threads = Math.max(1, window);
        workers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                task -> new Thread(task, "sms-worker"));
    }

    /** The more urgent first, of these what was written first. */
    private record Ride(Claimed message, Runnable work) implements Runnable, Comparable<Ride> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Ride other) {
            var byUrgency = Integer.compare(message.urgency(), other.message.urgency());
            return byUrgency != 0 ? byUrgency : Long.compare(message.id(), other.message.id());
        }
    }

    /** Whether there are places, but not enough yet to be worth a claim. */
    boolean isWaiting() {
        var places = free.availablePermits();
        return places > 0 && places < size / SHARE && System.nanoTime() - claimedAt < PAUSE;
    }

    /** Takes all free places. */
    int take() {
        claimedAt = System.nanoTime();
        return free.drainPermits();
    }

    void giveBack(int places) {
        free.release(places);
    }

    /** @param work what is to be done with it; told the message has gone with {@link #giveBack} once that is written */
    void enter(Claimed message, Runnable work) {
        workers.execute(new Ride(message, work));
    }

    /** Takes in no more. Those that nobody has begun with. */
    List<Claimed> close() {
        var waiting = new ArrayList<Runnable>();
        workers.getQueue().drainTo(waiting);
        workers.shutdown();
        return waiting.stream().map(ride -> ((Ride) ride).message()).toList();
    }

    /** Whether all that were begun with have ended in that time. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return workers.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }
}
