package cn.shanshao.center.registry;

import cn.shanshao.center.OneLine;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes documents first, the manifest last; all of it again after every reconnect. Changes within a short time go
 * out together, so at most one publication waits. What the broker retains is read before the first publication: when it
 * is newer than the database, that was restored, and speaks in a new epoch.
 */
final class ConfigPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigPublisher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration READING = Duration.ofSeconds(10);

    /** The manifest, and what is below it: nobody else listens there. */
    private static final String HELD = Topics.MANIFEST + "/#";

    /** Comes back on the same subscription, so what the broker retains has come before it. */
    private static final String MARKER = Topics.MANIFEST + "/marker";

    private final ConfigDocuments documents;
    private final RegistrySettings settings;
    private final MqttClient client;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "config"));
    private final AtomicBoolean due = new AtomicBoolean();
    /** What the broker has confirmed since the last reconnect; for the worker only. */
    private final Map<String, Long> confirmed = new HashMap<>();

    private final String mark = UUID.randomUUID().toString();
    private boolean isHeldRead;
    private final CompletableFuture<Optional<Manifest>> held = new CompletableFuture<>();
    private volatile @Nullable Manifest retained;
    private @Nullable Manifest confirmedManifest;
    private volatile @Nullable Instant confirmedAt;
    private volatile boolean failing;

    private ConfigPublisher(ConfigDocuments documents, RegistrySettings settings, MqttLogin login) {
        this.documents = documents;
        this.settings = settings;
        this.client = new MqttClient(login, List.of(HELD), this::arrived, this::reconnected);
    }

    static ConfigPublisher start(ConfigDocuments documents, RegistrySettings settings, MqttLogin login) {
        var publisher = new ConfigPublisher(documents, settings, login);
        publisher.client.start();
        return publisher;
    }

    void touch() {
        confirmedAt = null;
        if (due.compareAndSet(false, true)) {
            in(settings.gather());
        }
    }

    @Nullable
    Instant confirmedAt() {
        return confirmedAt;
    }

    boolean isFailing() {
        return failing;
    }

    private void in(Duration pause) {
        try {
            // publish() tells its own failures
            var ignored = worker.schedule(this::publish, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: the next start publishes everything", closed);
        }
    }

    private void arrived(Delivery delivery) {
        try {
            if (delivery.topic().equals(Topics.MANIFEST)) {
                retained = delivery.retained() ? Json.read(delivery.payload(), Manifest.class) : retained;
            } else if (mark.equals(new String(delivery.payload(), StandardCharsets.UTF_8))) {
                held.complete(Optional.ofNullable(retained));
            }
        } catch (RuntimeException e) {
            LOG.error("the manifest that the broker holds cannot be read, and counts as none", e);
        }
        delivery.from().acknowledge(delivery);
    }

    /** A broker that does not say what it holds keeps nobody waiting: the job must hear what is to be judged. */
    private void readHeld() throws InterruptedException, ExecutionException {
        try {
            var manifest = held.get(READING.toSeconds(), TimeUnit.SECONDS);
            if (manifest.isPresent() && documents.raise(manifest.get())) {
                LOG.error(
                        "the broker holds a newer configuration than the database: it was restored, and begins a new epoch");
            }
        } catch (TimeoutException e) {
            LOG.error(
                    "the broker does not say what configuration it holds: was a database restored, the job may pass it over");
        }
        isHeldRead = true;
    }

    /** The broker may have lost what it retained, so nothing counts as confirmed. */
    private void reconnected(MqttConnection connection) {
        var ignored = connection.publish(MARKER, mark.getBytes(StandardCharsets.UTF_8), 1, false);
        try {
            worker.execute(() -> {
                confirmed.clear();
                confirmedManifest = null;
                due.set(true);
                publish();
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed: the next start publishes everything", closed);
        }
    }

    private void publish() {
        if (!client.isUp()) {
            due.set(false); // the reconnect will publish everything
            return;
        }
        due.set(false);
        try {
            if (!isHeldRead) {
                readHeld();
            }
            send(documents.edit());
            failing = false;
            if (!due.get()) {
                confirmedAt = Instant.now();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException | Error e) {
            failing = true;
            LOG.warn("the configuration is not out yet, trying again in {}: {}", settings.retry(), OneLine.of(e));
            if (due.compareAndSet(false, true)) {
                in(settings.retry());
            }
        }
    }

    private void send(ConfigDocuments.Edition edition)
            throws InterruptedException, ExecutionException, TimeoutException {
        var sent = new HashMap<String, Long>();
        var stored = edition.documents().entrySet().stream()
                .filter(e -> !Long.valueOf(e.getValue().version()).equals(confirmed.get(e.getKey())))
                .map(e -> {
                    sent.put(e.getKey(), e.getValue().version());
                    return retain(Topics.config(e.getKey()), Gzip.ifLarge(Json.write(e.getValue())));
                })
                .toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(stored));
        confirmed.putAll(sent);
        if (!edition.manifest().equals(confirmedManifest)) {
            await(retain(Topics.MANIFEST, Json.write(edition.manifest())));
            confirmedManifest = edition.manifest();
            LOG.info("configuration of {} divisions is out, {} of them new", confirmed.size(), sent.size());
        }
    }

    private CompletableFuture<Void> retain(String topic, byte[] payload) {
        return client.publish(topic, payload, 1, true);
    }

    private static void await(CompletableFuture<Void> stored)
            throws InterruptedException, ExecutionException, TimeoutException {
        stored.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        worker.shutdownNow();
        client.close();
    }
}
