package cn.shanshao.center.screen;

import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.monitoring.Inventory;
import cn.shanshao.center.monitoring.ObservationArrived;
import cn.shanshao.center.monitoring.PointStatesChanged;
import cn.shanshao.center.monitoring.RejectionsChanged;
import cn.shanshao.center.notification.MessageChanged;
import cn.shanshao.center.notification.Messages;
import cn.shanshao.center.notification.ReplyReceived;
import cn.shanshao.center.registry.DeviceChanged;
import cn.shanshao.center.registry.PointChanged;
import cn.shanshao.center.warning.AlertChanged;
import cn.shanshao.center.warning.AlertRaised;
import cn.shanshao.center.warning.Alerts;
import cn.shanshao.center.warning.Episode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final Inventory inventory;
    private final Divisions divisions;
    private final Watchers watchers;

    Deltas(
            Push push,
            Views views,
            Pulses pulses,
            Alerts alerts,
            Messages messages,
            Inventory inventory,
            Divisions divisions,
            Watchers watchers) {
        this.push = push;
        this.views = views;
        this.pulses = pulses;
        this.alerts = alerts;
        this.messages = messages;
        this.inventory = inventory;
        this.divisions = divisions;
        this.watchers = watchers;
    }

    /** Live values of one device, flat as the contract has them. */
    record Obs(String type, String deviceId, Instant received, List<?> values) {}

    @EventListener
    void on(ObservationArrived event) {
        var o = event.observed();
        if (o.pointId() != null) {
            push.passing(Topic.point(o.pointId()), new Obs("obs", o.deviceId(), o.received(), o.values()));
        }
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
        push.change(above(event.division()), "message", () -> messages.find(event.messageId()));
    }

    @TransactionalEventListener
    void on(ReplyReceived event) {
        var reply = event.reply();
        push.change(above(reply.division()), "reply", () -> Optional.of(reply));
    }

    @EventListener
    void on(PointStatesChanged event) {
        event.points().forEach(this::point);
    }

    @EventListener
    void on(RejectionsChanged event) {
        device(event.deviceId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(PointChanged event) {
        point(event.pointId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DeviceChanged event) {
        device(event.deviceId());
    }

    @Scheduled(fixedRate = 1_000)
    void pulse() {
        for (var topic : watchers.watched()) {
            if (!topic.isPoint()) {
                push.change(List.of(topic), "pulse", () -> Optional.of(pulses.of(topic.id())));
            }
        }
    }

    private void tell(Episode episode) {
        var alert = episode.alert();
        push.change(
                above(alert.division()),
                "alert",
                () -> alerts.find(episode.id()).map(alerts::view));
        if (alert.pointId() != null) {
            push.change(above(alert.division()), "point", () -> views.point(alert.pointId()));
        }
    }

    private void point(String id) {
        var point = inventory.recent().points().get(id);
        if (point != null) {
            push.change(above(point.division()), "point", () -> views.point(id));
        }
    }

    private void device(String id) {
        var device = inventory.recent().devices().get(id);
        if (device != null && device.pointId() != null) {
            push.change(List.of(Topic.point(device.pointId())), "device", () -> views.device(id));
        }
    }

    /** The topics of a division and of all above it; of the tops of the tree when it belongs to none. */
    private List<Topic> above(@Nullable String division) {
        var codes = division == null
                ? divisions.list().stream()
                        .filter(d -> d.parent() == null)
                        .map(d -> d.code())
                        .toList()
                : divisions.lineage(division);
        return codes.stream().map(Topic::division).toList();
    }
}
