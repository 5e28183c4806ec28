package cn.shanshao.center.alert;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** The worst level of every point that has one, in memory: read again after a change, and every few seconds. */
@Component
class Standings {
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();
    private static final Logger log = LoggerFactory.getLogger(Standings.class);

    private final Episodes episodes;
    private volatile boolean stale = true;
    private volatile long failedAt = System.nanoTime() - PATIENCE;
    private volatile Map<String, Standing> worst = Map.of();

    Standings(Episodes episodes) {
        this.episodes = episodes;
    }

    /** Point → the highest level of its open episodes, and since when. The last known where the database is away. */
    Map<String, Standing> worst() {
        if (stale && System.nanoTime() - failedAt >= PATIENCE) {
            load();
        }
        return worst;
    }

    @Scheduled(fixedDelay = 10_000)
    void refresh() {
        load();
    }

    /** Before other listeners, so that what they read is what was committed. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener
    void on(AlertRaised event) {
        stale = true;
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener
    void on(AlertChanged event) {
        stale = true;
    }

    private synchronized void load() {
        stale = false;
        try {
            var now = new HashMap<String, Standing>();
            episodes.openLevels().forEach(s -> now.merge(s.pointId(), s, Standings::worse));
            worst = Map.copyOf(now);
        } catch (RuntimeException e) {
            stale = true;
            failedAt = System.nanoTime();
            log.debug("the open levels cannot be read now", e);
        }
    }

    private static Standing worse(Standing a, Standing b) {
        var byLevel = a.level().compareTo(b.level());
        return byLevel > 0 || (byLevel == 0 && a.since().isBefore(b.since())) ? a : b;
    }
}
