package cn.shanshao.ingest.broker;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.security.impl.SecurityStoreImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache ActiveMQ Artemis in this JVM, speaking MQTT 3.1.1 and 5: synced journal, logins, every device held to its own
 * topics, permanent queues for the job and the command centre.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final int LOOK_SECONDS = 2;
    private static final int HANG_UP_SECONDS = 5;

    private final BrokerSettings settings;
    private final Refusals refusals = new Refusals();
    private final Callers callers = new Callers();
    private final Consumer<String> onLoginChanged = this::loginChanged;
    private final PermanentQueues server;
    private final Watchdog watchdog;
    private final Leftovers leftovers;
    private final int port;
    private final int tlsPort;

    private EmbeddedBroker(BrokerSettings settings) throws Exception {
        this.settings = settings;
        Files.createDirectories(settings.dir());
        var access = new Access(settings.services(), settings.devices(), refusals);
        server = new PermanentQueues(BrokerConfig.of(settings), access);
        server.registerBrokerPlugin(new ArrivalStamp());
        server.registerBrokerPlugin(new LeftBehind(server));
        server.registerBrokerPlugin(new GateBuilder(access, callers, refusals, this::isDiskFull));
        var orphans = new Orphans(server);
        watchdog = new Watchdog(List.of(orphans::sessions, orphans::consumers));
        leftovers = new Leftovers(server, settings.devices());
        try {
            server.start();
            requireDatasync();
            server.ensure();
            leftovers.dropForgotten();
            settings.devices().onChange(onLoginChanged);
            // the doors open last: whoever publishes finds the queues there
            var doors = new Doors(server, refusals);
            port = doors.open(settings.host(), settings.port());
            tlsPort = settings.tls() == null ? -1 : doors.open(settings.tls());
            keepWatch();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Starts; returns when clients can connect. Refuses to start when its journal is not synced. */
    public static EmbeddedBroker start(BrokerSettings settings) {
        try {
            var broker = new EmbeddedBroker(settings);
            log.info("MQTT broker on {}:{}, journal in {}", settings.host(), broker.port, settings.dir());
            return broker;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the MQTT broker cannot start on %s:%d with its journal in %s: %s"
                            .formatted(settings.host(), settings.port(), settings.dir(), e.getMessage()),
                    e);
        }
    }

    /** Asks the journal that is in use, not the configuration. */
    private void requireDatasync() {
        if (!isDatasync()) {
            throw new IllegalStateException("the journal is not synced to disk: acknowledged readings could be lost");
        }
    }

    private boolean isDatasync() {
        return server.getStorageManager() instanceof JournalStorageManager storage
                && storage.getJournalSequentialFileFactory().isDatasync()
                && storage.getMessageJournal().isStarted();
    }

    private void keepWatch() {
        var schedule = server.getScheduledPool();
        schedule.scheduleWithFixedDelay(watchdog::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        schedule.schedule(this::dropExpired, Limits.DEVICE_SESSION_SECONDS, TimeUnit.SECONDS);
    }

    private void dropExpired() {
        try {
            leftovers.dropExpired();
        } catch (Exception e) {
            log.error("sessions from before the last start could not be dropped", e);
        }
    }

    private boolean isDiskFull() {
        return server.getPagingManager().isDiskFull();
    }

    /** Whoever is in with the old login is thrown out; whoever was refused before, may try again. */
    private void loginChanged(String device) {
        if (server.getSecurityStore() instanceof SecurityStoreImpl store) {
            store.invalidateAuthenticationCache();
            store.invalidateAuthorizationCache();
        }
        callers.throwOut(device);
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** The port with TLS; -1 where there is none. */
    public int tlsPort() {
        return tlsPort;
    }

    public BrokerHealth health() {
        var job = server.queue(PermanentQueues.OF_JOB);
        var centre = server.queue(PermanentQueues.OF_CENTRE);
        if (!server.isStarted() || job == null || centre == null) {
            return BrokerHealth.stopped(watchdog.cleared(), watchdog.stuck(), refusals.counts());
        }
        return new BrokerHealth(
                true,
                isDatasync(),
                job.getMessageCount(),
                job.getDeliveringCount(),
                job.getConsumerCount(),
                centre.getMessageCount(),
                centre.getConsumerCount(),
                server.getConnectionCount(),
                watchdog.cleared(),
                watchdog.stuck(),
                sum(Queue::getMessagesExpired) + sum(Queue::getMessagesKilled),
                isDiskFull(),
                refusals.counts());
    }

    PermanentQueues server() {
        return server;
    }

    Set<String> sessions() throws Exception {
        return leftovers.sessions();
    }

    private long sum(ToLongFunction<Queue> figure) {
        return server.queues().stream().mapToLong(figure).sum();
    }

    /** Hangs up on everybody and stops; what was not acknowledged is there at the next start. */
    @Override
    public void close() {
        settings.devices().forget(onLoginChanged);
        try {
            hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.error("the MQTT broker could not hang up on everybody before it stops", e);
        }
        stop();
    }

    /** Whatever went before: a journal that nobody closes is a lock that nobody gives back. */
    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            log.error("the MQTT broker did not stop cleanly", e);
        }
    }

    /** Ends the sessions while the journal can still be written. */
    private void hangUp() throws Exception {
        if (!server.isStarted()) {
            return;
        }
        server.getRemotingService().pauseAcceptors();
        callers.throwAllOut();
        var clients = MQTTStateManager.getInstance(server).getConnectedClients();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_UP_SECONDS);
        while (!clients.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
