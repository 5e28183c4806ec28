package cn.shanshao.allinone.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** What a carrier has counted of one notice. Times are of {@link System#nanoTime}. */
final class Tally {
    private final Set<String> numbers = ConcurrentHashMap.newKeySet();
    private final AtomicLong submits = new AtomicLong();
    private final AtomicLong receiptsTaken = new AtomicLong();
    private final AtomicLong receiptsLost = new AtomicLong();
    private final LongAccumulator first = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator last = new LongAccumulator(Math::max, Long.MIN_VALUE);
    private final LongAccumulator lastReceipt = new LongAccumulator(Math::max, Long.MIN_VALUE);

    void submitted(String number, long now) {
        numbers.add(number);
        first.accumulate(now);
        last.accumulate(now);
        submits.incrementAndGet();
    }

    void receiptTaken(long now) {
        lastReceipt.accumulate(now);
        receiptsTaken.incrementAndGet();
    }

    void receiptLost() {
        receiptsLost.incrementAndGet();
    }

    /** Different numbers. */
    int people() {
        return numbers.size();
    }

    /** Submits beyond the first to the same number. */
    long doubles() {
        return submits.get() - numbers.size();
    }

    long receiptsTaken() {
        return receiptsTaken.get();
    }

    /** Receipts whose session was gone. */
    long receiptsLost() {
        return receiptsLost.get();
    }

    long first() {
        return first.get();
    }

    long last() {
        return last.get();
    }

    long lastReceipt() {
        return lastReceipt.get();
    }

    /** From then on to the last submit; without one there is no rate. */
    double perSecond(long from) {
        var count = submits.get();
        return count == 0 ? Double.NaN : count / ((last() - from) / 1e9);
    }
}
