package cn.shanshao.sim.load;

import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.device.Parcel;
import cn.shanshao.sim.device.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Paced QoS 1 publishers that retry until the broker has acknowledged, over any number of lost connections. What is
 * offered and not yet sent is bounded: where the broker does not keep up, the pace falls, and the report says so.
 */
public final class Load implements AutoCloseable {
    private static final int ROOM = 2_000;
    private static final int WINDOW = 200;
    private static final int PACERS = 4;

    private final Settings settings;
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Thread> pacers = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Latencies all = new Latencies();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final long began = System.nanoTime();
    private volatile Latencies recent = new Latencies();
    private volatile boolean stopping;

    /**
     * @param passwords login → password, of the publishers
     * @param carried login → the devices whose readings it publishes: itself, and those behind it
     * @param rate readings per second, of all together
     * @param perMessage readings in one message, 1…1000
     * @param remember whether to keep the {@link Ledger}
     */
    public record Settings(
            String mqttUri,
            Map<String, String> passwords,
            Map<String, List<String>> carried,
            double rate,
            int perMessage,
            boolean remember) {
        public Settings {
            if (rate <= 0 || perMessage < 1 || perMessage > 1_000 || passwords.isEmpty()) {
                throw new IllegalArgumentException(
                        "a load needs a publisher, a rate above 0 and 1 to 1000 readings per message");
            }
            passwords = Map.copyOf(passwords);
            var copy = new LinkedHashMap<String, List<String>>();
            carried.forEach((login, devices) -> copy.put(login, List.copyOf(devices)));
            carried = java.util.Collections.unmodifiableMap(copy);
        }

        /** Every device publishes by itself. */
        public static Settings direct(String mqttUri, Map<String, String> passwords, double rate, int perMessage) {
            var carried = new LinkedHashMap<String, List<String>>();
            passwords.keySet().stream().sorted().forEach(id -> carried.put(id, List.of(id)));
            return new Settings(mqttUri, passwords, carried, rate, perMessage, true);
        }
    }

    /**
     * How it went.
     *
     * @param offered readings handed to the publishers
     * @param acknowledged readings that the broker has acknowledged
     * @param refused messages that the broker refused for good
     * @param seconds since the load began
     */
    public record Report(
            long offered,
            long acknowledged,
            long refused,
            double seconds,
            double perSecond,
            double p50Ms,
            double p99Ms,
            double maxMs) {
        @Override
        public String toString() {
            return Json.text(this);
        }
    }

    private record Publisher(Uplink uplink, List<LoadDevice> devices, String topic) {}

    private Load(Settings settings) {
        this.settings = settings;
        settings.carried().forEach((login, devices) -> {
            var password = settings.passwords().get(login);
            if (password == null) {
                throw new IllegalArgumentException("no password for " + login);
            }
            var uplink = new Uplink(
                    new MqttLogin(settings.mqttUri(), login, password, login), ROOM, WINDOW, this::acknowledged);
            publishers.add(
                    new Publisher(uplink, devices.stream().map(LoadDevice::new).toList(), Topics.data(login)));
        });
    }

    /** Begins to publish, and goes on until {@link #stop} or {@link #close}. */
    public static Load start(Settings settings) {
        var load = new Load(settings);
        var pacers = Math.min(PACERS, load.publishers.size());
        for (var i = 0; i < pacers; i++) {
            var mine = new ArrayList<Publisher>();
            for (var p = i; p < load.publishers.size(); p += pacers) {
                mine.add(load.publishers.get(p));
            }
            var share = settings.rate() / settings.perMessage() * mine.size() / load.publishers.size();
            var pacer = new Thread(() -> load.pace(mine, share), "load-" + i);
            pacer.setDaemon(true);
            load.pacers.add(pacer);
            pacer.start();
        }
        return load;
    }

    private void pace(List<Publisher> mine, double messagesPerSecond) {
        var start = System.nanoTime();
        try {
            for (var n = 0L; !stopping; n++) {
                var due = start + (long) (n / messagesPerSecond * 1e9);
                while (!stopping && System.nanoTime() < due) {
                    LockSupport.parkNanos(Math.min(due - System.nanoTime(), 50_000_000));
                }
                publish(mine.get((int) (n % mine.size())), n / mine.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(Publisher publisher, long turn) throws InterruptedException {
        var device = publisher.devices().get((int) (turn % publisher.devices().size()));
        var readings = device.next(settings.perMessage());
        publisher.uplink().put(Parcel.of(publisher.topic(), SenMl.encode(device.id(), readings), readings));
        offered.addAndGet(readings.size());
    }

    private void acknowledged(Parcel parcel) {
        var took = System.nanoTime() - parcel.made();
        all.add(took);
        recent.add(took);
        acknowledged.addAndGet(parcel.readings().size());
        if (settings.remember()) {
            parcel.readings().forEach(ledger::add);
        }
    }

    /**
     * Offers no more, and waits for what was offered to be acknowledged.
     *
     * @return whether all of it was, within the patience
     */
    public boolean stop(Duration patience) throws InterruptedException {
        stopping = true;
        var deadline = System.nanoTime() + patience.toNanos();
        for (var pacer : pacers) {
            pacer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        var done = pacers.stream().noneMatch(Thread::isAlive);
        for (var publisher : publishers) {
            done &= publisher.uplink().awaitAcknowledged(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        return done;
    }

    /** What was acknowledged, one by one; empty when it is not remembered. */
    public Ledger ledger() {
        return ledger;
    }

    public Report report() {
        return report(all);
    }

    /** Of the messages since the last call; counts are of the whole. */
    public Report recent() {
        var since = recent;
        recent = new Latencies();
        return report(since);
    }

    private Report report(Latencies latencies) {
        var seconds = (System.nanoTime() - began) / 1e9;
        var refused = publishers.stream().mapToLong(p -> p.uplink().refused()).sum();
        return new Report(
                offered.get(),
                acknowledged.get(),
                refused,
                rounded(seconds),
                rounded(acknowledged.get() / seconds),
                rounded(latencies.percentile(0.5)),
                rounded(latencies.percentile(0.99)),
                rounded(latencies.maxMs()));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    @Override
    public void close() {
        stopping = true;
        pacers.forEach(Thread::interrupt);
        publishers.parallelStream().forEach(publisher -> publisher.uplink().close());
    }
}
