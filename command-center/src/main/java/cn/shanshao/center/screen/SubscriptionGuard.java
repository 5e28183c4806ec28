package cn.shanshao.center.screen;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.monitoring.Inventory;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The wall between divisions, for subscriptions: a user hears the own division and what lies below, and of people
 * only who may see them. Nobody sends over STOMP. A refusal ends the connection.
 */
@Component
class SubscriptionGuard implements ChannelInterceptor {
    private final Divisions divisions;
    private final Inventory inventory;

    SubscriptionGuard(Divisions divisions, Inventory inventory) {
        this.divisions = divisions;
        this.inventory = inventory;
    }

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        var type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        if (type == SimpMessageType.CONNECT) {
            user(message);
        } else if (type == SimpMessageType.SUBSCRIBE) {
            check(user(message), SimpMessageHeaderAccessor.getDestination(message.getHeaders()));
        } else if (type == SimpMessageType.MESSAGE) {
            throw new AccessDeniedException("nothing is sent over STOMP; use the HTTP interface");
        }
        return message;
    }

    private void check(CurrentUser user, @Nullable String destination) {
        var isAllowed = Topic.parse(destination)
                .filter(topic -> user.seesPeople() || !topic.namesPeople())
                .map(topic -> topic.isPoint() ? seesPoint(user, topic.id()) : divisions.sees(user, topic.id()))
                .orElse(false);
        if (!isAllowed) {
            throw new AccessDeniedException("there is no topic %s here".formatted(destination));
        }
    }

    private boolean seesPoint(CurrentUser user, String id) {
        var point = inventory.now().points().get(id);
        return point != null && divisions.sees(user, point.division());
    }

    private static CurrentUser user(Message<?> message) {
        Principal principal = SimpMessageHeaderAccessor.getUser(message.getHeaders());
        if (principal instanceof Authentication a && a.getPrincipal() instanceof CurrentUser user) {
            return user;
        }
        throw new AccessDeniedException("a login is needed");
    }
}
