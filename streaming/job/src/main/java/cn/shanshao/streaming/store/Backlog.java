package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.streaming.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readings between the job and the store. A few lots wait in memory, and are in every checkpoint; the others on disk.
 * Bounded in bytes: at the bound {@link #add} waits, and nothing is dropped.
 */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    static final int LOT = 5_000;
    private static final int IN_MEMORY = 4;

    /** When the disk takes none, so many wait in memory; then {@link #add} waits. */
    private static final int MOST_IN_MEMORY = 64;

    /** What a row takes in memory, compressed or not, roughly. */
    private static final int ROW_BYTES = 100;

    /** How long a lot that is not full waits for more; screens do not wait for the store. */
    private static final long LINGER_NS = 500_000_000;

    /** A lot: its rows, or the file that holds them. It is itself alone, whatever it holds. */
    static final class Part {
        private final @Nullable List<Row> rows;
        private final @Nullable Path file;
        private final long bytes;

        private Part(@Nullable List<Row> rows, @Nullable Path file, long bytes) {
            this.rows = rows;
            this.file = file;
            this.bytes = bytes;
        }

        @Nullable
        List<Row> rows() {
            return rows;
        }

        @Nullable
        Path file() {
            return file;
        }

        long bytes() {
            return bytes;
        }
    }

    private final Spill spill;
    private final long bound;
    private final Tally tally;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private ArrayList<Row> open = new ArrayList<>();
    private long openSince;
    private long bytes;
    private boolean isClosed;

    Backlog(Spill spill, long bound, Tally tally) {
        this.spill = spill;
        this.bound = bound;
        this.tally = tally;
    }

    /** @throws IOException when it is closed */
    synchronized void add(List<Row> rows) throws IOException, InterruptedException {
        while (!isClosed && (bytes() >= bound || inMemoryParts() >= MOST_IN_MEMORY)) {
            wait();
        }
        if (isClosed) {
            throw new IOException("nobody sends to the store any more");
        }
        if (open.isEmpty()) {
            openSince = System.nanoTime();
        }
        open.addAll(rows);
        if (open.size() >= LOT) {
            seal();
        }
        notifyAll();
    }

    /** Whoever waits to add waits no longer. */
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    /** An earlier run has left this file. */
    synchronized void found(Path file) throws IOException {
        put(file);
    }

    private void seal() {
        var rows = List.copyOf(open);
        if (inMemoryParts() < IN_MEMORY || !isOnDisk(rows)) {
            put(new Part(rows, null, (long) rows.size() * ROW_BYTES));
        }
        open = new ArrayList<>();
    }

    /** A disk that is full must not stop the alerts: the checkpoint then fails too, and nothing is acknowledged. */
    private boolean isOnDisk(List<Row> rows) {
        try {
            put(spill.keep(rows));
            tally.mended("backlog");
            return true;
        } catch (IOException e) {
            LOG.error("{} readings for the store cannot be put on disk, they wait in memory", rows.size(), e);
            tally.trouble("backlog", "待入库读数无法写入磁盘，暂存于内存", "readings for the store cannot be put on disk: " + e);
            return false;
        }
    }

    private long inMemoryParts() {
        return parts.stream().filter(part -> part.rows() != null).count();
    }

    private void put(Path file) throws IOException {
        put(new Part(null, file, Files.size(file)));
    }

    private void put(Part part) {
        parts.add(part);
        bytes += part.bytes();
        notifyAll();
    }

    synchronized long bytes() {
        return bytes + (long) open.size() * ROW_BYTES;
    }

    /** A lot, which stays until it is {@link #done}; waits until there is one. */
    synchronized Part next() throws InterruptedException {
        while (parts.isEmpty()) {
            var rest = LINGER_NS - (System.nanoTime() - openSince);
            if (open.isEmpty()) {
                wait();
            } else if (rest > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            } else {
                seal();
            }
        }
        return parts.getFirst();
    }

    List<Row> rows(Part part) throws IOException {
        return part.rows() != null ? part.rows() : spill.read(Objects.requireNonNull(part.file()));
    }

    /** The lot could not be stored now: the others go first. */
    synchronized void later(Part part) {
        if (parts.size() == 1 && !open.isEmpty()) {
            seal();
        }
        parts.remove(part);
        parts.addLast(part);
    }

    /** The lot is stored. */
    synchronized void done(Part part) throws IOException {
        if (part.file() != null) {
            Files.deleteIfExists(part.file());
        }
        parts.remove(part);
        bytes -= part.bytes();
        notifyAll();
    }

    /** What is in memory alone, and so belongs in the checkpoint. */
    synchronized List<Row> inMemory() {
        var rows = new ArrayList<Row>();
        for (var part : parts) {
            if (part.rows() != null) {
                rows.addAll(part.rows());
            }
        }
        rows.addAll(open);
        return rows;
    }
}
