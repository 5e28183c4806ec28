package cn.shanshao.center.warning;

import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.center.monitoring.Sirens;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.Basis.Verified;
import cn.shanshao.center.warning.Remaining.Home;
import cn.shanshao.center.warning.Remaining.Measured;
import cn.shanshao.center.warning.Remaining.Siren;
import cn.shanshao.center.warning.Remaining.Stayed;
import cn.shanshao.ingest.wire.Alert;
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
    private final Sirens sirens;
    private final OnTheSpot spot;
    private final Clock clock;

    Remains(Alerts alerts, Registry registry, Sirens sirens, OnTheSpot spot, Clock clock) {
        this.alerts = alerts;
        this.registry = registry;
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
                Stayed.of(there.silent()),
                Stayed.of(there.confirmed()),
                open(warning).stream().map(this::measured).toList(),
                warning.alertIds().stream()
                        .map(alerts::find)
                        .flatMap(Optional::stream)
                        .filter(e -> e.acknowledgement() == null)
                        .map(Episode::id)
                        .toList(),
                sounding(warning),
                there.messages(),
                Remaining.digest(homes),
                there.grows() ? true : null);
    }

    /** Somewhat that was kept without names, with them. */
    Remaining named(String warningId, Remaining kept) {
        return kept.named(spot.names(warningId));
    }

    /**
     * @param isEnd what still stands belongs to it
     * @param verified who has verified what nobody has signed
     */
    Basis basis(Warning warning, boolean isEnd, @Nullable Verified verified) {
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
                isEnd ? of(warning).unnamed() : null,
                verified);
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
        return new Measured(
                alert.id(),
                alert.deviceId(),
                Optional.ofNullable(alert.deviceId())
                        .flatMap(registry::findDevice)
                        .map(Device::name)
                        .orElseGet(() -> name(alert)),
                alert.quantity(),
                Objects.requireNonNull(episode.level()),
                episode.strength(),
                alert.value(),
                alert.unit(),
                alert.limit(),
                alert.at());
    }

    private String name(Alert alert) {
        var point = alert.pointId();
        return point == null
                ? alert.target()
                : registry.findPoint(point).map(HazardPoint::name).orElse(point);
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
