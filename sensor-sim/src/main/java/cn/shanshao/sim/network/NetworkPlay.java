package cn.shanshao.sim.network;

import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.device.Parcel;
import cn.shanshao.sim.device.Siren;
import cn.shanshao.sim.device.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the network measures through MQTT, each device with its own login or through its gateway. A device that the
 * scene silences loses its connection too, so the broker tells its will.
 */
final class NetworkPlay implements AutoCloseable {
    private static final int ROOM = 500;
    private static final int WINDOW = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Network network;
    private final Scene scene;
    private final Pace pace;
    private final Map<String, Uplink> uplinks = new TreeMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Fronts fronts;
    private final Consumer<Sounded> onSound;
    private final AtomicLong sent = new AtomicLong();

    private record Turn(Instant at, DemoDevice device) {}

    /**
     * A siren was told to sound.
     *
     * @param after since the front of the second station was handed to MQTT; {@code null} when no station showed one
     */
    record Sounded(
            String siren,
            String level,
            String order,
            @Nullable Duration after) {}

    /**
     * @param sent readings handed to MQTT
     * @param acknowledged readings that the broker has acknowledged
     */
    record Report(long sent, long acknowledged) {
        boolean all() {
            return sent == acknowledged;
        }
    }

    NetworkPlay(
            String mqttUri,
            Function<String, String> passwordOf,
            Network network,
            Scene scene,
            Pace pace,
            Consumer<Sounded> onSound) {
        this.onSound = onSound;
        this.network = network;
        this.scene = scene;
        this.pace = pace;
        fronts = new Fronts(network);
        for (var device : network.devices()) {
            if (device.gateway() == null) {
                var login = login(mqttUri, passwordOf, device);
                uplinks.put(device.id(), Uplink.bare(login, ROOM, WINDOW, this::acknowledged, null));
            }
        }
        for (var device : network.sirens()) {
            var siren = new Siren(command -> sounded(device, command));
            uplinks.put(
                    device.id(),
                    Uplink.bare(
                            login(mqttUri, passwordOf, device),
                            ROOM,
                            WINDOW,
                            this::acknowledged,
                            command -> siren.take(command, Instant.now())));
        }
    }

    private static MqttLogin login(String mqttUri, Function<String, String> passwordOf, DemoDevice device) {
        return new MqttLogin(mqttUri, device.id(), passwordOf.apply(device.id()), device.id());
    }

    private void acknowledged(Parcel parcel) {
        acknowledged.addAndGet(parcel.rows());
        if (Topics.up(parcel.topic()).filter(up -> up.sort().equals("ack")).isPresent()) {
            answered.incrementAndGet();
        }
    }

    private void sounded(DemoDevice siren, Command command) {
        var now = System.nanoTime();
        var front = fronts.second(siren.pointId());
        onSound.accept(new Sounded(
                siren.id(),
                command.args().getOrDefault("level", ""),
                command.args().getOrDefault("order", ""),
                front.isPresent() ? Duration.ofNanos(now - front.getAsLong()) : null));
    }

    /** Answers of sirens that the broker has taken. */
    long answered() {
        return answered.get();
    }

    /** Plays to the end of the pace, or until the thread is interrupted. */
    Report run() throws InterruptedException {
        var turns = new PriorityQueue<Turn>(Comparator.comparing(Turn::at)
                .thenComparing(turn -> turn.device().id()));
        network.everything().forEach(device -> turns.add(new Turn(pace.first(device), device)));
        var start = System.nanoTime();
        for (var turn = turns.remove(); !pace.isOver(turn.at()); turn = turns.remove()) {
            await(start + pace.nanosUntil(turn.at()));
            send(turn);
            var device = turn.device();
            turns.add(new Turn(turn.at().plus(pace.step(device, scene.isOf(device))), device));
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var uplink : uplinks.values()) {
            uplink.release();
            uplink.awaitAcknowledged(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        return report();
    }

    private static void await(long due) throws InterruptedException {
        while (System.nanoTime() < due) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(Math.min(due - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)));
        }
    }

    private void send(Turn turn) {
        var device = turn.device();
        if (device.gateway() == null) {
            link(device.id(), !scene.isSilent(device, turn.at()));
        }
        var readings = network.measure(device, turn.at(), scene);
        if (!readings.isEmpty()) {
            var login = device.gateway() == null ? device.id() : device.gateway();
            var payload = SenMl.encode(device.id(), readings);
            var now = System.nanoTime();
            readings.forEach(reading -> fronts.sent(reading, now));
            uplink(login).send(Parcel.of(Topics.data(login), payload, readings.size()));
            sent.addAndGet(readings.size());
        }
    }

    /** Breaks the connection of a login, or mends it. */
    private void link(String login, boolean up) {
        if (up && cut.remove(login)) {
            uplink(login).release();
        } else if (!up && cut.add(login)) {
            uplink(login).hold();
        }
    }

    private Uplink uplink(String login) {
        return Objects.requireNonNull(uplinks.get(login), login);
    }

    Report report() {
        return new Report(sent.get(), acknowledged.get());
    }

    /** Why somebody has no connection, of the first whom nobody silenced; empty when all others have one. */
    String trouble() {
        return uplinks.entrySet().stream()
                .filter(each -> !cut.contains(each.getKey()))
                .map(each -> each.getValue().trouble())
                .filter(trouble -> !trouble.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Each device says goodbye, all at the same time: it takes up to half a second. */
    @Override
    public void close() {
        var goodbyes = uplinks.values().stream()
                .map(uplink -> new Thread(uplink::close, "goodbye"))
                .toList();
        goodbyes.forEach(Thread::start);
        try {
            for (var goodbye : goodbyes) {
                goodbye.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
