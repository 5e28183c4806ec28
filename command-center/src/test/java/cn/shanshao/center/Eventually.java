package cn.shanshao.center;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for what will come true, up to a generous deadline. */
public final class Eventually {
    private static final long DEADLINE = Duration.ofSeconds(30).toNanos();

    private Eventually() {}

    /** Runs the assertion until it holds; its last failure when it does not within half a minute. */
    public static void eventually(ThrowingCallable assertion) {
        var end = System.nanoTime() + DEADLINE;
        while (true) {
            try {
                assertion.call();
                return;
            } catch (Throwable e) {
                if (System.nanoTime() > end) {
                    throw e instanceof AssertionError a ? a : new AssertionError(e);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}
