package cn.shanshao.sim.device;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, and what was sent and waits for its acknowledgement, in order; never more than its room. */
final class Queue {
    private final int room;
    private final int window;
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    private final Set<Parcel> flying = new LinkedHashSet<>();
    private long dropped;

    /**
     * @param room parcels held at most
     * @param window parcels under way at most
     */
    Queue(int room, int window) {
        this.room = room;
        this.window = window;
    }

    /** Takes a parcel; when there is no room the oldest that waits is dropped and counted. Whether one was. */
    synchronized boolean offer(Parcel parcel) {
        var full = waiting.size() + flying.size() >= room && waiting.pollFirst() != null;
        dropped += full ? 1 : 0;
        waiting.addLast(parcel);
        notifyAll();
        return full;
    }

    /** Takes a parcel; waits while there is no room. */
    synchronized void put(Parcel parcel) throws InterruptedException {
        while (waiting.size() + flying.size() >= room) {
            wait();
        }
        waiting.addLast(parcel);
        notifyAll();
    }

    /** The next to send, now under way; {@code null} when there was none within the time. */
    synchronized @Nullable Parcel take(long millis) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (waiting.isEmpty() || flying.size() >= window) {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        var next = waiting.removeFirst();
        flying.add(next);
        return next;
    }

    /**
     * It is acknowledged, or refused for good. Runs {@code then} the first time, before anybody who waits for an empty
     * queue can see it gone.
     */
    synchronized void settle(Parcel parcel, Runnable then) {
        if (flying.remove(parcel) || waiting.remove(parcel)) {
            then.run();
            notifyAll();
        }
    }

    /** The connection is over: what was under way goes out again, before everything else. */
    synchronized void again() {
        var unsettled = new ArrayList<>(flying);
        flying.clear();
        for (var i = unsettled.size() - 1; i >= 0; i--) {
            waiting.addFirst(unsettled.get(i));
        }
        notifyAll();
    }

    /** Waits until everything is settled; whether it was within the time. */
    synchronized boolean awaitEmpty(long millis) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!waiting.isEmpty() || !flying.isEmpty()) {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized long dropped() {
        return dropped;
    }

    synchronized int size() {
        return waiting.size() + flying.size();
    }
}
