package cn.shanshao.center.notification;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.Outbox.Claimed;
import cn.shanshao.ingest.mqtt.Backoff;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits in the outbox: woken by what was just written, and every second for what a crash or a lost
 * connection left. As many messages of a realm are on their way at once as the windows of its gateways allow.
 */
@Component("smsSender")
class Sender implements SmartLifecycle {
    private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long FORGET_EVERY = TimeUnit.HOURS.toNanos(1);
    private static final int RECORD_TRIES = 40;
    private static final Backoff REST = Backoff.between(Duration.ofMillis(500), Duration.ofSeconds(2));
    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final Outbox outbox;
    private final Receipts receipts;
    private final CarrierCallbacks callbacks;
    private final Carrier carrier;
    private final Courier courier;
    private final TransactionTemplate transaction;
    /** Stands in every claim of this run: what another one claimed long ago was left by a crash. */
    private volatile String run = UUID.randomUUID().toString();

    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore wake = new Semaphore(0);
    /** Apart: messages of an exercise that hang take nothing away from real ones. */
    private final Map<Realm, Semaphore> free = new EnumMap<>(Realm.class);

    private final Loop loop;
    private long sweptAt = System.nanoTime();
    private long forgotAt = System.nanoTime() - FORGET_EVERY;
    private volatile ExecutorService workers;

    Sender(
            Outbox outbox,
            Receipts receipts,
            CarrierCallbacks callbacks,
            Carrier carrier,
            Courier courier,
            TransactionTemplate transaction,
            Loops loops) {
        this.outbox = outbox;
        this.receipts = receipts;
        this.callbacks = callbacks;
        this.carrier = carrier;
        this.courier = courier;
        this.transaction = transaction;
        for (var realm : Realm.values()) {
            free.put(realm, new Semaphore(carrier.window(realm)));
        }
        this.loop = loops.loop("sms-sender", REST, this::step);
        this.workers = workers();
        carrier.whenBound(wake::release);
    }

    private ExecutorService workers() {
        return Executors.newFixedThreadPool(
                Math.max(1, Stream.of(Realm.values()).mapToInt(carrier::window).sum()),
                task -> new Thread(task, "sms-worker"));
    }

    /** What its claims are marked with. */
    String run() {
        return run;
    }

    @TransactionalEventListener
    void on(MessageChanged event) {
        wake.release();
    }

    @Override
    public void start() {
        if (!loop.isRunning()) {
            workers.shutdown();
            workers = workers();
            underWay.clear();
            run = UUID.randomUUID().toString();
            loop.start();
        }
    }

    private void step() throws InterruptedException {
        if (wake.tryAcquire(1, TimeUnit.SECONDS)) {
            wake.drainPermits();
        }
        sendDue(Realm.LIVE);
        sendDue(Realm.EXERCISE);
        sweep();
    }

    private void sweep() {
        if (System.nanoTime() - sweptAt >= SWEEP_EVERY) {
            sweptAt = System.nanoTime();
            transaction.executeWithoutResult(status -> outbox.sweep(run, underWay));
        }
        if (System.nanoTime() - forgotAt >= FORGET_EVERY) {
            forgotAt = System.nanoTime();
            transaction.executeWithoutResult(status -> forget());
        }
    }

    private void forget() {
        receipts.forget();
        callbacks.forget();
    }

    private void sendDue(Realm realm) {
        var places = places(realm);
        var ready = carrier.ready(realm);
        var room = ready.isEmpty() ? 0 : places.drainPermits();
        if (room == 0) {
            return;
        }
        List<Claimed> due = List.of();
        try {
            due = transaction.execute(status -> outbox.claim(realm, ready, room, run));
        } finally {
            places.release(room - due.size());
        }
        due.forEach(this::hand);
    }

    private Semaphore places(Realm realm) {
        return Objects.requireNonNull(free.get(realm));
    }

    /** What cannot be handed over has not left: the sweep takes such a claim back. */
    private void hand(Claimed message) {
        underWay.add(message.id());
        try {
            workers.execute(() -> work(message));
        } catch (RuntimeException | Error e) {
            log.warn("message {} has to wait: {}", message.id(), OneLine.of(e));
            underWay.remove(message.id());
            places(message.realm()).release();
        }
    }

    private void work(Claimed message) {
        try {
            record(message, courier.carry(message, part -> record(message, part)));
        } catch (RuntimeException | Error e) {
            log.error("message {} could not be handled", message.id(), e);
            record(message, () -> outbox.unknown(message.id(), "系统内部出错"));
        } finally {
            underWay.remove(message.id());
            places(message.realm()).release();
            wake.release();
        }
    }

    /**
     * What the carrier said must not be forgotten because the database is away: it is written again and again until it
     * is there, or the sender is stopped; then the claim stays, and the next run says that the outcome is unknown. So
     * does this one when the words themselves cannot be written.
     */
    private boolean record(Claimed message, Runnable result) {
        for (var tries = 1; ; tries++) {
            try {
                var words = tries <= RECORD_TRIES ? result : unwritable(message);
                transaction.executeWithoutResult(status -> words.run());
                return tries <= RECORD_TRIES;
            } catch (RuntimeException e) {
                log.warn("what became of message {} cannot be written yet: {}", message.id(), OneLine.of(e));
                if (!loop.isRunning() || interrupted()) {
                    return false;
                }
            }
        }
    }

    private Runnable unwritable(Claimed message) {
        return () -> outbox.unknown(message.id(), "发送结果无法记录");
    }

    private static boolean interrupted() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Claims no more, then waits for what is on its way. */
    @Override
    public void stop() {
        loop.stop(Duration.ZERO);
        workers.shutdown();
        try {
            if (!workers.awaitTermination(15, TimeUnit.SECONDS)) {
                log.warn("{} messages are still on their way at the stop", underWay.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}
