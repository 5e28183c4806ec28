package cn.shanshao.center.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A platform for area broadcasts on loopback, as the contract describes one: it checks the signature, and takes what it checked. */
final class Platform implements AutoCloseable {
    private final HttpServer server;
    private final byte[] secret;
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<byte[]> taken = new CopyOnWriteArrayList<>();

    private Platform(HttpServer server, String secret) {
        this.server = server;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    static Platform start(String secret) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var platform = new Platform(server, secret);
            server.createContext("/", platform::take);
            server.start();
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:%d/areas".formatted(server.getAddress().getPort());
    }

    /** What the next requests get; 202 when nothing is left. */
    void answers(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    /** The idempotency keys of all requests. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    List<byte[]> taken() {
        return List.copyOf(taken);
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        keys.add(headers.getFirst("Idempotency-Key"));
        var isOurs = signature(headers.getFirst("X-Shanshao-Timestamp"), body)
                .equals(headers.getFirst("X-Shanshao-Signature"));
        var next = answers.poll();
        var status = isOurs ? next == null ? 202 : next : 403;
        if (status == 202) {
            taken.add(body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private String signature(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
