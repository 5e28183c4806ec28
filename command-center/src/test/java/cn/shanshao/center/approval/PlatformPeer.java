package cn.shanshao.center.approval;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An approval platform, after the contract alone: behind a real socket, and not always well. It signs and checks with code of
 * its own.
 */
final class PlatformPeer implements AutoCloseable {
    static final String SECRET = "a secret between the two of them, long enough";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<Instant> now;
    /** By idempotency key: what was asked for, taken once however often it came. */
    private final Map<String, JsonNode> taken = new ConcurrentHashMap<>();

    /** By id of the paper: the last question what became of it. */
    private final Map<String, JsonNode> questions = new ConcurrentHashMap<>();

    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final List<String> tries = new CopyOnWriteArrayList<>();
    private final List<String> nonces = new CopyOnWriteArrayList<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile int status = 202;
    private volatile String statusSecret = SECRET;
    private volatile boolean slow;

    PlatformPeer(Supplier<Instant> now) {
        this.now = now;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/gov/approvals", this::serve);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "platform-peer");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/gov";
    }

    /** Takes the next so many requests, and hangs up without a word. */
    void loseAnswers(int many) {
        unanswered.set(many);
    }

    /** Answers so to everything that is handed in. */
    void answer(int code) {
        status = code;
    }

    /** Takes everything, and does not answer for as long as this holds. */
    void beSlow(boolean really) {
        slow = really;
    }

    void signAnswersWith(String secret) {
        statusSecret = secret;
    }

    /** How often something came under that key. */
    long triesOf(String key) {
        return tries.stream().filter(key::equals).count();
    }

    boolean has(String key) {
        return taken.containsKey(key);
    }

    JsonNode request(String key) {
        return taken.get(key);
    }

    JsonNode question(String id) {
        return questions.get(id);
    }

    /** None came twice. */
    boolean everyNonceIsNew() {
        return nonces.stream().distinct().count() == nonces.size();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            var time = headers.getFirst("X-Shanshao-Timestamp");
            var nonce = headers.getFirst("X-Shanshao-Nonce");
            var key = headers.getFirst("Idempotency-Key");
            if (!hmac(SECRET, time, nonce, body).equals(headers.getFirst("X-Shanshao-Signature"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            nonces.add(nonce);
            tries.add(key);
            if (exchange.getRequestURI().getPath().endsWith("/status")) {
                answerStatus(exchange, nonce, JSON.readTree(body));
                return;
            }
            if (status / 100 == 2) {
                taken.put(key, JSON.readTree(body));
            }
            if (unanswered.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            if (slow) {
                hold();
                return;
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void hold() {
        try {
            closing.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerStatus(HttpExchange exchange, String nonce, JsonNode asked) throws IOException {
        var id = asked.get("id").asString();
        questions.put(id, asked);
        var round = asked.get("round").asInt();
        var pending = "{\"id\":\"%s\",\"round\":%d,\"result\":\"pending\"}".formatted(id, round);
        var body = results.getOrDefault(id + "/" + round, pending).getBytes(StandardCharsets.UTF_8);
        var time = Long.toString(now.get().getEpochSecond());
        exchange.getResponseHeaders().set("X-Shanshao-Timestamp", time);
        exchange.getResponseHeaders().set("X-Shanshao-Nonce", nonce);
        exchange.getResponseHeaders().set("X-Shanshao-Signature", hmac(statusSecret, time, nonce, body));
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Decides, and tells nobody who does not ask. */
    void decide(String id, int round, String result) {
        results.put(id + "/" + round, result);
    }

    /** A call to the centre. */
    record Call(String time, String nonce, String signature, String body) {
        Call with(String other) {
            return new Call(time, nonce, signature, other);
        }
    }

    Call call(String body) {
        return call(body, SECRET, now.get());
    }

    static Call call(String body, String secret, Instant at) {
        var time = Long.toString(at.getEpochSecond());
        var nonce = UUID.randomUUID().toString();
        return new Call(time, nonce, hmac(secret, time, nonce, body.getBytes(StandardCharsets.UTF_8)), body);
    }

    /** Returns the status. */
    HttpResponse<String> tell(URI callback, Call call) {
        var request = HttpRequest.newBuilder(callback)
                .header("Content-Type", "application/json")
                .header("X-Shanshao-Timestamp", call.time())
                .header("X-Shanshao-Nonce", call.nonce())
                .header("X-Shanshao-Signature", call.signature())
                .POST(BodyPublishers.ofString(call.body()))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(String secret, String time, String nonce, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var head = (time + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8);
            var all = new byte[head.length + body.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            return HexFormat.of().formatHex(mac.doFinal(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
