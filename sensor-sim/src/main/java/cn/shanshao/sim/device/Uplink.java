package cn.shanshao.sim.device;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.DeviceStatus;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.series.Noise;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device's own connection: publishes with QoS 1, in order, and again after every loss until the broker has
 * acknowledged. It says {@code online} when it connects, and its last will says the opposite. What the broker refuses
 * for good is counted and given up.
 */
public final class Uplink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Uplink.class);
    private static final String FIRMWARE = "sim-1";
    private static final int NOT_AUTHORIZED = 135;
    private static final int TOPIC_INVALID = 144;
    private static final int TOO_LARGE = 149;
    private static final int FORMAT_INVALID = 153;

    private final MqttLogin login;
    private final boolean talks;
    private final boolean bare;
    private final @Nullable Function<Command, CommandAck> onCommand;
    private final Queue queue;
    private final Consumer<Parcel> onAcknowledged;
    private final Thread worker;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicBoolean dropping = new AtomicBoolean();
    private final Object switches = new Object();
    private boolean held;
    private boolean closed;
    private volatile @Nullable MqttConnection connection;
    private volatile String trouble = "not connected yet";

    /**
     * @param room messages held until they are acknowledged
     * @param window messages under way at once
     * @param onAcknowledged called on the connection's thread; must not block
     */
    public Uplink(MqttLogin login, int room, int window, Consumer<Parcel> onAcknowledged) {
        this(login, room, window, onAcknowledged, true, false, null);
    }

    private Uplink(
            MqttLogin login,
            int room,
            int window,
            Consumer<Parcel> onAcknowledged,
            boolean talks,
            boolean bare,
            @Nullable Function<Command, CommandAck> onCommand) {
        this.login = login;
        this.talks = talks;
        this.bare = bare;
        this.onCommand = onCommand;
        this.queue = new Queue(room, window);
        this.onAcknowledged = onAcknowledged;
        this.worker = new Thread(this::work, "device-" + login.clientId());
        worker.setDaemon(true);
        worker.start();
    }

    /** One that says nothing of itself, neither online nor by a will: what is counted is what was handed over. */
    public static Uplink silent(MqttLogin login, int room, int window, Consumer<Parcel> onAcknowledged) {
        return new Uplink(login, room, window, onAcknowledged, false, false, null);
    }

    /**
     * One that says that it is online, and no more of itself: its battery and signal are measured, and their time may not
     * be the present. It sends an answer to each command.
     *
     * @param onCommand called on the connection's thread; must not block. {@code null} for one that takes no commands
     */
    public static Uplink bare(
            MqttLogin login,
            int room,
            int window,
            Consumer<Parcel> onAcknowledged,
            @Nullable Function<Command, CommandAck> onCommand) {
        return new Uplink(login, room, window, onAcknowledged, true, true, onCommand);
    }

    /**
     * One that also takes commands, and sends an answer to each.
     *
     * @param onCommand called on the connection's thread; must not block
     */
    public static Uplink answering(MqttLogin login, int room, int window, Function<Command, CommandAck> onCommand) {
        return new Uplink(login, room, window, acknowledged -> {}, true, false, onCommand);
    }

    /** Hands over a message; when there is no room the oldest that was not sent yet is dropped and counted. */
    public void send(Parcel parcel) {
        if (queue.offer(parcel) && dropping.compareAndSet(false, true)) {
            log.warn("{} is cut off and drops its oldest messages", login.clientId());
        }
    }

    /** Hands over a message; waits while there is no room, and so drops nothing. */
    public void put(Parcel parcel) throws InterruptedException {
        queue.put(parcel);
    }

    /** Waits until everything handed over is acknowledged or refused; whether it was within the time. */
    public boolean awaitAcknowledged(Duration patience) throws InterruptedException {
        return queue.awaitEmpty(patience.toMillis());
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    /** Messages that the broker refused for good. */
    public long refused() {
        return refused.get();
    }

    /** Messages that were dropped for lack of room. */
    public long dropped() {
        return queue.dropped();
    }

    /** Messages handed over and not settled yet. */
    public int open() {
        return queue.size();
    }

    public boolean isUp() {
        var now = connection;
        return now != null && now.isOpen();
    }

    /** Why it is not connected; empty when it is. */
    public String trouble() {
        return isUp() ? "" : trouble;
    }

    /** Breaks the connection without a word (the broker sends the will), and keeps it broken until {@link #release}. */
    public void hold() {
        synchronized (switches) {
            held = true;
        }
        var now = connection;
        if (now != null) {
            now.cut();
        }
    }

    public void release() {
        synchronized (switches) {
            held = false;
            switches.notifyAll();
        }
    }

    private void work() {
        var pause = 200L;
        try {
            while (mayConnect()) {
                pause = once() ? 200 : Math.min(10_000, pause * 2);
                synchronized (switches) {
                    if (!closed) {
                        switches.wait(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits while held; {@code false} when closed. */
    private boolean mayConnect() throws InterruptedException {
        synchronized (switches) {
            while (held && !closed) {
                switches.wait();
            }
            return !closed;
        }
    }

    private boolean mayStay() {
        synchronized (switches) {
            return !held && !closed;
        }
    }

    /** One connection from its beginning to its end; whether it came up. */
    private boolean once() throws InterruptedException {
        var status = Topics.status(login.user());
        var gone = new MqttConnection.Will(status, Json.write(new DeviceStatus(false, null, null, null, null)));
        try (var up = MqttConnection.open(login, talks ? gone : null, new Ear())) {
            connection = up;
            if (onCommand != null) {
                up.subscribe(Topics.command(login.user()), 1);
            }
            dropping.set(false);
            if (talks) {
                var unused = up.publish(status, Json.write(online()), 1, false);
            }
            while (up.isOpen() && mayStay()) {
                var next = queue.take(500);
                if (next != null) {
                    publish(up, next);
                }
            }
            return true;
        } catch (MqttFailure e) {
            trouble = String.valueOf(e.getMessage());
            return false;
        } finally {
            connection = null;
            queue.again();
        }
    }

    private DeviceStatus online() {
        if (bare) {
            return new DeviceStatus(true, null, null, null, FIRMWARE);
        }
        var own = Noise.uniform(Noise.seed(login.user()), 0);
        var battery = Math.round(10 * (12.2 + own)) / 10.0;
        return new DeviceStatus(true, Instant.now(), battery, (double) Math.round(-62 - 30 * own), FIRMWARE);
    }

    private void publish(MqttConnection up, Parcel parcel) {
        var unused = up.publish(parcel.topic(), parcel.payload(), 1, false)
                .whenComplete((stored, failure) -> published(up, parcel, failure));
    }

    private void published(MqttConnection up, Parcel parcel, @Nullable Throwable failure) {
        if (failure == null) {
            queue.settle(parcel, () -> {
                acknowledged.incrementAndGet();
                onAcknowledged.accept(parcel);
            });
        } else if (failure instanceof MqttFailure f && isForGood(f.reasonCode())) {
            log.warn("{}: {}", login.clientId(), f.getMessage());
            queue.settle(parcel, refused::incrementAndGet);
        } else {
            up.cut();
        }
    }

    private static boolean isForGood(int reason) {
        return reason == NOT_AUTHORIZED || reason == TOPIC_INVALID || reason == TOO_LARGE || reason == FORMAT_INVALID;
    }

    /** Ends the connection with a goodbye; what is not acknowledged is lost. */
    @Override
    public void close() {
        synchronized (switches) {
            closed = true;
            switches.notifyAll();
        }
        try {
            worker.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Function<Command, CommandAck> device, Delivery delivery) {
        try {
            var answer = device.apply(Json.read(delivery.payload(), Command.class));
            send(Parcel.of(Topics.ack(login.user()), answer.encode(), 0));
        } catch (RuntimeException e) {
            log.warn("{} cannot read a command", login.clientId(), e);
        }
    }

    /** Most of the simulated devices take no commands. */
    private final class Ear implements MqttConnection.Listener {
        @Override
        public void arrived(Delivery delivery) {
            if (onCommand != null && delivery.topic().equals(Topics.command(login.user()))) {
                answer(onCommand, delivery);
            }
            delivery.from().acknowledge(delivery);
        }

        @Override
        public void lost(String why) {
            log.debug("connection lost: {}", why);
        }
    }
}
