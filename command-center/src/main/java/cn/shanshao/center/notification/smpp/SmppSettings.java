package cn.shanshao.center.notification.smpp;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a carrier's SMPP server listens.
 *
 * @param tls {@code null} for an unencrypted connection
 * @param from the number that messages come from
 * @param sessions how many are bound at once, 1…{@value #MOST_SESSIONS}
 * @param window how many requests may wait for their answer at once in all sessions together, one for each at least
 * @param rate how many messages may be submitted in a second in each session, 1…1000; {@code null} for any
 * @param answer how long to wait for an answer before the outcome is unknown
 * @param enquire how long a silent connection is trusted before it is asked whether it lives
 * @param voiceService the service_type under which the carrier speaks a text in a call; {@code null} when it does not
 */
public record SmppSettings(
        String host,
        int port,
        @Nullable Tls tls,
        String systemId,
        String password,
        String from,
        int sessions,
        int window,
        @Nullable Integer rate,
        Duration answer,
        Duration enquire,
        @Nullable String voiceService) {
    public static final int MOST_SESSIONS = 8;

    /** @throws IllegalArgumentException when there are too many or too few sessions, or more than the window has places */
    public SmppSettings {
        if (sessions < 1 || sessions > MOST_SESSIONS || sessions > window) {
            throw new IllegalArgumentException("sessions must be 1…%d and not more than the window of %d, was %d"
                    .formatted(MOST_SESSIONS, window, sessions));
        }
    }

    /** One session without TLS and at any rate, to a carrier that calls nobody. */
    public SmppSettings(
            String host,
            int port,
            String systemId,
            String password,
            String from,
            int window,
            Duration answer,
            Duration enquire) {
        this(host, port, null, systemId, password, from, 1, window, null, answer, enquire, null);
    }

    /**
     * A connection over TLS.
     *
     * @param trust a PEM file, or a store in a format of Java, with the authorities that are trusted; {@code null} for
     *     those that Java trusts
     * @param trustPassword of the store; empty for none
     */
    public record Tls(@Nullable Path trust, String trustPassword) {
        /** Where the authorities come from. */
        String trustedBy() {
            return trust == null ? "this Java" : trust.toString();
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Tls[%s]".formatted(trustedBy());
        }
    }

    /** Places of one session, counted from 0: what the window gives to each, the rest to the first ones. */
    int places(int session) {
        return window / sessions + (session < window % sessions ? 1 : 0);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SmppSettings[%s:%d as %s]".formatted(host, port, systemId);
    }
}
