package cn.shanshao.allinone.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whether what is written below a folder can be brought to disk: its file system syncs files and directories. */
public final class SyncedFolder {
    private SyncedFolder() {}

    /** @throws IOException when it does not, or cannot be written at all */
    public static boolean holds(Path dir) throws IOException {
        Files.createDirectories(dir);
        var file = dir.resolve("sync.probe");
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(new byte[] {1}));
            out.force(true);
        } finally {
            Files.deleteIfExists(file);
        }
        try (var directory = FileChannel.open(dir)) {
            directory.force(true);
        }
        return true;
    }
}
