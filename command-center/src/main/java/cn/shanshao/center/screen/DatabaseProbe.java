package cn.shanshao.center.screen;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the database every second whether it is there. */
@Component
class DatabaseProbe {
    private static final long PATIENCE = 3_000_000_000L;

    private final JdbcClient jdbc;
    private volatile boolean answered;
    private volatile long askedAt = System.nanoTime();
    private volatile boolean asking;

    DatabaseProbe(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean answers() {
        return answered && !(asking && System.nanoTime() - askedAt > PATIENCE);
    }

    @Scheduled(fixedDelay = 1_000)
    void ask() {
        askedAt = System.nanoTime();
        asking = true;
        try {
            answered = jdbc.sql("select 1").query(Integer.class).single() == 1;
        } catch (RuntimeException e) {
            answered = false;
        } finally {
            asking = false;
        }
    }
}
