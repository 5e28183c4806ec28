package cn.shanshao.streaming;

import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A slope near Shulan with crack gauges. */
public final class Scene {
    public static final String DIVISION = "220283";
    public static final String POINT = "sl-0001";
    public static final String RULE = "crack-site";

    private Scene() {}

    /** The slope with these devices and one rule: crack 5, 10, 30, 50 mm. */
    public static DivisionConfig with(long version, DeviceConfig... devices) {
        return with(version, List.of(), devices);
    }

    public static DivisionConfig with(long version, List<StandingOrder> orders, DeviceConfig... devices) {
        var ids = Arrays.stream(devices).map(DeviceConfig::id).toList();
        var point = new PointConfig(
                POINT,
                version,
                "石坪滑坡",
                "landslide",
                DIVISION,
                Realm.EXERCISE,
                127.0,
                44.4,
                86,
                List.of("石坪村"),
                ids,
                orders);
        return new DivisionConfig(1, version, List.of(point), List.of(devices), List.of(rule(1)));
    }

    public static DeviceConfig gauge(String id) {
        return gauge(id, null, Clock.REAL);
    }

    public static DeviceConfig gauge(String id, @Nullable String gateway, Clock clock) {
        return device(id, gateway, clock, 600, Realm.EXERCISE, List.of(CRACK));
    }

    private static final DeviceConfig.Channel CRACK = new DeviceConfig.Channel("crack", "mm", null, List.of(), null);

    public static DeviceConfig siren(String id, Realm realm) {
        return device(id, null, Clock.REAL, 0, realm, List.of());
    }

    public static DeviceConfig device(
            String id,
            @Nullable String gateway,
            Clock clock,
            double interval,
            Realm realm,
            List<DeviceConfig.Channel> channels) {
        return new DeviceConfig(
                id, 1, POINT, gateway, DeviceState.SERVICE, null, realm, 0, clock, interval, null, channels);
    }

    /** The same device in another state. */
    public static DeviceConfig in(DeviceState state, @Nullable Instant until, DeviceConfig device) {
        return new DeviceConfig(
                device.id(),
                device.version() + 1,
                device.pointId(),
                device.gateway(),
                state,
                until,
                device.realm(),
                device.clockOffset(),
                device.clock(),
                device.interval(),
                device.power(),
                device.channels());
    }

    public static RuleConfig rule(long version) {
        return rule(version, false);
    }

    /** The same rule, which alerts nobody. */
    public static RuleConfig shadow(long version) {
        return rule(version, true);
    }

    private static RuleConfig rule(long version, boolean isShadow) {
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
                isShadow,
                null);
    }
}
