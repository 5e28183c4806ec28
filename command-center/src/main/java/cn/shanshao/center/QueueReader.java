package cn.shanshao.center;

import cn.shanshao.ingest.mqtt.Backoff;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads a permanent queue of the command centre at the broker, has it stored lot by lot, and acknowledges what is
 * stored. With the database away nothing is acknowledged: the connection is given up, so that the broker holds what is
 * open, and tried again with back-off. As a bean it runs as long as the application.
 */
public final class QueueReader implements SmartLifecycle {
    /** The broker never has more than this many deliveries open on one connection. */
    private static final int MOST_OPEN = 65_535;

    private static final int LOT = 200;
    private static final Backoff REST = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(10));
    /** What a lot under way may take before a stop breaks it off: it would be delivered again. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(QueueReader.class);

    private final MqttLogin login;
    private final String filter;
    private final Store store;
    private final Loop loop;
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean up;

    /**
     * @param name of its thread
     * @param filter of the topics in the queue
     */
    public QueueReader(String name, MqttLogin login, String filter, Store store, Loops loops) {
        this.login = login;
        this.filter = filter;
        this.store = store;
        this.loop = loops.loop(name, REST, this::readOnce);
    }

    /** Takes a lot, at most {@value #LOT}; when it returns all is committed, when it throws nothing is acknowledged. */
    @FunctionalInterface
    public interface Store {
        void store(List<Delivery> lot);
    }

    public boolean isUp() {
        return up;
    }

    /** Deliveries stored since the start, repeats included. */
    public long taken() {
        return taken.get();
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop(GRACE);
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** One connection from its beginning to its end. */
    private void readOnce() throws MqttFailure, InterruptedException {
        var waiting = new Waiting();
        try (var connection = MqttConnection.open(login, null, waiting)) {
            connection.subscribe("$share/centre/" + filter, 1);
            up = true;
            while (loop.isRunning() && connection.isOpen()) {
                var lot = waiting.lot();
                if (!lot.isEmpty()) {
                    store.store(lot);
                    lot.forEach(connection::acknowledge);
                    taken.addAndGet(lot.size());
                }
            }
        } finally {
            up = false;
        }
        if (loop.isRunning()) {
            throw new IllegalStateException("the connection was lost");
        }
    }

    /** What one connection has delivered and nobody has stored yet. Bounded by what the broker may have open. */
    private static final class Waiting implements MqttConnection.Listener {
        private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(MOST_OPEN);

        @Override
        public void arrived(Delivery delivery) {
            if (!queue.offer(delivery)) {
                delivery.from().cut();
            }
        }

        @Override
        public void lost(String why) {
            log.info("a connection of the command centre was lost: {}", OneLine.of(why));
        }

        /** Empty when nothing came within a second. */
        List<Delivery> lot() throws InterruptedException {
            var lot = new ArrayList<Delivery>();
            var first = queue.poll(1, TimeUnit.SECONDS);
            if (first != null) {
                lot.add(first);
                queue.drainTo(lot, LOT - 1);
            }
            return lot;
        }
    }
}
