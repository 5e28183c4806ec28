package cn.shanshao.center;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long personal data are kept; every night the keys of what is older are dropped, and nobody can read it any more.
 *
 * @param messages names, numbers and texts of messages and of the answers to them; that one was sent, and when, stays
 * @param households of households that are on no roster any more, from the day on which they left it
 * @param contacts of people who are on the card of their point no more, from the day on which they were taken off it
 */
@ConfigurationProperties("shanshao.retention")
public record RetentionSettings(
        @DefaultValue("1095d") Duration messages,
        @DefaultValue("1095d") Duration households,
        @DefaultValue("1095d") Duration contacts) {
    public RetentionSettings {
        if (Stream.of(messages, households, contacts).anyMatch(time -> time.isNegative() || time.isZero())) {
            throw new IllegalArgumentException(
                    "shanshao.retention.messages, .households and .contacts must be longer than nothing, were %s, %s and %s"
                            .formatted(messages, households, contacts));
        }
    }
}
