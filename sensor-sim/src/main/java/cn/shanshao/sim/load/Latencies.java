package cn.shanshao.sim.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts durations in buckets of 9 % width from 1 µs to 10 min; what is longer counts in the last. */
public final class Latencies {
    private static final int PER_OCTAVE = 8;
    private static final int BUCKETS = 30 * PER_OCTAVE;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLong max = new AtomicLong();

    public void add(long nanos) {
        var octaves = Math.log(Math.max(1, nanos / 1_000.0)) / Math.log(2);
        counts.incrementAndGet(Math.min(BUCKETS - 1, (int) (octaves * PER_OCTAVE)));
        max.accumulateAndGet(nanos, Math::max);
    }

    public long count() {
        var all = 0L;
        for (var i = 0; i < BUCKETS; i++) {
            all += counts.get(i);
        }
        return all;
    }

    /** The upper edge, in ms, of the bucket below which a share of all lies; 0 when there is nothing. */
    public double percentile(double share) {
        var wanted = Math.ceil(share * count());
        var below = 0L;
        for (var i = 0; i < BUCKETS && wanted > 0; i++) {
            below += counts.get(i);
            if (below >= wanted) {
                return Math.min(maxMs(), Math.pow(2, (i + 1.0) / PER_OCTAVE) / 1_000);
            }
        }
        return 0;
    }

    public double maxMs() {
        return max.get() / 1e6;
    }
}
