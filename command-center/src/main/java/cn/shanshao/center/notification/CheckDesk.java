package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Outbox.Draft;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.AlertRaised;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks a point's monitors to look whenever the level of the point rises to yellow or above (核查); further instruments
 * that reach the same level ask nobody twice. It runs inside the transaction of the alert: both are stored, or neither
 * is. A check is no warning and needs no signature.
 */
@Component
class CheckDesk {
    private static final Logger log = LoggerFactory.getLogger(CheckDesk.class);
    static final String PURPOSE = "check";
    static final String NO_CARRIER = "短信未接入";
    static final String NOBODY = "该点未登记监测员";

    private final Registry registry;
    private final Outbox outbox;
    private final Carrier carrier;
    private final String mark;

    CheckDesk(Registry registry, Outbox outbox, Carrier carrier, @Value("${shanshao.demo:false}") boolean demo) {
        this.registry = registry;
        this.outbox = outbox;
        this.carrier = carrier;
        this.mark = demo ? "演示" : "演练";
    }

    @EventListener
    void on(AlertRaised event) {
        var alert = event.episode().alert();
        var level = event.episode().level();
        if (level == null || !level.atLeast(Level.YELLOW) || alert.pointId() == null) {
            return;
        }
        registry.findPoint(alert.pointId())
                .ifPresentOrElse(
                        point -> ask(alert, level, point, event.peers()),
                        () -> log.warn("nobody can be asked about {}: its point is not registered", alert.id()));
    }

    private void ask(Alert alert, Level level, HazardPoint point, List<String> peers) {
        var monitors = registry.contactsOf(point.id(), ContactRole.MONITOR);
        if (monitors.isEmpty()) {
            outbox.add(draft(alert, level, point, null, alert.realm(), NOBODY));
        }
        for (var monitor : monitors) {
            if (outbox.hasAsked(monitor.phone(), level, peers)) {
                continue;
            }
            var realm = alert.realm() == Realm.LIVE && monitor.realm() == Realm.LIVE ? Realm.LIVE : Realm.EXERCISE;
            var obstacle = carrier.serves(realm) ? null : NO_CARRIER;
            outbox.add(draft(alert, level, point, monitor, realm, obstacle));
        }
    }

    private Draft draft(
            Alert alert, Level level, HazardPoint point, @Nullable Contact to, Realm realm, @Nullable String obstacle) {
        var text = CheckText.of(alert, level, point.name(), realm == Realm.EXERCISE ? mark : null);
        return new Draft(PURPOSE, realm, level, point, alert, to, text, obstacle);
    }
}
