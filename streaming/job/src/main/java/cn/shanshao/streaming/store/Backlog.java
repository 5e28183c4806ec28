package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Readings between the job and the store. A few lots wait in memory, and are in every checkpoint; the others on disk.
 * Bounded in bytes: at the bound {@link #add} waits, and nothing is dropped.
 */
final class Backlog {
    static final int LOT = 5_000;
    private static final int IN_MEMORY = 4;

    /** What a row takes in memory, compressed or not, roughly. */
    private static final int ROW_BYTES = 100;

    /** How long a lot that is not full waits for more; screens do not wait for the store. */
    private static final long LINGER_MS = 500;

    /** A lot: its rows, or the file that holds them. */
    record Part(@Nullable List<Row> rows, @Nullable Path file, long bytes) {}

    private final Spill spill;
    private final long bound;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private ArrayList<Row> open = new ArrayList<>();
    private long openSince;
    private long bytes;

    Backlog(Spill spill, long bound) {
        this.spill = spill;
        this.bound = bound;
    }

    synchronized void add(List<Row> rows) throws IOException, InterruptedException {
        while (bytes() >= bound) {
            wait();
        }
        if (open.isEmpty()) {
            openSince = System.currentTimeMillis();
        }
        open.addAll(rows);
        if (open.size() >= LOT) {
            seal();
        }
        notifyAll();
    }

    /** An earlier run has left this file. */
    synchronized void found(Path file) throws IOException {
        put(new Part(null, file, Files.size(file)));
    }

    private void seal() throws IOException {
        var rows = List.copyOf(open);
        open = new ArrayList<>();
        var inMemory = parts.stream().filter(part -> part.rows() != null).count();
        if (inMemory < IN_MEMORY) {
            put(new Part(rows, null, (long) rows.size() * ROW_BYTES));
        } else {
            found(spill.keep(rows));
        }
    }

    private void put(Part part) {
        parts.add(part);
        bytes += part.bytes();
        notifyAll();
    }

    synchronized long bytes() {
        return bytes + (long) open.size() * ROW_BYTES;
    }

    /** The oldest lot, which stays until it is {@link #done}; waits until there is one. */
    synchronized Part next() throws IOException, InterruptedException {
        while (parts.isEmpty()) {
            var rest = LINGER_MS - (System.currentTimeMillis() - openSince);
            if (!open.isEmpty() && rest <= 0) {
                seal();
            } else {
                wait(open.isEmpty() ? 0 : rest);
            }
        }
        return parts.getFirst();
    }

    List<Row> rows(Part part) throws IOException {
        return part.rows() != null ? part.rows() : spill.read(Objects.requireNonNull(part.file()));
    }

    /** The lot is stored. */
    synchronized void done(Part part) throws IOException {
        parts.removeFirst();
        bytes -= part.bytes();
        if (part.file() != null) {
            Files.deleteIfExists(part.file());
        }
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
