package cn.shanshao.center.warning;

import cn.shanshao.center.LastKnown;
import cn.shanshao.ingest.wire.Level;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** What people say of points, for screens: in memory, read again after a change, and every few seconds. */
@Component
class WarnedPoints {
    private final LastKnown<Map<String, Level>> levels;

    WarnedPoints(WarningStore warnings) {
        levels = new LastKnown<>("levels of open warnings", Map.of(), warnings::levels);
    }

    /** Point → the level of its open warning: what was told, or reported by hand, whatever instruments say. */
    Map<String, Level> levels() {
        return levels.get();
    }

    @Scheduled(fixedDelay = 10_000)
    void refresh() {
        levels.refresh();
    }

    /** Before other listeners, so that what they read is what was committed. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener
    void on(WarningChanged event) {
        levels.spoil();
    }
}
