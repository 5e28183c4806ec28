package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.warning.Remaining.Stayed;
import cn.shanshao.center.warning.Warning.Shelf;
import cn.shanshao.ingest.wire.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people on duty do with a warning. Every act is one transaction, and names the version that it was decided upon. */
@Component
@Transactional
class WarningDesk {
    static final Duration LONGEST_SHELF = Duration.ofHours(24);

    private final WarningStore store;
    private final NoticeDesk notices;
    private final StalePapers stale;
    private final Audience audience;
    private final Remains remains;
    private final Alerts alerts;
    private final Book book;
    private final WarningSettings settings;
    private final Clock clock;

    WarningDesk(
            WarningStore store,
            NoticeDesk notices,
            StalePapers stale,
            Audience audience,
            Remains remains,
            Alerts alerts,
            Book book,
            WarningSettings settings,
            Clock clock) {
        this.store = store;
        this.notices = notices;
        this.stale = stale;
        this.audience = audience;
        this.remains = remains;
        this.alerts = alerts;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Opens one by hand, e.g. because a patrol saw cracks; where one is open at the point it rises by that, whatever was
     * held of it, and waits to be taken on.
     */
    Warning open(HazardPoint point, Level level, String reason, CurrentUser user) {
        return store.lockOpen(point.id(), point.realm())
                .map(kept -> riseByHand(Edit.of(kept, clock.instant()), level, reason, user))
                .orElseGet(() -> openByHand(point, level, reason, user));
    }

    private Warning riseByHand(Edit edit, Level level, String reason, CurrentUser user) {
        edit.riseByHand(level, store.supports(edit.id()), settings.acknowledge(), settings.unverified());
        book.write(reaching(edit), user.username(), "rise", Map.of("level", level, "reason", reason));
        stale.overtaken(edit.id());
        return find(edit.id()).warning();
    }

    private Warning openByHand(HazardPoint point, Level level, String reason, CurrentUser user) {
        var edit = Edit.open(
                UUID.randomUUID().toString(),
                point.id(),
                point.division(),
                point.realm(),
                level,
                level,
                clock.instant());
        edit.detected(List.of(), List.of());
        edit.rise(settings.acknowledge(), settings.unverified());
        reaching(edit).seenBy(user.username());
        return book.write(edit, user.username(), "open", Map.of("level", level, "reason", reason));
    }

    private Edit reaching(Edit edit) {
        var below = audience.count(edit.pointId(), edit.realm());
        return edit.reaching(below.people(), below.households());
    }

    /** Takes it on: its clock stops, and what supports it is acknowledged too. A second time changes nothing. */
    Warning acknowledge(String id, long version, String comment, CurrentUser user) {
        return withItsAlerts(id, version, comment, user, edit -> {
            if (edit.isTicking()) {
                edit.step(Step.ACKNOWLEDGE).seenBy(user.username());
                book.write(edit, user.username(), "acknowledge", said("comment", comment));
            }
        });
    }

    Warning verify(String id, long version, String comment, CurrentUser user) {
        return withItsAlerts(id, version, comment, user, edit -> {
            edit.step(Step.VERIFY).seenBy(user.username());
            book.write(edit, user.username(), "verify", said("comment", comment));
        });
    }

    /** Not real; who was told of it unverified is told so. */
    Warning dismiss(String id, long version, String reason, CurrentUser user) {
        return withItsAlerts(id, version, reason, user, edit -> {
            edit.dismissed(user.username());
            book.write(edit, user.username(), "dismiss", Map.of("reason", reason));
            notices.dismissed(id, reason, user);
            stale.ended(id);
        });
    }

    /**
     * Acknowledges what supports it, and then does it. In the order in which the inbox of alerts locks: the episodes, and
     * then the warning.
     */
    private Warning withItsAlerts(String id, long version, String comment, CurrentUser user, Consumer<Edit> act) {
        var supports = find(id).mustBe(version).warning().alertIds();
        supports.stream()
                .sorted()
                .forEach(alert -> alerts.acknowledge(alert, user, null, comment.isEmpty() ? null : comment));
        act.accept(lock(id).mustBe(version));
        return find(id).warning();
    }

    private Edit find(String id) {
        return Edit.of(store.find(id).orElseThrow(() -> Problem.notFound("warning", id)), clock.instant());
    }

    /**
     * Puts it aside for a time. It comes back by itself, and at once when an alert is new or worse.
     *
     * @throws Problem 422 when {@code until} is past or too far
     */
    Warning shelve(String id, long version, Instant until, String reason, CurrentUser user) {
        var now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SHELF))) {
            throw Problem.invalid("until", until, "within %d h from now".formatted(LONGEST_SHELF.toHours()));
        }
        var edit = lock(id).mustBe(version);
        edit.shelved(new Shelf(until, reason, user.username(), edit.warning().level()));
        return book.write(edit, user.username(), "shelve", Map.of("until", until, "reason", reason));
    }

    /** Takes it off the shelf, for somebody to take it on; where it lies on none, nothing changes. */
    Warning unshelve(String id, CurrentUser user) {
        var edit = lock(id);
        return edit.isShelved()
                ? book.write(edit.unshelved().waits(settings.acknowledge()), user.username(), "unshelve", Map.of())
                : edit.warning();
    }

    /**
     * Ends it, with what was learnt.
     *
     * @throws Problem 409 before it was lifted or dismissed; while somebody cries for help, naming whom; and while an alert
     *     is open on which a standing order has acted: the next warning of it would begin with that order
     */
    Warning close(String id, long version, String review, CurrentUser user) {
        var edit = lock(id).mustBe(version);
        var remaining = remains.of(edit.warning());
        var crying = remaining.crying();
        edit.closed();
        if (!crying.isEmpty()) {
            var who = crying.stream()
                    .map(home -> Stream.of(home.number(), home.name() == null ? "" : home.name())
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(" ")))
                    .map(name -> name.isEmpty() ? "名册外号码" : name)
                    .collect(Collectors.joining("、"));
            throw Problem.conflict(
                    "warning %s is not closed while somebody cries for help: %s (求助未了：%s)".formatted(id, who, who),
                    "help",
                    crying);
        }
        if (store.isOrdered(id)) {
            throw Problem.conflict(
                    "an alert of warning %s on which a standing order has acted is still open: it would act again"
                            .formatted(id));
        }
        book.write(reaching(edit), user.username(), "close", closing(review, remaining.silent()));
        stale.ended(id);
        return find(id).warning();
    }

    /** What was not known when it was closed stays beside what was learnt, by the ids of the first: that outlives the roll. */
    private static Map<String, Object> closing(String review, @Nullable Stayed silent) {
        return silent == null || silent.households() == 0
                ? Map.of("review", review)
                : Map.of(
                        "review",
                        review,
                        "silent",
                        Map.of(
                                "households",
                                silent.households(),
                                "people",
                                silent.people(),
                                "first",
                                silent.homes().stream().map(Remaining.Home::id).toList()));
    }

    private static Map<String, Object> said(String key, String text) {
        return text.isEmpty() ? Map.of() : Map.of(key, text);
    }

    private Edit lock(String id) {
        return Edit.of(store.lock(id).orElseThrow(() -> Problem.notFound("warning", id)), clock.instant());
    }
}
