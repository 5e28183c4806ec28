package cn.shanshao.streaming.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a complete checkpoint survive a power cut: Flink syncs its files, but only renames the finished one. */
final class CheckpointFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);

    private final URI root;

    CheckpointFiles(String root) {
        this.root = URI.create(root);
    }

    /** Whether the checkpoint is on disk; {@code false} when it is gone already, and a later one has taken its place. */
    boolean sync(long checkpoint) {
        if (!"file".equals(root.getScheme())) {
            return true;
        }
        try {
            return syncLocal(Path.of(root), "chk-" + checkpoint);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | UncheckedIOException e) {
            LOG.error("checkpoint {} could not be synced, its readings stay unacknowledged", checkpoint, e);
            return false;
        }
    }

    private static boolean syncLocal(Path root, String name) throws IOException {
        var found = false;
        for (var run : children(root)) {
            var dir = run.resolve(name);
            if (Files.isRegularFile(dir.resolve("_metadata"))) {
                for (var file : children(dir)) {
                    force(file, StandardOpenOption.WRITE);
                }
                force(dir, StandardOpenOption.READ);
                force(run, StandardOpenOption.READ);
                found = true;
            }
        }
        force(root, StandardOpenOption.READ);
        return found;
    }

    private static List<Path> children(Path dir) throws IOException {
        try (var list = Files.list(dir)) {
            return list.toList();
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
