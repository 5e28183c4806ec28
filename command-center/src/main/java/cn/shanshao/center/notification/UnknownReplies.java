package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.RollCall.Source;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.Realm;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What came from numbers that are nobody's: somebody of the point in another's phone, a new number, a passer-by who saw
 * the crack. It waits until an officer has said whose it is, or that nothing follows. Such a number has no division, so the
 * top of the tree alone sees it.
 */
@Component
@Transactional
class UnknownReplies {
    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Envelopes envelopes;
    private final RollCall rollCall;
    private final LadderRows ladders;
    private final Cries cries;
    private final NotificationSettings settings;
    private final Registry registry;
    private final Residents residents;
    private final Divisions divisions;
    private final Audit audit;
    private final ReplyRows views;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UnknownReplies(
            JdbcClient jdbc,
            Envelopes envelopes,
            RollCall rollCall,
            LadderRows ladders,
            Cries cries,
            NotificationSettings settings,
            Registry registry,
            Residents residents,
            Divisions divisions,
            Audit audit,
            ReplyRows views,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.rollCall = rollCall;
        this.ladders = ladders;
        this.cries = cries;
        this.settings = settings;
        this.registry = registry;
        this.residents = residents;
        this.divisions = divisions;
        this.audit = audit;
        this.views = views;
        this.events = events;
        this.clock = clock;
    }

    private record Row(long id, String meaning, @Nullable String realm, Instant at, byte @Nullable [] body) {}

    /** Newest first, at most {@value #MOST}; none for those below the top of the tree. */
    @Transactional(readOnly = true)
    List<UnknownReply> list(CurrentUser user) {
        if (!divisions.isTop(user.division())) {
            return List.of();
        }
        var rows = jdbc.sql("""
            select id, meaning, realm, at, body from reply
            where message_id is null and contact_id is null and household_id is null and settled_at is null
            order by id desc limit :most\
            """).param("most", MOST).query(Row.class).list();
        var insides = envelopes.open(Kind.REPLY, rows, Row::id, Row::body);
        return rows.stream()
                .map(row -> {
                    var inside = insides.get(row.id());
                    return new UnknownReply(
                            Long.toString(row.id()),
                            inside == null ? null : Masked.of(inside.phone()),
                            inside == null ? null : inside.text(),
                            Meaning.valueOf(row.meaning()),
                            row.realm() == null ? null : Realm.valueOf(row.realm()),
                            row.at());
                })
                .toList();
    }

    /** It is from somebody of the point's card. */
    void contact(long id, String contact, CurrentUser user) {
        var row = locked(id, user);
        var person = registry.findContact(contact).orElseThrow(() -> Problem.notFound("contact", contact));
        mustBeOf(row, person.realm());
        var point = registry.getPoint(person.pointId());
        settle(id, user, person.id(), null, null, point.id(), point.division());
        var cries = Meaning.of(text(row), Asked.CHECK) == Meaning.HELP;
        var home = Recipients.home(person);
        if (cries) {
            rollCall.newestWith(home, person.realm(), row.at())
                    .filter(called -> rollCall.state(called.warningId(), home)
                            .filter(state -> state != RollState.HELP)
                            .isPresent())
                    .ifPresent(called -> note(called, home, RollState.HELP, user));
        }
        this.cries.attributed(id, person.realm(), home, cries, user);
    }

    /**
     * It is from a household: what it says counts as that household's answer to the warning that was open for it when it
     * came, as far as nothing has become known since.
     */
    void household(long id, String household, CurrentUser user) {
        var row = locked(id, user);
        var home = residents.getHousehold(household);
        mustBeOf(row, home.realm());
        var point = registry.getPoint(home.pointId());
        var called = rollCall.newestWith(household, home.realm(), row.at());
        var about = called.map(c -> Cause.warning(c.warningId())).orElse(null);
        settle(id, user, null, household, about, point.id(), point.division());
        var text = text(row);
        var wasLifted = called.filter(c -> c.wasLifted(row.at())).isPresent();
        var cries = Meaning.of(text, wasLifted ? Asked.RETURN : Asked.MOVE) == Meaning.HELP;
        called.ifPresent(c -> state(text, c, row.at())
                .filter(state -> isNews(c, household, state, row.at()))
                .ifPresent(state -> note(c, household, state, user)));
        this.cries.attributed(id, home.realm(), household, cries, user);
    }

