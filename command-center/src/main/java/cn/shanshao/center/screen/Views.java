package cn.shanshao.center.screen;

import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Standing;
import cn.shanshao.center.identity.Division;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.monitoring.Inventory;
import cn.shanshao.center.monitoring.LiveValue;
import cn.shanshao.center.monitoring.Monitoring;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.center.screen.DeviceView.ChannelView;
import cn.shanshao.center.warning.Warnings;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what screens show of points and devices. */
@Component("screenViews")
class Views {
    private final Inventory inventory;
    private final Monitoring monitoring;
    private final Alerts alerts;
    private final Warnings warnings;
    private final Rules rules;
    private final Divisions divisions;
    private final Clock clock;

    Views(
            Inventory inventory,
            Monitoring monitoring,
            Alerts alerts,
            Warnings warnings,
            Rules rules,
            Divisions divisions,
            Clock clock) {
        this.inventory = inventory;
        this.monitoring = monitoring;
        this.alerts = alerts;
        this.warnings = warnings;
        this.rules = rules;
        this.divisions = divisions;
        this.clock = clock;
    }

    /** The points of a division and below, in order of their ids. */
    List<PointView> points(String division) {
        var stock = inventory.now();
        var standings = alerts.standings();
        var warned = warnings.levels();
        var under = new HashSet<>(divisions.under(division));
        var all = rules.all();
        return stock.points().values().stream()
                .filter(p -> under.contains(p.division()))
                .sorted(Comparator.comparing(HazardPoint::id))
                .map(p -> view(p, stock, all, standings.get(p.id()), warned.get(p.id())))
                .toList();
    }

    Optional<PointView> point(String id) {
        var stock = inventory.now();
        return Optional.ofNullable(stock.points().get(id))
                .map(p -> view(
                        p,
                        stock,
                        rules.all(),
                        alerts.standings().get(id),
                        warnings.levels().get(id)));
    }

    List<DeviceView> devices(String pointId) {
        var all = rules.all();
        return inventory.now().of(pointId).stream().map(d -> view(d, all)).toList();
    }

    Optional<DeviceView> device(String id) {
        return Optional.ofNullable(inventory.now().devices().get(id)).map(d -> view(d, rules.all()));
    }

    private PointView view(
            HazardPoint p,
            Inventory.Stock stock,
            List<RuleConfig> all,
            @Nullable Standing standing,
            @Nullable Level warned) {
        var lineage = divisions.lineage(p.division());
        return new PointView(
                p.id(),
                p.version(),
                p.unifiedNumber(),
                p.name(),
                p.kind(),
                p.division(),
                name(lineage, 0),
                name(lineage, 1),
                p.realm(),
                p.lon(),
                p.lat(),
                p.people(),
                p.villages(),
                standing == null ? null : standing.level(),
                standing == null ? null : standing.since(),
                warned,
                monitoring.isBlind(p.id()),
                unguarded(p, stock, all),
                stock.watched().contains(p.id()),
                stock.of(p.id()).stream().map(Device::id).toList());
    }

    private @Nullable String unguarded(HazardPoint point, Inventory.Stock stock, List<RuleConfig> all) {
        var now = clock.instant();
        var inService = stock.of(point.id()).stream()
                .filter(device -> device.config().inService(now))
                .toList();
        if (inService.isEmpty()) {
            return "no-device";
        }
        var isJudged = inService.stream()
                .anyMatch(device -> device.channels().stream()
                        .anyMatch(channel -> Limit.isJudged(device, channel, point.kind(), all, now)));
        return isJudged ? null : "no-rule";
    }

    private @Nullable String name(List<String> lineage, int step) {
        return lineage.size() <= step
                ? null
                : divisions.find(lineage.get(step)).map(Division::name).orElse(null);
    }

    private DeviceView view(Device d, List<RuleConfig> all) {
        var latest = monitoring.latest(d.id());
        var battery = latest.get("battery");
        var point = d.pointId() == null ? null : inventory.now().points().get(d.pointId());
        var kind = point == null ? null : point.kind();
        return new DeviceView(
                d.id(),
                d.name(),
                d.model(),
                d.pointId(),
                d.state(),
                d.until(),
                d.realm(),
                monitoring.isOnline(d),
                monitoring.lastSeen(d.id()).orElse(null),
                battery == null ? null : value(d, "battery", battery),
                d.interval(),
                d.gateway(),
                d.channels().stream().map(c -> channel(d, c, kind, all)).toList(),
                monitoring.rejected(d.id()));
    }

    /** As the rules see it: a replaced sensor goes on where the one before was. */
    private static double value(Device device, String quantity, LiveValue live) {
        return live.value() + device.offset(quantity, live.at());
    }

    private ChannelView channel(Device device, Channel c, @Nullable String kind, List<RuleConfig> all) {
        var live = monitoring.latest(device.id()).get(c.quantity());
        return new ChannelView(
                c.quantity(),
                c.unit(),
                live == null ? null : value(device, c.quantity(), live),
                live == null ? null : live.at(),
                live == null ? null : live.flag(),
                Limit.of(device, c, kind, all, clock.instant()));
    }
}
