package cn.shanshao.center.rules;

import cn.shanshao.center.Problem;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** So many runs of rules over what is stored go on at once: the same machine judges the live readings. */
@Component
public class BackTestSeats {
    static final int AT_ONCE = 2;
    private static final int RETRY = 10;

    private final Semaphore seats = new Semaphore(AT_ONCE);

    /**
     * Does it in a seat of its own.
     *
     * @throws Problem 429 when all are taken
     */
    public <T> T seated(Supplier<T> run) {
        if (!seats.tryAcquire()) {
            throw Problem.tooMany("%d back-tests are running".formatted(AT_ONCE), RETRY);
        }
        try {
            return run.get();
        } finally {
            seats.release();
        }
    }
}
