package cn.shanshao.center.monitoring;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.mqtt.Backoff;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.DivisionRisk;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Observed;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Listens to what the job says of the present: live values and states of points. Values of the past are read from the
 * store at the start, so that a page is not empty after one.
 */
@Component
class LiveFeed implements SmartLifecycle {
    private static final int DEVICES_PER_QUERY = 500;
    private static final Backoff REST = Backoff.between(Duration.ofMillis(20), Duration.ofSeconds(1));
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);

    private final LiveValues values;
    private final PointStates states;
    private final Risks risks;
    private final Inventory inventory;
    private final Registry registry;
    private final ReadingHistory history;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final MqttLogin login;
    private final Intake waiting = new Intake();
    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Instant heardAt;
    private volatile @Nullable Instant droppedAt;
    private long notesFailedAt = System.nanoTime() - PATIENCE;
    private final Loop worker;
    private volatile MqttClient mqtt;
    private volatile @Nullable Thread warmer;

    LiveFeed(
            MqttLogin login,
            LiveValues values,
            PointStates states,
            Risks risks,
            Inventory inventory,
            Registry registry,
            ReadingHistory history,
            ApplicationEventPublisher events,
            Clock clock,
            Loops loops) {
        this.values = values;
        this.states = states;
        this.risks = risks;
        this.inventory = inventory;
        this.registry = registry;
        this.history = history;
        this.events = events;
        this.clock = clock;
        this.worker = loops.loop("live-feed", REST, this::work);
        this.login = login.as("monitor");
        this.mqtt = client();
    }

    /** One lives from a start to a stop. */
    private MqttClient client() {
        var filters = List.of(Topics.OBSERVED, Topics.STATES, Topics.RISKS);
        return new MqttClient(login, filters, this::arrived, connection -> {});
    }

    boolean isUp() {
        return mqtt.isUp();
    }

    /** Tells the job of forecast rain; done when the broker keeps it. */
    CompletableFuture<Void> expect(RainForecast forecast) {
        return mqtt.publish(Topics.FORECAST + forecast.source(), Json.write(forecast), 1, true);
    }

    /** When the job was last heard; what the broker had retained does not count. */
    @Nullable
    Instant heardAt() {
        return heardAt;
    }

    /** When live values last came faster than they could be taken; {@code null} for never. */
    @Nullable
    Instant droppedAt() {
        return droppedAt;
    }

    /** Of what the newest of its topic alone counts. */
    private static boolean isState(String topic) {
        return topic.startsWith(Topics.ROOT + "state/") || isRisk(topic);
    }

    private static boolean isRisk(String topic) {
        return topic.startsWith(Topics.ROOT + "risk/");
    }

    private void arrived(Delivery delivery) {
        if (!waiting.offer(delivery, isState(delivery.topic()))) {
            droppedAt = clock.instant();
        }
        delivery.from().acknowledge(delivery);
    }

    @Override
    public void start() {
        worker.start();
        var thread = new Thread(this::warm, "live-warm");
        warmer = thread;
        thread.start();
        mqtt = client();
        mqtt.start();
    }

    private void work() throws InterruptedException {
        var delivery = waiting.poll(1_000);
        try {
            if (delivery != null) {
                take(delivery);
            }
        } catch (RuntimeException e) {
            log.warn("a message of the job could not be taken: {}", OneLine.of(e));
        }
    }

    private void take(Delivery delivery) {
        if (!delivery.retained()) {
            heardAt = clock.instant();
        }
        if (!isState(delivery.topic())) {
            take(Json.read(delivery.payload(), Observed.class));
        } else if (isRisk(delivery.topic()) && delivery.payload().length > 0) {
            var risk = Json.read(delivery.payload(), DivisionRisk.class);
            risks.put(risk);
            events.publishEvent(new RiskTold(risk));
        } else if (delivery.payload().length > 0) {
            var changed = states.put(Json.read(delivery.payload(), PointState.OfDivision.class));
            if (!changed.isEmpty()) {
                events.publishEvent(new PointStatesChanged(changed));
            }
        }
    }

    private void take(Observed observed) {
        values.put(observed, inventory.isReplay(observed.deviceId()));
        events.publishEvent(new ObservationArrived(observed));
        observed.values().forEach(v -> note(observed.deviceId(), v));
    }

    /** A quantity that a known device has not sent before becomes a channel of it. */
    private void note(String deviceId, Observed.Value value) {
        var channel = deviceId + "~" + value.quantity();
        if (noted.contains(channel) || System.nanoTime() - notesFailedAt < PATIENCE) {
            return;
        }
        try {
            var known = inventory.recent().devices().get(deviceId);
            // a device that was registered a moment ago may already have said the only word of a quantity
            var device = known == null ? inventory.now().devices().get(deviceId) : known;
            if (device == null) {
                return;
            }
            if (device.channels().stream().noneMatch(c -> c.quantity().equals(value.quantity()))) {
                registry.noteChannel(deviceId, value.quantity(), value.unit());
            }
            noted.add(channel);
        } catch (RuntimeException e) {
            // live values do not wait for the database; the channel is noted with one of its next values
            notesFailedAt = System.nanoTime();
            log.warn("a new channel of {} cannot be noted now: {}", OneLine.of(deviceId), OneLine.of(e));
        }
    }

    private void warm() {
        for (var pause = 200L; worker.isRunning(); pause = Math.min(5_000, pause * 2)) {
            try {
                var devices = new ArrayList<>(inventory.now().devices().keySet());
                for (var from = 0; from < devices.size(); from += DEVICES_PER_QUERY) {
                    var lot = devices.subList(from, Math.min(devices.size(), from + DEVICES_PER_QUERY));
                    history.latest(lot).forEach(sample -> values.put(sample, inventory.isReplay(sample.device())));
                }
                return;
            } catch (RuntimeException | Error e) {
                log.debug("the latest values cannot be read yet", e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        mqtt.close();
        worker.stop(Duration.ZERO);
        var thread = warmer;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
