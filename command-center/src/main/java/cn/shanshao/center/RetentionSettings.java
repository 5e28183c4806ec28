package cn.shanshao.center;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long personal data are kept; every night the keys of what is older are dropped, and nobody can read it any more.
 *
 * @param messages names, numbers and texts of messages and of the answers to them; that one was sent, and when, stays
 * @param households of households that are on no roster any more, from the day on which they left it
 */
@ConfigurationProperties("shanshao.retention")
public record RetentionSettings(
        @DefaultValue("1095d") Duration messages,
        @DefaultValue("1095d") Duration households) {
    public RetentionSettings {
        if (messages.isNegative() || messages.isZero() || households.isNegative() || households.isZero()) {
            throw new IllegalArgumentException(
                    "shanshao.retention.messages and .households must be longer than nothing, were %s and %s"
                            .formatted(messages, households));
        }
    }
}
