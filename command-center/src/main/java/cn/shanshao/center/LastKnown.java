package cn.shanshao.center;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was last read of something that screens ask for every second: read anew when it is said to be old, and kept as it
 * is where it cannot be read.
 */
public final class LastKnown<T> {
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();
    private static final Logger log = LoggerFactory.getLogger(LastKnown.class);

    private final String name;
    private final Supplier<T> read;
    private final AtomicLong changes = new AtomicLong(1);
    /** Up to which change it was read. */
    private volatile long known;

    private volatile long failedAt = System.nanoTime() - PATIENCE;
    private volatile T value;

    /**
     * @param name of what it is, for the log
     * @param first what holds until it was read for the first time
     */
    public LastKnown(String name, T first, Supplier<T> read) {
        this.name = name;
        this.value = first;
        this.read = read;
    }

    /** Read anew where it is old, but not within five seconds of a reading that failed. */
    public T get() {
        if (isOld()) {
            readWhereOld();
        }
        return value;
    }

    /** Something changed: whoever asks next reads it anew. */
    public void spoil() {
        changes.incrementAndGet();
    }

    public void refresh() {
        spoil();
        readWhereOld();
    }

    private boolean isOld() {
        return known != changes.get() && System.nanoTime() - failedAt >= PATIENCE;
    }

    /** Whoever comes while it is being read waits for what is read, and reads once more if something changed meanwhile. */
    private synchronized void readWhereOld() {
        var upTo = changes.get();
        if (known == upTo) {
            return;
        }
        try {
            value = read.get();
            known = upTo;
        } catch (RuntimeException e) {
            failedAt = System.nanoTime();
            log.debug("{} cannot be read now", name, e);
        }
    }
}
