package cn.shanshao.center.warning;

import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.center.monitoring.Monitoring;
import cn.shanshao.center.monitoring.Sirens;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.Remaining.Home;
import cn.shanshao.center.warning.Remaining.Measured;
import cn.shanshao.center.warning.Remaining.Siren;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at what still stands of a warning, and at what it rests upon. */
@Component
class Remains {
    /** The gravest first, of these what others bear out, and of these what stands the longest. */
    private static final Comparator<Episode> SPEAKS = Comparator.comparing(
                    (Episode e) -> Objects.requireNonNull(e.level()))
            .thenComparing(e -> e.alert().corroborated())
            .thenComparing(e -> e.strength() == null ? 0 : e.strength().rank())
            .reversed()
            .thenComparing(e -> e.alert().since())
            .thenComparing(Episode::id);

    private final Alerts alerts;
    private final Registry registry;
    private final Monitoring monitoring;
    private final Sirens sirens;
    private final OnTheSpot spot;
    private final Clock clock;

    Remains(Alerts alerts, Registry registry, Monitoring monitoring, Sirens sirens, OnTheSpot spot, Clock clock) {
        this.alerts = alerts;
        this.registry = registry;
        this.monitoring = monitoring;
        this.sirens = sirens;
        this.spot = spot;
        this.clock = clock;
    }

    /** With everybody's name. */
    Remaining of(Warning warning) {
        var there = spot.of(warning.id());
        var homes = there.homes();
        return new Remaining(
                clock.instant(),
                homes.size(),
                homes.stream().mapToInt(Home::people).sum(),
                (int) homes.stream().filter(Home::isCrying).count(),
                homes.stream().limit(Remaining.MOST).toList(),
                open(warning).stream().map(this::measured).toList(),
                warning.alertIds().stream()
                        .map(alerts::find)
                        .flatMap(Optional::stream)
                        .filter(e -> e.acknowledgement() == null)
                        .map(Episode::id)
                        .toList(),
                sounding(warning),
                there.messages());
    }

    /** Somewhat that was kept without names, with them. */
    Remaining named(String warningId, Remaining kept) {
        return kept.named(spot.names(warningId));
    }

    /** @param isEnd what still stands belongs to it */
    Basis basis(Warning warning, boolean isEnd) {
        var open = open(warning);
        return new Basis(
                open.stream().findFirst().map(e -> e.alert().text()).orElse(null),
                open.stream()
                        .map(e -> new Basis.Evidence(
                                e.id(),
                                e.alert().seq(),
                                Objects.requireNonNull(e.level()),
                                e.strength(),
                                e.alert().corroborated()))
                        .toList(),
                isEnd ? of(warning).unnamed() : null);
    }

    private List<Episode> open(Warning warning) {
        return warning.alertIds().stream()
                .map(alerts::find)
                .flatMap(Optional::stream)
                .filter(e ->
                        e.level() != null && warning.pointId().equals(e.alert().pointId()))
                .sorted(SPEAKS)
                .toList();
    }

    private Measured measured(Episode episode) {
        var alert = episode.alert();
        var device = Optional.ofNullable(alert.deviceId()).flatMap(registry::findDevice);
        var now = device.map(d -> latest(alert, d)).orElse(null);
        return new Measured(
                alert.id(),
                alert.deviceId(),
                device.map(Device::name).orElseGet(() -> name(alert)),
                alert.quantity(),
                Objects.requireNonNull(episode.level()),
                now == null ? episode.strength() : strength(episode, now.value),
                now == null ? alert.value() : Double.valueOf(now.value),
                alert.unit(),
                alert.limit(),
                now == null ? alert.at() : now.at);
    }

    private String name(Alert alert) {
        var point = alert.pointId();
        return point == null
                ? alert.target()
                : registry.findPoint(point).map(HazardPoint::name).orElse(point);
    }

    private record Now(double value, java.time.Instant at) {}

    /** Only a threshold compares what the channel itself says. */
    private @Nullable Now latest(Alert alert, Device device) {
        var quantity = alert.quantity();
        if (alert.kind() != AlertKind.THRESHOLD || quantity == null || alert.limit() == null) {
            return null;
        }
        var isItself = device.channels().stream()
                .anyMatch(c -> c.quantity().equals(quantity) && Objects.equals(c.unit(), alert.unit()));
        var latest = isItself ? monitoring.latest(device.id()).get(quantity) : null;
        return latest == null || latest.at().isBefore(alert.at()) ? null : new Now(latest.value(), latest.at());
    }

    /** A value back below the limit only holds its level; how far below is for the rule to say. */
    private static @Nullable Level strength(Episode episode, double value) {
        var level = Objects.requireNonNull(episode.level());
        var limit = Objects.requireNonNull(episode.alert().limit());
        if (Math.abs(value) >= Math.abs(limit)) {
            return level;
        }
        return level == Level.BLUE ? null : Level.values()[level.ordinal() - 1];
    }

    private List<Siren> sounding(Warning warning) {
        var devices = registry.devicesOf(warning.pointId()).stream()
                .filter(Device::isSiren)
                .toList();
        var since = sirens.sounding(devices.stream().map(Device::id).toList());
        return devices.stream()
                .filter(d -> since.containsKey(d.id()))
                .map(d -> new Siren(d.id(), d.name(), since.get(d.id())))
                .toList();
    }
}
