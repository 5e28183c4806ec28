package cn.shanshao.center.screen;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

/** Which topics somebody listens to: what nobody listens to is not even put together. */
@Component
class Watchers {
    private final Map<String, Map<String, Topic>> bySession = new ConcurrentHashMap<>();
    private volatile Set<Topic> watched = Set.of();

    boolean watch(Topic topic) {
        return watched.contains(topic);
    }

    /** How many subscriptions there are to a topic. */
    long count(Topic topic) {
        return bySession.values().stream()
                .flatMap(topics -> topics.values().stream())
                .filter(topic::equals)
                .count();
    }

    Set<Topic> watched() {
        return watched;
    }

    @EventListener
    void on(SessionSubscribeEvent event) {
        var headers = SimpMessageHeaderAccessor.wrap(event.getMessage());
        var session = headers.getSessionId();
        var id = headers.getSubscriptionId();
        if (session != null && id != null) {
            Topic.parse(headers.getDestination()).ifPresent(topic -> {
                bySession
                        .computeIfAbsent(session, s -> new ConcurrentHashMap<>())
                        .put(id, topic);
                count();
            });
        }
    }

    @EventListener
    void on(SessionUnsubscribeEvent event) {
        var headers = SimpMessageHeaderAccessor.wrap(event.getMessage());
        var session = headers.getSessionId();
        var id = headers.getSubscriptionId();
        if (session != null && id != null) {
            bySession.getOrDefault(session, new ConcurrentHashMap<>()).remove(id);
            count();
        }
    }

    @EventListener
    void on(SessionDisconnectEvent event) {
        bySession.remove(event.getSessionId());
        count();
    }

    private synchronized void count() {
        watched = bySession.values().stream()
                .flatMap(topics -> topics.values().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
