package cn.shanshao.allinone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs, in the order of dependence; stopped from the top down, each part within its time. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> started = new ArrayDeque<>();
    private boolean closed;

    /** A part that comes up while everything is being stopped is stopped at once. */
    void add(Part part) {
        synchronized (this) {
            if (!closed) {
                started.push(part);
                return;
            }
        }
        stop(part);
    }

    @Override
    public void close() {
        while (true) {
            Part next;
            synchronized (this) {
                closed = true;
                next = started.poll();
            }
            if (next == null) return;
            stop(next);
        }
    }

    private static void stop(Part part) {
        var begin = System.nanoTime();
        var stopping = CompletableFuture.runAsync(() -> closeOf(part), Parts::inThread);
        try {
            stopping.get(part.limit().toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("{} stopped in {} ms", part.name(), (System.nanoTime() - begin) / 1_000_000);
        } catch (TimeoutException e) {
            LOG.warn(
                    "{} has not stopped in {} s; going on without it",
                    part.name(),
                    part.limit().toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("{} did not stop cleanly", part.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inThread(Runnable work) {
        var thread = new Thread(work, "stop");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeOf(Part part) {
        try {
            part.closing().close();
        } catch (Exception e) {
            throw new IllegalStateException(part.name() + " did not stop cleanly", e);
        }
    }
}
