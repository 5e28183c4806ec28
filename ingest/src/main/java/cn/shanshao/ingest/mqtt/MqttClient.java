package cn.shanshao.ingest.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection: connects again (0.2 s to 10 s apart, with jitter; from 0.2 s again only after one that lasted),
 * subscribes again each time, then calls {@code onUp}, on a thread of its own. Deliveries are not acknowledged here.
 */
public final class MqttClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MqttClient.class);
    private static final Backoff FRESH = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final MqttLogin login;
    private final List<String> filters;
    private final Consumer<Delivery> onDelivery;
    private final Consumer<MqttConnection> onUp;
    private final Thread keeper;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch end = new CountDownLatch(0);
    private volatile @Nullable MqttConnection up;

    public MqttClient(
            MqttLogin login, List<String> filters, Consumer<Delivery> onDelivery, Consumer<MqttConnection> onUp) {
        this.login = login;
        this.filters = List.copyOf(filters);
        this.onDelivery = onDelivery;
        this.onUp = onUp;
        this.keeper = new Thread(this::keep, "mqtt-" + login.clientId());
        keeper.setDaemon(true);
    }

    public void start() {
        keeper.start();
    }

    /** Connected, subscribed, and {@code onUp} has returned or is running. */
    public boolean isUp() {
        var connection = up;
        return connection != null && connection.isOpen();
    }

    /** Publishes over the present connection; fails at once when there is none. See {@link MqttConnection#publish}. */
    public CompletableFuture<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
        var connection = up;
        return connection == null
                ? CompletableFuture.failedFuture(MqttFailure.notConnected(login.clientId() + " is down"))
                : connection.publish(topic, payload, qos, retain);
    }

    /** As {@link #publish}, for a time only. See {@link MqttConnection#publishFor}. */
    public CompletableFuture<Void> publishFor(Duration life, String topic, byte[] payload, boolean retain) {
        var connection = up;
        return connection == null
                ? CompletableFuture.failedFuture(MqttFailure.notConnected(login.clientId() + " is down"))
                : connection.publishFor(life, topic, payload, retain);
    }

    private void keep() {
        var backoff = FRESH;
        try {
            while (closed.getCount() > 0) {
                backoff = backoff.after(once());
                if (closed.await(backoff.rest().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection from its beginning to its end; how long it was up and at work, zero when it never was. */
    private Duration once() throws InterruptedException {
        end = new CountDownLatch(1);
        try (var connection = MqttConnection.open(login, null, new Hearing(end))) {
            for (var filter : filters) {
                connection.subscribe(filter, 1);
            }
            if (closed.getCount() == 0) {
                return Duration.ZERO;
            }
            up = connection;
            var since = System.nanoTime();
            log.info("{} is connected to {}", login.clientId(), login.uri());
            onUp.accept(connection);
            while (connection.isOpen() && closed.getCount() > 0) {
                end.await(1, TimeUnit.SECONDS);
            }
            return Duration.ofNanos(System.nanoTime() - since);
        } catch (MqttFailure e) {
            log.warn("{}", e.getMessage());
        } catch (RuntimeException | Error e) {
            // an Error too: if it ended this thread, nobody would ever connect again, and nobody would know
            log.error("{} could not start its work on a new connection; connecting again", login.clientId(), e);
        } finally {
            up = null;
        }
        return Duration.ZERO;
    }

    private final class Hearing implements MqttConnection.Listener {
        private final CountDownLatch lost;

        Hearing(CountDownLatch lost) {
            this.lost = lost;
        }

        @Override
        public void arrived(Delivery delivery) {
            onDelivery.accept(delivery);
        }

        @Override
        public void lost(String why) {
            log.warn("{} lost its connection: {}", login.clientId(), why);
            lost.countDown();
        }
    }

    /** Says goodbye and ends; waits until the connection is gone. */
    @Override
    public void close() {
        closed.countDown();
        var connection = up;
        if (connection != null) {
            connection.close();
        }
        end.countDown();
        if (Thread.currentThread() == keeper) {
            return; // closed from onUp: it ends when that returns
        }
        try {
            keeper.join(TimeUnit.SECONDS.toMillis(30));
            if (keeper.isAlive()) {
                log.warn("{} is still busy with its last connection", login.clientId());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
