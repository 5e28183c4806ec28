package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.ReadingStore;
import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.history.StoreRefused;
import cn.shanshao.ingest.history.StoreUnavailable;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.flow.Lot;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.mqtt.Outbox;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes lots to the store on a thread of its own, again and again until the store has taken them. */
final class StoreWriter implements StatefulSinkWriter<Lot, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2_000;

    private final Backlog backlog;
    private final ReadingStore store;
    private final Outbox rejections;
    private final Tally tally;
    private final Counter stored;
    private final Thread sender = new Thread(this::send, "store-sender");
    private volatile boolean isClosed;

    StoreWriter(Backlog backlog, ReadingStore store, Outbox rejections, Tally tally, MetricGroup metrics) {
        this.backlog = backlog;
        this.store = store;
        this.rejections = rejections;
        this.tally = tally;
        this.stored = metrics.counter("stored");
        metrics.gauge("backlogBytes", backlog::bytes);
    }

    void start() {
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void write(Lot lot, Context context) throws IOException, InterruptedException {
        backlog.add(lot.rows());
    }

    /** There is nothing to wait for: what is not stored is in the state, or on disk. */
    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public List<byte[]> snapshotState(long checkpoint) throws IOException {
        tally.backlog(this, backlog.bytes());
        var rows = backlog.inMemory();
        return rows.isEmpty() ? List.of() : List.of(Packed.pack(rows));
    }

    private void send() {
        try {
            while (!isClosed) {
                sendNext();
            }
        } catch (InterruptedException e) {
            LOG.debug("store sender ends");
        }
    }

    private void sendNext() throws InterruptedException {
        var pause = FIRST_PAUSE_MS;
        while (!isClosed) {
            try {
                var part = backlog.next();
                write(backlog.rows(part));
                backlog.done(part);
                tally.store(true);
                tally.backlog(this, backlog.bytes());
                return;
            } catch (StoreUnavailable | IOException | RuntimeException e) {
                LOG.warn("store is away, trying again in {} ms: {}", pause, e.toString());
                tally.store(false);
                Thread.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
            }
        }
    }

    private void write(List<Row> rows) throws StoreUnavailable, InterruptedException {
        try {
            store.write(rows);
            count(rows.size());
        } catch (StoreRefused e) {
            count(rows.size() - e.bad().size());
            for (var bad : e.bad()) {
                reject(bad);
            }
        }
    }

    private void count(int rows) {
        stored.inc(rows);
        tally.stored(rows);
    }

    private void reject(StoreRefused.Bad bad) throws InterruptedException {
        tally.rejected();
        var row = bad.row();
        var rejected =
                new Rejected(Instant.now(), Topics.data(row.device()), "store", bad.why(), null, Json.write(row));
        rejections.put(Outgoing.sure(Topics.rejected(row.device()), rejected));
    }

    @Override
    public void close() {
        isClosed = true;
        sender.interrupt();
        try {
            sender.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rejections.close();
        store.close();
        tally.backlogGone(this);
    }
}
