package cn.shanshao.streaming.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.flow.Lot;
import cn.shanshao.streaming.mqtt.Link;
import cn.shanshao.streaming.mqtt.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

class StoreWriterTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final SinkWriter.Context NONE = Mockito.mock(SinkWriter.Context.class);
    private static final String PASSWORD = "secret-of-the-test";

    @TempDir
    Path dir;

    private final Tally tally = new Tally();
    private final List<AutoCloseable> open = new ArrayList<>();
    private FakeStore store;

    @BeforeEach
    void openStore() throws IOException {
        store = new FakeStore();
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open) {
            one.close();
        }
        store.close();
    }

    private static Row row(@Nullable String device, int second) {
        var at = NOW.plusSeconds(second);
        return new Row(device, "crack", 1, 1, at, at, at, false);
    }

    private Path backlog() throws IOException {
        return Files.createDirectories(dir.resolve("backlog"));
    }

    /** The broker at this port; nobody listens at port 1. */
    private static Link link(int port) {
        return new Link("tcp://127.0.0.1:" + port, "job", PASSWORD, null);
    }

    /** A writer as {@link StoreSink} makes it, over what an earlier one has left. */
    private StoreWriter writer(int brokerPort, MetricGroup metrics) throws IOException {
        var spill = new Spill(backlog());
        spill.clear();
        var lots = new Backlog(spill, 1 << 20, tally);
        for (var file : spill.left(0, 1)) {
            lots.found(file);
        }
        var rejections = new Outbox(link(brokerPort).login("store-0"), Outbox.WhenFull.WAIT, List.of(), tally);
        rejections.start();
        var writer = new StoreWriter(lots, spill, store.address().open(), rejections, tally, metrics);
        open.add(writer);
        writer.start();
        return writer;
    }

    private StoreWriter writer(int brokerPort) throws IOException {
        return writer(brokerPort, new UnregisteredMetricsGroup());
    }

    private static void write(StoreWriter writer, Row... rows) throws Exception {
        writer.write(new Lot(Arrays.asList(rows)), NONE);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(until);
            Thread.sleep(10);
        }
    }

    private long files(String suffix) throws IOException {
        try (var files = Files.list(backlog())) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        }
    }

    private String troubles() {
        return tally.troubles().toString();
    }

    @Test
    void refusedRowsStayOnDiskUntilTheBrokerHasStoredWhatTellsOfThem() throws Exception {
        var away = writer(1);
        write(away, row("good", 1), row("bad", 2), row("good", 3));
        await("the good rows are stored", () -> store.taken.size() == 2);
        await("the bad row is on disk", () -> files(".lot") == 1);
        away.close();

        var logins = DeviceLogins.open(dir.resolve("logins"));
        var heard = new CopyOnWriteArrayList<Rejected>();
        try (var broker = EmbeddedBroker.start(new BrokerSettings(
                dir.resolve("broker"), "127.0.0.1", 0, Map.of("job", PASSWORD, "centre", PASSWORD), logins))) {
            var login = new MqttLogin("tcp://127.0.0.1:" + broker.port(), "centre", PASSWORD, "centre");
            var ear = new MqttClient(
                    login.as("ear"),
                    List.of(Topics.REJECTED),
                    delivery -> {
                        delivery.from().acknowledge(delivery);
                        heard.add(Rejected.decode(delivery.payload()));
                    },
                    connection -> {});
            open.add(ear);
            ear.start();
            await("the centre listens", ear::isUp);
            writer(broker.port());

            await("the refusal is told", () -> !heard.isEmpty());
            assertThat(heard).extracting(Rejected::topic).containsExactly(Topics.data("bad"));
            await("and then forgotten", () -> files(".lot") == 0);
            assertThat(store.taken).hasSize(2);
        }
    }

    @Test
    void aLotThatCannotBeReadIsSetAsideAndTold() throws Exception {
        var spill = new Spill(backlog());
        Files.write(spill.keep(List.of(row("good", 1))), new byte[] {1, 2, 3});
        spill.keep(List.of(row("good", 2)));
        writer(1);

        await("the other is stored", () -> store.taken.size() == 1);
        await("it is told", () -> troubles().contains("1 lots of readings could not be read from disk"));
        assertThat(files(".spoiled")).isEqualTo(1);
        await("nothing else waits", () -> files(".lot") == 0);
    }

    @Test
    void aLotThatFailsByItselfIsKeptAndToldAndTheOthersGoOn() throws Exception {
        var writer = writer(1);
        write(writer, row(null, 1));
        await("it is told", () -> troubles().contains("1 lots of readings cannot be written"));
        write(writer, row("good", 2));
        await("the other is stored", () -> store.taken.size() == 1);
        write(writer, row("good", 3));
        await("and the next", () -> store.taken.size() == 2);
        assertThat(troubles()).contains("1 lots of readings cannot be written");
    }

    @Test
    void anErrorOfTheSenderFailsTheTaskAndLetsNobodyWait() throws Exception {
        var broken = new UnregisteredMetricsGroup() {
            @Override
            public Counter counter(String name) {
                return new SimpleCounter() {
                    @Override
                    public void inc(long n) {
                        throw new NoClassDefFoundError("gone from the class path");
                    }
                };
            }
        };
        var writer = writer(1, broken);
        write(writer, row("good", 1));
        await("the task is told", () -> {
            try {
                writer.flush(false);
                return false;
            } catch (IOException e) {
                return e.getCause() instanceof NoClassDefFoundError;
            }
        });
        assertThatThrownBy(() -> write(writer, row("good", 2))).isInstanceOf(IOException.class);
        assertThat(writer.snapshotState(1)).as("the lot is still there").isNotEmpty();
    }

    @Test
    void stateOfAStrangeVersionIsSetAsideAndTold() throws Exception {
        var sink = new StoreSink(store.address(), backlog().toString(), 1 << 20, link(1), new Board("strange"));
        var context =
                Mockito.mock(org.apache.flink.api.connector.sink2.WriterInitContext.class, Mockito.RETURNS_DEEP_STUBS);
        Mockito.when(context.getTaskInfo().getNumberOfParallelSubtasks()).thenReturn(1);
        open.add(sink.restoreWriter(context, List.of(new byte[] {9, 9, 9})));

        assertThat(files(".spoiled")).isEqualTo(1);
        assertThat(new Board("strange").tally().troubles()).hasSize(1);
    }

    @Test
    void whatACrashHasLeftUnfinishedIsCleared() throws Exception {
        Files.write(backlog().resolve("0.part"), new byte[] {1});
        writer(1);
        assertThat(files(".part")).isZero();
    }
}
