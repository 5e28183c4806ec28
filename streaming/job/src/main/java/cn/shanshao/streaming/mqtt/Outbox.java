package cn.shanshao.streaming.mqtt;

import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.streaming.flow.Outgoing;
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
    private static final int MOST_UNDER_WAY = 500;
    private static final long AGAIN_MS = 500;

    /** Refusals that the same message would meet again: not authorized, bad topic name, too large, bad payload. */
    private static final List<Integer> FINAL = List.of(135, 144, 149, 153);

    private final MqttClient client;
    private final WhenFull whenFull;
    private final ScheduledExecutorService timer;
    private final TreeMap<Long, Outgoing> pending = new TreeMap<>();
    private long bytes;
    private long nextId;
    private long nextToSend;
    private boolean isHalted;

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
    public Outbox(MqttLogin login, WhenFull whenFull, Collection<Outgoing> left) {
        this.whenFull = whenFull;
        client = new MqttClient(login, List.of(), delivery -> {}, connection -> sendAgain());
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "outbox-" + login.clientId());
            thread.setDaemon(true);
            return thread;
        });
        left.forEach(this::add);
    }

    public void start() {
        client.start();
        timer.scheduleWithFixedDelay(this::resume, AGAIN_MS, AGAIN_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes a message; waits while too many are on their way. */
    public synchronized void put(Outgoing outgoing) throws InterruptedException {
        if (outgoing.qos() == 0) {
            if (client.isUp() && pending.size() < MOST_UNDER_WAY) {
                client.publish(outgoing.topic(), outgoing.payload(), 0, outgoing.retain());
            }
            return;
        }
        while (pending.size() >= MOST || bytes >= MOST_BYTES) {
            if (whenFull == WhenFull.DROP) {
                return;
            }
            wait();
        }
        add(outgoing);
        pump();
    }

    private synchronized void add(Outgoing outgoing) {
        pending.put(nextId++, outgoing);
        bytes += outgoing.payload().length;
    }

    /** Everything that the broker has not confirmed, in order. */
    public synchronized List<Outgoing> unconfirmed() {
        return List.copyOf(pending.values());
    }

    private synchronized void sendAgain() {
        nextToSend = pending.isEmpty() ? nextId : pending.firstKey();
        isHalted = false;
        pump();
    }

    private synchronized void resume() {
        isHalted = false;
        pump();
    }

    private void pump() {
        while (!isHalted && nextToSend < nextId && nextToSend - pending.firstKey() < MOST_UNDER_WAY && client.isUp()) {
            var id = nextToSend++;
            var outgoing = pending.get(id);
            if (outgoing != null) {
                client.publish(outgoing.topic(), outgoing.payload(), 1, outgoing.retain())
                        .whenComplete((stored, failure) -> done(id, failure));
            }
        }
    }

    private synchronized void done(long id, @Nullable Throwable failure) {
        if (failure == null || isFinal(id, failure)) {
            var gone = pending.remove(id);
            bytes -= gone == null ? 0 : gone.payload().length;
            notifyAll();
            if (!pending.isEmpty()) {
                pump();
            }
        } else if (pending.containsKey(id)) {
            // from this one on everything goes again, in order
            nextToSend = Math.min(nextToSend, id);
            isHalted = true;
        }
    }

    private boolean isFinal(long id, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var isFinal = cause instanceof MqttFailure refused && FINAL.contains(refused.reasonCode());
        if (isFinal) {
            var outgoing = pending.get(id);
            LOG.error("broker refuses {}: {}", outgoing == null ? id : outgoing.topic(), cause.getMessage());
        }
        return isFinal;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close();
    }
}
