package cn.shanshao.center.alert;

import cn.shanshao.center.Problem;
import cn.shanshao.center.QueueReader;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Registry;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to alerts: what is open, what was, and who has seen it. */
@Component
public class Alerts {
    private final Episodes episodes;
    private final Registry registry;
    private final Divisions divisions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final QueueReader inbox;
    private final AlertLot lots;
    private final Standings standings;
    private final Rises rises;
    private final Clock clock;

    Alerts(
            Episodes episodes,
            Registry registry,
            Divisions divisions,
            Audit audit,
            ApplicationEventPublisher events,
            @Qualifier("alertInbox") QueueReader inbox,
            AlertLot lots,
            Standings standings,
            Rises rises,
            Clock clock) {
        this.episodes = episodes;
        this.registry = registry;
        this.divisions = divisions;
        this.audit = audit;
        this.events = events;
        this.inbox = inbox;
        this.lots = lots;
        this.standings = standings;
        this.rises = rises;
        this.clock = clock;
    }

    /** Whether alerts can arrive. */
    public boolean isConnected() {
        return inbox.isUp();
    }

    /** Alerts that could not be taken and were put aside since the start. */
    public long putAside() {
        return lots.buried();
    }

    /** Rises that are stored and shown, but of which somebody who must act on them could not be told yet. */
    public int untold() {
        return rises.untold();
    }

    public Optional<Episode> find(String id) {
        return episodes.find(id);
    }

    /** Those of these ids that are there, in the order of their ids. */
    public List<Episode> find(Collection<String> ids) {
        return episodes.byIds(ids);
    }

    /** What is open in a division and below, newest change first. */
    public List<Episode> open(String division) {
        return episodes.open(divisions.under(division), divisions.isTop(division));
    }

    /**
     * What a screen of a division must show, newest change first: what is open there and below, and what is over but was
     * never acknowledged.
     */
    public List<Episode> shown(String division) {
        return episodes.shown(divisions.under(division), divisions.isTop(division));
    }

    /** Episodes of a division and below, newest change first. */
    public List<Episode> list(String division, @Nullable Boolean open, @Nullable String pointId, int limit) {
        return episodes.list(divisions.under(division), divisions.isTop(division), open, pointId, limit);
    }

    public AlertView view(Episode episode) {
        return views(List.of(episode)).get(0);
    }

    public List<AlertView> views(Collection<Episode> shown) {
        var histories = episodes.histories(shown.stream().map(Episode::id).toList());
        return shown.stream()
                .map(e -> view(e, histories.getOrDefault(e.id(), List.of())))
                .toList();
    }

    /** Point → the worst level it stands at; points without one are not there. */
    public Map<String, Standing> standings() {
        return standings.worst();
    }

    /**
     * Records that {@code user} has seen the episode, open or over. A second time changes nothing.
     *
     * @param seq the newest word that the user saw: where the level rose after it, nothing is recorded (409); {@code null}
     *     for whatever stands now
     */
    @Transactional
    public Episode acknowledge(String id, CurrentUser user, @Nullable Long seq, @Nullable String comment) {
        var episode = episodes.lock(id).orElseThrow(() -> Problem.notFound("alert", id));
        divisions.mustSee(user, episode.alert().division(), "alert", id);
        if (episode.acknowledgement() != null) {
            return episode;
        }
        if (seq != null) {
            mustHaveSeen(episode, seq);
        }
        var seen = new Episode.Acknowledgement(user.username(), clock.instant(), comment);
        var after = episode.seen(seen);
        episodes.save(after);
        audit.record(Act.of(user.username(), "alert.acknowledge", "alert/" + after.id())
                .in(after.alert().division())
                .telling(Map.of("seq", after.alert().seq(), "comment", comment == null ? "" : comment)));
        events.publishEvent(new AlertChanged(after));
        return after;
    }

    private void mustHaveSeen(Episode episode, long seq) {
        var newest = episode.alert();
        if (seq > newest.seq()) {
            throw Problem.invalid("seq", seq, "at most " + newest.seq());
        }
        var words = episodes.wordsSince(episode.id(), seq);
        if (words.get(0).seq() > seq || Rise.isAny(words)) {
            throw Problem.conflict("alert %s rose after seq %d; at seq %d it is %s with level %s: look again"
                    .formatted(
                            episode.id(),
                            seq,
                            newest.seq(),
                            newest.state().name().toLowerCase(Locale.ROOT),
                            newest.level() == null ? "none" : newest.level().wire()));
        }
    }

    private AlertView view(Episode episode, List<Word> history) {
        var alert = episode.alert();
        var seen = episode.acknowledgement();
        var device = alert.deviceId() == null
                ? null
                : registry.findDevice(alert.deviceId()).orElse(null);
        return new AlertView(
                alert,
                alert.pointId() == null
                        ? null
                        : registry.findPoint(alert.pointId()).map(p -> p.name()).orElse(null),
                device == null ? null : device.name(),
                episode.open(),
                episode.firstAt(),
                episode.annunciation(),
                seen == null ? null : seen.by(),
                seen == null ? null : seen.at(),
                seen == null ? null : seen.comment(),
                history,
                new AlertMasks(episode, clock.instant()).of(device, this::devicesOf));
    }

    private List<Device> devicesOf(String point) {
        return registry.devicesOf(point);
    }
}
