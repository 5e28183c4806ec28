package cn.shanshao.center.notification;

import cn.shanshao.center.notification.gateway.SmsGateway.Standing;
import java.util.Optional;

/**
 * A gateway that goes on with some of its sessions.
 *
 * @param bound how many are, at least one
 * @param sessions how many ought to be
 */
public record Shorthanded(String gateway, int bound, int sessions) {
    /** Empty where all are bound, or none is: that gateway is away. */
    static Optional<Shorthanded> of(Way way) {
        var sessions = way.gateway().sessions();
        var bound = (int) sessions.stream().filter(Standing::isBound).count();
        return bound == 0 || bound == sessions.size()
                ? Optional.empty()
                : Optional.of(new Shorthanded(way.name(), bound, sessions.size()));
    }
}
