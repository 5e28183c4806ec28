package cn.shanshao.detect;

import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.RuleConfig;
import org.jspecify.annotations.Nullable;

/**
 * A threshold rule as it holds for one channel.
 *
 * @param revision another number for another version of the rule, or other limits of the channel
 */
public record Rule(RuleConfig config, long revision, Ladder ladder) {
    /**
     * @param channel as it is registered; {@code null} when it is not
     */
    public static Rule of(RuleConfig config, DeviceConfig.@Nullable Channel channel) {
        var own = channel == null ? null : channel.limits();
        var revision = config.version() * 31 + (own == null ? 0 : own.hashCode());
        return new Rule(config, revision, Ladder.of(config, own));
    }

    public String id() {
        return config.id();
    }
}
