package cn.shanshao.center.alert;

import cn.shanshao.center.OneLine;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells that an episode has risen to those who must act on it, inside the transaction that stores it. When one of them
 * fails, what was written for the rise is undone and the alert is stored all the same: the rise stays as untold, health
 * shows it, and it is told again until that succeeds or the episode is over.
 */
@Component
class Rises {
    private static final int ONES_AT_A_TIME = 100;
    private static final Logger log = LoggerFactory.getLogger(Rises.class);

    private final Episodes episodes;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private volatile int untold;

    Rises(
            Episodes episodes,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.episodes = episodes;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Rises that were stored, but of which somebody could not be told yet. */
    int untold() {
        return untold;
    }

    /** Must run inside the transaction that stores the episode, and throws only when the database is away. */
    void tell(Episode episode) {
        try {
            savepoint.executeWithoutResult(status -> publish(episode));
        } catch (RuntimeException | Error e) {
            log.error("the rise of {} is stored, but what must follow failed; trying again", id(episode), e);
            keep(episode, e);
            // those who only show it must not miss it because another one failed
            events.publishEvent(new AlertChanged(episode));
        }
    }

    private void publish(Episode episode) {
        events.publishEvent(new AlertRaised(episode, episodes.peers(episode)));
    }

    private void keep(Episode episode, Throwable why) {
        jdbc.sql("""
                        insert into untold_rise (episode_id, reason) values (:id, :reason)
                        on conflict (episode_id) do update set reason = excluded.reason""").param("id", episode.id()).param("reason", OneLine.of(why)).update();
        untold = Math.max(1, untold);
    }

    /** As the episodes stand now: what they said when they rose may hold no more. */
    @Scheduled(fixedDelay = 2_000)
    void tellAgain() {
        try {
            waiting().forEach(this::tellAgain);
            untold = count();
        } catch (RuntimeException e) {
            log.debug("the untold rises cannot be read now", e);
        }
    }

    private void tellAgain(String id) {
        try {
            transaction.executeWithoutResult(status -> {
                episodes.lock(id).filter(Episode::open).ifPresentOrElse(this::publish, () -> missed(id));
                jdbc.sql("delete from untold_rise where episode_id = :id")
                        .param("id", id)
                        .update();
            });
        } catch (RuntimeException | Error e) {
            log.warn("what must follow the rise of {} fails again: {}", OneLine.of(id), OneLine.of(e));
            note(id);
        }
    }

    private static void missed(String id) {
        log.error("{} is over before anybody could be told of its rise", OneLine.of(id));
    }

    /** Whoever waits for the longest comes first, so that one that always fails holds up nobody. */
    private void note(String id) {
        jdbc.sql("update untold_rise set tried_at = now() where episode_id = :id")
                .param("id", id)
                .update();
    }

    private List<String> waiting() {
        return jdbc.sql("select episode_id from untold_rise order by tried_at limit :most")
                .param("most", ONES_AT_A_TIME)
                .query(String.class)
                .list();
    }

    private int count() {
        return jdbc.sql("select count(*) from untold_rise").query(Integer.class).single();
    }

    private static String id(Episode episode) {
        return OneLine.of(episode.id());
    }
}
