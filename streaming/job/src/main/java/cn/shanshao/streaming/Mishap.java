package cn.shanshao.streaming;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first failure of the threads that work beside a task. None of them may die in silence: the task looks here, throws,
 * fails, and is started again from the last checkpoint.
 */
public final class Mishap {
    private static final Logger LOG = LoggerFactory.getLogger(Mishap.class);

    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
    private final Runnable wake;

    /**
     * @param wake lets the task look; it may be waiting for the very thread that has failed
     */
    public Mishap(Runnable wake) {
        this.wake = wake;
    }

    /** The same work, from which nothing escapes unseen: an executor would swallow it, and run it no more. */
    public Runnable guard(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (Throwable e) {
                happened(e);
            }
        };
    }

    public void happened(Throwable failure) {
        LOG.error("a thread beside a task has failed; the task will be started again", failure);
        first.compareAndSet(null, failure);
        wake.run();
    }

    /** Called by the task. */
    public void check() throws IOException {
        var failure = first.get();
        if (failure != null) {
            throw new IOException("a thread beside the task has failed", failure);
        }
    }
}
