package cn.shanshao.center.notification;

import cn.shanshao.center.alert.AlertRaised;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks a point's monitors to look whenever the level of the point rises to yellow or above (核查). One question covers the
 * point: further instruments that reach the same level, and the same alert that comes back at once, ask nobody twice, unless
 * the answer is late. It runs inside the transaction of the alert: both are stored, or neither
 * is. A check is no warning and needs no signature.
 */
@Component
class CheckDesk {
    static final String NO_CARRIER = "短信未接入";
    static final String NOBODY = "该点未登记监测员";
    static final String UNKNOWN_POINT = "该点未登记，无人可核查";
    static final String NO_POINT = "警情不属于任何监测点，无人可核查";

    private final Registry registry;
    private final Outbox outbox;
    private final Letters letters;
    private final Carrier carrier;
    private final Marks marks;

    CheckDesk(Registry registry, Outbox outbox, Letters letters, Carrier carrier, Marks marks) {
        this.registry = registry;
        this.outbox = outbox;
        this.letters = letters;
        this.carrier = carrier;
        this.marks = marks;
    }

    @EventListener
    void on(AlertRaised event) {
        var alert = event.episode().alert();
        var level = event.episode().level();
        if (level == null || !level.atLeast(Level.YELLOW)) {
            return;
        }
        var id = alert.pointId();
        if (id == null) {
            letters.add(nobody(alert, level, alert.target(), alert.division(), null, NO_POINT));
        } else {
            registry.findPoint(id)
                    .ifPresentOrElse(
                            point -> ask(alert, level, point, event.peers()),
                            () -> letters.add(nobody(alert, level, id, alert.division(), id, UNKNOWN_POINT)));
        }
    }

    private void ask(Alert alert, Level level, HazardPoint point, List<String> peers) {
        var monitors = registry.contactsOf(point.id(), ContactRole.MONITOR);
        if (monitors.isEmpty()) {
            letters.add(nobody(alert, level, point.name(), point.division(), point.id(), NOBODY));
        }
        for (var monitor : monitors) {
            var letter = to(monitor, alert, level, point);
            if (!outbox.hasAsked(monitor.phone(), letter.realm(), level, point.id(), peers)) {
                letters.add(letter);
            }
        }
    }

    private Letter to(Contact monitor, Alert alert, Level level, HazardPoint point) {
        var realm = alert.realm() == Realm.LIVE && monitor.realm() == Realm.LIVE ? Realm.LIVE : Realm.EXERCISE;
        var obstacle = carrier.serves(realm) ? null : NO_CARRIER;
        var text = text(alert, level, point.name(), realm);
        return Letter.sms(
                Errand.CHECK,
                realm,
                level,
                point.division(),
                point.id(),
                Cause.of(alert),
                Reader.of(monitor),
                text,
                obstacle);
    }

    /** The row that says why nobody was asked. */
    private Letter nobody(
            Alert alert, Level level, String name, String division, @Nullable String pointId, String why) {
        var text = text(alert, level, name, alert.realm());
        return Letter.sms(Errand.CHECK, alert.realm(), level, division, pointId, Cause.of(alert), null, text, why);
    }

    private String text(Alert alert, Level level, String name, Realm realm) {
        return CheckText.of(alert, level, name, marks.of(realm));
    }
}
