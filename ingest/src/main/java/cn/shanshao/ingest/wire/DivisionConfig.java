package cn.shanshao.ingest.wire;

import java.util.List;

/**
 * The retained configuration of one division, complete: what it lacks is gone. Compared by (epoch, version).
 *
 * @param epoch raised when the database was restored
 * @param events that hold everywhere, whatever the division
 * @param above the divisions that it lies below, the nearest first: their rules hold in it, whatever its code. Empty for
 *     the top, and in a document of before this was told
 */
public record DivisionConfig(
        long epoch,
        long version,
        List<PointConfig> points,
        List<DeviceConfig> devices,
        List<RuleConfig> rules,
        List<EventConfig> events,
        List<String> above) {
    public DivisionConfig {
        points = List.copyOf(points);
        devices = List.copyOf(devices);
        rules = List.copyOf(rules);
        // a document of before there were any has none
        events = events == null ? List.of() : List.copyOf(events);
        above = above == null ? List.of() : List.copyOf(above);
    }

    public DivisionConfig(
            long epoch, long version, List<PointConfig> points, List<DeviceConfig> devices, List<RuleConfig> rules) {
        this(epoch, version, points, devices, rules, List.of(), List.of());
    }
}
