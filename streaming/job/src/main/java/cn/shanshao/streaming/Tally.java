package cn.shanshao.streaming;

import cn.shanshao.ingest.wire.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the operators of one run count, to be looked at from outside. */
public final class Tally {
    private final LongAdder arrived = new LongAdder();
    private final LongAdder readings = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder alerts = new LongAdder();
    private final LongAdder unjudged = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder stumbled = new LongAdder();
    private final Map<Object, Lag> lags = new ConcurrentHashMap<>();
    private final AtomicLong checkpoint = new AtomicLong();
    private final AtomicLong fresh = new AtomicLong(System.nanoTime());
    private final LongAdder checkpoints = new LongAdder();
    private final Map<Object, Boolean> connections = new ConcurrentHashMap<>();
    private final Map<Object, Long> backlog = new ConcurrentHashMap<>();
    private final Map<Object, History> histories = new ConcurrentHashMap<>();
    private final Map<String, Text> troubles = new ConcurrentSkipListMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile long begunAt = System.nanoTime();
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
     * Channels with rules that lack the history which they need.
     *
     * @param warming it is waited for, and the rules say nothing
     * @param cold it has not come, and the rules judge without
     */
    public record History(int warming, int cold) {}

    /** How late a reader was, and when (of {@link System#nanoTime}). */
    private record Lag(long ms, long at) {
        /** A reader says every second that it is at work: when it does not, it falls behind. */
        long now() {
            return Math.max(ms, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at) - 1_000);
        }
    }

    /** The tasks run, for the first time or again. */
    public void begun() {
        begunAt = System.nanoTime();
        begun.incrementAndGet();
    }

    public void arrived() {
        arrived.increment();
    }

    /**
     * @param lagMs between the broker's stamp and now
     */
    public void lag(Object who, long lagMs) {
        lags.put(who, new Lag(lagMs, System.nanoTime()));
    }

    /** A message for screens, or of a rejection, that had no room. */
    public void dropped() {
        dropped.increment();
    }

    /** Readings that were stored while the configuration was waited for, and were too many to be judged afterwards. */
    public void unjudged(int count) {
        unjudged.add(count);
        trouble(
                "unjudged",
                "有 %d 条读数已存储但未分析：配置到达前积压过多".formatted(unjudged.sum()),
                "%d readings were stored and never judged: too many came before the configuration"
                        .formatted(unjudged.sum()));
    }

    /** A fault of ours in judging a device. */
    public void stumbled(String device, RuntimeException why) {
        stumbled.increment();
        trouble(
                "stumbled",
                "分析出错 %d 次，最近一次为设备 %s".formatted(stumbled.sum(), device),
                "judging failed %d times, last of %s (%s): the log says where"
                        .formatted(stumbled.sum(), device, why.getClass().getSimpleName()));
    }

    /**
     * Something that somebody must look at.
     *
     * @param key under which it is {@link #mended}
     */
    public void trouble(String key, String zh, String en) {
        troubles.put(key, new Text(zh, en));
    }

    public void mended(String key) {
        troubles.remove(key);
    }

    public List<Text> troubles() {
        return List.copyOf(troubles.values());
    }

    /**
     * Rules that lack the history which they need.
     *
     * @param warming channels whose history is waited for
     * @param cold channels that are judged without
     */
    public void history(Object who, int warming, int cold) {
        histories.put(who, new History(warming, cold));
        var all = history();
        if (all.cold() > 0) {
            trouble(
                    "history",
                    "历史数据未取到，%d 个测点的规则在缺少历史的情况下运行，其警报置信度降低".formatted(all.cold()),
                    "history: it has not come from the store, and rules of %d channels judge without it: their alerts have less confidence"
                            .formatted(all.cold()));
        } else {
            mended("history");
        }
    }

    public void historyGone(Object who) {
        history(who, 0, 0);
        histories.remove(who);
    }

    private History history() {
        var warming = 0;
        var cold = 0;
        for (var one : histories.values()) {
            warming += one.warming();
            cold += one.cold();
        }
        return new History(warming, cold);
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
        fresh.set(System.nanoTime());
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

    /** A reader has ended. */
    public void gone(Object who) {
        connections.remove(who);
        lags.remove(who);
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

    /** How often the tasks have been started again. */
    int restarts() {
        return Math.max(0, begun.get() - 1);
    }

    /** How long the tasks have been running without a restart. */
    Duration sinceBegun() {
        return Duration.ofNanos(System.nanoTime() - begunAt);
    }

    /** Since a checkpoint was last complete and on disk, or since the start. */
    private Duration checkpointAge() {
        return Duration.ofNanos(System.nanoTime() - fresh.get());
    }

    /**
     * @param sinceRestart {@code null} when there was none
     * @param more troubles beside the ones that are known here
     */
    JobHealth look(
            String status, int restarts, @Nullable Duration sinceRestart, JobSettings settings, List<Text> more) {
        var all = new ArrayList<>(more);
        all.addAll(troubles());
        return new JobHealth(
                status,
                restarts,
                sinceRestart,
                arrived.sum(),
                readings.sum(),
                repeats.sum(),
                rejected.sum(),
                dropped.sum(),
                stored.sum(),
                alerts.sum(),
                backlog.values().stream().mapToLong(Long::longValue).sum(),
                settings.storeBacklogBytes(),
                storeUp,
                checkpoint.get(),
                checkpointAge(),
                settings.checkpointPatience(),
                config,
                connections.size(),
                settings.parallelism(),
                lags.values().stream().mapToLong(Lag::now).max().orElse(0),
                history(),
                all);
    }
}
