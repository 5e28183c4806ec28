package cn.shanshao.center.screen;

import cn.shanshao.center.Problem;
import cn.shanshao.center.alert.AlertView;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.notification.MessageView;
import cn.shanshao.center.notification.Messages;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Masks;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.WarningView;
import cn.shanshao.center.warning.Warnings;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The state that a page starts from; deltas over STOMP follow it. */
@RestController
class ScreenController {
    private static final int MESSAGES = 50;
    private static final int WARNINGS = 200;
    private static final int ENDED = 20;
    private static final int MOST_OPEN = 500;

    private final Views views;
    private final Pulses pulses;
    private final Alerts alerts;
    private final Warnings warnings;
    private final Messages messages;
    private final Registry registry;
    private final Masks masks;
    private final Divisions divisions;
    private final Clock clock;
    private final boolean demo;

    ScreenController(
            Views views,
            Pulses pulses,
            Alerts alerts,
            Warnings warnings,
            Messages messages,
            Registry registry,
            Masks masks,
            Divisions divisions,
            Clock clock,
            @Value("${shanshao.demo:false}") boolean demo) {
        this.views = views;
        this.pulses = pulses;
        this.alerts = alerts;
        this.warnings = warnings;
        this.messages = messages;
        this.registry = registry;
        this.masks = masks;
        this.divisions = divisions;
        this.clock = clock;
        this.demo = demo;
    }

    record Overview(
            Instant now,
            boolean demo,
            List<PointView> points,
            List<AlertView> alerts,
            List<WarningView> warnings,
            List<MessageView> messages,
            Pulse pulse) {}

    @GetMapping("/api/v1/overview")
    Overview overview(@AuthenticationPrincipal CurrentUser user) {
        var division = user.division();
        return new Overview(
                clock.instant(),
                demo,
                views.points(division),
                alerts.views(alerts.shown(division)),
                warnings.views(warnings.list(division, true, null, WARNINGS), user),
                messages.shown(user, null, MESSAGES),
                pulses.of(division));
    }

    @GetMapping("/api/v1/points")
    List<PointView> points(@AuthenticationPrincipal CurrentUser user) {
        return views.points(user.division());
    }

    @GetMapping("/api/v1/points/{id}")
    PointDetail point(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var point = views.point(id).orElseThrow(() -> Problem.notFound("point", id));
        divisions.mustSee(user, point.division(), "point", id);
        var monitor = registry.contactsOf(id, ContactRole.MONITOR).stream()
                .filter(c -> user.seesPeople())
                .findFirst()
                .map(c -> new PointDetail.Person(c.name(), c.maskedPhone()))
                .orElse(null);
        var registered = registry.getPoint(id);
        return new PointDetail(
                point,
                registered.flow(),
                registered.standingOrders(),
                monitor,
                views.devices(id),
                masks.ofPoint(id),
                alerts.views(alertsOf(user, id)),
                messages.shown(user, id, MESSAGES),
                messages.callable());
    }

    private List<Episode> alertsOf(CurrentUser user, String pointId) {
        var shown = new LinkedHashMap<String, Episode>();
        alerts.list(user.division(), true, pointId, MOST_OPEN).forEach(e -> shown.put(e.id(), e));
        alerts.list(user.division(), false, pointId, ENDED).forEach(e -> shown.put(e.id(), e));
        return List.copyOf(shown.values());
    }
}
