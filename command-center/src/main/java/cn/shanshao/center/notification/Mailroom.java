package cn.shanshao.center.notification;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.ingest.wire.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores whatever a carrier brings before the carrier gets its answer. */
@Component
class Mailroom {
    private static final Logger log = LoggerFactory.getLogger(Mailroom.class);

    private final Receipts receipts;
    private final Replies replies;
    private final TransactionTemplate transaction;
    private final Lock writing = new ReentrantLock();
    /** No more than there are threads that bring receipts: each waits until its own is stored. */
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    Mailroom(Receipts receipts, Replies replies, TransactionTemplate transaction) {
        this.receipts = receipts;
        this.replies = replies;
        this.transaction = transaction;
    }

    /** A receipt that waits to be stored, and why it could not be. */
    private static final class Arrival {
        private final Receipt receipt;
        private boolean isDone;
        private @Nullable RuntimeException trouble;

        private Arrival(Receipt receipt) {
            this.receipt = receipt;
        }

        private void end(@Nullable RuntimeException why) {
            trouble = why;
            isDone = true;
        }
    }

    /** @param realm of the gateway that brought it */
    void take(Incoming incoming, Realm realm) {
        if (incoming instanceof Receipt receipt) {
            take(receipt);
        } else if (incoming instanceof Incoming.Typed typed) {
            transaction.executeWithoutResult(status -> replies.arrived(typed, realm));
        }
    }

    /** Whoever finds nobody writing writes what all the others have brought meanwhile too. */
    private void take(Receipt receipt) {
        var mine = new Arrival(receipt);
        arrivals.add(mine);
        writing.lock();
        try {
            if (!mine.isDone) {
                write();
            }
        } finally {
            writing.unlock();
        }
        if (mine.trouble != null) {
            throw mine.trouble;
        }
    }

    private void write() {
        var lot = new ArrayList<Arrival>();
        arrivals.drainTo(lot);
        try {
            store(lot);
            lot.forEach(one -> one.end(null));
        } catch (RuntimeException together) {
            // one that cannot be stored does not bar the others
            lot.forEach(this::writeAlone);
        }
    }

    private void writeAlone(Arrival arrival) {
        try {
            store(List.of(arrival));
            arrival.end(null);
        } catch (RuntimeException e) {
            arrival.end(e);
        }
    }

    private void store(List<Arrival> lot) {
        transaction.executeWithoutResult(
                status -> receipts.arrived(lot.stream().map(one -> one.receipt).toList()));
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
