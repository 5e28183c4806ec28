package cn.shanshao.center.registry;

import cn.shanshao.center.registry.OrderPaper.SiteLimit;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The limits at which a point's channels reach a level: those that an order there rests on. */
record SiteLimits(HazardPoint point, List<Device> devices, List<RuleConfig> rules) {
    List<SiteLimit> at(Level level) {
        return devices.stream()
                .filter(device -> device.state() != DeviceState.RETIRED)
                .flatMap(device -> device.channels().stream().flatMap(channel -> of(device, channel, level)))
                .sorted(Comparator.comparing(SiteLimit::deviceId)
                        .thenComparing(SiteLimit::quantity)
                        .thenComparing(SiteLimit::ruleId))
                .toList();
    }

    private Stream<SiteLimit> of(Device device, Channel channel, Level level) {
        return rules.stream()
                .filter(rule -> !rule.shadow())
                .filter(rule -> rule.appliesTo().covers(channel.quantity(), device.id(), point.id(), point.kind()))
                .flatMap(rule -> {
                    var limits = channel.limits() == null ? rule.levels() : channel.limits();
                    return lowest(limits, level)
                            .map(at -> new SiteLimit(
                                    device.id(), channel.quantity(), channel.unit(), rule.id(), at, limits.get(at)));
                });
    }

    private static Stream<Level> lowest(Map<Level, Double> limits, Level level) {
        return Arrays.stream(Level.values())
                .filter(one -> one.atLeast(level) && limits.containsKey(one))
                .limit(1);
    }
}
