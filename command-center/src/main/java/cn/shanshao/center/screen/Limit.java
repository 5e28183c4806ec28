package cn.shanshao.center.screen;

import cn.shanshao.center.registry.Device;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line that is drawn into a curve.
 *
 * @param value in the unit of the channel
 * @param below the alert is below the line, not above it
 * @param absolute the line holds for the value without its sign
 */
record Limit(Level level, double value, String ruleId, long ruleVersion, boolean below, boolean absolute) {

    /**
     * The lines of one channel: those of the threshold rules that look at it, the channel's own levels in their place
     * where it has some. Shadow rules draw nothing.
     *
     * @param kind of the device's point; {@code null} when it has none
     */
    static List<Limit> of(Device device, Channel channel, @Nullable String kind, Collection<RuleConfig> rules) {
        return rules.stream()
                .filter(rule -> rule.method().equals("threshold") && !rule.shadow())
                .filter(rule -> applies(rule.appliesTo(), device, channel.quantity(), kind))
                .flatMap(rule -> (channel.limits() == null ? rule.levels() : channel.limits())
                        .entrySet().stream()
                                .map(l -> new Limit(
                                        l.getKey(),
                                        l.getValue(),
                                        rule.id(),
                                        rule.version(),
                                        isOn(rule, "below"),
                                        isOn(rule, "absolute"))))
                .sorted(Comparator.comparing(Limit::level).thenComparing(Limit::ruleId))
                .toList();
    }

    private static boolean applies(RuleConfig.AppliesTo to, Device device, String quantity, @Nullable String kind) {
        var sameQuantity = quantity.equals(to.quantity()) || quantity.startsWith(to.quantity() + "/");
        return sameQuantity
                && (to.pointId() == null || to.pointId().equals(device.pointId()))
                && (to.deviceId() == null || to.deviceId().equals(device.id()))
                && (to.kinds() == null || (kind != null && to.kinds().contains(kind)));
    }

    private static boolean isOn(RuleConfig rule, String parameter) {
        return rule.params().getOrDefault(parameter, 0.0) != 0;
    }
}
