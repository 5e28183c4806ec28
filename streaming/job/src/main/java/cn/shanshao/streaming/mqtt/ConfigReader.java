package cn.shanshao.streaming.mqtt;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Mishap;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.Tally.ConfigState;
import cn.shanshao.streaming.config.Arrivals;
import cn.shanshao.streaming.flow.ConfigEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears the configuration, and the marker that tells when all open episodes have been delivered. */
final class ConfigReader implements SourceReader<ConfigEvent, NoSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReader.class);

    private static final int CAPACITY = 10_000;

    /** Whatever has come before this on the same subscription was there when it was made. */
    private static final String MARKER = Topics.OPEN + "_marker";

    private final Handover<ConfigEvent> handover = new Handover<>(CAPACITY);
    private final Mishap mishap = new Mishap(handover::wake);
    private final Arrivals arrivals = new Arrivals();
    private final String mark = UUID.randomUUID().toString();
    /** Of the connection's thread. */
    private boolean wasComplete;

    private final MqttClient client;
    private final Duration patience;
    private final Tally tally;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "config-patience");
        thread.setDaemon(true);
        return thread;
    });

    ConfigReader(MqttLogin login, Duration patience, Tally tally) {
        this.patience = patience;
        this.tally = tally;
        this.client = new MqttClient(
                login, List.of(Topics.CONFIG_ALL, Topics.OPEN_ALL, Topics.FORECASTS), this::arrived, this::mark);
    }

    @Override
    public void start() {
        tally.begun();
        tally.config(ConfigState.WAITING);
        client.start();
        timer.schedule(mishap.guard(this::losePatience), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void mark(MqttConnection connection) {
        connection.publish(MARKER, mark.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    private void losePatience() {
        if (arrivals.giveUp()) {
            LOG.error("configuration is not complete after {}, judging with what is there", patience);
            tally.config(ConfigState.INCOMPLETE);
            ready(false);
        }
    }

    private void arrived(Delivery delivery) {
        mishap.guard(() -> take(delivery)).run();
        delivery.from().acknowledge(delivery);
    }

    /** A document that cannot be read is told, and changes nothing. */
    private void take(Delivery delivery) {
        try {
            if (delivery.topic().equals(MARKER)) {
                var ours = new String(delivery.payload(), StandardCharsets.UTF_8).equals(mark);
                after(ours && arrivals.marked());
            } else {
                after(arrivals.take(delivery.topic(), delivery.payload(), this::hand));
            }
            tally.mended(delivery.topic());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} cannot be read, what was there before stays", delivery.topic(), e);
            tally.trouble(
                    delivery.topic(),
                    "%s 无法读取，沿用此前的配置".formatted(delivery.topic()),
                    "%s cannot be read, what was there before stays: %s".formatted(delivery.topic(), e.getMessage()));
        }
    }

    private void after(boolean isComplete) {
        if (isComplete) {
            tally.config(ConfigState.READY);
            arrivals.giveUp();
            if (!wasComplete) {
                wasComplete = true;
                ready(true);
            }
        } else if (arrivals.isOver()) {
            tally.config(ConfigState.INCOMPLETE);
        }
    }

    private void ready(boolean complete) {
        LOG.info("judging begins: {}", arrivals);
        hand(ConfigEvent.ready(complete));
    }

    private void hand(ConfigEvent event) {
        if (!handover.offer(event)) {
            // none may be missing: the reader ends, and everything comes again
            mishap.happened(new IllegalStateException("more than %d pieces of configuration wait".formatted(CAPACITY)));
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<ConfigEvent> output) throws IOException {
        mishap.check();
        var event = handover.poll();
        if (event == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        output.collect(event);
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<NoSplit> snapshotState(long checkpoint) {
        return List.of();
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
        timer.shutdownNow();
        client.close();
    }
}
