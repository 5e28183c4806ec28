package cn.shanshao.center.screen;

import cn.shanshao.center.Caller;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page that listens over STOMP, and remembers what it heard. */
final class StompEar extends StompSessionHandlerAdapter implements AutoCloseable {
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> refused = new CompletableFuture<>();
    private final WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());
    private final StompSession session;

    StompEar(Caller signedIn) throws Exception {
        this(signedIn, Map.of());
    }

    /** @param handshake headers that a browser, or a proxy before us, adds */
    StompEar(Caller signedIn, Map<String, String> handshake) throws Exception {
        var headers = new WebSocketHttpHeaders();
        handshake.forEach(headers::add);
        if (signedIn.cookie() != null) {
            headers.add("Cookie", signedIn.cookie());
        }
        var at = URI.create(signedIn.uri("/ws").toString().replaceFirst("http", "ws"));
        session = client.connectAsync(at, headers, new StompHeaders(), this).get(30, TimeUnit.SECONDS);
    }

    StompEar on(String destination) {
        session.subscribe(destination, this);
        return this;
    }

    void send(String destination) {
        session.send(destination, new byte[] {1});
    }

    List<JsonNode> heard(String type) {
        return heard.stream().filter(e -> e.get("type").asString().equals(type)).toList();
    }

    /** Completes when the server ends the connection with an ERROR, or without a word. */
    CompletableFuture<String> refused() {
        return refused;
    }

    @Override
    public Type getPayloadType(StompHeaders headers) {
        return byte[].class;
    }

    @Override
    public void handleFrame(StompHeaders headers, @Nullable Object payload) {
        if (payload == null || headers.getDestination() == null) {
            refused.complete(String.valueOf(headers.getFirst("message")));
        } else {
            heard.add(JsonMapper.shared().readTree(new String((byte[]) payload, StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void handleException(
            StompSession s, @Nullable StompCommand command, StompHeaders headers, byte[] payload, Throwable e) {
        refused.complete(e.toString());
    }

    @Override
    public void handleTransportError(StompSession s, Throwable e) {
        refused.complete(e.toString());
    }

    @Override
    public void close() {
        try {
            session.disconnect();
        } catch (RuntimeException e) {
            // the server was quicker
        }
        client.stop();
    }
}
