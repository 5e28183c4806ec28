package cn.shanshao.center.screen;

import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.monitoring.Inventory;
import cn.shanshao.center.monitoring.Monitoring;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.warning.Warnings;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.springframework.stereotype.Component;

/** Takes the pulse of a division. */
@Component
class Pulses {
    private final Inventory inventory;
    private final Monitoring monitoring;
    private final Alerts alerts;
    private final Warnings warnings;
    private final Divisions divisions;
    private final CenterHealth health;
    private final Clock clock;

    Pulses(
            Inventory inventory,
            Monitoring monitoring,
            Alerts alerts,
            Warnings warnings,
            Divisions divisions,
            CenterHealth health,
            Clock clock) {
        this.inventory = inventory;
        this.monitoring = monitoring;
        this.alerts = alerts;
        this.warnings = warnings;
        this.divisions = divisions;
        this.health = health;
        this.clock = clock;
    }

    Pulse of(String division) {
        var stock = inventory.recent();
        var under = new HashSet<>(divisions.under(division));
        var devices = stock.devices().values().stream()
                .filter(d -> under.contains(d.division()) && d.state() != DeviceState.RETIRED)
                .toList();
        var newest = devices.stream()
                .map(Device::id)
                .map(monitoring::lastSeen)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        var online = devices.stream()
                .filter(d -> Boolean.TRUE.equals(monitoring.isOnline(d)))
                .count();
        return new Pulse(
                clock.instant(),
                newest.orElse((Instant) null),
                (int) online,
                devices.size(),
                blindPeople(stock, under),
                counts(stock, under, divisions.isTop(division)),
                health.parts());
    }

    private int blindPeople(Inventory.Stock stock, Set<String> under) {
        return monitoring.blindPoints().stream()
                .map(stock.points()::get)
                .filter(p -> p != null && under.contains(p.division()))
                .mapToInt(p -> p.people())
                .sum();
    }

    /** A point that is not registered counts at the top. */
    private Pulse.Counts counts(Inventory.Stock stock, Set<String> under, boolean isTop) {
        var worst = new HashMap<String, Level>(warnings.levels());
        alerts.standings()
                .forEach((id, s) -> worst.merge(id, s.level(), BinaryOperator.maxBy(Comparator.naturalOrder())));
        var levels = worst.entrySet().stream()
                .filter(one -> {
                    var point = stock.points().get(one.getKey());
                    return point == null ? isTop : under.contains(point.division());
                })
                .map(Map.Entry::getValue)
                .toList();
        return new Pulse.Counts(
                count(levels, Level.RED),
                count(levels, Level.ORANGE),
                count(levels, Level.YELLOW),
                count(levels, Level.BLUE));
    }

    private static int count(List<Level> levels, Level level) {
        return (int) levels.stream().filter(level::equals).count();
    }
}
