package cn.shanshao.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer makes of a server's answers; the server here refuses every lot that holds a row of the device "bad". */
class ReadingStoreTest {
    private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

    private final List<String> stored = Collections.synchronizedList(new ArrayList<>());
    private volatile int answer = 204;
    private volatile String message = "no";
    private HttpServer server;
    private ReadingStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/write", this::take);
        server.start();
        store = new ReadingStore(uri(), "u", "p", Duration.ofDays(100));
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Basic dTpw");
        assertThat(exchange.getRequestURI().getQuery()).contains("precision=ms");
        if (answer == 204 && body.contains("device=bad")) {
            reply(exchange, 400);
        } else {
            if (answer == 204) {
                body.lines().forEach(stored::add);
            }
            reply(exchange, answer);
        }
    }

    private void reply(HttpExchange exchange, int status) throws IOException {
        var bytes = ("{\"code\":\"invalid\",\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static Row row(String device, int second) {
        return new Row(device, "crack", 1.5, 1, AT.plusSeconds(second), AT, AT, true);
    }

    @Test
    void writesALineForEachRow() throws Exception {
        store.write(
                List.of(new Row("d-1", "soil.moisture/0.5", -1e-7, 3, AT, AT.minusMillis(5), AT.plusMillis(9), true)));
        assertThat(stored)
                .containsExactly("reading,device=d-1,quantity=soil.moisture/0.5 value=-1.0E-7,flag=3i,"
                        + "written=1795391999995i,received=1795392000009i,approximate=t 1795392000000");
    }

    @Test
    void rowsThatWereTooOldOnArrivalGoToTheArchive() throws Exception {
        var edge = AT.minus(Duration.ofDays(100));
        store.write(List.of(
                new Row("d", "crack", 1, 1, edge, edge, AT, false),
                new Row("d", "crack", 2, 1, edge.minusMillis(1), edge, AT, false)));
        assertThat(stored).hasSize(2);
        assertThat(stored.get(0)).startsWith("reading,");
        assertThat(stored.get(1)).startsWith("reading_archive,");
    }

    @Test
    void findsTheBadRowsAmongManyAndStoresTheRest() throws Exception {
        var lot = new ArrayList<>(
                IntStream.range(0, 1_000).mapToObj(i -> row("d-" + i, i)).toList());
        lot.set(0, row("bad", 0));
        lot.set(500, row("bad", 500));
        lot.set(999, row("bad", 999));
        assertThatThrownBy(() -> store.write(lot))
                .isInstanceOfSatisfying(
                        StoreRefused.class,
                        e -> assertThat(e.bad())
                                .extracting(StoreRefused.Bad::row)
                                .containsExactly(lot.get(0), lot.get(500), lot.get(999)));
        assertThat(stored).hasSize(997).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 401, 403, 404})
    void anAnswerThatIsNotAboutTheLotIsUnavailability(int status) {
        answer = status;
        assertThatThrownBy(() -> store.write(List.of(row("d", 1)))).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aStoreWithoutItsTableIsUnavailableAndDoesNotCostReadings() {
        answer = 400;
        message = "table does not exist, creating new tables is disabled";
        assertThatThrownBy(() -> store.write(List.of(row("d", 1)))).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aStoreThatIsNotThereIsUnavailable() {
        server.stop(0);
        assertThatThrownBy(() -> store.write(List.of(row("d", 1)))).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aStoreThatDoesNotAnswerIsUnavailable() throws Exception {
        try (var silent = new java.net.ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var waiting = new ReadingStore(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()), "u", "p", Duration.ofDays(1))) {
            assertThatThrownBy(() -> waiting.write(List.of(row("d", 1)))).isInstanceOf(StoreUnavailable.class);
        }
    }
}
