package cn.shanshao.ingest.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The settings of the embedded store, written anew at each start. */
final class StoreFiles {
    private StoreFiles() {}

    static void write(Path dir, int port, String user, String password) throws IOException {
        var conf = Files.createDirectories(dir.resolve("conf"));
        var settings = conf.resolve("server.conf");
        Files.deleteIfExists(settings);
        Files.createFile(settings, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(settings, settings(port, plain("user", user), plain("password", password)));
        Files.writeString(conf.resolve("log.conf"), """
                writers=file
                w.file.class=io.questdb.log.LogRollingFileWriter
                w.file.location=%s/store.log.${date:yyyyMMdd}
                w.file.level=ERROR,CRITICAL
                w.file.rollEvery=day
                w.file.lifeDuration=30d
                w.file.rollSize=10m
                w.file.sizeLimit=50m
                """.formatted(
                        Files.createDirectories(dir.resolve("log")).toAbsolutePath()));
    }

    /**
     * Its threads wait for work by asking for it again and again: of themselves 7000 times without a pause and 3000 times with
     * one of a millisecond, anew after each reading, for which a small machine pays half a processor.
     */
    private static String settings(int port, String user, String password) {
        return """
                http.net.bind.to=127.0.0.1:%d
                http.user=%s
                http.password=%s
                http.health.check.authentication.required=true
                cairo.commit.mode=sync
                cairo.ttl.use.wall.clock=true
                line.auto.create.new.tables=false
                line.auto.create.new.columns=false
                http.min.enabled=false
                pg.enabled=false
                line.tcp.enabled=false
                line.udp.enabled=false
                telemetry.enabled=false
                telemetry.disable.completely=true
                metrics.enabled=false
                config.reload.enabled=false
                ram.usage.limit.percent=40
                shared.worker.count=2
                shared.worker.nap.threshold=10
                shared.worker.sleep.threshold=200
                wal.apply.worker.nap.threshold=10
                wal.apply.worker.sleep.threshold=200
                cairo.mat.view.enabled=false
                query.timeout=25s
                cairo.writer.data.append.page.size=1m
                cairo.writer.data.index.value.append.page.size=1m
                cairo.o3.column.memory.size=1m
                """.formatted(port, user, password);
    }

    private static String plain(String field, String text) {
        if (!text.matches("[A-Za-z0-9_.-]{1,100}")) {
            throw new IllegalArgumentException(field + " of the store: expected 1 to 100 of A-Z a-z 0-9 _ . -");
        }
        return text;
    }
}
