package cn.shanshao.ingest.wire;

import java.util.List;

/**
 * The retained configuration of one division, complete: what it lacks is gone. Compared by (epoch, version).
 *
 * @param epoch raised when the database was restored
 */
public record DivisionConfig(
        long epoch, long version, List<PointConfig> points, List<DeviceConfig> devices, List<RuleConfig> rules) {
    public DivisionConfig {
        points = List.copyOf(points);
        devices = List.copyOf(devices);
        rules = List.copyOf(rules);
    }
}
