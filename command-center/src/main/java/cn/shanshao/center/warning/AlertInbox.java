package cn.shanshao.center.warning;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.ingest.mqtt.Backoff;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
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
import org.springframework.stereotype.Component;

/**
 * Reads alerts from their permanent queue at the broker, stores them lot by lot, and acknowledges after the commit. With
 * the database away nothing is acknowledged: the connection is given up, so that the broker holds what is open, and
 * tried again with back-off.
 */
@Component
class AlertInbox implements SmartLifecycle {
    /** The broker never has more than this many deliveries open on one connection. */
    private static final int MOST_OPEN = 65_535;

    private static final int LOT = 200;
    private static final Backoff REST = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(10));
    /** What a lot under way may take before a stop breaks it off: it would be delivered again. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(AlertInbox.class);

    private final MqttLogin login;
    private final AlertLot lots;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong buried = new AtomicLong();
    private final Loop reader;
    private volatile boolean up;

    AlertInbox(MqttLogin login, AlertLot lots, Loops loops) {
        this.login = login.as("alerts");
        this.lots = lots;
        this.reader = loops.loop("alert-inbox", REST, this::readOnce);
    }

    boolean isUp() {
        return up;
    }

    /** Deliveries stored since the start, repeats included. */
    long taken() {
        return taken.get();
    }

    /** Deliveries that could not be taken and were put aside since the start. */
    long buried() {
        return buried.get();
    }

    @Override
    public void start() {
        reader.start();
    }

    /** One connection from its beginning to its end. */
    private void readOnce() throws MqttFailure, InterruptedException {
        var waiting = new Waiting();
        try (var connection = MqttConnection.open(login, null, waiting)) {
            connection.subscribe("$share/centre/" + Topics.ALERTS, 1);
            up = true;
            while (reader.isRunning() && connection.isOpen()) {
                var lot = waiting.lot();
                buried.addAndGet(lots.store(lot));
                lot.forEach(connection::acknowledge);
                taken.addAndGet(lot.size());
            }
        } finally {
            up = false;
        }
        if (reader.isRunning()) {
            throw new IllegalStateException("the connection was lost");
        }
    }

    @Override
    public void stop() {
        reader.stop(GRACE);
    }

    @Override
    public boolean isRunning() {
        return reader.isRunning();
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
            log.info("the connection for alerts was lost: {}", why);
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
