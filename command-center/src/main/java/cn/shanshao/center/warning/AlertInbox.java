package cn.shanshao.center.warning;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
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
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 10_000;
    /** A connection that lived this long was a good one: the next is tried at once. */
    private static final long STEADY = TimeUnit.SECONDS.toNanos(30);

    private static final Logger log = LoggerFactory.getLogger(AlertInbox.class);

    private final MqttLogin login;
    private final AlertLot lots;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong buried = new AtomicLong();
    private volatile @Nullable Thread reader;
    private volatile CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean up;

    AlertInbox(MqttLogin login, AlertLot lots) {
        this.login = login.as("alerts");
        this.lots = lots;
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
        closing = new CountDownLatch(1);
        var thread = new Thread(this::read, "alert-inbox");
        reader = thread;
        thread.start();
    }

    private void read() {
        var pause = FIRST_PAUSE;
        while (closing.getCount() > 0) {
            var began = System.nanoTime();
            try {
                readOnce();
            } catch (MqttFailure | RuntimeException e) {
                log.warn("alerts cannot be taken now, trying again: {}", e.toString());
            } catch (InterruptedException e) {
                return;
            }
            pause = System.nanoTime() - began > STEADY ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
            if (rested(pause)) {
                return;
            }
        }
    }

    private void readOnce() throws MqttFailure, InterruptedException {
        var waiting = new Waiting();
        try (var connection = MqttConnection.open(login, null, waiting)) {
            connection.subscribe("$share/centre/" + Topics.ALERTS, 1);
            up = true;
            while (closing.getCount() > 0 && connection.isOpen()) {
                var lot = waiting.lot();
                buried.addAndGet(lots.store(lot));
                lot.forEach(connection::acknowledge);
                taken.addAndGet(lot.size());
            }
        } finally {
            up = false;
        }
    }

    private boolean rested(long pause) {
        try {
            return closing.await(
                    pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void stop() {
        closing.countDown();
        var thread = reader;
        if (thread != null) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
        reader = null;
    }

    @Override
    public boolean isRunning() {
        return reader != null;
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
