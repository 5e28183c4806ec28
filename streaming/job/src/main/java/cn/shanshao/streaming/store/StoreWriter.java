package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.ReadingStore;
import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.history.StoreRefused;
import cn.shanshao.ingest.history.StoreRefused.Bad;
import cn.shanshao.ingest.history.StoreUnavailable;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Mishap;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.flow.Lot;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.mqtt.Outbox;
import cn.shanshao.streaming.store.Backlog.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final Spill spill;
    private final ReadingStore store;
    private final Outbox rejections;
    private final Tally tally;
    private final Counter stored;
    private final Mishap mishap;
    private final Thread sender;
    private final Set<Part> stuck = new HashSet<>();
    private long pause = FIRST_PAUSE_MS;
    private volatile boolean isClosed;

    StoreWriter(Backlog backlog, Spill spill, ReadingStore store, Outbox rejections, Tally tally, MetricGroup metrics) {
        this.backlog = backlog;
        this.spill = spill;
        this.store = store;
        this.rejections = rejections;
        this.tally = tally;
        this.stored = metrics.counter("stored");
        this.mishap = new Mishap(backlog::close);
        this.sender = new Thread(mishap.guard(this::send), "store-sender");
        metrics.gauge("backlogBytes", backlog::bytes);
    }

    void start() throws IOException {
        tellOfSpoiled();
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void write(Lot lot, Context context) throws IOException, InterruptedException {
        backlog.add(lot.rows());
    }

    /** There is nothing to wait for: what is not stored is in the state, or on disk. But somebody must be at work. */
    @Override
    public void flush(boolean endOfInput) throws IOException {
        mishap.check();
        rejections.check();
    }

    @Override
    public List<byte[]> snapshotState(long checkpoint) throws IOException {
        tally.backlog(this, backlog.bytes());
        var rows = backlog.inMemory();
        return rows.isEmpty() ? List.of() : List.of(Packed.pack(rows));
    }

    private void send() {
        try {
            while (!isClosed) {
                var part = backlog.next();
                if (!isSent(part)) {
                    backlog.later(part);
                    Thread.sleep(pause);
                    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
                }
            }
        } catch (InterruptedException e) {
            if (!isClosed) {
                throw new IllegalStateException("the store sender was interrupted at its work", e);
            }
        }
    }

    /** A lot that fails by itself does not hold up the others, and is tried again after them. */
    private boolean isSent(Part part) throws InterruptedException {
        try {
            var rows = backlog.rows(part);
            write(rows);
            backlog.done(part);
            if (rows.isEmpty()) {
                tellOfSpoiled();
            }
        } catch (StoreUnavailable e) {
            LOG.warn("store is away, trying again in {} ms: {}", pause, e.toString());
            tally.store(false);
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.error("a lot of readings cannot be written, trying again after the others", e);
            stuck.add(part);
            tally.trouble(
                    "stuck",
                    "有 %d 批读数无法写入时序库，保留并重试".formatted(stuck.size()),
                    "%d lots of readings cannot be written to the store: %s".formatted(stuck.size(), e));
            return false;
        }
        pause = FIRST_PAUSE_MS;
        tally.store(true);
        tally.backlog(this, backlog.bytes());
        if (stuck.remove(part) && stuck.isEmpty()) {
            tally.mended("stuck");
        }
        return true;
    }

    private void tellOfSpoiled() throws IOException {
        var spoiled = spill.spoiled();
        if (spoiled > 0) {
            tally.trouble(
                    "spoiled",
                    "有 %d 批读数无法从磁盘读出，未写入时序库".formatted(spoiled),
                    "%d lots of readings could not be read from disk and are not in the store; they are kept as *.spoiled in the backlog"
                            .formatted(spoiled));
        }
    }

    private void write(List<Row> rows) throws StoreUnavailable, IOException, InterruptedException {
        try {
            store.write(rows);
            count(rows.size());
        } catch (StoreRefused e) {
            reject(e.bad());
            count(rows.size() - e.bad().size());
        }
    }

    private void count(int rows) {
        stored.inc(rows);
        tally.stored(rows);
    }

    /** Refused rows stay on disk, and are tried again by the next run, until the broker has stored what tells of them. */
    private void reject(List<Bad> bad) throws IOException, InterruptedException {
        var file = spill.keep(bad.stream().map(Bad::row).toList());
        var untold = new AtomicInteger(bad.size());
        for (var one : bad) {
            tally.rejected();
            rejections.put(rejection(one), () -> {
                if (untold.decrementAndGet() == 0) {
                    forget(file);
                }
            });
        }
    }

    private static Outgoing rejection(Bad bad) {
        var row = bad.row();
        var rejected =
                new Rejected(Instant.now(), Topics.data(row.device()), "store", bad.why(), null, Json.write(row));
        return Outgoing.sure(Topics.rejected(row.device()), rejected);
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} holds refused rows and cannot be removed; the next run will tell of them again", file, e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        backlog.close();
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
