package cn.shanshao.ingest.broker;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts refusals by cause, and tells of them in the log, sparingly: whoever is refused tends to try again at once. */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final long TOLD_IN_FULL = 100;

    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

    Refusals() {
        for (var cause : Refusal.values()) {
            counts.put(cause, new LongAdder());
        }
    }

    void count(Refusal cause, String who, String what) {
        var counter = Objects.requireNonNull(counts.get(cause));
        counter.increment();
        var n = counter.sum();
        if (n <= TOLD_IN_FULL || n % TOLD_IN_FULL == 0) {
            log.warn("refused {} of {}: {} ({} of this cause so far)", cause, who, what, n);
        }
    }

    Map<Refusal, Long> counts() {
        var now = new EnumMap<Refusal, Long>(Refusal.class);
        counts.forEach((cause, count) -> now.put(cause, count.sum()));
        return now;
    }
}
