package cn.shanshao.center.screen;

import cn.shanshao.center.alert.AlertChanged;
import cn.shanshao.center.alert.AlertRaised;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.monitoring.Inventory;
import cn.shanshao.center.monitoring.Monitoring;
import cn.shanshao.center.monitoring.ObservationArrived;
import cn.shanshao.center.monitoring.PointStatesChanged;
import cn.shanshao.center.monitoring.RejectionsChanged;
import cn.shanshao.center.monitoring.RiskTold;
import cn.shanshao.center.notification.MessageChanged;
import cn.shanshao.center.notification.MessageView;
import cn.shanshao.center.notification.Messages;
import cn.shanshao.center.notification.ReplyReceived;
import cn.shanshao.center.notification.ReplySettled;
import cn.shanshao.center.notification.ReplyView;
import cn.shanshao.center.notification.RollCallChanged;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.DeviceChanged;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.PointChanged;
import cn.shanshao.center.warning.WarningChanged;
import cn.shanshao.center.warning.WarningView;
import cn.shanshao.center.warning.Warnings;
import cn.shanshao.ingest.wire.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Turns what happens, once it is committed, into envelopes for the pages that show it. */
@Component
class Deltas {
    private final Push push;
    private final Views views;
    private final Pulses pulses;
    private final Alerts alerts;
    private final Messages messages;
    private final Warnings warnings;
    private final Inventory inventory;
    private final Divisions divisions;
    private final Watchers watchers;
    private final Monitoring monitoring;
    private final Set<String> changedPoints = ConcurrentHashMap.newKeySet();
    private final Set<String> changedDevices = ConcurrentHashMap.newKeySet();
    /** Warnings whose roll call changed, with their division: one of thousands of households changes it a thousand times. */
    private final Map<String, String> changedRollCalls = new ConcurrentHashMap<>();

    private final Map<String, Presence> online = new ConcurrentHashMap<>();

    Deltas(
            Push push,
            Views views,
            Pulses pulses,
            Alerts alerts,
            Messages messages,
            Warnings warnings,
            Inventory inventory,
            Divisions divisions,
            Watchers watchers,
            Monitoring monitoring) {
        this.push = push;
        this.views = views;
        this.pulses = pulses;
        this.alerts = alerts;
        this.messages = messages;
        this.warnings = warnings;
        this.inventory = inventory;
        this.divisions = divisions;
        this.watchers = watchers;
        this.monitoring = monitoring;
    }

    /** Live values of one device, flat as the contract has them. */
    record Obs(String type, String deviceId, Instant received, List<?> values) {}

    @EventListener
    void on(ObservationArrived event) {
        var o = event.observed();
        if (o.pointId() != null) {
            push.passing(Topic.point(o.pointId()), () -> obs(o));
        }
    }

    /** As the rules see the values: with the offsets of replaced sensors. */
    private Obs obs(Observed o) {
        var device = inventory.recent().devices().get(o.deviceId());
        var values = device == null
                ? o.values()
                : o.values().stream().map(v -> shifted(device, v)).toList();
        return new Obs("obs", o.deviceId(), o.received(), values);
    }

    private static Observed.Value shifted(Device device, Observed.Value v) {
        var offset = device.offset(v.quantity(), v.at());
        return new Observed.Value(v.quantity(), v.value() + offset, v.unit(), v.at(), v.flag(), v.masked());
    }

    @TransactionalEventListener
    void on(AlertRaised event) {
        tell(event.episode());
    }

    @TransactionalEventListener
    void on(AlertChanged event) {
        tell(event.episode());
    }

    @TransactionalEventListener
    void on(MessageChanged event) {
        push.change(named(event.division()), "message", () -> messages.find(event.messageId()));
        push.change(
                unnamed(event.division()),
                "message",
                () -> messages.find(event.messageId()).map(MessageView::unnamed));
    }

    @TransactionalEventListener
    void on(RollCallChanged event) {
        changedRollCalls.put(event.warningId(), event.division());
    }

    @TransactionalEventListener
    void on(ReplyReceived event) {
        tell(event.reply());
    }

    @TransactionalEventListener
    void on(ReplySettled event) {
        tell(event.reply());
    }

    private void tell(ReplyView reply) {
        push.change(named(reply.division()), "reply", () -> Optional.of(reply));
        push.change(unnamed(reply.division()), "reply", () -> Optional.of(reply.unnamed()));
    }

