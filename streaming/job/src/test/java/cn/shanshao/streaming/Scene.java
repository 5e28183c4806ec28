package cn.shanshao.streaming;

import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A slope near Shulan with two crack gauges. */
final class Scene {
    static final String DIVISION = "220283";
    static final String POINT = "sl-0001";
    static final String GAUGE = "sl-crack1";
    static final String OTHER = "sl-crack2";
    static final String RULE = "crack-site";

    private Scene() {}

    static DivisionConfig of(long version) {
        return config(version, List.of(device(GAUGE, null), device(OTHER, null)), List.of(rule(1)));
    }

    static DivisionConfig config(long version, List<DeviceConfig> devices, List<RuleConfig> rules) {
        return new DivisionConfig(1, version, List.of(point(List.of())), devices, rules);
    }

    static PointConfig point(List<PointConfig.StandingOrder> orders) {
        return new PointConfig(
                POINT,
                1,
                "石坪滑坡",
                "landslide",
                DIVISION,
                Realm.EXERCISE,
                127.0,
                44.4,
                86,
                List.of("石坪村"),
                List.of(GAUGE, OTHER),
                orders);
    }

    static DeviceConfig device(String id, @Nullable String gateway) {
        return device(id, gateway, Clock.REAL, 60);
    }

    static DeviceConfig device(String id, @Nullable String gateway, Clock clock, double interval) {
        return new DeviceConfig(
                id,
                1,
                POINT,
                gateway,
                DeviceState.SERVICE,
                null,
                Realm.EXERCISE,
                0,
                clock,
                interval,
                null,
                List.of(new DeviceConfig.Channel("crack", "mm", null, List.of(), null)));
    }

    static RuleConfig rule(long version) {
        return new RuleConfig(
                RULE,
                version,
                "threshold",
                new RuleConfig.AppliesTo("crack", null, null, null),
                Map.of(),
                Map.of(Level.BLUE, 5.0, Level.YELLOW, 10.0, Level.ORANGE, 30.0, Level.RED, 50.0),
                0,
                0,
                1,
                null,
                false,
                null);
    }
}
