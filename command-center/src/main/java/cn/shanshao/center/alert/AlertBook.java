package cn.shanshao.center.alert;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes alerts into episodes: only a rising {@code seq}, one open episode per (rule, target), and another id for an
 * open one is mapped to it. Taking the same alert twice changes nothing.
 */
@Component
class AlertBook {
    private final Episodes episodes;
    private final Rises rises;
    private final ApplicationEventPublisher events;

    AlertBook(Episodes episodes, Rises rises, ApplicationEventPublisher events) {
        this.episodes = episodes;
        this.rises = rises;
        this.events = events;
    }

    /**
     * As {@link #take}, in their order. All their episodes are locked before the first is taken, in the order in which
     * whoever acknowledges several locks them: in that of their arrival the two would stop each other.
     */
    void takeAll(List<Alert> alerts) {
        episodes.lockAll(alerts);
        alerts.forEach(this::take);
    }

    /** Must run inside a transaction. Returns whether the alert was news. */
    boolean take(Alert alert) {
        var known = holder(alert);
        if (known.isPresent() && alert.seq() <= known.get().alert().seq()) {
            remember(known.get(), alert);
            return false;
        }
        var before = known.orElse(null);
        if (before != null && !before.id().equals(alert.id())) {
            episodes.map(alert.id(), before.id());
        }
        var isRise = Rise.is(before, alert);
        var now = after(before, alert);
        episodes.save(now);
        episodes.append(now.id(), alert);
        if (isRise) {
            rises.tell(now);
        } else {
            events.publishEvent(new AlertChanged(now));
        }
        return true;
    }

    /**
     * What was delivered again may come behind what is newer: it changes nothing, but belongs to the history of its own
     * episode, or of the one that is open where nobody knows its id.
     */
    private void remember(Episode newer, Alert late) {
        var own = episodes.find(late.id()).map(Episode::id);
        if (own.isEmpty()) {
            episodes.map(late.id(), newer.id());
        }
        episodes.append(own.orElse(newer.id()), late);
    }

    /** The episode that an alert belongs to: the one of its id, unless that is over and another is open. */
    private Optional<Episode> holder(Alert alert) {
        var byId = episodes.lock(alert.id());
        if (byId.filter(Episode::open).isPresent() || (byId.isPresent() && alert.state() == AlertState.CLEARED)) {
            return byId;
        }
        return episodes.lockOpen(alert.ruleId(), alert.target()).or(() -> byId);
    }

    private static Episode after(@Nullable Episode before, Alert alert) {
        var open = alert.state() != AlertState.CLEARED;
        if (before == null) {
            return new Episode(alert, open, alert.since(), null, null);
        }
        var isSeen = !Rise.is(before, alert) && !Rise.isUnseen(before.alert(), alert);
        return new Episode(
                alert.withId(before.id()),
                open,
                before.firstAt(),
                isSeen ? before.acknowledgement() : null,
                Rise.regrown(before, alert));
    }
}
