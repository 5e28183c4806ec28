package cn.shanshao.ingest.history;

import io.questdb.Bootstrap;
import io.questdb.PropBootstrapConfiguration;
import io.questdb.ServerMain;
import io.questdb.cairo.CommitMode;
import io.questdb.cairo.ErrorTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * QuestDB in this JVM, on the loopback interface alone: nothing but its HTTP endpoint, behind a password. An
 * acknowledged write is on disk; the tables keep one row of each identity.
 */
public final class EmbeddedQuestDb implements AutoCloseable {
    /** Raw rows outlive the retention by this much: a row that was young enough on arrival may be written late. */
    private static final Duration GRACE = Duration.ofDays(31);

    private final ServerMain server;
    private final URI uri;
    private final StoreWatch watch;

    private EmbeddedQuestDb(ServerMain server, URI uri, StoreWatch watch) {
        this.server = server;
        this.uri = uri;
        this.watch = watch;
    }

    /**
     * Starts the store and makes its tables.
     *
     * @param dir of its data; made when it is not there
     * @param port 0 for any
     * @param retention of raw readings
     */
    public static EmbeddedQuestDb start(Path dir, int port, Duration retention, String user, String password) {
        try {
            StoreFiles.write(dir, port, user, password);
        } catch (IOException e) {
            throw new UncheckedIOException("store cannot write its settings to " + dir, e);
        }
        var server = new ServerMain(new Bootstrap(new Settings(), "-d", dir.toString()));
        try {
            server.start();
            server.awaitStartup();
            assertSynced(server);
            var uri = URI.create("http://127.0.0.1:" + server.getHttpServerPort());
            var sql = new QuestDbSql(uri, user, password);
            makeTables(sql, retention.plus(GRACE));
            return new EmbeddedQuestDb(server, uri, new StoreWatch(sql, dir));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void assertSynced(ServerMain server) {
        if (commitMode(server) != CommitMode.SYNC) {
            throw new IllegalStateException("cairo.commit.mode: expected sync, was " + commitMode(server));
        }
    }

    private static int commitMode(ServerMain server) {
        return server.getConfiguration().getCairoConfiguration().getCommitMode();
    }

    private static void makeTables(QuestDbSql sql, Duration kept) {
        var columns =
                "(ts TIMESTAMP, device SYMBOL CAPACITY 4096, quantity SYMBOL CAPACITY 256, value DOUBLE, flag INT,"
                        + " written LONG, received LONG, approximate BOOLEAN) TIMESTAMP(ts) PARTITION BY ";
        var dedup = " WAL DEDUP UPSERT KEYS(ts, device, quantity, written)";
        var days = kept.plusDays(1).minusNanos(1).toDays();
        sql.rows("CREATE TABLE IF NOT EXISTS " + ReadingStore.RAW + columns + "DAY TTL " + days + " DAYS" + dedup);
        sql.rows("ALTER TABLE " + ReadingStore.RAW + " SET TTL " + days + " DAYS");
        sql.rows("CREATE TABLE IF NOT EXISTS " + ReadingStore.ARCHIVE + columns + "MONTH" + dedup);
    }

    /** Where {@link ReadingStore} and {@link QuestDbHistory} find it. */
    public URI uri() {
        return uri;
    }

    public StoreHealth health() {
        return watch.look(commitMode(server) == CommitMode.SYNC);
    }

    /** What the store itself does to a table when its disk is full. */
    void suspend(String table) {
        var engine = server.getEngine();
        engine.getTableSequencerAPI()
                .suspendTable(engine.verifyTableName(table), ErrorTag.DISK_FULL, "suspended by hand");
    }

    @Override
    public void close() {
        watch.close();
        server.close();
    }

    /**
     * The settings are the file's alone: no environment variable may turn the syncing off. (Of the two ready-made parents,
     * only this one heeds {@code http.password}.)
     */
    private static final class Settings extends PropBootstrapConfiguration {
        @Override
        public boolean useSite() {
            return false;
        }

        @Override
        public Map<String, String> getEnv() {
            return Map.of();
        }

        @Override
        public String getBanner() {
            return "";
        }
    }
}
