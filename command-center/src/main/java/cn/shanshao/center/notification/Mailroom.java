package cn.shanshao.center.notification;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.ingest.mqtt.Backoff;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores whatever a carrier brings before the carrier gets its answer. */
@Component
class Mailroom implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Mailroom.class);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LAST_LOT = Duration.ofSeconds(5);
    private static final Backoff REST = Backoff.between(Duration.ofMillis(100), Duration.ofSeconds(1));

    private final Receipts receipts;
    private final Replies replies;
    private final TransactionTemplate transaction;
    /** No more than there are threads that bring receipts: each waits until its own is stored. */
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    private final Loop loop;

    Mailroom(Receipts receipts, Replies replies, TransactionTemplate transaction, Loops loops) {
        this.receipts = receipts;
        this.replies = replies;
        this.transaction = transaction;
        this.loop = loops.loop("sms-mailroom", REST, this::step);
    }

    /** A receipt that waits to be stored. */
    private record Arrival(Receipt receipt, CompletableFuture<Void> stored) {
        /** Nobody waits for it any more; the carrier brings it again. */
        boolean isGivenUp() {
            return stored.isCancelled();
        }
    }

    /**
     * Returns when it is stored.
     *
     * @param realm of the gateway that brought it
     * @throws RuntimeException when it is not: the carrier must bring it again
     */
    void take(Incoming incoming, Realm realm) {
        if (incoming instanceof Receipt receipt) {
            take(receipt);
        } else if (incoming instanceof Incoming.Typed typed) {
            transaction.executeWithoutResult(status -> replies.arrived(typed, realm));
        }
    }

    private void take(Receipt receipt) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // with whatever the carrier is remembered by; a wait for another connection would hold this one
            receipts.arrived(List.of(receipt));
            return;
        }
        var mine = new Arrival(receipt, new CompletableFuture<>());
        arrivals.add(mine);
        try {
            mine.stored().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            mine.stored().cancel(false);
            throw new IllegalStateException("receipt %s is not stored".formatted(receipt.carrierId()), e);
        } catch (InterruptedException e) {
            mine.stored().cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before receipt %s was stored".formatted(receipt.carrierId()), e);
        }
    }

    /** Whatever has come while the last lot was written goes into the next. */
    private void step() throws InterruptedException {
        var first = arrivals.poll(1, TimeUnit.SECONDS);
        if (first == null) {
            return;
        }
        var lot = new ArrayList<Arrival>();
        lot.add(first);
        arrivals.drainTo(lot);
        lot.removeIf(Arrival::isGivenUp);
        try {
            store(lot);
            lot.forEach(one -> one.stored().complete(null));
        } catch (RuntimeException together) {
            // one that cannot be stored does not bar the others
            lot.stream().filter(one -> !one.isGivenUp()).forEach(this::storeAlone);
        }
    }

    private void storeAlone(Arrival arrival) {
        try {
            store(List.of(arrival));
            arrival.stored().complete(null);
        } catch (RuntimeException e) {
            arrival.stored().completeExceptionally(e);
        }
    }

    private void store(List<Arrival> lot) {
        transaction.executeWithoutResult(
                status -> receipts.arrived(lot.stream().map(Arrival::receipt).toList()));
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop(LAST_LOT);
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** Before the carriers start to bring anything, until they have ended. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 2;
    }

    /** Each by itself: one that cannot be stored must not hold back what others have typed. */
    @Scheduled(fixedDelay = 10_000)
    void showIncomplete() {
        for (var text : replies.incomplete()) {
            try {
                transaction.executeWithoutResult(status -> replies.showIncomplete(text));
            } catch (RuntimeException e) {
                log.warn("half a text cannot be shown now, and is tried again: {}", OneLine.of(e));
            }
        }
    }
}
