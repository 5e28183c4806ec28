package cn.shanshao.center.alert;

import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.MaskBearing;
import cn.shanshao.center.registry.MaskEffect;
import cn.shanshao.center.registry.MaskEffect.Fall;
import cn.shanshao.center.registry.MaskEffect.Siren;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.detect.fusion.Fusion;
import cn.shanshao.detect.fusion.Held;
import cn.shanshao.detect.fusion.Statement;
import cn.shanshao.detect.instrument.Vectors;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which open alerts stand on the readings of a channel, and what the others of the point would say without them. */
@Component
class AlertsOnChannel implements MaskBearing {
    private static final int MOST = 1_000;
    private static final long MINUTES_PER_LEVEL = Duration.ofMillis(Held.TIME).toMinutes();

    private final Episodes episodes;
    private final Registry registry;
    private final Divisions divisions;

    AlertsOnChannel(Episodes episodes, Registry registry, Divisions divisions) {
        this.episodes = episodes;
        this.registry = registry;
        this.divisions = divisions;
    }

    @Override
    public MaskEffect of(Device device, String quantity) {
        var point = device.pointId() == null
                ? null
                : registry.findPoint(device.pointId()).orElse(null);
        var quantities = new HashSet<>(Vectors.derivedOf(quantity));
        quantities.add(quantity);
        var open = open(device, point);
        var own = open.stream()
                .filter(alert -> device.id().equals(alert.deviceId()) && quantities.contains(alert.quantity()))
                .toList();
        var isGrave = open.stream().anyMatch(alert -> isGrave(alert) && bears(device, quantities, alert));
        var needsSecond = isGrave || !own.isEmpty() && open.stream().anyMatch(AlertsOnChannel::isGrave);
        var to = point == null ? null : without(own, open, point);
        var falls = Stream.concat(
                        own.stream().map(alert -> fall(alert, null)),
                        open.stream()
                                .filter(alert ->
                                        alert.deviceId() == null && !own.isEmpty() && Level.isAbove(alert.level(), to))
                                .map(alert -> fall(alert, to)))
                .toList();
        return new MaskEffect(
                needsSecond,
                point == null ? null : point.id(),
                point == null ? null : point.name(),
                point == null ? 0 : point.people(),
                worst(open),
                own.isEmpty() ? worst(open) : to,
                MINUTES_PER_LEVEL,
                falls,
                sirens(point, open, falls));
    }

    private List<Alert> open(Device device, @Nullable HazardPoint point) {
        var where = point == null ? device.division() : point.division();
        return episodes.list(divisions.under(where), divisions.isTop(where), true, device.pointId(), MOST).stream()
                .map(Episode::alert)
                .filter(alert -> alert.level() != null)
                .filter(alert -> point != null || device.id().equals(alert.deviceId()))
                .toList();
    }

    private static boolean isGrave(Alert alert) {
        return alert.corroborated() && alert.level() == Level.RED || alert.standingOrder() != null;
    }

    private static boolean bears(Device device, Set<String> quantities, Alert alert) {
        return alert.evidence().stream()
                .anyMatch(one -> one.deviceId().equals(device.id()) && quantities.contains(one.quantity()));
    }

    private static @Nullable Level worst(List<Alert> open) {
        return open.stream()
                .map(Alert::level)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What the point's other channels bear out. */
    private @Nullable Level without(List<Alert> own, List<Alert> open, HazardPoint point) {
        var devices =
                registry.devicesOf(point.id()).stream().collect(Collectors.toMap(Device::id, Function.identity()));
        var others = open.stream()
                .filter(alert -> alert.deviceId() != null && alert.quantity() != null && !own.contains(alert))
                .map(alert -> statement(alert, devices.get(alert.deviceId())))
                .toList();
        return Fusion.of(others, 0).level();
    }

    private static Statement statement(Alert alert, @Nullable Device device) {
        var since = alert.since().toEpochMilli();
        var voice = new Voice(
                Objects.requireNonNull(alert.deviceId()),
                device == null ? null : device.gateway(),
                device == null ? null : device.power(),
                Objects.requireNonNull(alert.level()),
                alert.confidence() >= 1,
                Nature.of(Objects.requireNonNull(alert.quantity())),
                since);
        return new Statement(alert.id(), voice, since, true);
    }

    private static Fall fall(Alert alert, @Nullable Level to) {
        return new Fall(alert.id(), alert.ruleId(), alert.deviceId(), alert.quantity(), alert.level(), to);
    }

    /** Those of orders that falling alerts meet, and that nothing meets any more when they have fallen. */
    private List<Siren> sirens(@Nullable HazardPoint point, List<Alert> open, List<Fall> falls) {
        if (point == null) {
            return List.of();
        }
        var fallen = falls.stream().collect(Collectors.toMap(Fall::alertId, Function.identity()));
        var stopped = point.standingOrders().stream()
                .filter(order -> open.stream().anyMatch(alert -> order.id().equals(alert.standingOrder())))
                .filter(order -> open.stream()
                        .filter(alert -> order.id().equals(alert.standingOrder()))
                        .allMatch(alert -> fallen.containsKey(alert.id())
                                && isBelow(fallen.get(alert.id()).to(), order)));
        return stopped.flatMap(order -> order.sirens().stream())
                .distinct()
                .map(id ->
                        new Siren(id, registry.findDevice(id).map(Device::name).orElse(id)))
                .toList();
    }

    private static boolean isBelow(@Nullable Level level, StandingOrder order) {
        return level == null || !level.atLeast(order.level());
    }
}