    private void note(Called called, String household, RollState state, CurrentUser user) {
        rollCall.note(called, household, state, Source.HAND, user.username(), null, null);
        ladders.follow(called, List.of(household), state, clock.instant(), settings);
    }

    /**
     * A cry for help is news however late. Whatever else was typed says nothing of a notice after it, nothing against what
     * the household has said since, and nobody's help has come because of it.
     */
    private boolean isNews(Called called, String household, RollState said, Instant at) {
        var before = rollCall.state(called.warningId(), household).orElse(null);
        if (before == null || said == RollState.HELP) {
            return before != null;
        }
        if (at.isBefore(called.since()) || before == RollState.HELP) {
            return false;
        }
        return !before.hasAnswered()
                || said != RollState.CONFIRMED && !rollCall.hasChangedAfter(called.warningId(), household, at);
    }

    /** What is typed on the phones of an exercise is of nobody real, and the other way round. */
    private static void mustBeOf(Row row, Realm realm) {
        if (!isOf(row, realm)) {
            throw Problem.conflict("reply %d came in the realm %s and cannot be from somebody of the realm %s"
                    .formatted(row.id(), row.realm(), realm));
        }
    }

    private static boolean isOf(Row row, Realm realm) {
        return row.realm() == null || row.realm().equals(realm.name());
    }

    /** That a part has left says nothing where all are to: somebody goes there as before. */
    private static Optional<RollState> state(String text, Called called, Instant at) {
        return Optional.of(Meaning.of(text, called.wasLifted(at) ? Asked.RETURN : Asked.MOVE))
                .filter(meaning -> !meaning.isOfWhoStays() || RollCall.leaveSome(called.level()))
                .flatMap(Meaning::ofHousehold);
    }

    private String text(Row row) {
        var body = row.body();
        var inside = body == null
                ? null
                : envelopes.open(Kind.REPLY, Map.of(row.id(), body)).get(row.id());
        return inside == null || inside.text() == null ? "" : inside.text();
    }

    /** Nothing follows from it; the note says why, and is sealed, for it tells of people: the trail says that there is one. */
    void note(long id, String note, CurrentUser user) {
        locked(id, user);
        cries.dropped(id, note, user.username());
        jdbc.sql("update reply set note = ? where id = ?")
                .params(envelopes.seal(Kind.REPLY_NOTE, id, new Inside(null, "", note)), id)
                .update();
        settle(id, user, null, null, null, null, null);
        audit.record(Act.of(user.username(), "reply.note", Long.toString(id)).in(user.division()));
    }

    private Row locked(long id, CurrentUser user) {
        if (!divisions.isTop(user.division())) {
            throw Problem.forbidden("what came from nobody's number is settled at the top of the tree of divisions");
        }
        var row = jdbc.sql("""
            select id, meaning, realm, at, body from reply where id = :id and message_id is null
              and contact_id is null and household_id is null for no key update\
            """)
                .param("id", id)
                .query(Row.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("reply", Long.toString(id)));
        var by = jdbc.sql("select settled_by from reply where id = ?")
                .param(id)
                .query(String.class)
                .optional();
        if (by.isPresent()) {
            throw Problem.conflict("reply %d was settled by %s".formatted(id, by.get()));
        }
        return row;
    }

    private void settle(
            long id,
            CurrentUser user,
            @Nullable String contact,
            @Nullable String household,
            @Nullable String about,
            @Nullable String point,
            @Nullable String division) {
        jdbc.sql("""
            update reply set settled_at = :now, settled_by = :by, contact_id = :contact,
              household_id = :household, about = :about, point_id = :point, division = :division
            where id = :id\
            """)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", user.username())
                .param("contact", contact)
                .param("household", household)
                .param("about", about)
                .param("point", point)
                .param("division", division)
                .param("id", id)
                .update();
        audit.record(Act.of(user.username(), "reply.settle", Long.toString(id))
                .in(division == null ? user.division() : division)
                .telling(Map.of("as", household != null ? "household" : contact != null ? "contact" : "note")));
        events.publishEvent(new ReplySettled(views.get(id)));
    }
}
