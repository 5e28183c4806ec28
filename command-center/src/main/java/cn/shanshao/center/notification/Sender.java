package cn.shanshao.center.notification;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.Outbox.Claimed;
import cn.shanshao.center.notification.smpp.Outcome;
import cn.shanshao.center.notification.smpp.Submission;
import cn.shanshao.center.warning.Alerts;
import cn.shanshao.ingest.mqtt.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 * connection left. As many messages are on their way at once as the carrier's window allows.
 */
@Component("smsSender")
class Sender implements SmartLifecycle {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Who has waited for longer is asked only what still holds. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private static final long THROTTLED = TimeUnit.SECONDS.toNanos(1);
    private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long FORGET_EVERY = TimeUnit.HOURS.toNanos(1);
    private static final int RECORD_TRIES = 40;
    private static final Backoff REST = Backoff.between(Duration.ofMillis(500), Duration.ofSeconds(2));
    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final Outbox outbox;
    private final Receipts receipts;
    private final Carrier carrier;
    private final Alerts alerts;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** Stands in every claim of this run: what another one claimed long ago was left by a crash. */
    private volatile String run = UUID.randomUUID().toString();

    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore wake = new Semaphore(0);
    private final Semaphore free;
    private final Loop loop;
    private volatile long quietUntil = System.nanoTime();
    private long sweptAt = System.nanoTime();
    private long forgotAt = System.nanoTime() - FORGET_EVERY;
    private volatile ExecutorService workers;

    Sender(
            Outbox outbox,
            Receipts receipts,
            Carrier carrier,
            Alerts alerts,
            TransactionTemplate transaction,
            Clock clock,
            Loops loops) {
        this.outbox = outbox;
        this.receipts = receipts;
        this.carrier = carrier;
        this.alerts = alerts;
        this.transaction = transaction;
        this.clock = clock;
        this.free = new Semaphore(carrier.window());
        this.loop = loops.loop("sms-sender", REST, this::step);
        this.workers = workers();
        carrier.whenBound(wake::release);
    }

    private ExecutorService workers() {
        return Executors.newFixedThreadPool(carrier.window(), task -> new Thread(task, "sms-worker"));
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
        sendDue();
        sweep();
    }

    private void sweep() {
        if (System.nanoTime() - sweptAt >= SWEEP_EVERY) {
            sweptAt = System.nanoTime();
            transaction.executeWithoutResult(status -> outbox.sweep(run, underWay));
        }
        if (System.nanoTime() - forgotAt >= FORGET_EVERY) {
            forgotAt = System.nanoTime();
            transaction.executeWithoutResult(status -> receipts.forget());
        }
    }

    private void sendDue() {
        var room = carrier.isBound() && System.nanoTime() - quietUntil >= 0 ? free.drainPermits() : 0;
        if (room == 0) {
            return;
        }
        List<Claimed> due = List.of();
        try {
            due = transaction.execute(status -> outbox.claim(room, run));
        } finally {
            free.release(room - due.size());
        }
        due.forEach(this::hand);
    }

    /** What cannot be handed over has not left: the sweep takes such a claim back. */
    private void hand(Claimed message) {
        underWay.add(message.id());
        try {
            workers.execute(() -> work(message));
        } catch (RuntimeException | Error e) {
            log.warn("message {} has to wait: {}", message.id(), OneLine.of(e));
            underWay.remove(message.id());
            free.release();
        }
    }

    private void work(Claimed message) {
        try {
            record(message, verdict(message));
        } catch (RuntimeException | Error e) {
            log.error("message {} could not be handled", message.id(), e);
            record(message, () -> outbox.unknown(message.id(), "系统内部出错"));
        } finally {
            underWay.remove(message.id());
            free.release();
            wake.release();
        }
    }

    /** What is to be written about the message, after it was sent as far as that is possible now. */
    private Runnable verdict(Claimed message) {
        try {
            if (isOver(message)) {
                return () -> outbox.failed(message.id(), message.soFar("警情已解除，不再发送"));
            }
        } catch (RuntimeException e) {
            log.warn("message {} cannot be sent now: {}", message.id(), OneLine.of(e));
            return () -> outbox.again(message.id(), pause(message.attempts()), message.soFar("暂时无法处理"));
        }
        return send(message);
    }

    /** After a long wait: the alert is old, and what it said holds no more. */
    private boolean isOver(Claimed message) {
        var now = clock.instant();
        var isFresh = message.writtenAt().plus(FRESH).isAfter(now)
                && message.detectedAt().plus(Outbox.LIFE).isAfter(now);
        if (isFresh) {
            return false;
        }
        var level = message.level();
        return alerts.find(message.episodeId())
                .map(e -> e.level())
                .filter(held -> level == null || held.atLeast(level))
                .isEmpty();
    }

    /** Sends the parts that have not left yet, one after the other. */
    private Runnable send(Claimed message) {
        for (var part = Math.min(message.partsSent() + 1, message.parts()); ; part++) {
            var at = part;
            var outcome = submit(message, at);
            if (!(outcome instanceof Outcome.Accepted accepted)) {
                return () -> notTaken(message, at, outcome);
            }
            if (at == message.parts()) {
                return () -> taken(message, accepted.carrierId());
            }
            if (!record(message, () -> partTaken(message, at, accepted.carrierId()))) {
                return () -> {};
            }
        }
    }

    private Outcome submit(Claimed message, int part) {
        var validity = Duration.between(clock.instant(), message.expiresAt());
        try {
            return carrier.submit(new Submission(message.phone(), message.text(), message.reference(), validity), part);
        } catch (RuntimeException | Error e) {
            log.error("message {}: the carrier's link failed", message.id(), e);
            return new Outcome.Unknown(e.toString());
        }
    }

    private void partTaken(Claimed message, int part, String carrierId) {
        receipts.taken(message.id(), message.attempts(), part, carrierId);
        outbox.partSent(message.id(), part);
    }

    private void taken(Claimed message, String carrierId) {
        receipts.taken(message.id(), message.attempts(), message.parts(), carrierId);
        outbox.submitted(message.id());
        receipts.settle(message.id());
    }

    private void notTaken(Claimed message, int part, Outcome outcome) {
        var now = message.withPartsSent(part - 1);
        if (outcome instanceof Outcome.Throttled throttled) {
            quietUntil = System.nanoTime() + THROTTLED;
            var reason = "运营商限流（%s）".formatted(hex(throttled.status()));
            outbox.again(message.id(), pause(message.attempts()), now.soFar(reason));
        } else if (outcome instanceof Outcome.Refused refused) {
            outbox.failed(message.id(), now.soFar("运营商拒绝（%s）".formatted(hex(refused.status()))));
        } else if (outcome instanceof Outcome.Unknown unknown) {
            log.warn("the outcome of message {} is not known: {}", message.id(), OneLine.of(unknown.why()));
            outbox.unknown(message.id(), now.soFar("运营商未答复"));
        } else {
            outbox.again(message.id(), Duration.ZERO, now.soFar("短信通道未连通"));
        }
    }

    private static Duration pause(int attempts) {
        var seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(attempts - 1, 5));
        return Duration.ofSeconds(seconds);
    }

    private static String hex(int status) {
        return "0x%02X".formatted(status);
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
