package cn.shanshao.sim.load;

import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.device.Parcel;
import cn.shanshao.sim.device.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final Duration CONNECTING = Duration.ofSeconds(15);

    private final LoadSettings settings;
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Thread> pacers = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Latencies all = new Latencies();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong began = new AtomicLong();
    private volatile Latencies recent = new Latencies();
    private volatile boolean stopping;

    private record Publisher(Uplink uplink, List<LoadDevice> devices, String topic) {}

    private Load(LoadSettings settings) {
        this.settings = settings;
        settings.carried().forEach((login, devices) -> {
            var password = settings.passwords().get(login);
            if (password == null) {
                throw new IllegalArgumentException("no password for " + login);
            }
            var uplink = Uplink.silent(
                    new MqttLogin(settings.mqttUri(), login, password, login), ROOM, WINDOW, this::acknowledged);
            publishers.add(
                    new Publisher(uplink, devices.stream().map(LoadDevice::new).toList(), Topics.data(login)));
        });
    }

    /** Begins to publish, and goes on until {@link #stop} or {@link #close}. */
    public static Load start(LoadSettings settings) {
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
        try {
            awaitUp(mine);
            var start = System.nanoTime();
            began.compareAndSet(0, start);
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

    /** Connections take their time to open, and that is no latency of the broker; but a broker that is away is. */
    private void awaitUp(List<Publisher> mine) throws InterruptedException {
        var deadline = System.nanoTime() + CONNECTING.toNanos();
        while (!stopping
                && System.nanoTime() < deadline
                && !mine.stream().allMatch(p -> p.uplink().isUp())) {
            Thread.sleep(20);
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

    /** Why a publisher has no connection, of the first that has none; empty when all have one. */
    public String trouble() {
        return publishers.stream()
                .map(publisher -> publisher.uplink().trouble())
                .filter(trouble -> !trouble.isEmpty())
                .findFirst()
                .orElse("");
    }

    public LoadReport report() {
        return report(all);
    }

    /** Of the messages since the last call; counts are of the whole. */
    public LoadReport recent() {
        var since = recent;
        recent = new Latencies();
        return report(since);
    }

    private LoadReport report(Latencies latencies) {
        var since = began.get();
        var seconds = since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
        var refused = publishers.stream().mapToLong(p -> p.uplink().refused()).sum();
        return new LoadReport(
                offered.get(),
                acknowledged.get(),
                refused,
                rounded(seconds),
                rounded(seconds == 0 ? 0 : acknowledged.get() / seconds),
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
