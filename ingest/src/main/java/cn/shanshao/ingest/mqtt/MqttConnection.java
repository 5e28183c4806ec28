package cn.shanshao.ingest.mqtt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker: made once, never again. It keeps no session (clean start, expiry 0), so packet ids mean
 * nothing beyond it, and what it did not acknowledge is delivered again to somebody else.
 */
public final class MqttConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MqttConnection.class);
    private static final long PATIENCE_MS = 15_000;
    private static final int DO_NOT_SEND_RETAINED = 2;

    private final MqttAsyncClient client;
    private final Listener listener;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Set<CompletableFuture<Void>> unconfirmed = ConcurrentHashMap.newKeySet();

    private MqttConnection(MqttAsyncClient client, Listener listener) {
        this.client = client;
        this.listener = listener;
    }

    /** What a connection tells. Both are called on the connection's own threads. */
    public interface Listener {
        /**
         * Must hand over at once: while it runs nothing else comes in, not even the keep-alive. If it throws, the
         * connection ends, so that the message is delivered again.
         */
        void arrived(Delivery delivery);

        /** The connection ended, and not by {@link #close()} or {@link #cut()}. Called once. */
        void lost(String why);
    }

    /** What the broker says for us (QoS 1) when we are gone without a word. */
    public record Will(String topic, byte[] payload) {}

    /** Connects; returns when the broker has accepted. */
    public static MqttConnection open(MqttLogin login, @Nullable Will will, Listener listener) throws MqttFailure {
        // first, for it may fail, and there is nothing to free yet
        var options = Options.of(login, will);
        MqttConnection connection = null;
        try {
            connection = new MqttConnection(
                    new MqttAsyncClient(login.uri(), login.clientId(), new MemoryPersistence()), listener);
            connection.client.setManualAcks(true);
            connection.client.setCallback(new Ear(connection));
            connection.client.connect(options).waitForCompletion(PATIENCE_MS);
            return connection;
        } catch (MqttException | RuntimeException e) {
            // Paho has unchecked complaints too, of a URI for one
            if (connection != null) {
                connection.cut();
            }
            throw MqttFailure.of("connect as " + login.clientId() + " to " + login.uri(), e);
        }
    }

    /** Subscribes and waits for the broker's word. Not from inside {@link Listener#arrived}. */
    public void subscribe(String filter, int qos) throws MqttFailure {
        var subscription = new MqttSubscription(filter, qos);
        if (filter.startsWith("$share/")) {
            // else everything retained comes again to the whole group at every SUBSCRIBE of any member
            subscription.setRetainHandling(DO_NOT_SEND_RETAINED);
        }
        var granted = begun();
        try {
            client.subscribe(
                    new MqttSubscription[] {subscription},
                    null,
                    new Answer("subscribe to " + filter, granted),
                    new MqttProperties());
            failIfOver(granted);
            granted.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (MqttException e) {
            throw MqttFailure.of("subscribe to " + filter, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MqttFailure told
                    ? told
                    : MqttFailure.of("subscribe to " + filter, e.getCause());
        } catch (TimeoutException e) {
            throw MqttFailure.notConnected("no answer to the subscription to " + filter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MqttFailure.notConnected("interrupted while subscribing to " + filter);
        }
    }

    /** A future that fails when the connection ends. */
    private CompletableFuture<Void> begun() {
        var future = new CompletableFuture<Void>();
        unconfirmed.add(future);
        future.whenComplete((done, refused) -> unconfirmed.remove(future));
        return future;
    }

    /** Paho forgets who waits when a connection is cut. */
    private void failIfOver(CompletableFuture<Void> future) {
        if (over.get()) {
            future.completeExceptionally(MqttFailure.notConnected("the connection is over"));
        }
    }

    /**
     * Publishes. The future completes when the broker has stored the message (QoS 0: when it is sent) and fails with
     * {@link MqttFailure} when it is refused, when too many are under way, or when the connection ends before.
     */
    public CompletableFuture<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
        return publish(topic, new MqttMessage(payload, qos, retain, new MqttProperties()));
    }

    /** As {@link #publish}, at QoS 1; what nobody has read in time (whole seconds) the broker throws away. */
    public CompletableFuture<Void> publishFor(Duration life, String topic, byte[] payload, boolean retain) {
        var properties = new MqttProperties();
        properties.setMessageExpiryInterval(Math.max(1, life.toSeconds()));
        return publish(topic, new MqttMessage(payload, 1, retain, properties));
    }

    private CompletableFuture<Void> publish(String topic, MqttMessage message) {
        var stored = begun();
        failIfOver(stored);
        if (stored.isDone()) {
            return stored;
        }
        try {
            client.publish(topic, message, null, new Answer("publish to " + topic, stored));
        } catch (MqttException e) {
            stored.completeExceptionally(MqttFailure.of("publish to " + topic, e));
        }
        failIfOver(stored);
        return stored;
    }

    /**
     * Acknowledges a delivery. In order of delivery it is cheap; out of order it costs the broker up to a millisecond.
     *
     * @return {@code false} when another connection brought it, or this one is over: it will be delivered again
     */
    public boolean acknowledge(Delivery delivery) {
        if (delivery.from() != this || over.get()) {
            return false;
        }
        if (delivery.qos() == 0) {
            return true;
        }
        try {
            client.messageArrivedComplete(delivery.packetId(), delivery.qos());
            return true;
        } catch (MqttException | NullPointerException e) {
            // Paho's answer to an acknowledgement after the end
            return false;
        }
    }

    public boolean isOpen() {
        return !over.get();
    }

    /** Says goodbye (no will is sent) and ends; after {@link Listener#lost} it only frees what is left. */
    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            try {
                client.disconnect(0).waitForCompletion(3_000);
            } catch (MqttException e) {
                log.debug("{} was gone before it could say goodbye", client.getClientId(), e);
            }
        }
        release("closed");
    }

    /** Ends without a DISCONNECT, as a fault would: the broker sends the will. */
    public void cut() {
        over.set(true);
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException | NullPointerException e) {
            log.debug("{} was gone before it was cut", client.getClientId(), e);
        }
        release("cut");
    }

    private void release(String why) {
        try {
            client.close(true);
        } catch (MqttException | NullPointerException e) {
            log.debug("{} left nothing to free", client.getClientId(), e);
        }
        failUnconfirmed(why);
    }

    private void failUnconfirmed(String why) {
        unconfirmed.forEach(stored -> stored.completeExceptionally(MqttFailure.notConnected(why)));
    }

    void arrived(String topic, MqttMessage message) {
        if (over.get()) {
            return;
        }
        var delivery = new Delivery(
                this,
                message.getId(),
                message.getQos(),
                message.isRetained(),
                topic,
                message.getPayload(),
                Stamp.of(message));
        try {
            listener.arrived(delivery);
        } catch (RuntimeException e) {
            // Paho would swallow it, and the message would stay unacknowledged for as long as the connection lives
            log.error("{} could not take a message on {}; ending the connection", client.getClientId(), topic, e);
            ended("a message could not be taken: " + e);
            new Thread(this::cut, "mqtt-cut-" + client.getClientId()).start();
        }
    }

    void ended(String why) {
        if (over.compareAndSet(false, true)) {
            failUnconfirmed(why);
            listener.lost(why);
        }
    }
}
