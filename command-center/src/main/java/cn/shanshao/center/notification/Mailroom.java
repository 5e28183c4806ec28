package cn.shanshao.center.notification;

import cn.shanshao.center.notification.smpp.Incoming;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores whatever a carrier brings before the carrier gets its answer. */
@Component
class Mailroom {
    private final Receipts receipts;
    private final Replies replies;
    private final TransactionTemplate transaction;

    Mailroom(Receipts receipts, Replies replies, TransactionTemplate transaction) {
        this.receipts = receipts;
        this.replies = replies;
        this.transaction = transaction;
    }

    void take(Incoming incoming) {
        transaction.executeWithoutResult(status -> {
            if (incoming instanceof Incoming.Receipt receipt) {
                receipts.arrived(receipt);
            } else if (incoming instanceof Incoming.Typed typed) {
                replies.arrived(typed);
            }
        });
    }

    @Scheduled(fixedDelay = 10_000)
    void showIncomplete() {
        transaction.executeWithoutResult(status -> replies.showIncomplete());
    }
}
