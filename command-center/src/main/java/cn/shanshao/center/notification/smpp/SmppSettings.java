package cn.shanshao.center.notification.smpp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a carrier's SMPP server listens.
 *
 * @param from the number that messages come from
 * @param window how many requests may wait for their answer at once
 * @param answer how long to wait for an answer before the outcome is unknown
 * @param enquire how long a silent connection is trusted before it is asked whether it lives
 * @param voiceService the service_type under which the carrier speaks a text in a call; {@code null} when it does not
 */
public record SmppSettings(
        String host,
        int port,
        String systemId,
        String password,
        String from,
        int window,
        Duration answer,
        Duration enquire,
        @Nullable String voiceService) {
    /** One that calls nobody. */
    public SmppSettings(
            String host,
            int port,
            String systemId,
            String password,
            String from,
            int window,
            Duration answer,
            Duration enquire) {
        this(host, port, systemId, password, from, window, answer, enquire, null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SmppSettings[%s:%d as %s]".formatted(host, port, systemId);
    }
}
