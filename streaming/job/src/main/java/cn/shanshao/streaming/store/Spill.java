package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.streaming.UnreadableState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lots that wait on disk while the store is away: one synced file each. A file that is there has yet to be stored, and
 * one that is gone has been; so a restart needs no other record of them.
 */
final class Spill {
    private static final Logger LOG = LoggerFactory.getLogger(Spill.class);
    private static final String SUFFIX = ".lot";
    private static final String UNFINISHED = ".part";
    private static final String SPOILED = ".spoiled";

    private final Path dir;

    Spill(Path dir) throws IOException {
        this.dir = Files.createDirectories(dir);
    }

    /** Removes what a crash has left unfinished: its rows are in the checkpoint, or come again. Only while nobody writes. */
    void clear() throws IOException {
        for (var file : files(UNFINISHED)) {
            Files.deleteIfExists(file);
        }
    }

    /** On disk, name and all, when this returns. */
    Path keep(List<Row> rows) throws IOException {
        return keep(Packed.pack(rows), SUFFIX);
    }

    /** Bytes that hold no rows that can be read: somebody who knows how may still find some. */
    void keepSpoiled(byte[] bytes) throws IOException {
        keep(bytes, SUFFIX + SPOILED);
    }

    private Path keep(byte[] bytes, String suffix) throws IOException {
        var name = UUID.randomUUID().toString();
        var unfinished = dir.resolve(name + UNFINISHED);
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        var file = Files.move(unfinished, dir.resolve(name + suffix), StandardCopyOption.ATOMIC_MOVE);
        sync();
        return file;
    }

    private void sync() throws IOException {
        try (var channel = FileChannel.open(dir, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * The rows of a file; none, and the file set aside, when it holds none that can be read.
     *
     * @throws IOException when the disk does not give the file now
     */
    List<Row> read(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        try {
            return Packed.unpack(bytes);
        } catch (UnreadableState e) {
            LOG.error("{} is spoiled: its readings are not in the store. It is kept as {}", file, SPOILED, e);
            Files.move(file, file.resolveSibling(file.getFileName() + SPOILED), StandardCopyOption.REPLACE_EXISTING);
            sync();
            return List.of();
        }
    }

    /** Lots that cannot be read, of this run and of earlier ones. */
    int spoiled() throws IOException {
        return files(SPOILED).size();
    }

    /** What an earlier run has left, this subtask's share of it. */
    List<Path> left(int subtask, int parallelism) throws IOException {
        return files(SUFFIX).stream()
                .filter(file -> Math.floorMod(file.getFileName().toString().hashCode(), parallelism) == subtask)
                .toList();
    }

    private List<Path> files(String suffix) throws IOException {
        try (var files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
