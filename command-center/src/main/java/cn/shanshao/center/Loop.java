package cn.shanshao.center;

import cn.shanshao.ingest.mqtt.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes one step after the other until it is stopped. Whatever a step throws, an {@link Error} too, is
 * told, and the next step comes after a rest: a loop that ended unseen would be alerts that nobody gets. It can be
 * started again after a stop.
 */
public final class Loop {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final Backoff rest;
    private final Step step;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Throwable trouble;

    /** @param rest after a step that failed; one that went on for longer than the longest rest counts as a success */
    public Loop(String name, Backoff rest, Step step) {
        this.name = name;
        this.rest = rest;
        this.step = step;
    }

    /** What is repeated. It must return, or be interruptible, within seconds. */
    @FunctionalInterface
    public interface Step {
        void take() throws Exception;
    }

    public String name() {
        return name;
    }

    /** Does nothing while it runs. */
    public synchronized void start() {
        if (thread == null) {
            var fresh = new Thread(this::run, name);
            fresh.setDaemon(true);
            trouble = null;
            thread = fresh;
            fresh.start();
        }
    }

    /** Between a start and a stop. A step that goes on for long must end when this becomes false. */
    public boolean isRunning() {
        return thread != null;
    }

    /** Whether it ought to run, and either does not, or the step before the present one ended with an error. */
    public boolean isBroken() {
        var present = thread;
        return present != null && (!present.isAlive() || trouble instanceof Error);
    }

    private void run() {
        var pause = rest;
        while (thread == Thread.currentThread()) {
            var began = System.nanoTime();
            try {
                step.take();
                trouble = null;
                pause = pause.succeeded();
            } catch (InterruptedException e) {
                // stop() interrupts, and nobody else has a reason to
                log.debug("{} was interrupted", name);
            } catch (Throwable e) {
                trouble = e;
                tell(e);
                pause = pause.after(Duration.ofNanos(System.nanoTime() - began));
                rest(pause.rest());
            }
        }
    }

    private void tell(Throwable e) {
        try {
            if (e instanceof Error) {
                log.error("{} failed and goes on", name, e);
            } else {
                log.warn("{} could not go on, trying again: {}", name, OneLine.of(e));
            }
        } catch (Throwable noWords) {
            // without memory there may be no log line; the loop is worth more, and isBroken() tells
        }
    }

    private void rest(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            log.debug("{} was woken from its rest", name);
        }
    }

    /** Waits until the thread is gone; it is interrupted when its step goes on for longer than {@code grace}. */
    public void stop(Duration grace) {
        var last = thread;
        thread = null;
        if (last == null || last == Thread.currentThread()) {
            return;
        }
        try {
            if (!grace.isZero()) {
                last.join(grace.toMillis());
            }
            last.interrupt();
            last.join(LAST_WAIT.toMillis());
        } catch (InterruptedException e) {
            last.interrupt();
            Thread.currentThread().interrupt();
        }
        if (last.isAlive()) {
            log.warn("{} did not end in time", name);
        }
    }
}
