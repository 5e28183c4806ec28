package cn.shanshao.streaming;

import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.PointConfig.Station;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A gully near Shulan: stations at 0, 600 and 1 000 m, a rain gauge, and a village at 3 000 m. */
public final class GullyScene {
    public static final String POINT = "df-0001";
    public static final String RULE = "mud-front";

    private GullyScene() {}

    /** @param prefix of the devices' ids: {@code high mid low rain horn} */
    public static DivisionConfig with(long version, String prefix, Instant orderedUntil) {
        return with(version, prefix, orderedUntil, null, Clock.REAL);
    }

    public static DivisionConfig with(
            long version, String prefix, Instant orderedUntil, @Nullable String gateway, Clock clock) {
        var devices = Stream.of(
                        device(prefix + "high", "mud.level", "m", gateway, clock),
                        device(prefix + "mid", "mud.level", "m", gateway, clock),
                        device(prefix + "low", "mud.level", "m", gateway, clock),
                        device(prefix + "rain", "rain", "mm", null, clock),
                        device(prefix + "horn", null, "", null, Clock.REAL))
                .toList();
        var point = new PointConfig(
                POINT,
                version,
                "东沟泥石流",
                "debris-flow",
                Scene.DIVISION,
                Realm.EXERCISE,
                127.1,
                44.4,
                112,
                List.of("东沟村"),
                devices.stream().map(DeviceConfig::id).toList(),
                List.of(new StandingOrder(
                        "flow-order",
                        Level.RED,
                        Set.of(AlertKind.DEBRIS_FLOW),
                        orderedUntil,
                        List.of(prefix + "horn"))),
                new Flow(
                        List.of(
                                new Station(prefix + "high", 0),
                                new Station(prefix + "mid", 600),
                                new Station(prefix + "low", 1_000)),
                        3_000.0));
        return new DivisionConfig(
                1,
                version,
                List.of(point),
                devices,
                List.of(
                        rule(RULE, "mud.level", Map.of(Level.YELLOW, 0.5, Level.RED, 2.0)),
                        rule("rain-site", "rain", Map.of(Level.YELLOW, 20.0))));
    }

    private static DeviceConfig device(
            String id, @Nullable String quantity, String unit, @Nullable String gateway, Clock clock) {
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
                quantity == null ? 0 : 60,
                null,
                quantity == null
                        ? List.of()
                        : List.of(new DeviceConfig.Channel(quantity, unit, null, List.of(), null)));
    }

    private static RuleConfig rule(String id, String quantity, Map<Level, Double> levels) {
        return new RuleConfig(
                id,
                1,
                "threshold",
                new RuleConfig.AppliesTo(quantity, null, null, null),
                Map.of(),
                levels,
                0,
                0,
                0,
                null,
                false,
                null);
    }
}
