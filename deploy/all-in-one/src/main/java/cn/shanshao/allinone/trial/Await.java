package cn.shanshao.allinone.trial;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for conditions, never for time to pass. */
public final class Await {
    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();

    private Await() {}

    /** @return whether it came true within the limit */
    public static boolean condition(Duration limit, BooleanSupplier condition) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) return false;
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    /**
     * @return the first value that suits
     * @throws TrialFailure with the last value, when none came within the limit
     */
    public static <T> T value(String what, Duration limit, Supplier<T> source, Predicate<T> suits) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var value = source.get();
            if (suits.test(value)) return value;
            if (System.nanoTime() > deadline) {
                throw new TrialFailure(
                        "%s did not come within %d s; last: %s".formatted(what, limit.toSeconds(), value));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
