package cn.shanshao.streaming.mqtt;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A bounded queue from the connection's thread to the task's, with the future that a Flink reader waits on. */
final class Handover<E> {
    private final ArrayDeque<E> queue = new ArrayDeque<>();
    private final int capacity;
    private CompletableFuture<Void> available = new CompletableFuture<>();

    Handover(int capacity) {
        this.capacity = capacity;
    }

    /** Never waits; {@code false} when it is full. */
    boolean offer(E element) {
        CompletableFuture<Void> wake;
        synchronized (this) {
            if (queue.size() >= capacity) {
                return false;
            }
            queue.add(element);
            wake = available;
        }
        wake.complete(null);
        return true;
    }

    synchronized @Nullable E poll() {
        var element = queue.poll();
        if (queue.isEmpty() && available.isDone()) {
            available = new CompletableFuture<>();
        }
        return element;
    }

    /** Lets the reader look, though nothing has come. */
    void wake() {
        available().complete(null);
    }

    /** The same future until it completes. */
    synchronized CompletableFuture<Void> available() {
        return available;
    }

    synchronized int size() {
        return queue.size();
    }
}
