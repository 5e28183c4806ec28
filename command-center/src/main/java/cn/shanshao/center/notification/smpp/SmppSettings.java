package cn.shanshao.center.notification.smpp;

import java.time.Duration;

/**
 * Where a carrier's SMPP server listens.
 *
 * @param from the number that messages come from
 * @param window how many requests may wait for their answer at once
 * @param answer how long to wait for an answer before the outcome is unknown
 * @param enquire how long a silent connection is trusted before it is asked whether it lives
 */
public record SmppSettings(
        String host,
        int port,
        String systemId,
        String password,
        String from,
        int window,
        Duration answer,
        Duration enquire) {
    /** Without the password. */
    @Override
    public String toString() {
        return "SmppSettings[%s:%d as %s]".formatted(host, port, systemId);
    }
}
