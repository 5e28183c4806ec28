package cn.shanshao.streaming.mqtt;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.streaming.Mishap;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.flow.Arrival;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** One connection to the shared queue: emits at once, acknowledges with the checkpoint. */
final class MqttReader implements SourceReader<Arrival, NoSplit> {
    /** The Receive Maximum bounds what can be outstanding; QoS 0 and the pulse come on top. */
    private static final int CAPACITY = 70_000;

    /**
     * A delivery, or without one a pulse.
     *
     * @param at when it was put in, of {@link System#nanoTime}
     */
    private record Item(@Nullable Delivery delivery, long at) {}

    private final Handover<Item> handover = new Handover<>(CAPACITY);
    private final Mishap mishap = new Mishap(handover::wake);
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final List<Delivery> due = new ArrayList<>();
    private final MqttClient client;
    private final CheckpointFiles files;
    private final Tally tally;
    private final ScheduledExecutorService own;
    private volatile long lag;
    private boolean isQuiet;

    MqttReader(MqttLogin login, String filter, CheckpointFiles files, Tally tally, MetricGroup metrics) {
        this.files = files;
        this.tally = tally;
        this.client = new MqttClient(login, List.of(filter), this::arrived, connection -> {});
        this.own = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "ack-" + login.clientId());
            thread.setDaemon(true);
            return thread;
        });
        metrics.gauge("waiting", handover::size);
        metrics.gauge("connected", () -> client.isUp() ? 1 : 0);
        metrics.gauge("lagMs", () -> lag);
    }

    @Override
    public void start() {
        client.start();
        own.scheduleWithFixedDelay(mishap.guard(this::pulse), 100, 1_000, TimeUnit.MILLISECONDS);
    }

    private void pulse() {
        tally.connected(this, client.isUp());
        if (client.isUp()) {
            handover.offer(new Item(null, System.nanoTime()));
        }
    }

    private void arrived(Delivery delivery) {
        if (!handover.offer(new Item(delivery, System.nanoTime())) && delivery.qos() > 0) {
            // the broker has sent more than it may have open: begin anew, everything comes again
            delivery.from().cut();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> output) throws IOException {
        mishap.check();
        var item = handover.poll();
        if (item == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        var delivery = item.delivery();
        if (delivery == null) {
            beat(item.at());
            output.collect(Arrival.pulse(System.currentTimeMillis()));
        } else if (delivery.from().isOpen()) {
            emit(delivery, output);
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private void emit(Delivery delivery, ReaderOutput<Arrival> output) {
        var received = delivery.received().toEpochMilli();
        late(System.currentTimeMillis() - received);
        isQuiet = false;
        tally.arrived();
        output.collect(new Arrival(delivery.topic(), delivery.payload(), received));
        if (delivery.qos() > 0) {
            unacknowledged.add(delivery);
        }
    }

    /** While readings come they tell how late we are; when none do, the pulse itself does. */
    private void beat(long at) {
        late(isQuiet ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at) : lag);
        isQuiet = true;
    }

    private void late(long ms) {
        lag = ms;
        tally.lag(this, ms);
    }

    @Override
    public List<NoSplit> snapshotState(long checkpoint) {
        unacknowledged.checkpoint(checkpoint);
        return List.of();
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        var complete = unacknowledged.complete(checkpoint);
        own.execute(mishap.guard(() -> acknowledge(checkpoint, complete)));
    }

    /** Nothing is acknowledged before it is on disk; what cannot be now goes with the next checkpoint. */
    private void acknowledge(long checkpoint, List<Delivery> complete) {
        due.addAll(complete);
        if (files.sync(checkpoint)) {
            tally.checkpointed(System.currentTimeMillis());
            due.forEach(delivery -> delivery.from().acknowledge(delivery));
            due.clear();
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return handover.available();
    }

    @Override
    public void addSplits(List<NoSplit> splits) {
        // there are none
    }

    @Override
    public void notifyNoMoreSplits() {
        // there are none
    }

    @Override
    public void close() {
        own.shutdown();
        try {
            if (!own.awaitTermination(10, TimeUnit.SECONDS)) {
                own.shutdownNow();
            }
        } catch (InterruptedException e) {
            own.shutdownNow();
            Thread.currentThread().interrupt();
        }
        client.close();
        tally.gone(this);
    }
}
