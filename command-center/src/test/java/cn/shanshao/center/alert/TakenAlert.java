package cn.shanshao.center.alert;

import cn.shanshao.ingest.wire.Alert;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes an alert as the inbox does, and returns when everything that must follow is committed. */
@Lazy
public final class TakenAlert {
    private final AlertBook book;
    private final TransactionTemplate transaction;

    TakenAlert(AlertBook book, TransactionTemplate transaction) {
        this.book = book;
        this.transaction = transaction;
    }

    public void take(Alert alert) {
        takeLot(List.of(alert));
    }

    /** The same for several that arrived together. */
    public void takeLot(List<Alert> alerts) {
        transaction.executeWithoutResult(status -> book.takeAll(alerts));
    }
}
