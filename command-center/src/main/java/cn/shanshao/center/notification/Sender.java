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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits in the outbox: woken by what was just written, and every second for what a crash or a lost
 * connection left. As many messages of a realm are on their way at once as the windows of its gateways allow, and some
 * more are claimed behind them.
 */
@Component("smsSender")
class Sender implements SmartLifecycle {
    private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);
    /** A sweep looks at all that waits: for many that takes long, and nothing is sent meanwhile. */
    private static final int SWEEPS_SHARE = 20;

    private static final long FORGET_EVERY = TimeUnit.HOURS.toNanos(1);
    private static final long LAST_WORDS = TimeUnit.SECONDS.toNanos(15);
    /** What was claimed for longer, and not begun with, is looked at anew: something may have taken its place. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private static final long IDLE_MS = 1_000;
    private static final long LOT_MS = 20;
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

    /** Id of a claimed message that nothing is written about yet → where it has its place. */
    private final Map<Long, Lane> underWay = new ConcurrentHashMap<>();

    private final Semaphore wake = new Semaphore(0);
    private final Clerk clerk;
    /** Apart: messages of an exercise that hang take nothing away from real ones. */
    private volatile Map<Realm, Lane> lanes;

    private final Loop loop;
    private long patienceMs = IDLE_MS;
    private long sweepAt = System.nanoTime() + SWEEP_EVERY;
    private long forgotAt = System.nanoTime() - FORGET_EVERY;

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
        this.clerk = new Clerk(outbox, receipts, transaction, loops, this::left);
        this.loop = loops.loop("sms-sender", REST, this::step);
        this.lanes = lanes();
        carrier.whenBound(wake::release);
    }

    private Map<Realm, Lane> lanes() {
        var fresh = new EnumMap<Realm, Lane>(Realm.class);
        for (var realm : Realm.values()) {
            fresh.put(realm, new Lane(carrier.window(realm)));
        }
        return fresh;
    }

    /** What its claims are marked with. */
    String run() {
        return run;
    }

    @TransactionalEventListener
    void on(MessageChanged event) {
        wake.release();
    }

    @TransactionalEventListener
    void on(Letters.Written event) {
        wake.release();
    }

    @Override
    public void start() {
        if (!loop.isRunning()) {
            lanes.values().forEach(Lane::close);
            lanes = lanes();
            underWay.clear();
            run = UUID.randomUUID().toString();
            clerk.start();
            loop.start();
        }
    }

    private void step() throws InterruptedException {
        if (wake.tryAcquire(patienceMs, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
        sendDue(Realm.LIVE);
        sendDue(Realm.EXERCISE);
        patienceMs = lanes.values().stream().anyMatch(Lane::isWaiting) ? LOT_MS : IDLE_MS;
        sweep();
    }

    private void sweep() {
        var begin = System.nanoTime();
        if (begin >= sweepAt) {
            transaction.executeWithoutResult(status -> outbox.sweep(run, underWay.keySet()));
            var end = System.nanoTime();
            sweepAt = end + Math.max(SWEEP_EVERY, SWEEPS_SHARE * (end - begin));
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
        var lane = lane(realm);
        var ready = carrier.ready(realm);
        if (lane.isWaiting() || ready.isEmpty()) {
            return;
        }
        var room = lane.take();
        if (room == 0) {
            return;
        }
        List<Claimed> due = List.of();
        try {
            due = transaction.execute(status -> outbox.claim(realm, ready, room, run));
        } finally {
            lane.giveBack(room - due.size());
        }
        due.forEach(message -> hand(lane, message));
    }

    private Lane lane(Realm realm) {
        return Objects.requireNonNull(lanes.get(realm));
    }

    /** What cannot be handed over has not left: the sweep takes such a claim back. */
    private void hand(Lane lane, Claimed message) {
        var claimedAt = System.nanoTime();
        underWay.put(message.id(), lane);
        try {
            lane.enter(message, () -> clerk.take(work(message, claimedAt)));
        } catch (RuntimeException | Error e) {
            log.warn("message {} has to wait: {}", message.id(), OneLine.of(e));
            left(message);
        }
    }

    private Word work(Claimed message, long claimedAt) {
        try {
            var isFresh = System.nanoTime() - claimedAt < FRESH;
            return isFresh && !carrier.ready(message.realm()).isEmpty()
                    ? courier.carry(message, part -> clerk.writeNow(message, part))
                    : new Word.Untouched(message);
        } catch (RuntimeException | Error e) {
            log.error("message {} could not be handled", message.id(), e);
            return new Word.Other(message, () -> outbox.unknown(message.id(), "系统内部出错"));
        }
    }

    private void left(Claimed message) {
        var lane = underWay.remove(message.id());
        if (lane != null) {
            lane.giveBack(1);
            wake.release();
        }
    }

    /** Claims no more, puts back what nobody has begun with, then waits for what is on its way. */
    @Override
    public void stop() {
        loop.stop(Duration.ZERO);
        lanes.values().stream()
                .flatMap(lane -> lane.close().stream())
                .map(Word.Untouched::new)
                .forEach(clerk::take);
        try {
            var end = System.nanoTime() + LAST_WORDS;
            for (var lane : lanes.values()) {
                if (!lane.awaitEnd(end - System.nanoTime())) {
                    log.warn("messages are still on their way at the stop");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clerk.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}
