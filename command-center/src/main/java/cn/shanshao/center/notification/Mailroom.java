package cn.shanshao.center.notification;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.ingest.wire.Realm;
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

    Mailroom(Receipts receipts, Replies replies, TransactionTemplate transaction) {
        this.receipts = receipts;
        this.replies = replies;
        this.transaction = transaction;
    }

    /** @param realm of the gateway that brought it */
    void take(Incoming incoming, Realm realm) {
        transaction.executeWithoutResult(status -> {
            if (incoming instanceof Incoming.Receipt receipt) {
                receipts.arrived(receipt);
            } else if (incoming instanceof Incoming.Typed typed) {
                replies.arrived(typed, realm);
            }
        });
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
