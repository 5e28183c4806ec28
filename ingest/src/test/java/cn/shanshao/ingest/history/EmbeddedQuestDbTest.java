package cn.shanshao.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedQuestDbTest {
    private static final Duration RETENTION = Duration.ofDays(1_000);
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    Path dir;

    @Test
    void turnsAwayWhoeverDoesNotKnowThePassword() {
        try (var db = start(dir);
                var store = new ReadingStore(db.uri(), "store", "wrong", RETENTION)) {
            assertThatThrownBy(() -> new QuestDbSql(db.uri(), "store", "wrong").rows("SELECT 1"))
                    .isInstanceOf(HistoryUnavailable.class)
                    .hasMessageContaining("401");
            assertThatThrownBy(() -> store.write(lot(0, 2))).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void listensOnTheLoopbackInterfaceAlone() throws Exception {
        try (var db = start(dir)) {
            for (var other : otherAddresses()) {
                assertThatThrownBy(() -> connect(other, db.uri().getPort())).isInstanceOf(java.io.IOException.class);
            }
        }
    }

    @Test
    void saysThatItIsSyncedAndKeepsItsSettingsToItself() throws Exception {
        try (var db = start(dir)) {
            assertThat(db.health().isOk()).isTrue();
            assertThat(db.health().synced()).isTrue();
            assertThat(Files.getPosixFilePermissions(dir.resolve("conf/server.conf")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void resumesATableThatWasSuspended() throws Exception {
        try (var db = start(dir);
                var store = new ReadingStore(db.uri(), "store", "secret", RETENTION)) {
            db.suspend("reading");
            assertThat(db.health())
                    .satisfies(health -> assertThat(health.suspended()).containsExactly("reading"))
                    .satisfies(health -> assertThat(health.isOk()).isFalse());
            Eventually.written(store, lot(0, 10));
            var history = new QuestDbHistory(db.uri(), "store", "secret");
            Eventually.holds(() ->
                    assertThat(history.count("d1", null, Instant.EPOCH, END)).isEqualTo(10));
            assertThat(db.health().isOk()).isTrue();
            assertThat(db.health().resumed()).isPositive();
        }
    }

    @Test
    void keepsEveryAcknowledgedRowWhenItsProcessIsKilled() throws Exception {
        var acknowledged = 0;
        for (var round = 0; round < 2; round++) {
            var child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            dir.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var store = new ReadingStore(uri(child), "store", "secret", RETENTION)) {
                for (var i = 0; i < 8; i++) {
                    Eventually.written(store, lot(acknowledged, 500));
                    acknowledged += 500;
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
        var expected = acknowledged;
        try (var db = start(dir)) {
            var history = new QuestDbHistory(db.uri(), "store", "secret");
            Eventually.holds(() ->
                    assertThat(history.count("d1", "crack", Instant.EPOCH, END)).isEqualTo(expected));
        }
    }

    /** The store in a process of its own, which says where it is and waits to be killed. */
    static final class Child {
        public static void main(String[] args) throws Exception {
            var db = start(Path.of(args[0]));
            System.out.println("uri " + db.uri());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static EmbeddedQuestDb start(Path dir) {
        return EmbeddedQuestDb.start(dir, 0, RETENTION, "store", "secret");
    }

    private static URI uri(Process child) throws Exception {
        var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("uri ")) {
                return URI.create(line.substring(4));
            }
        }
        throw new IllegalStateException("the child did not start");
    }

    private static List<Row> lot(int first, int count) {
        var rows = new ArrayList<Row>();
        for (var i = first; i < first + count; i++) {
            var at = Instant.parse("2026-10-01T00:00:00Z").plusSeconds(i);
            rows.add(new Row("d1", "crack", i, 1, at, at, at, false));
        }
        return rows;
    }

    private static List<InetAddress> otherAddresses() throws Exception {
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(net -> Collections.list(net.getInetAddresses()).stream())
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }

    private static void connect(InetAddress address, int port) throws java.io.IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5_000);
        }
    }
}
