package cn.shanshao.center.screen;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.LongConnections;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** The open WebSockets. One whose user has signed out, was locked, or changed role or division is closed. */
@Component
class Sockets implements WebSocketHandlerDecoratorFactory, HandshakeInterceptor {
    private static final Long SEND_MILLIS = 5_000L;
    private static final String USER = Sockets.class.getName() + ".user";
    private static final Logger log = LoggerFactory.getLogger(Sockets.class);

    private final LongConnections connections;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    Sockets(LongConnections connections) {
        this.connections = connections;
    }

    private record Open(WebSocketSession socket, Optional<CurrentUser> began, Behind behind) {}

    /** Who is behind the connection now. */
    private interface Behind extends Supplier<Optional<CurrentUser>> {}

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (request instanceof ServletServerHttpRequest servlet) {
            var asked = connections.behind(servlet.getServletRequest());
            attributes.put(USER, (Behind) asked::get);
        }
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {
        // nothing is left to do
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
                if (socket instanceof NativeWebSocketSession tomcat) {
                    hurry(tomcat.getNativeSession(Session.class));
                }
                if (socket.getAttributes().get(USER) instanceof Behind behind) {
                    open.put(socket.getId(), new Open(socket, behind.get(), behind));
                }
                super.afterConnectionEstablished(socket);
            }

            @Override
            public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
                open.remove(socket.getId());
                super.afterConnectionClosed(socket, status);
            }
        };
    }

    /**
     * A browser that takes nothing for this long is closed. Frames of one browser go out in order, one at a time; so
     * this bounds what waits for it.
     */
    private static void hurry(@Nullable Session session) {
        if (session != null) {
            session.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", SEND_MILLIS);
        }
    }

    /** With the database away everybody stays. */
    @Scheduled(fixedDelayString = "${shanshao.socket-check:15s}")
    void closeThoseWhoLeft() {
        for (var one : open.values()) {
            if (!one.behind().get().equals(one.began())) {
                close(one.socket(), CloseStatus.POLICY_VIOLATION);
            }
        }
    }

    /** Closes all: every page connects again and starts from the overview, so nothing is missed. */
    void restartAll() {
        open.values().forEach(one -> close(one.socket(), CloseStatus.SERVICE_RESTARTED));
    }

    private static void close(WebSocketSession socket, CloseStatus why) {
        try {
            socket.close(why);
        } catch (IOException e) {
            log.debug("a WebSocket was gone already", e);
        }
    }
}
