package cn.shanshao.streaming.store;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that refuses every lot with a line of a device called {@code bad}, as a store refuses for content. */
final class FakeStore implements AutoCloseable {
    final List<String> taken = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var isBad = body.contains("device=bad");
            if (!isBad) {
                taken.addAll(body.lines().toList());
            }
            exchange.sendResponseHeaders(isBad ? 400 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    StoreAddress address() {
        return new StoreAddress(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "u", "p", Duration.ofDays(1_000));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
