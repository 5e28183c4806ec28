package cn.shanshao.center.alert;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.ingest.mqtt.Backoff;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells the job, retained and per division, which episodes are open: after every change, and all of them after every
 * reconnect, so that a job that lost its state takes up the same episodes.
 */
@Component
class OpenBoard implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OpenBoard.class);

    private static final Backoff REST = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(2));

    private final Episodes episodes;
    private final MqttLogin login;
    private final Set<String> stale = ConcurrentHashMap.newKeySet();
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean allStale;
    private final Loop writer;
    private volatile MqttClient mqtt;

    OpenBoard(MqttLogin login, Episodes episodes, Loops loops) {
        this.episodes = episodes;
        this.writer = loops.loop("open-board", REST, this::write);
        this.login = login.as("open");
        this.mqtt = client();
    }

    /** One lives from a start to a stop. */
    private MqttClient client() {
        return new MqttClient(login, List.of(), delivery -> {}, connection -> markAll());
    }

    @TransactionalEventListener
    void on(AlertRaised event) {
        mark(event.episode());
    }

    @TransactionalEventListener
    void on(AlertChanged event) {
        mark(event.episode());
    }

    private void mark(Episode episode) {
        stale.add(episode.alert().division());
        wake.release();
    }

    private void markAll() {
        allStale = true;
        wake.release();
    }

    @Override
    public void start() {
        mqtt = client();
        mqtt.start();
        writer.start();
    }

    private void write() throws InterruptedException {
        if (wake.tryAcquire(1, TimeUnit.SECONDS)) {
            wake.drainPermits();
        }
        publishStale();
    }

    private void publishStale() throws InterruptedException {
        if (!mqtt.isUp()) {
            return;
        }
        try {
            if (allStale) {
                allStale = false;
                stale.addAll(episodes.divisions());
            }
        } catch (RuntimeException e) {
            allStale = true;
            log.debug("the open episodes cannot be read now", e);
            return;
        }
        for (var division : List.copyOf(stale)) {
            stale.remove(division);
            if (!publish(division)) {
                stale.add(division);
                return;
            }
        }
    }

    private boolean publish(String division) throws InterruptedException {
        try {
            var open = episodes.open(List.of(division)).stream()
                    .map(Episode::alert)
                    .toList();
            mqtt.publish(Topics.open(division), Json.write(open), 1, true).get(10, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            log.debug("the open episodes of {} could not be published now", division, e);
            return false;
        }
    }

    @Override
    public void stop() {
        mqtt.close();
        writer.stop(Duration.ZERO);
    }

    @Override
    public boolean isRunning() {
        return writer.isRunning();
    }
}
