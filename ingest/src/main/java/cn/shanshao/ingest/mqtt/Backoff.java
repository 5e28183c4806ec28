package cn.shanshao.ingest.mqtt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to rest before the next try: {@code first} after a success and after the first failure, then twice as long
 * after each, and {@code longest} at most. Immutable; each answer is the back-off to go on with.
 *
 * @param failures in a row
 */
public record Backoff(Duration first, Duration longest, int failures) {
    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        if (first.isZero() || first.isNegative() || longest.compareTo(first) < 0 || failures < 0) {
            throw new IllegalArgumentException("a back-off needs 0 < first <= longest and failures >= 0, was %s, %s, %d"
                    .formatted(first, longest, failures));
        }
    }

    public static Backoff between(Duration first, Duration longest) {
        return new Backoff(first, longest, 0);
    }

    public Backoff succeeded() {
        return new Backoff(first, longest, 0);
    }

    public Backoff failed() {
        return new Backoff(first, longest, failures == Integer.MAX_VALUE ? failures : failures + 1);
    }

    /**
     * After a connection that was up for so long; zero for one that never came up. Only one that outlasted the longest
     * rest was a success: else a connection that comes up and dies at once would be made again and again without rest.
     */
    public Backoff after(Duration up) {
        return up.compareTo(longest) > 0 ? succeeded() : failed();
    }

    /** The rest before the next try, somewhere in the upper half of its length, so that many do not come back as one. */
    public Duration rest() {
        var whole = whole().toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong((whole + 1) / 2, whole + 1));
    }

    /** The rest without its jitter. */
    Duration whole() {
        var doubled = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
