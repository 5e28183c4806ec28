package cn.shanshao.center.screen;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/** The open WebSockets. */
@Component
class Sockets implements WebSocketHandlerDecoratorFactory {
    private static final Logger log = LoggerFactory.getLogger(Sockets.class);

    private final Map<String, WebSocketSession> open = new ConcurrentHashMap<>();

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                open.put(session.getId(), session);
                super.afterConnectionEstablished(session);
            }

            @Override
            public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
                open.remove(session.getId());
                super.afterConnectionClosed(session, status);
            }
        };
    }

    int count() {
        return open.size();
    }

    /** Closes all: every page connects again and starts from the overview, so nothing is missed. */
    void restartAll() {
        open.values().forEach(session -> {
            try {
                session.close(CloseStatus.SERVICE_RESTARTED);
            } catch (IOException e) {
                log.debug("a WebSocket was gone already", e);
            }
        });
    }
}
