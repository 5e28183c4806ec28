package cn.shanshao.sim.carrier;

import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.WireException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An append-only file of {@link Entry} lines. A last line that a crash cut short is passed over. */
final class Memory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Memory.class);

    private final Path file;
    private OutputStream out;

    private Memory(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** Reads the file if there is one, gives each entry to {@code past}, and opens it for more. */
    static Memory open(Path file, Consumer<Entry> past) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.exists(file)) {
            try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                read(file, lines, past);
            }
        }
        var memory = new Memory(file, append(file));
        memory.out.write('\n');
        return memory;
    }

    private static void read(Path file, BufferedReader lines, Consumer<Entry> past) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            try {
                past.accept(Json.read(line.getBytes(StandardCharsets.UTF_8), Entry.class));
            } catch (WireException e) {
                log.warn("{}: passed over a line that cannot be read: {}", file, e.getMessage());
            }
        }
    }

    synchronized void write(Entry entry) {
        try {
            out.write(Json.write(entry));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }

    /** Puts a shorter file in place of the present one, in one step. */
    synchronized void replace(List<Entry> entries) throws IOException {
        var shorter = file.resolveSibling(file.getFileName() + ".new");
        try (var to = Files.newOutputStream(shorter)) {
            for (var entry : entries) {
                to.write(Json.write(entry));
                to.write('\n');
            }
        }
        out.close();
        Files.move(shorter, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        out = append(file);
    }

    private static OutputStream append(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
