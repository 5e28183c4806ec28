package cn.shanshao.ingest.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after tables whose acknowledged writes are no longer applied: after a full disk the store suspends a table, and
 * goes on taking writes. They are on disk; once there is room the table is resumed and catches up.
 */
final class StoreWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    private static final long EVERY_SECONDS = 10;

    private final QuestDbSql sql;
    private final Path dir;
    private final AtomicLong resumed = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "store-watch");
        thread.setDaemon(true);
        return thread;
    });

    StoreWatch(QuestDbSql sql, Path dir) {
        this.sql = sql;
        this.dir = dir;
        timer.scheduleWithFixedDelay(this::watch, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    StoreHealth look(boolean synced) {
        var free = dir.toFile().getUsableSpace();
        try {
            var suspended = new ArrayList<String>();
            var behind = 0L;
            for (var row : sql.rows("SELECT name, suspended, sequencerTxn - writerTxn FROM wal_tables()")) {
                if (row.get(1).asBoolean()) {
                    suspended.add(row.get(0).asString());
                }
                behind += row.get(2).asLong();
            }
            return new StoreHealth(true, synced, suspended, behind, resumed.get(), free);
        } catch (HistoryUnavailable e) {
            return new StoreHealth(false, synced, List.of(), 0, resumed.get(), free);
        }
    }

    /** Never throws: the schedule would end, and no table would be resumed any more. */
    void watch() {
        try {
            resumeSuspended();
        } catch (RuntimeException e) {
            LOG.error("Store cannot be watched, will try again", e);
        }
    }

    private void resumeSuspended() {
        for (var table : look(true).suspended()) {
            try {
                LOG.error(
                        "Store suspended table {}: resuming it. Is the disk full? {} has {} MiB free",
                        table,
                        dir,
                        dir.toFile().getUsableSpace() >> 20);
                sql.rows("ALTER TABLE \"" + table + "\" RESUME WAL");
                resumed.incrementAndGet();
            } catch (HistoryUnavailable e) {
                LOG.error("Store could not resume table {}, will try again: {}", table, e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
