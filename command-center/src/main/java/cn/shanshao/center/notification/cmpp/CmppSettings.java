package cn.shanshao.center.notification.cmpp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a carrier's CMPP gateway (ISMG) listens.
 *
 * @param version of the protocol
 * @param spId the enterprise's code at the carrier (企业代码), up to 6 characters
 * @param secret shared with the carrier
 * @param serviceId business code (业务代码), up to 10 characters
 * @param from the number that messages come from (接入号), up to 21 digits
 * @param window how many submits may wait for their answer at once
 * @param rate how many messages may be submitted in a second, 1…1000; {@code null} for any
 * @param answer how long to wait for an answer before the outcome is unknown
 * @param enquire how long a silent connection is trusted before it is tested
 */
public record CmppSettings(
        String host,
        int port,
        Version version,
        String spId,
        String secret,
        String serviceId,
        String from,
        int window,
        @Nullable Integer rate,
        Duration answer,
        Duration enquire) {
    /** As it stands in CMPP_CONNECT: the major version in the upper four bits. */
    public enum Version {
        V2(0x20),
        V3(0x30);

        private final int code;

        Version(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** @throws IllegalArgumentException when something does not fit into its field */
    public CmppSettings {
        fits("login", spId, 6);
        fits("service-id", serviceId, 10);
        fits("from", from, 21);
    }

    private static void fits(String name, String value, int most) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(value) || value.length() > most) {
            throw new IllegalArgumentException(
                    "%s must be up to %d ASCII characters, was %s".formatted(name, most, value));
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "CmppSettings[%s:%d as %s, %s]".formatted(host, port, spId, version);
    }
}
