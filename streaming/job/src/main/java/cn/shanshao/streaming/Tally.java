package cn.shanshao.streaming;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the operators of one run count, to be looked at from outside. */
public final class Tally {
    private final LongAdder arrived = new LongAdder();
    private final LongAdder readings = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder alerts = new LongAdder();
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong checkpoint = new AtomicLong();
    private final LongAdder checkpoints = new LongAdder();
    private final Map<Object, Boolean> connections = new ConcurrentHashMap<>();
    private final Map<Object, Long> backlog = new ConcurrentHashMap<>();
    private volatile ConfigState config = ConfigState.WAITING;
    private volatile boolean storeUp = true;

    /** Whether the configuration is complete. */
    public enum ConfigState {
        /** Not complete yet: readings are stored, and judged later. */
        WAITING,
        /** Complete. */
        READY,
        /** Waited for long enough: judging with what is there. */
        INCOMPLETE
    }

    /**
     * @param lagMs between the broker's stamp and now
     */
    public void arrived(long lagMs) {
        arrived.increment();
        lag.set(lagMs);
    }

    public void readings(int count) {
        readings.add(count);
    }

    public void repeat() {
        repeats.increment();
    }

    public void rejected() {
        rejected.increment();
    }

    public void stored(int rows) {
        stored.add(rows);
    }

    public void alert() {
        alerts.increment();
    }

    public void checkpointed(long at) {
        checkpoint.set(at);
        checkpoints.increment();
    }

    long checkpoints() {
        return checkpoints.sum();
    }

    public void connected(Object who, boolean up) {
        if (up) {
            connections.put(who, true);
        } else {
            connections.remove(who);
        }
    }

    public void backlog(Object who, long bytes) {
        backlog.put(who, bytes);
    }

    public void backlogGone(Object who) {
        backlog.remove(who);
    }

    public void store(boolean up) {
        storeUp = up;
    }

    public void config(ConfigState state) {
        config = state;
    }

    /**
     * @param bound of the backlog, bytes
     */
    JobHealth look(String status, long bound, int connectionsWanted) {
        return new JobHealth(
                status,
                arrived.sum(),
                readings.sum(),
                repeats.sum(),
                rejected.sum(),
                stored.sum(),
                alerts.sum(),
                backlog.values().stream().mapToLong(Long::longValue).sum(),
                bound,
                storeUp,
                checkpoint.get(),
                config,
                connections.size(),
                connectionsWanted,
                lag.get());
    }
}
