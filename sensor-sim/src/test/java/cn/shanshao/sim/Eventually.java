package cn.shanshao.sim;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, generously: the machine may be busy. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    public static void eventually(String what, Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not come within %s: %s".formatted(PATIENCE, what));
            }
            Thread.sleep(20);
        }
    }
}
