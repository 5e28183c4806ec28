package cn.shanshao.ingest.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreWatchTest {
    @TempDir
    Path dir;

    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    volatile String answer = "";
    HttpServer store;
    StoreWatch watch;

    @BeforeEach
    void start() throws Exception {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/exec", exchange -> {
            asked.add(exchange.getRequestURI().getQuery().replace('+', ' '));
            var body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        store.start();
        var url = URI.create("http://127.0.0.1:" + store.getAddress().getPort());
        watch = new StoreWatch(new QuestDbSql(url, "user", "password"), dir);
    }

    @AfterEach
    void stop() {
        watch.close();
        store.stop(0);
    }

    @Test
    void anAnswerThatNobodyUnderstandsDoesNotEndTheWatch() {
        answer = "{\"dataset\":[[]]}";
        watch.watch();
        answer = "{\"dataset\":[[\"reading\",true,3]]}";
        watch.watch();
        assertThat(asked).last().asString().contains("ALTER TABLE \"reading\" RESUME WAL");
    }
}
