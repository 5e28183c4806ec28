package cn.shanshao.streaming.mqtt;

import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.streaming.Mishap;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.flow.Outgoing;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes in order, and keeps every message of QoS 1 until the broker has stored it. Bounded: when too many wait,
 * {@link #put} waits too, or drops, as it is told. A message of QoS 0 is dropped when it cannot go at once.
 */
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 32 << 20;
    static final int MOST_UNDER_WAY = 500;
    private static final long LOOK_MS = 100;
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;

    /** Refusals that the same message would meet again: not authorized, bad topic name, too large, bad payload. */
    private static final List<Integer> FINAL = List.of(135, 144, 149, 153);

    private final MqttClient client;
    private final WhenFull whenFull;
    private final ScheduledExecutorService timer;
    private final String name;
    private final Tally tally;
    private final Mishap mishap = new Mishap(this::wake);
    private final TreeMap<Long, Waiting> pending = new TreeMap<>();
    private long bytes;
    private long nextId;
    private long nextToSend;
    private boolean isHalted;
    private long pauseMs = FIRST_PAUSE_MS;
    private long resumeAt;
    private long refused;

    /**
     * @param stored runs when the broker has stored it
     */
    private record Waiting(Outgoing outgoing, Runnable stored) {}

    /** What happens to a message when too many wait. */
    public enum WhenFull {
        /** It waits. */
        WAIT,
        /** It is dropped: nothing may wait behind it. */
        DROP
    }

    /**
     * @param left over from an earlier run, and sent first
     */
    public Outbox(MqttLogin login, WhenFull whenFull, Collection<Outgoing> left, Tally tally) {
        this.name = login.clientId();
        this.tally = tally;
        this.whenFull = whenFull;
        client = new MqttClient(login, List.of(), delivery -> {}, connection -> resume());
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "outbox-" + login.clientId());
            thread.setDaemon(true);
            return thread;
        });
        left.forEach(one -> add(one, () -> {}));
    }

    public void start() {
        client.start();
        timer.scheduleWithFixedDelay(mishap.guard(this::resume), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** @throws IOException when this can send no more: the task that owns it must fail, and be started again */
    public void check() throws IOException {
        mishap.check();
    }

    /** Takes a message; waits while too many are on their way. */
    public void put(Outgoing outgoing) throws IOException, InterruptedException {
        put(outgoing, () -> {});
    }

    /**
     * @param stored runs when the broker has stored it, on a thread of the connection; never when it was refused
     */
    public synchronized void put(Outgoing outgoing, Runnable stored) throws IOException, InterruptedException {
        check();
        if (outgoing.qos() == 0) {
            putPassing(outgoing);
            return;
        }
        while (pending.size() >= MOST || bytes >= MOST_BYTES) {
            if (whenFull == WhenFull.DROP) {
                tally.dropped();
                return;
            }
            wait();
            check();
        }
        add(outgoing, stored);
        pump();
    }

    private void putPassing(Outgoing outgoing) {
        if (client.isUp() && pending.size() < MOST_UNDER_WAY) {
            client.publish(outgoing.topic(), outgoing.payload(), 0, outgoing.retain());
        } else {
            tally.dropped();
        }
    }

    private synchronized void add(Outgoing outgoing, Runnable stored) {
        pending.put(nextId++, new Waiting(outgoing, stored));
        bytes += outgoing.payload().length;
    }

    /** Everything that the broker has not confirmed, in order. */
    public synchronized List<Outgoing> unconfirmed() {
        return pending.values().stream().map(Waiting::outgoing).toList();
    }

    /**
     * Called on each new connection too. What the old one has not confirmed has failed with it, and goes again; the pause
     * after a failure holds, for the connection may have been its victim.
     */
    private synchronized void resume() {
        if (isHalted && System.nanoTime() - resumeAt >= 0) {
            isHalted = false;
        }
        pump();
    }

    private void pump() {
        while (!isHalted && nextToSend < nextId && nextToSend - pending.firstKey() < MOST_UNDER_WAY && client.isUp()) {
            var id = nextToSend++;
            var waiting = pending.get(id);
            if (waiting != null) {
                var outgoing = waiting.outgoing();
                client.publish(outgoing.topic(), outgoing.payload(), 1, outgoing.retain())
                        .whenComplete((stored, failure) ->
                                mishap.guard(() -> done(id, failure)).run());
            }
        }
    }

    private synchronized void done(long id, @Nullable Throwable failure) {
        var waiting = pending.get(id);
        if (waiting == null) {
            return;
        }
        if (failure != null && !isFinal(failure)) {
            halt(id, waiting.outgoing(), failure);
            return;
        }
        pending.remove(id);
        bytes -= waiting.outgoing().payload().length;
        if (failure == null) {
            pauseMs = FIRST_PAUSE_MS;
            tally.mended(name);
            waiting.stored().run();
        } else {
            refused(waiting.outgoing(), failure);
        }
        notifyAll();
        if (!pending.isEmpty()) {
            pump();
        }
    }

    /** From this one on everything goes again, in order, after a pause. */
    private void halt(long id, Outgoing outgoing, Throwable failure) {
        nextToSend = Math.min(nextToSend, id);
        if (!isHalted) {
            isHalted = true;
            resumeAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
            pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
            tally.trouble(
                    name,
                    "%s：消息代理未接收 %s，正在重试".formatted(name, outgoing.topic()),
                    "%s: the broker has not taken %s: %s".formatted(name, outgoing.topic(), cause(failure)));
        }
    }

    private void refused(Outgoing outgoing, Throwable failure) {
        refused++;
        LOG.error("broker refuses {}: {}", outgoing.topic(), cause(failure).getMessage());
        tally.trouble(
                name + "-refused",
                "%s：消息代理拒收 %d 条，最近一条为 %s".formatted(name, refused, outgoing.topic()),
                "%s: the broker refuses for good, %d so far, the last %s: %s"
                        .formatted(
                                name, refused, outgoing.topic(), cause(failure).getMessage()));
    }

    private static boolean isFinal(Throwable failure) {
        return cause(failure) instanceof MqttFailure refusal && FINAL.contains(refusal.reasonCode());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close();
    }
}
