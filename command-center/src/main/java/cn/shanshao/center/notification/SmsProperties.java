package cn.shanshao.center.notification;

import cn.shanshao.center.notification.cmpp.CmppSettings.Version;
import cn.shanshao.center.notification.smpp.SmppSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * SMS. Messages of the exercise realm go to the virtual carrier and nowhere else; real ones to the gateways, and without one they
 * fail and say so.
 *
 * @param virtual the virtual carrier; absent for none
 * @param gateways carriers of real messages, in order of preference: the next one is asked when one is away, throttles or refuses
 */
@ConfigurationProperties("shanshao.sms")
record SmsProperties(
        @Nullable Virtual virtual, @DefaultValue List<Gateway> gateways) {
    /** Octets of a service_type (SMPP 3.4 §5.2.11), without its end. */
    private static final int LONGEST_SERVICE = 5;

    private static final int MOST_PLACES = 100;

    /** Messages a second. */
    private static final int FASTEST = 1_000;

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(50);

    /** @throws IllegalArgumentException when two gateways have the same name */
    SmsProperties {
        gateways = List.copyOf(gateways);
        var names = new HashSet<String>(Set.of(Virtual.NAME));
        for (var gateway : gateways) {
            if (!names.add(gateway.name())) {
                throw new IllegalArgumentException(
                        "shanshao.sms.gateways: the name %s must be given once, and not be %s"
                                .formatted(gateway.name(), Virtual.NAME));
            }
        }
    }

    /**
     * @param host of the carrier's server
     * @param port of the carrier's server; of the virtual one: 0 for none
     * @param systemId login there
     * @param password of that login
     * @param from the number that messages come from
     * @param window requests that may wait for their answer at once
     * @param answer how long to wait for one; after that the outcome is unknown
     * @param enquire how long a silent connection is trusted
     * @param voiceService the service_type under which it calls a phone; empty: it calls none
     */
    record Virtual(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("0") int port,
            @DefaultValue("shanshao") String systemId,
            @DefaultValue("") String password,
            @DefaultValue("10690000") String from,
            @DefaultValue("8") int window,
            @DefaultValue("10s") Duration answer,
            @DefaultValue("15s") Duration enquire,
            @DefaultValue("VOICE") String voiceService) {
        static final String NAME = "virtual";

        /** Without the password. */
        @Override
        public String toString() {
            return "Virtual[%s:%d]".formatted(host, port);
        }
    }

    /** How a carrier is spoken with. */
    enum Kind {
        SMPP,
        CMPP,
        TWILIO
    }

    /**
     * @param name of your choice, in lower case, with digits and dashes; it stays, for receipts are kept under it
     * @param kind {@code smpp}, {@code cmpp} or {@code twilio}
     * @param api of Twilio: where its interface is
     * @param login with SMPP the system_id, with CMPP the enterprise's code (企业代码), with Twilio the account SID
     * @param secret of that login; better a placeholder for a variable of the environment, or in a file
     * @param secretFile a file that holds nothing but the secret
     * @param rate messages a second in each session, 1 to 1000; with Twilio those of the account; absent: as many as the window lets through
     * @param version of CMPP: {@code v2} or {@code v3}
     * @param serviceId of CMPP: the business code (业务代码)
     * @param sessions of SMPP: how many are bound at once, 1 to 8; the window is that of all together, each has its share
     * @param tls of SMPP: whether the connection is encrypted, with TLS 1.2 or newer, and the carrier's certificate checked
     * @param trust of SMPP over TLS: a PEM file with the certificates of the authorities that may have issued the carrier's,
     *     or a store (PKCS #12, JKS) with them; absent: those that Java trusts
     * @param trustPassword of that store; empty for none
     * @param voiceService of SMPP: the service_type under which the carrier speaks a text in a call; empty: it does not
     * @param templates the texts that are registered with the carrier: our id of each, and the carrier's; empty: it takes
     *     any text. One that is not among them never leaves through this carrier
     */
    record Gateway(
            String name,
            Kind kind,
            @DefaultValue("") String host,
            @DefaultValue("0") int port,
            @DefaultValue("https://api.twilio.com") URI api,
            String login,
            @DefaultValue("") String secret,
            @Nullable Path secretFile,
            @DefaultValue("V2") Version version,
            @DefaultValue("") String serviceId,
            String from,
            @DefaultValue("8") int window,
            @Nullable Integer rate,
            @DefaultValue("10s") Duration answer,
            @DefaultValue("15s") Duration enquire,
            @DefaultValue("1") int sessions,
            @DefaultValue("false") boolean tls,
            @Nullable Path trust,
            @DefaultValue("") String trustPassword,
            @DefaultValue("") String voiceService,
            @DefaultValue Map<String, String> templates) {
        /** @throws IllegalArgumentException when something lacks or cannot be */
        Gateway {
            check(name != null && name.matches("[a-z0-9-]{1,20}"), "name", name, "1…20 of a-z, 0-9 and -");
            check(kind != null, "kind", kind, "smpp, cmpp or twilio");
            check(kind == Kind.TWILIO || !host.isBlank(), "host", host, "the carrier's address");
            check(kind == Kind.TWILIO || port > 0 && port < 65_536, "port", port, "1…65535");
            check(api.getHost() != null, "api", api, "an address such as https://api.twilio.com");
            check(login != null && !login.isBlank(), "login", login, "what the carrier gave");
            check(from != null && !from.isBlank(), "from", from, "the number that messages come from");
            check(secret.isEmpty() != (secretFile == null), "secret", "…", "the secret, or a secret-file with it");
            check(window > 0 && window <= MOST_PLACES, "window", window, "1…" + MOST_PLACES);
            check(rate == null || rate >= 1 && rate <= FASTEST, "rate", rate, "absent, or 1…" + FASTEST);
            check(
                    sessions >= 1 && sessions <= SmppSettings.MOST_SESSIONS && sessions <= window,
                    "sessions",
                    sessions,
                    "1…%d, and not more than the window of %d".formatted(SmppSettings.MOST_SESSIONS, window));
            check(kind == Kind.SMPP || sessions == 1, "sessions", sessions, "1, except with smpp");
            check(kind == Kind.SMPP || !tls, "tls", tls, "false, except with smpp");
            check(tls || trust == null, "trust", trust, "absent without tls");
            check(trust != null || trustPassword.isEmpty(), "trust-password", "…", "empty without trust");
            check(
                    !answer.isNegative() && !answer.isZero() && answer.compareTo(LONGEST_ANSWER) <= 0,
                    "answer",
                    answer,
                    "up to " + LONGEST_ANSWER.toSeconds() + "s");
            check(
                    voiceService.length() <= LONGEST_SERVICE,
                    "voice-service",
                    voiceService,
                    "at most %d characters".formatted(LONGEST_SERVICE));
            templates = Map.copyOf(templates);
        }

        private static void check(boolean right, String field, @Nullable Object value, String expected) {
            if (!right) {
                throw new IllegalArgumentException("shanshao.sms.gateways: %s must be %s, was %s"
                        .formatted(field, expected, Objects.toString(value, "missing")));
            }
        }

        /** How the carrier proves who it is; {@code null} for an unencrypted connection. */
        SmppSettings.@Nullable Tls trusting() {
            return tls ? new SmppSettings.Tls(trust, trustPassword) : null;
        }

        /** The secret, from wherever it is. */
        String password() {
            if (secretFile == null) {
                return secret;
            }
            try {
                return Files.readString(secretFile).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "shanshao.sms.gateways: secret-file of %s cannot be read: %s".formatted(name, secretFile), e);
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Gateway[%s, %s]".formatted(name, kind.name().toLowerCase(Locale.ROOT));
        }
    }
}
