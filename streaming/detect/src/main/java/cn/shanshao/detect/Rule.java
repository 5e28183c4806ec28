package cn.shanshao.detect;

import cn.shanshao.detect.rain.AfterQuake;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it holds for one channel.
 *
 * @param revision another number for another version of the rule, or other limits of the channel
 * @param sight rules of one method and the same parameters see the same
 */
public record Rule(RuleConfig config, Method method, long revision, Ladder ladder, String sight) {
    private static final String INCREMENTS = "rain";

    /**
     * @param channel as it is registered; {@code null} when it is not. Its own limits are of the value itself, and hold
     *     for {@link Method#THRESHOLD} only
     * @throws IllegalArgumentException when nobody knows the method
     */
    public static Rule of(RuleConfig config, DeviceConfig.@Nullable Channel channel) {
        var method = Method.of(config.method())
                .orElseThrow(
                        () -> new IllegalArgumentException("method: expected a known one, was " + config.method()));
        var own = channel == null || method != Method.THRESHOLD ? null : channel.limits();
        var afterQuake = AfterQuake.of(config.params());
        var revision = config.version() * 31
                + (own == null ? 0 : own.hashCode())
                + (afterQuake.equals(AfterQuake.NONE) ? 0 : afterQuake.hashCode());
        var params = method == Method.THRESHOLD ? "" : new TreeMap<>(params(config, method)).toString();
        return new Rule(config, method, revision, Ladder.of(config, own), method.wire() + params);
    }

    /** What the lens is made with: the parameters of the rule, and what the rule knows besides. */
    Map<String, Double> params() {
        return params(config, method);
    }

    /** A lens of rain tells nothing incomplete below the lowest limit. */
    private static Map<String, Double> params(RuleConfig config, Method method) {
        // limits of levels are lowered where they are compared, those of a table in its lens
        var known = method == Method.RAIN_TABLE ? config.params() : AfterQuake.without(config.params());
        if (!method.mayBeIncomplete() || config.levels().isEmpty()) {
            return known;
        }
        var params = new HashMap<>(known);
        var lowest = method == Method.RAIN_TABLE ? 1 : AfterQuake.factor(known);
        params.put("from", lowest * Collections.min(config.levels().values()));
        return params;
    }

    /** It says little before it knows the past of its channel. */
    public boolean needsHistory() {
        return !history().isZero();
    }

    /** How much of the past it must have seen before it can judge. */
    public Duration history() {
        return method.history(params());
    }

    /** Each reading of the channel is what fell since the one before. */
    boolean isIncrements() {
        return config.appliesTo().quantity().equals(INCREMENTS);
    }

    /** It may alert. */
    boolean isLive() {
        return !config.shadow();
    }

    public String id() {
        return config.id();
    }
}
