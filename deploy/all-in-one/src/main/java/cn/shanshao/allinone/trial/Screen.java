package cn.shanshao.allinone.trial;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page that is open: receives the STOMP messages of some topics, each with the moment it came. */
public final class Screen implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE_SECONDS = 30;

    /** One message; {@code nanos} is {@link System#nanoTime} of its arrival. */
    public record Seen(long nanos, JsonNode body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private Screen(HttpClient http, URI uri) {
        this.socket = http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .subprotocols("v12.stomp")
                .buildAsync(uri, new Ear())
                .join();
    }

    static Screen open(HttpClient http, URI uri, String... topics) {
        var screen = new Screen(http, uri);
        screen.send("CONNECT\naccept-version:1.2\nhost:shanshao\nheart-beat:0,0\n\n");
        try {
            if (!screen.connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new TrialFailure("no CONNECTED from " + uri);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailure("interrupted", e);
        }
        for (var topic : topics) screen.send("SUBSCRIBE\nid:" + topic + "\ndestination:" + topic + "\n\n");
        return screen;
    }

    /** Everything so far, oldest first. */
    public List<Seen> seen() {
        return new ArrayList<>(seen);
    }

    /** The first alert that suits; waits for it. */
    public JsonNode alert(Duration limit, Predicate<JsonNode> suits) {
        return Await.value(
                        "an alert on the screen",
                        limit,
                        () -> seen.stream()
                                .map(Seen::body)
                                .filter(body -> "alert".equals(body.path("type").asString("")))
                                .map(body -> body.get("alert"))
                                .filter(suits)
                                .findFirst(),
                        alert -> alert.isPresent())
                .orElseThrow();
    }

    public void forget() {
        seen.clear();
    }

    private void send(String frame) {
        socket.sendText(frame + "\0", true).join();
    }

    private void received(String frame) {
        if (frame.startsWith("CONNECTED")) connected.countDown();
        if (frame.startsWith("ERROR")) throw new TrialFailure(frame);
        if (!frame.startsWith("MESSAGE")) return;
        var now = System.nanoTime();
        var begin = frame.indexOf("\n\n") + 2;
        seen.add(new Seen(now, JSON.readTree(frame.substring(begin, frame.lastIndexOf('\0')))));
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
