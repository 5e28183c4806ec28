package cn.shanshao.allinone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The data folder, held by one process at a time. */
final class Home implements AutoCloseable {
    private final Path dir;
    private final FileChannel channel;
    private final FileLock lock;

    private Home(Path dir, FileChannel channel, FileLock lock) {
        this.dir = dir;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws StartFailure when it cannot be written; {@link HomeTaken} when another process holds it */
    static Home open(Path dir) {
        try {
            Files.createDirectories(dir.resolve("log"));
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
            var channel = FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new HomeTaken(dir);
            }
            var home = new Home(dir, channel, lock);
            home.write("shanshao.pid", ProcessHandle.current().pid() + "\n");
            return home;
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot use " + dir + ": " + e.getMessage(),
                    "set SHANSHAO_HOME to a folder that can be written",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path dir() {
        return dir;
    }

    Path part(String name) {
        return dir.resolve(name);
    }

    Path log(String name) {
        return dir.resolve("log").resolve(name);
    }

    /** Replaces a small file as a whole; only this user may read it. */
    void write(String name, String content) throws IOException {
        var beside = dir.resolve(name + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            out.write(java.nio.ByteBuffer.wrap(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(beside, dir.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(dir.resolve("shanshao.pid"));
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The end of the process releases the lock as well.
        }
    }
}
