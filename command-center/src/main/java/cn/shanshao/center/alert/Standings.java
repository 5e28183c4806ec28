package cn.shanshao.center.alert;

import cn.shanshao.center.LastKnown;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** The worst level of every point that has one, in memory: read again after a change, and every few seconds. */
@Component
class Standings {
    private final Episodes episodes;
    private final LastKnown<Map<String, Standing>> worst = new LastKnown<>("open levels", Map.of(), this::read);

    Standings(Episodes episodes) {
        this.episodes = episodes;
    }

    /** Point → the highest level of its open episodes, and since when. The last known where the database is away. */
    Map<String, Standing> worst() {
        return worst.get();
    }

    @Scheduled(fixedDelay = 10_000)
    void refresh() {
        worst.refresh();
    }

    /** Before other listeners, so that what they read is what was committed. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener
    void on(AlertRaised event) {
        worst.spoil();
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener
    void on(AlertChanged event) {
        worst.spoil();
    }

    private Map<String, Standing> read() {
        var now = new HashMap<String, Standing>();
        episodes.openLevels().forEach(s -> now.merge(s.pointId(), s, Standings::worse));
        return Map.copyOf(now);
    }

    private static Standing worse(Standing a, Standing b) {
        var byLevel = a.level().compareTo(b.level());
        return byLevel > 0 || (byLevel == 0 && a.since().isBefore(b.since())) ? a : b;
    }
}
