package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.Row;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lots that wait on disk while the store is away: one synced file each. A file that is there has yet to be stored, and
 * one that is gone has been; so a restart needs no other record of them.
 */
final class Spill {
    private static final Logger LOG = LoggerFactory.getLogger(Spill.class);
    private static final String SUFFIX = ".lot";

    private final Path dir;

    Spill(Path dir) throws IOException {
        this.dir = Files.createDirectories(dir);
    }

    /** On disk, name and all, when this returns. */
    Path keep(List<Row> rows) throws IOException {
        var name = UUID.randomUUID().toString();
        var unfinished = dir.resolve(name + ".part");
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(Packed.pack(rows));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        var file = Files.move(unfinished, dir.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(dir, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return file;
    }

    /** The rows of a file; none, and the file put aside, when the disk has spoiled it. */
    List<Row> read(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        try {
            return Packed.unpack(bytes);
        } catch (EOFException | ZipException e) {
            LOG.error("{} is spoiled: its readings are lost to the store. It is kept as .bad", file, e);
            Files.move(file, file.resolveSibling(file.getFileName() + ".bad"), StandardCopyOption.REPLACE_EXISTING);
            return List.of();
        }
    }

    /** What an earlier run has left, this subtask's share of it. */
    List<Path> left(int subtask, int parallelism) throws IOException {
        try (var files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> Math.floorMod(file.getFileName().toString().hashCode(), parallelism) == subtask)
                    .sorted()
                    .toList();
        }
    }
}
