package cn.shanshao.streaming;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of earlier runs: {@code run/chk-n} in one folder. */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String PREFIX = "chk-";

    private final Path root;
    private final Path aside;

    Checkpoints(Path root) throws IOException {
        this.root = Files.createDirectories(root);
        this.aside = root.resolveSibling("unusable-checkpoints");
    }

    /** Where checkpoints lie that could not be used: somebody who knows how may still read them. */
    Path aside() {
        return aside;
    }

    boolean isSomethingAside() {
        return Files.isDirectory(aside);
    }

    /** Puts runs out of the way of the next start, which would try them first. */
    void setAside(List<Path> runs) throws IOException {
        Files.createDirectories(aside);
        for (var run : runs) {
            Files.move(run, aside.resolve(run.getFileName()));
        }
    }

    /** Those that are complete and can be read, the newest first. */
    List<Path> whole() throws IOException {
        return all().stream().filter(Checkpoints::isWhole).toList();
    }

    /** Whether one was ever finished here; an unfinished one holds nothing that was acknowledged. */
    boolean hasFinished() throws IOException {
        return all().stream().anyMatch(checkpoint -> Files.exists(checkpoint.resolve("_metadata")));
    }

    /** The runs that were here before; once the new one has checkpoints of its own they are of no use. */
    List<Path> runs() throws IOException {
        try (var list = Files.list(root)) {
            return list.filter(Files::isDirectory).toList();
        }
    }

    private List<Path> all() throws IOException {
        try (var list = Files.find(root, 2, (path, what) -> what.isDirectory() && number(path) >= 0)) {
            return list.sorted(Comparator.comparingLong(Checkpoints::number).reversed())
                    .toList();
        }
    }

    /** Numbers go on over restarts. */
    private static long number(Path checkpoint) {
        var name = checkpoint.getFileName().toString();
        try {
            return name.startsWith(PREFIX) ? Long.parseLong(name.substring(PREFIX.length())) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean isWhole(Path checkpoint) {
        var metadata = checkpoint.resolve("_metadata");
        if (!Files.isRegularFile(metadata)) {
            return false;
        }
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
            var loaded = org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
                    in, Checkpoints.class.getClassLoader(), checkpoint.toUri().toString());
            var missing = StateFiles.of(loaded).stream()
                    .filter(file -> !Files.isReadable(file))
                    .toList();
            if (!missing.isEmpty()) {
                LOG.error("checkpoint {} lacks {}, passing it over", checkpoint, missing);
            }
            return missing.isEmpty();
        } catch (IOException | RuntimeException e) {
            LOG.error("checkpoint {} cannot be read, passing it over", checkpoint, e);
            return false;
        }
    }

    static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
