package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Outbox.Claimed;
import cn.shanshao.center.notification.smpp.Outcome;
import cn.shanshao.center.notification.smpp.SmppLink;
import cn.shanshao.center.notification.smpp.Submission;
import cn.shanshao.center.warning.Alerts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
    private static final long THROTTLED = TimeUnit.SECONDS.toNanos(1);
    private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long FORGET_EVERY = TimeUnit.HOURS.toNanos(1);
    private static final int RECORD_TRIES = 40;
    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final Outbox outbox;
    private final Receipts receipts;
    private final Carrier carrier;
    private final Alerts alerts;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private final Semaphore free;
    private volatile CountDownLatch closing = new CountDownLatch(1);
    private volatile long quietUntil = System.nanoTime();
    private long sweptAt = System.nanoTime();
    private long forgotAt = System.nanoTime() - FORGET_EVERY;
    private volatile List<Thread> threads = List.of();
    private volatile ExecutorService workers;

    Sender(
            Outbox outbox,
            Receipts receipts,
            Carrier carrier,
            Alerts alerts,
            TransactionTemplate transaction,
            Clock clock) {
        this.outbox = outbox;
        this.receipts = receipts;
        this.carrier = carrier;
        this.alerts = alerts;
        this.transaction = transaction;
        this.clock = clock;
        this.free = new Semaphore(carrier.window());
        this.workers = Executors.newFixedThreadPool(carrier.window(), task -> new Thread(task, "sms-worker"));
        carrier.whenBound(wake::release);
    }

    @TransactionalEventListener
    void on(MessageChanged event) {
        wake.release();
    }

    @Override
    public void start() {
        closing = new CountDownLatch(1);
        var thread = new Thread(this::run, "sms-sender");
        threads = List.of(thread);
        thread.start();
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                if (wake.tryAcquire(1, TimeUnit.SECONDS)) {
                    wake.drainPermits();
                }
                sweep();
                sendDue();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("messages cannot be sent now: {}", e.toString());
            }
        }
    }

    private void sweep() {
        if (System.nanoTime() - sweptAt >= SWEEP_EVERY) {
            sweptAt = System.nanoTime();
            transaction.executeWithoutResult(status -> outbox.sweep());
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
            due = transaction.execute(status -> outbox.claim(room));
        } finally {
            free.release(room - due.size());
        }
        due.forEach(message -> workers.execute(() -> work(message)));
    }

    private void work(Claimed message) {
        try {
            if (isOver(message)) {
                record(() -> outbox.failed(message.id(), "警情已解除，不再发送"));
            } else {
                send(message);
            }
        } catch (RuntimeException e) {
            log.warn("message {} could not be handled: {}", message.id(), e.toString());
        } finally {
            free.release();
            wake.release();
        }
    }

    /** After a long absence: the alert is old, and what it said holds no more. */
    private boolean isOver(Claimed message) {
        if (message.detectedAt().plus(Outbox.LIFE).isAfter(clock.instant())) {
            return false;
        }
        var level = message.level();
        return alerts.find(message.episodeId())
                .map(e -> e.level())
                .filter(now -> level == null || now.atLeast(level))
                .isEmpty();
    }

    private void send(Claimed message) {
        var validity = Duration.between(clock.instant(), message.expiresAt());
        var submission = new Submission(message.phone(), message.text(), message.reference(), validity);
        var ids = new ArrayList<String>();
        var parts = SmppLink.parts(message.text());
        for (var part = 1; part <= parts; part++) {
            var outcome = carrier.submit(submission, part);
            if (outcome instanceof Outcome.Accepted accepted) {
                ids.add(accepted.carrierId());
            } else {
                record(() -> notTaken(message, outcome));
                return;
            }
        }
        record(() -> taken(message, ids));
    }

    private void taken(Claimed message, List<String> carrierIds) {
        outbox.submitted(message.id());
        for (var i = 0; i < carrierIds.size(); i++) {
            receipts.taken(message.id(), message.attempts(), i + 1, carrierIds.get(i));
        }
        receipts.settle(message.id());
    }

    private void notTaken(Claimed message, Outcome outcome) {
        if (outcome instanceof Outcome.Throttled throttled) {
            quietUntil = System.nanoTime() + THROTTLED;
            outbox.again(message.id(), pause(message.attempts()), "运营商限流（%s）".formatted(hex(throttled.status())));
        } else if (outcome instanceof Outcome.Refused refused) {
            outbox.failed(message.id(), "运营商拒绝（%s）".formatted(hex(refused.status())));
        } else if (outcome instanceof Outcome.Unknown unknown) {
            log.warn("the outcome of message {} is not known: {}", message.id(), unknown.why());
            outbox.unknown(message.id(), "运营商未答复");
        } else {
            outbox.again(message.id(), Duration.ZERO, "短信通道未连通");
        }
    }

    private static Duration pause(int attempts) {
        var seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(attempts - 1, 5));
        return Duration.ofSeconds(seconds);
    }

    private static String hex(int status) {
        return "0x%02X".formatted(status);
    }

    /** What the carrier said must not be forgotten because the database is away for a moment. */
    private void record(Runnable result) {
        for (var tries = 1; ; tries++) {
            try {
                transaction.executeWithoutResult(status -> result.run());
                return;
            } catch (RuntimeException e) {
                if (tries >= RECORD_TRIES || paused()) {
                    throw e;
                }
            }
        }
    }

    private boolean paused() {
        try {
            return closing.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void stop() {
        closing.countDown();
        threads.forEach(Thread::interrupt);
        workers.shutdown();
        try {
            workers.awaitTermination(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
