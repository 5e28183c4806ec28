package cn.shanshao.streaming.store;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.streaming.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private final Tally tally = new Tally();

    @TempDir
    Path dir;

    private static List<Row> rows(int count) {
        var rows = new ArrayList<Row>();
        for (var i = 0; i < count; i++) {
            var at = NOW.plusMillis(i);
            rows.add(new Row("g1", "crack", i, 1, at, at, at, false));
        }
        return rows;
    }

    @Test
    void aFewLotsStayInMemoryAndTheOthersGoToDisk() throws Exception {
        var backlog = new Backlog(new Spill(dir), Long.MAX_VALUE, tally);
        for (var i = 0; i < 7; i++) {
            backlog.add(rows(Backlog.LOT));
        }
        assertThat(backlog.inMemory()).hasSize(4 * Backlog.LOT);
        assertThat(new Spill(dir).left(0, 1)).hasSize(3);
    }

    @Test
    void whatIsOnDiskIsThereForTheNextRunAndSharedOut() throws Exception {
        var spill = new Spill(dir);
        for (var i = 0; i < 20; i++) {
            spill.keep(rows(10));
        }
        var first = new Spill(dir).left(0, 2);
        var second = new Spill(dir).left(1, 2);

        assertThat(first.size() + second.size()).isEqualTo(20);
        assertThat(first).doesNotContainAnyElementsOf(second);
        assertThat(spill.read(first.get(0))).isEqualTo(rows(10));
    }

    @Test
    void aStoredLotIsGoneFromDisk() throws Exception {
        var spill = new Spill(dir);
        var backlog = new Backlog(spill, Long.MAX_VALUE, tally);
        backlog.found(spill.keep(rows(10)));
        var part = backlog.next();
        assertThat(backlog.rows(part)).hasSize(10);
        backlog.done(part);

        assertThat(spill.left(0, 1)).isEmpty();
        assertThat(backlog.bytes()).isZero();
    }

    @Test
    void aLotThatTheDiskHasSpoiledIsPutAside() throws Exception {
        var spill = new Spill(dir);
        var file = spill.keep(rows(10));
        Files.write(file, new byte[] {1, 2, 3});

        assertThat(spill.read(file)).isEmpty();
        assertThat(spill.left(0, 1)).isEmpty();
        assertThat(spill.spoiled()).isEqualTo(1);
    }

    @Test
    void aDiskThatTakesNoneLetsLotsWaitInMemoryAndIsTold() throws Exception {
        var place = dir.resolve("backlog");
        var backlog = new Backlog(new Spill(place), Long.MAX_VALUE, tally);
        Files.delete(place);
        Files.writeString(place, "no folder");
        for (var i = 0; i < 7; i++) {
            backlog.add(rows(Backlog.LOT));
        }
        assertThat(backlog.inMemory()).hasSize(7 * Backlog.LOT);
        assertThat(tally.troubles()).singleElement().asString().contains("cannot be put on disk");
    }

    @Test
    void atTheBoundItWaitsUntilThereIsRoom() throws Exception {
        var backlog = new Backlog(new Spill(dir), 1_000, tally);
        backlog.add(rows(20));
        var through = new CountDownLatch(1);
        var adding = new Thread(() -> {
            try {
                backlog.add(rows(1));
                through.countDown();
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        adding.start();
        var part = backlog.next();
        assertThat(through.getCount()).isEqualTo(1);

        backlog.done(part);
        assertThat(through.await(30, TimeUnit.SECONDS)).isTrue();
        adding.join();
    }
}
