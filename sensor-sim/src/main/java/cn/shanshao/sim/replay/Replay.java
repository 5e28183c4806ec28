package cn.shanshao.sim.replay;

import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.device.Parcel;
import cn.shanshao.sim.device.Uplink;
import cn.shanshao.sim.replay.Pack.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Sends series as their devices would have sent them: each row once, and again until the broker has acknowledged it. */
final class Replay implements AutoCloseable {
    private static final int ROOM = 200;
    private static final int WINDOW = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, Uplink> uplinks = new TreeMap<>();
    private final Map<String, Map<Instant, List<Item>>> rows = new TreeMap<>();
    private final List<Instant> times;
    private final AtomicLong acknowledged = new AtomicLong();
    private long sent;

    /**
     * @param sent rows handed to MQTT
     * @param acknowledged rows that the broker has acknowledged
     */
    record Outcome(long sent, long acknowledged) {
        boolean all() {
            return sent == acknowledged;
        }
    }

    Replay(List<Series> series, String mqttUri, Function<String, String> passwordOf) {
        for (var each : series) {
            var mine = rows.computeIfAbsent(each.device(), none -> new TreeMap<>());
            for (var value : each.values()) {
                mine.computeIfAbsent(value.at(), none -> new ArrayList<>())
                        .add(new Item(value.at(), each.quantity(), each.unit(), value.value()));
            }
        }
        for (var device : rows.keySet()) {
            var login = new MqttLogin(mqttUri, device, passwordOf.apply(device), device);
            uplinks.put(device, Uplink.silent(login, ROOM, WINDOW, done -> acknowledged.addAndGet(done.rows())));
        }
        times = rows.values().stream()
                .flatMap(mine -> mine.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** As a backfill: device by device, in order of time, up to {@value Pack#MOST} rows in a message. */
    Outcome original() throws InterruptedException {
        for (var device : rows.entrySet()) {
            var pack = new ArrayList<Item>();
            for (var items : device.getValue().values()) {
                for (var item : items) {
                    pack.add(item);
                    if (pack.size() == Pack.MOST) {
                        send(device.getKey(), pack);
                        pack.clear();
                    }
                }
            }
            send(device.getKey(), pack);
        }
        return outcome();
    }

    /**
     * As it came on the day: all devices together in order of time.
     *
     * @param speed times real time; infinite for as fast as the broker acknowledges
     */
    Outcome asLive(double speed) throws InterruptedException {
        var start = System.nanoTime();
        for (var at : times) {
            if (Double.isFinite(speed)) {
                var past = Duration.between(times.get(0), at).toMillis() * 1e6 / speed;
                await(start + (long) past);
            }
            rows.forEach((device, mine) -> send(device, mine.getOrDefault(at, List.of())));
            if (!Double.isFinite(speed)) {
                for (var uplink : uplinks.values()) {
                    uplink.awaitAcknowledged(PATIENCE);
                }
            }
        }
        return outcome();
    }

    private static void await(long due) throws InterruptedException {
        while (System.nanoTime() < due) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(Math.min(due - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)));
        }
    }

    private void send(String device, List<Item> items) {
        for (var from = 0; from < items.size(); from += Pack.MOST) {
            var part = items.subList(from, Math.min(items.size(), from + Pack.MOST));
            put(device, Parcel.of(Topics.data(device), Pack.encode(device, part), part.size()));
            sent += part.size();
        }
    }

    private void put(String device, Parcel parcel) {
        try {
            Objects.requireNonNull(uplinks.get(device)).put(parcel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending for " + device, e);
        }
    }

    /** How far it is, in a sentence. */
    String progress() {
        var total = rows.values().stream()
                .flatMap(mine -> mine.values().stream())
                .mapToLong(List::size)
                .sum();
        var trouble = uplinks.values().stream()
                .map(Uplink::trouble)
                .filter(each -> !each.isEmpty())
                .findFirst();
        return "acknowledged %d of %d rows%s"
                .formatted(
                        acknowledged.get(),
                        total,
                        trouble.map(each -> "; " + each).orElse(""));
    }

    private Outcome outcome() throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var uplink : uplinks.values()) {
            uplink.awaitAcknowledged(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        return new Outcome(sent, acknowledged.get());
    }

    @Override
    public void close() {
        uplinks.values().parallelStream().forEach(Uplink::close);
    }
}