    @TransactionalEventListener
    void on(WarningChanged event) {
        var warning = event.warning();
        push.change(
                named(warning.division()),
                "warning",
                () -> warnings.find(warning.id()).map(warnings::view));
        push.change(
                unnamed(warning.division()),
                "warning",
                () -> warnings.find(warning.id()).map(warnings::view).map(WarningView::unnamed));
        push.change(above(warning.division()), "point", () -> views.point(warning.pointId()));
    }

    @EventListener
    void on(RiskTold event) {
        push.change(above(event.risk().division()), "risk", () -> Optional.of(event.risk()));
    }

    @EventListener
    void on(PointStatesChanged event) {
        changedPoints.addAll(event.points());
    }

    @EventListener
    void on(RejectionsChanged event) {
        changedDevices.add(event.deviceId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(PointChanged event) {
        changedPoints.add(event.pointId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DeviceChanged event) {
        changedDevices.add(event.deviceId());
    }

    /** Several times a second and not at once: an import changes thousands, and the inventory is read as a whole. */
    @Scheduled(fixedDelay = 300)
    void tellChanges() {
        if (watchers.watched().isEmpty()) {
            changedPoints.clear();
            changedDevices.clear();
            changedRollCalls.clear();
            return;
        }
        for (var warning : List.copyOf(changedRollCalls.keySet())) {
            var division = changedRollCalls.remove(warning);
            if (division != null) {
                push.change(above(division), "roll", () -> Optional.of(Map.of("warningId", warning)));
            }
        }
        if (!changedPoints.isEmpty() || !changedDevices.isEmpty()) {
            var stock = inventory.now();
            drain(changedPoints, id -> point(stock.points().get(id)));
            drain(changedDevices, id -> device(stock.devices().get(id)));
        }
    }

    private static void drain(Set<String> ids, Consumer<String> tell) {
        for (var id : List.copyOf(ids)) {
            ids.remove(id);
            tell.accept(id);
        }
    }

    @Scheduled(fixedRate = 1_000)
    void pulse() {
        for (var topic : watchers.watched()) {
            if (topic.isPoint()) {
                presence(topic.id());
            } else {
                push.passing(topic, () -> Map.of("type", "pulse", "pulse", pulses.of(topic.id())));
            }
        }
        online.values().removeIf(p -> !watchers.watch(Topic.point(p.pointId())));
    }

    /** Silence makes no noise: whether a device has fallen silent, or speaks again, is looked at once a second. */
    private void presence(String pointId) {
        for (var device : inventory.recent().of(pointId)) {
            var now = new Presence(pointId, Boolean.TRUE.equals(monitoring.isOnline(device)));
            var before = online.put(device.id(), now);
            if (before != null && before.isOnline() != now.isOnline()) {
                device(device);
            }
        }
    }

    private record Presence(String pointId, boolean isOnline) {}

    private void tell(Episode episode) {
        var alert = episode.alert();
        push.change(
                above(alert.division()),
                "alert",
                () -> alerts.find(episode.id()).map(alerts::view));
        var point = alert.pointId();
        if (point != null) {
            push.change(above(alert.division()), "point", () -> views.point(point));
        }
    }

    private void point(@Nullable HazardPoint point) {
        if (point != null) {
            push.change(above(point.division()), "point", () -> views.point(point.id()));
        }
    }

    private void device(@Nullable Device device) {
        if (device != null && device.pointId() != null) {
            push.change(List.of(Topic.point(device.pointId())), "device", () -> views.device(device.id()));
        }
    }

    /** The topics of a division and of all above it, for what names nobody. */
    private List<Topic> above(@Nullable String division) {
        return Stream.concat(named(division).stream(), unnamed(division).stream())
                .toList();
    }

    private List<Topic> named(@Nullable String division) {
        return lineage(division).stream().map(Topic::division).toList();
    }

    private List<Topic> unnamed(@Nullable String division) {
        return lineage(division).stream().map(Topic::wall).toList();
    }

    /** A division and all above it; the tops of the tree when it is none, or an unknown one. */
    private List<String> lineage(@Nullable String division) {
        var lineage = division == null ? List.<String>of() : divisions.lineage(division);
        return lineage.isEmpty() ? tops() : lineage;
    }

    private List<String> tops() {
        return divisions.list().stream()
                .filter(d -> d.parent() == null)
                .map(d -> d.code())
                .toList();
    }
}
