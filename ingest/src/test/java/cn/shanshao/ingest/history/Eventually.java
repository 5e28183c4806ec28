package cn.shanshao.ingest.history;

import java.time.Duration;
import java.util.List;

/** Waits until a condition holds, for as long as a busy machine may need. */
final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Eventually() {}

    static void holds(Runnable assertion) {
        var end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Writes a lot as its owner would: again, as long as the store cannot take it. */
    static void written(ReadingStore store, List<Row> lot) throws StoreRefused {
        var end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                store.write(lot);
                return;
            } catch (StoreUnavailable e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("the store stayed away", e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
