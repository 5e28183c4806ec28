package cn.shanshao.center.screen;

import cn.shanshao.center.China;
import cn.shanshao.center.registry.Device;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line that is drawn into a curve.
 *
 * @param value in the unit of the channel
 * @param below the alert is below the line, not above it
 * @param absolute the line holds for the value without its sign
 */
record Limit(Level level, double value, String ruleId, long ruleVersion, boolean below, boolean absolute) {
    /** Seasons are months of the local calendar. */
    /**
     * The lines of one channel: those of the threshold rules that look at it, the channel's own levels in their place
     * where it has some. Shadow rules draw nothing, and neither does a rule out of its season.
     *
     * @param kind of the device's point; {@code null} when it has none
     */
    static List<Limit> of(
            Device device, Channel channel, @Nullable String kind, Collection<RuleConfig> rules, Instant now) {
        return judging(device, channel, kind, rules, now)
                .filter(rule -> rule.method().equals("threshold"))
                .flatMap(rule -> levels(rule, channel).entrySet().stream()
                        .map(l -> new Limit(
                                l.getKey(),
                                l.getValue(),
                                rule.id(),
                                rule.version(),
                                rule.isOn("below"),
                                rule.isOn("absolute"))))
                .sorted(Comparator.comparing(Limit::level).thenComparing(Limit::ruleId))
                .toList();
    }

    /** Whether any rule looks at the channel now. */
    static boolean isJudged(
            Device device, Channel channel, @Nullable String kind, Collection<RuleConfig> rules, Instant now) {
        return judging(device, channel, kind, rules, now).findAny().isPresent();
    }

    private static Stream<RuleConfig> judging(
            Device device, Channel channel, @Nullable String kind, Collection<RuleConfig> rules, Instant now) {
        return rules.stream()
                .filter(rule -> !rule.shadow() && isInSeason(rule, now))
                .filter(rule -> rule.appliesTo().covers(channel.quantity(), device.id(), device.pointId(), kind));
    }

    /** No limit at all does not silence a rule: the rule's own hold, for the job too. */
    private static Map<Level, Double> levels(RuleConfig rule, Channel channel) {
        return channel.limits() == null || channel.limits().isEmpty() ? rule.levels() : channel.limits();
    }

    private static boolean isInSeason(RuleConfig rule, Instant now) {
        return rule.season() == null
                || rule.season().contains(now.atZone(China.ZONE).getMonthValue());
    }
}
