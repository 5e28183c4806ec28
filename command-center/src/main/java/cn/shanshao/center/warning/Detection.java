package cn.shanshao.center.warning;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.alert.AlertChanged;
import cn.shanshao.center.alert.AlertRaised;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a warning of the alerts of a point, and keeps it at what they say: in the transaction that stores the alert, and
 * once more by {@link WarningClocks} where that failed.
 */
@Component
class Detection {
    static final String JOB = "job";
    private static final int ONES_AT_A_TIME = 20;
    private static final Logger log = LoggerFactory.getLogger(Detection.class);

    private final WarningStore store;
    private final Book book;
    private final NoticeDesk notices;
    private final StalePapers stale;
    private final Audience audience;
    private final Alerts alerts;
    private final Registry registry;
    private final WarningSettings settings;
    private final Clock clock;
    private final TransactionTemplate savepoint;
    private final TransactionTemplate transaction;
    private volatile String lookedAt = "";

    Detection(
            WarningStore store,
            Book book,
            NoticeDesk notices,
            StalePapers stale,
            Audience audience,
            Alerts alerts,
            Registry registry,
            WarningSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.book = book;
        this.notices = notices;
        this.stale = stale;
        this.audience = audience;
        this.alerts = alerts;
        this.registry = registry;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** A failure is told again by who publishes it. */
    @EventListener
    void on(AlertRaised event) {
        take(event.episode());
    }

    /** A failure here must not lose the alert: what strayed is looked for again. */
    @EventListener
    void on(AlertChanged event) {
        try {
            savepoint.executeWithoutResult(status -> take(event.episode()));
        } catch (RuntimeException | Error e) {
            log.error(
                    "{} is stored, but its warning does not follow yet; trying again",
                    OneLine.of(event.episode().id()),
                    e);
        }
    }

    /** Warnings that do not stand as their alerts do follow them now: some of them, and those behind them next time. */
    void followStrayed() {
        var some = store.strayed(lookedAt, ONES_AT_A_TIME);
        lookedAt = some.size() < ONES_AT_A_TIME ? "" : some.get(some.size() - 1);
        for (var id : some) {
            try {
                transaction.executeWithoutResult(status -> alerts.find(id).ifPresent(this::take));
            } catch (RuntimeException | Error e) {
                log.warn("the warning of {} cannot follow now: {}", OneLine.of(id), OneLine.of(e));
            }
        }
    }

    private void take(Episode episode) {
        var alert = episode.alert();
        // what was only acknowledged locks no warning, or two who acknowledge could wait for each other
        if (alert.kind().isEquipment() || store.isTold(episode.id(), episode.open(), met(episode))) {
            return;
        }
        var pointId = alert.pointId();
        if (pointId == null) {
            leaveBehind(episode, null);
            return;
        }
        var point = registry.findPoint(pointId);
        var realm = realm(alert, point);
        var kept = store.lockOpen(pointId, realm).orElse(null);
        leaveBehind(episode, kept == null ? null : kept.warning().id());
        if (kept != null) {
            follow(kept, episode);
            return;
        }
        var past = store.past(episode.id(), pointId, realm).orElse(null);
        var support = past == null
                ? Support.of(episode, clock.instant())
                : past.support().followClosed(episode, clock.instant()).joining(clock.instant());
        if (opens(episode, support)) {
            open(episode, support, point, realm);
        } else if (past != null) {
            store.save(past.warningId(), past.support().followClosed(episode, clock.instant()));
        }
    }

    /** Its device was given to another point, and its word goes there: no other one stays at what it said before. */
    private void leaveBehind(Episode episode, @Nullable String goesTo) {
        for (var id : store.leftBehind(episode.id(), goesTo)) {
            var edit = Edit.of(store.lock(id).orElseThrow(), clock.instant());
            var before = store.supports(id);
            store.leave(id, episode.id());
            edit.detected(before, store.supports(id));
            book.follow(edit, "leave", told(episode.alert()));
        }
    }

    private static Realm realm(Alert alert, Optional<HazardPoint> point) {
        return alert.realm() == Realm.LIVE
                        && point.map(p -> p.realm() == Realm.LIVE).orElse(true)
                ? Realm.LIVE
                : Realm.EXERCISE;
    }

    /** What people have judged, and closed, opens nothing by easing, nor by being held: only what is new or grows does. */
    private static boolean opens(Episode episode, Support support) {
        var news = support.unjudged();
        return news != null && news.atLeast(Level.YELLOW) || mayAct(episode, support);
    }

    private void open(Episode episode, Support support, Optional<HazardPoint> point, Realm realm) {
        var alert = episode.alert();
        var level = episode.level();
        if (level == null) {
            return;
        }
        var edit = Edit.open(
                UUID.randomUUID().toString(),
                String.valueOf(alert.pointId()),
                point.map(HazardPoint::division).orElse(alert.division()),
                realm,
                level,
                null,
                clock.instant());
        edit.resting(List.of(episode.id())).detected(List.of(), List.of(support));
        rise(edit);
        var warning = book.follow(edit, "detect", told(alert));
        store.save(warning.id(), support);
        execute(warning.id(), episode, support);
    }

    private void follow(Kept kept, Episode episode) {
        var warning = kept.warning();
        var before = store.supports(warning.id());
        var known = before.stream()
                .filter(s -> s.episodeId().equals(episode.id()))
                .findFirst()
                .orElse(null);
        if (known == null && episode.level() == null) {
            return;
        }
        var edit = Edit.of(kept, clock.instant());
        var support = known == null ? coming(episode, kept.warning(), edit.now()) : known.follow(episode, edit.now());
        if (known == null || !known.stands(episode)) {
            store.save(warning.id(), support);
            var now = with(before, support);
            edit.resting(now.stream().map(Support::episodeId).toList());
            if (edit.detected(before, now) && edit.can(Step.RISE)) {
                rise(edit);
                book.follow(edit, "rise", told(episode.alert(), edit.regrown()));
            } else if (known == null || known.open() != episode.open() || known.level() != episode.level()) {
                book.follow(edit, episode.open() ? "follow" : "clear", told(episode.alert()));
            }
            stale.overtaken(warning.id());
        }
        execute(warning.id(), episode, support);
    }

    /** One that people have judged before, in a warning that is closed, is not news because it comes to this one. */
    private Support coming(Episode episode, Warning to, Instant now) {
        return store.past(episode.id(), to.pointId(), to.realm())
                .map(past -> past.support().followClosed(episode, now).joining(now))
                .orElseGet(() -> Support.of(episode, now));
    }

    private static List<Support> with(List<Support> before, Support changed) {
        var others = before.stream().filter(s -> !s.episodeId().equals(changed.episodeId()));
        return Stream.concat(others, Stream.of(changed))
                .sorted(Comparator.comparing(Support::at).thenComparing(Support::episodeId))
                .toList();
    }

    private void rise(Edit edit) {
        edit.rise(settings.acknowledge(), settings.unverified());
        var below = audience.count(edit.pointId(), edit.realm());
        edit.reaching(below.people(), below.households());
    }

    /** A standing order acts once at each level that the alert reaches, and never on what people were told already. */
    private void execute(String warningId, Episode episode, Support support) {
        var level = episode.level();
        var order = met(episode);
        if (level == null || order == null || !mayAct(episode, support)) {
            return;
        }
        var told = notices.heard(warningId).by(Act.EVACUATION);
        if (told == null || level.compareTo(told) > 0) {
            notices.underOrder(warningId, level, order, episode.alert());
        }
        store.save(warningId, support.ordered(level));
    }

    private static boolean mayAct(Episode episode, Support support) {
        var level = episode.level();
        var ordered = support.ordered();
        return level != null && met(episode) != null && (ordered == null || !ordered.atLeast(level));
    }

    /** The order that the job says it meets: the job alone decides that. */
    private static @Nullable String met(Episode episode) {
        var alert = episode.alert();
        return episode.open() && alert.corroborated() ? alert.standingOrder() : null;
    }

    /** @param evidence up to which it has grown again below the level; {@code null}: it is the level that rose */
    private static Map<String, Object> told(Alert alert, @Nullable Level evidence) {
        var told = told(alert);
        if (evidence != null) {
            told.put("evidence", evidence);
        }
        return told;
    }

    private static Map<String, Object> told(Alert alert) {
        var told = new HashMap<String, Object>();
        told.put("alert", alert.id());
        told.put("state", alert.state());
        told.put("zh", alert.text().zh());
        told.put("en", alert.text().en());
        if (alert.level() != null) {
            told.put("level", alert.level());
        }
        return told;
    }
}
