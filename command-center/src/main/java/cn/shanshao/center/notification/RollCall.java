package cn.shanshao.center.notification;

import cn.shanshao.center.Columns;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Recipients.Home;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The ledger of households (点名台账): every change of a household with who, when and by what. All calls need a
 * transaction.
 */
@Repository
class RollCall {
    /** At these who is slow leaves first, or gets ready (老人孩子先转移): 已转移 says nothing of the others. */
    private static final Set<Level> SOME_LEAVE = EnumSet.of(Level.BLUE, Level.YELLOW);

    /**
     * Of a row {@code h} of {@code roll_household}: what is known of it is that somebody is still there, where all are to leave: a part has left (老人孩子先走了，我看家) in answer to
     * a notice that says so, or nobody (没走). What was taken back, and what strangers said, is not known.
     */
    static final String SOME_STAY =
            """
        (h.state = 'CONFIRMED' and coalesce((
          select exists (select from reply y where y.message_id = m.id
            and (y.meaning = 'PART' and m.level <> all (array[%1$s])
              or y.meaning = 'STILL_THERE' and (select r.level from roll_call r where r.warning_id = h.warning_id) <> all (array[%1$s])))
          from roll_change c left join message m on m.id = c.message_id
          where c.warning_id = h.warning_id and c.household_id = h.household_id and c.source <> 'UNDO'
            and not exists (select from roll_change u where u.warning_id = c.warning_id
              and u.household_id = c.household_id and u.undoes = c.id)
            and not exists (select from roll_wrong w where w.warning_id = c.warning_id and w.phone_index = m.phone_index)
          order by c.id desc limit 1), false))\
        """.formatted(SOME_LEAVE.stream().map(level -> "'" + level + "'").collect(Collectors.joining(", ")));

    static boolean leaveSome(@Nullable Level level) {
        return level != null && SOME_LEAVE.contains(level);
    }

    private final JdbcClient jdbc;
    private final Envelopes envelopes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RollCall(JdbcClient jdbc, Envelopes envelopes, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.events = events;
        this.clock = clock;
    }

    /** By what a household's state is known. */
    enum Source {
        /** A new notice, of which nothing is known there yet. */
        NOTICE,
        RECEIPT,
        REPLY,
        RUNNER,
        /** An officer, or a crew, wrote it down. */
        HAND,
        /** An officer, or a crew, took back what was written down by hand. */
        UNDO
    }

    /**
     * A warning that people were told of.
     *
     * @param notice number of the newest
     * @param liftedAt {@code null} while it holds
     */
    record Called(
            String warningId,
            String pointId,
            String division,
            Realm realm,
            @Nullable Level level,
            int notice,
            String noticeId,
            Instant since,
            @Nullable Instant liftedAt,
            @Nullable Instant closedAt) {
        boolean isOver() {
            return liftedAt != null || closedAt != null;
        }

        boolean wasLifted(Instant then) {
            return liftedAt != null && !then.isBefore(liftedAt);
        }
    }

    Optional<Called> find(String warningId) {
        return jdbc.sql("select * from roll_call where warning_id = ?")
                .param(warningId)
                .query(Called.class)
                .optional();
    }

    /**
     * When a notice has its turn, after all that people were told of its warning before; that which it had, when it comes
     * again. Needs the warning to be locked.
     */
    Turn turn(Notice notice) {
        var had = jdbc.sql("select notice from roll_call where warning_id = ? and notice_id = ?")
                .params(notice.warningId(), notice.id())
                .query(Integer.class)
                .optional();
        if (had.isPresent()) {
            return new Turn(notice, had.get());
        }
        var last = jdbc.sql("""
            select greatest((select notice from roll_call where warning_id = :warning),
              (select max(number) from message where about = :about and purpose <> 'wake'), 0)\
            """)
                .param("warning", notice.warningId())
                .param("about", Letter.Cause.warning(notice.warningId()))
                .query(Integer.class)
                .single();
        return new Turn(notice, Math.max(notice.number(), last + 1));
    }

    /**
     * Begins the roll call of a warning, or goes on with its next notice.
     *
     * @return when what was said before had been lifted; {@code null} where nothing was, or it still held
     */
    @Nullable
    Instant begin(Warning warning, Turn turn, boolean isOver) {
        var lifted = find(warning.id()).map(Called::liftedAt).orElse(null);
        insert(warning, turn, isOver, """
            do update set level = excluded.level, notice = excluded.notice, notice_id = excluded.notice_id,
              since = excluded.since, lifted_at = excluded.lifted_at\
            """);
        return lifted;
    }

    /** The same for what changes nothing that was said before: where there is a roll call already, it stays as it is. */
    void beginIfNew(Warning warning, Turn turn) {
        insert(warning, turn, false, "do nothing");
    }

    private void insert(Warning warning, Turn turn, boolean isOver, String otherwise) {
        var now = Timestamp.from(clock.instant());
        var notice = turn.notice();
        // what holds for anybody, where this one tells others less
        var level = isOver || warning.issued() == null ? notice.level() : warning.issued();
        jdbc.sql("""
            insert into roll_call (warning_id, point_id, division, realm, level, notice, notice_id, since,
              lifted_at)
            values (:warning, :point, :division, :realm, :level, :notice, :noticeId, :now, :lifted)
            on conflict (warning_id) \
            """ + otherwise)
                .param("warning", warning.id())
                .param("point", warning.pointId())
                .param("division", warning.division())
                .param("realm", notice.realm().name())
                .param("level", level == null ? null : level.name())
                .param("notice", turn.number())
                .param("noticeId", notice.id())
                .param("now", now)
                .param("lifted", isOver ? now : null)
                .update();
        changed(warning.id(), warning.division());
    }

    void close(String warningId) {
        jdbc.sql("update roll_call set closed_at = :now where warning_id = :id and closed_at is null"
                        + " returning division")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", warningId)
                .query(String.class)
                .optional()
                .ifPresent(division -> changed(warningId, division));
    }

    /**
     * Puts households on the roll, or goes on with them.
     *
     * @param at when they were read from the roster
     * @param anew who of them had only got an earlier notice has to be reached again; so has whoever answered one that sent
     *     away some of the household that they have left, where this one sends away everybody
     * @param lifted when an all-clear was given: whoever had left, would not, or cried for help before it begins anew too;
     *     {@code null} where none was
     */
    void enroll(Turn turn, List<Home> homes, Instant at, boolean anew, @Nullable Instant lifted) {
        var notice = turn.notice();
        var now = Timestamp.from(clock.instant());
        var rows = new Columns<>(inOrder(homes));
        jdbc.sql("""
            insert into roll_household (warning_id, household_id, point_id, notice, notice_id, resolved_at, people, state, since)
            select :warning, n.id, n.point_id, :notice, :noticeId, :at, n.people, 'UNREACHED', :now
            from unnest(cast(:ids as text[]), cast(:points as text[]), cast(:people as integer[]))
              with ordinality as n (id, point_id, people, at) order by n.at
            on conflict (warning_id, household_id) do update set notice = excluded.notice,
              notice_id = excluded.notice_id, people = excluded.people, point_id = excluded.point_id,
              resolved_at = excluded.resolved_at\
            """)
                .param("warning", notice.warningId())
                .param("notice", turn.number())
                .param("noticeId", notice.id())
                .param("at", Timestamp.from(at))
                .param("now", now)
                .param("ids", rows.texts(Home::id))
                .param("points", rows.texts(Home::pointId))
                .param("people", rows.numbers(Home::people))
                .update();
        lines(notice.warningId(), homes);
        if (lifted != null) {
            releaseRunners(notice.warningId(), lifted);
        }
        if (anew) {
            jdbc.sql("""
                with mine as (select household_id, state from roll_household where warning_id = :id
                    and notice = :notice and household_id = any (:homes) and (state in ('REACHED', 'CONFIRMED', 'RETURNED')
                      or state = 'MOVED' and :everybody and (select c.source = 'REPLY' and m.level = any (:some) from roll_change c
                        left join message m on m.id = c.message_id where c.warning_id = :id
                        and c.household_id = roll_household.household_id and c.after = 'MOVED' and c.source <> 'UNDO' order by c.id desc limit 1)
                      or state in ('MOVED', 'REFUSED', 'HELP') and since <= cast(:lifted as timestamptz))
                    and not (state = 'HELP' and household_id in (select c.household_id from cry c
                      where c.settled_at is null and c.realm = :realm and c.household_id is not null))
                    order by household_id collate "C" for no key update),
                  changed as (update roll_household h set state = 'UNREACHED', since = :now from mine
                    where h.warning_id = :id and h.household_id = mine.household_id)
                insert into roll_change (warning_id, household_id, before, after, at, source)
                select :id, household_id, state, 'UNREACHED', :now, 'NOTICE' from mine\
                """)
                    .param("id", notice.warningId())
                    .param("notice", turn.number())
                    .param("homes", rows.texts(Home::id))
                    .param("lifted", lifted == null ? null : Timestamp.from(lifted))
                    .param("everybody", notice.level() != null && !leaveSome(notice.level()))
                    .param("some", SOME_LEAVE.stream().map(Level::name).toArray(String[]::new))
                    .param("realm", notice.realm().name())
                    .param("now", now)
                    .update();
        }
        cries(turn, rows, now);
    }

    /** Who cried for help before anybody had put the household on the roll needs help all the same. */
    private void cries(Turn turn, Columns<Home> homes, Timestamp now) {
        jdbc.sql("""
            with mine as (select household_id, state from roll_household where warning_id = :id
                and household_id = any (:homes) and state = any (:there)
                and household_id in (select c.household_id from cry c
                  where c.settled_at is null and c.realm = :realm and c.household_id is not null)
                order by household_id collate "C" for no key update),
              changed as (update roll_household h set state = 'HELP', since = :now from mine
                where h.warning_id = :id and h.household_id = mine.household_id)
            insert into roll_change (warning_id, household_id, before, after, at, source)
            select :id, household_id, state, 'HELP', :now, 'REPLY' from mine\
            """)
                .param("id", turn.notice().warningId())
                .param("homes", homes.texts(Home::id))
                .param("there", RollState.names(RollState.THERE))
                .param("realm", turn.notice().realm().name())
                .param("now", now)
                .update();
    }

    /** Who was asked to go somewhere before the all-clear goes nowhere because of it any more. */
    private void releaseRunners(String warningId, Instant lifted) {
        jdbc.sql("update roll_runner set state = 'DECLINED' where warning_id = ? and state <> 'DECLINED'"
                        + " and asked_at <= ?")
                .params(warningId, Timestamp.from(lifted))
                .update();
    }

    /** In that in which every other call locks them. */
    private static List<Home> inOrder(List<Home> homes) {
        return homes.stream().sorted(Comparator.comparing(Home::id)).toList();
    }

    private void lines(String warningId, List<Home> homes) {
        record Line(String home, String phone, int seat) {}
        var lines = new ArrayList<Line>();
        for (var home : homes) {
            for (var seat = 0; seat < home.phones().size(); seat++) {
                lines.add(new Line(home.id(), envelopes.index(home.phones().get(seat)), seat));
            }
        }
        // a number that was taken off a card answers for it no more
        jdbc.sql("""
            delete from roll_line l where warning_id = :id and household_id = any (:homes)
              and not exists (select from unnest(:owners, :phones) as n (household_id, phone_index)
                where n.household_id = l.household_id and n.phone_index = l.phone_index)\
            """)
                .param("id", warningId)
                .param("homes", homes.stream().map(Home::id).toArray(String[]::new))
                .param("owners", lines.stream().map(Line::home).toArray(String[]::new))
                .param("phones", lines.stream().map(Line::phone).toArray(String[]::new))
                .update();
        var rows = new Columns<>(lines);
        jdbc.sql("insert into roll_line (warning_id, household_id, phone_index, seat) select :id, n.* from"
                        + " unnest(cast(:homes as text[]), cast(:phones as text[]), cast(:seats as integer[])) n on conflict"
                        + " (warning_id, household_id, phone_index) do update set seat = excluded.seat")
                .param("id", warningId)
                .param("homes", rows.texts(Line::home))
                .param("phones", rows.texts(Line::phone))
                .param("seats", rows.numbers(Line::seat))
                .update();
    }

    /**
     * Messages to residents have arrived on phones: the households that answer there are reached, if by this notice, and not on
     * the phone of a stranger.
     */
    void reached(Collection<Long> messages) {
        record Changed(String warningId, String division) {}
        jdbc.sql("""
            with mine as (select h.warning_id, h.household_id, m.id message_id from message m
                join roll_line l on m.about = 'warning/' || l.warning_id and l.phone_index = m.phone_index
                join roll_household h on h.warning_id = l.warning_id and h.household_id = l.household_id
                where m.id = any (:ids) and m.purpose = any (:purposes) and h.notice = m.number
                  and h.state = 'UNREACHED'
                  and not exists (select from roll_wrong w
                    where w.warning_id = l.warning_id and w.phone_index = l.phone_index)
                order by h.household_id collate "C", h.warning_id for no key update of h),
              changed as (update roll_household h set state = 'REACHED', since = :now from mine
                where h.warning_id = mine.warning_id and h.household_id = mine.household_id),
              told as (insert into roll_change
                  (warning_id, household_id, before, after, at, source, message_id)
                select distinct on (warning_id, household_id)
                  warning_id, household_id, 'UNREACHED', 'REACHED', cast(:now as timestamptz), 'RECEIPT', message_id
                from mine order by warning_id, household_id, message_id
                returning warning_id)
            select distinct r.warning_id, r.division from told join roll_call r using (warning_id)\
            """)
                .param("ids", messages.toArray(Long[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .param("purposes", reaching())
                .query(Changed.class)
                .list()
                .forEach(c -> changed(c.warningId(), c.division()));
    }

    /** The errands of messages by which a household is reached. */
    private static String[] reaching() {
        return Stream.of(Errand.values())
                .filter(errand -> errand.isToResidents() && errand != Errand.LIFT)
                .map(Errand::wire)
                .toArray(String[]::new);
    }

    /**
     * What became known of a household.
     *
     * @param by the officer, where one wrote it down
     * @param messageId that was answered; {@code null} where none was
     * @return id of the change; empty when it is not on the roll
     */
    Optional<Long> note(
            Called called,
            String household,
            RollState after,
            Source source,
            @Nullable String by,
            @Nullable Long messageId,
            @Nullable String note) {
        var before = state(called.warningId(), household);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        var now = Timestamp.from(clock.instant());
        if (before.get() != after) {
            jdbc.sql("update roll_household set state = ?, since = ? where warning_id = ? and household_id = ?")
                    .params(after.name(), now, called.warningId(), household)
                    .update();
        } else if (after == RollState.REFUSED) {
            // of an earlier notice it was, and is of the newest now
            jdbc.sql("update roll_household set since = ? where warning_id = ? and household_id = ? and since < ?")
                    .params(now, called.warningId(), household, Timestamp.from(called.since()))
                    .update();
        }
        var id = jdbc.sql("""
            insert into roll_change (warning_id, household_id, before, after, at, source, by_whom, message_id)
            values (?, ?, ?, ?, ?, ?, ?, ?) returning id\
            """)
                .params(
                        called.warningId(),
                        household,
                        before.get().name(),
                        after.name(),
                        now,
                        source.name(),
                        by,
                        messageId)
                .query(Long.class)
                .single();
        if (note != null) {
            jdbc.sql("update roll_change set body = ? where id = ?")
                    .params(envelopes.seal(Kind.NOTE, id, new Inside(null, "", note)), id)
                    .update();
        }
        changed(called.warningId(), called.division());
        return Optional.of(id);
    }

    /**
     * What became known of a household last.
     *
     * @param byWhom the officer, where one wrote it down
     */
    record Change(
            long id,
            RollState before,
            RollState after,
            Source source,
            @Nullable String byWhom,
            Instant at) {
        /** By hand, so that it can be taken back. */
        boolean isByHand() {
            return source == Source.HAND && before != after;
        }
    }

    /** Empty where nothing did. The household must be locked. */
    Optional<Change> last(String warningId, String household) {
        return jdbc.sql("select id, before, after, source, by_whom, at from roll_change"
                        + " where warning_id = ? and household_id = ? order by id desc limit 1")
                .params(warningId, household)
                .query(Change.class)
                .optional();
    }

    /** Puts back how it stood before a change, and since when. */
    void takeBack(Called called, String household, Change change, String by) {
        var undone = note(called, household, change.before(), Source.UNDO, by, null, null)
                .orElseThrow(() -> new IllegalStateException(
                        "household %s has a change %d and is not on the roll".formatted(household, change.id())));
        jdbc.sql("update roll_change set undoes = ? where id = ?")
                .params(change.id(), undone)
                .update();
        jdbc.sql("""
            update roll_household set since = coalesce((select max(at) from roll_change
                where warning_id = :warning and household_id = :household and id < :change and after = :state),
              (select since from roll_call where warning_id = :warning))
            where warning_id = :warning and household_id = :household\
            """)
                .param("warning", called.warningId())
                .param("household", household)
                .param("change", change.id())
                .param("state", change.before().name())
                .update();
    }

    /** Stays locked until the transaction ends; empty when it is not on the roll. */
    Optional<RollState> state(String warningId, String household) {
        return jdbc.sql("select state from roll_household where warning_id = ? and household_id = ? for no key update")
                .params(warningId, household)
                .query(String.class)
                .optional()
                .map(RollState::valueOf);
    }

    /** Number of the newest notice that went to a household; 0 when it is not on the roll. */
    int noticeOf(String warningId, String household) {
        return jdbc.sql("select notice from roll_household where warning_id = ? and household_id = ?")
                .params(warningId, household)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    boolean hasChangedAfter(String warningId, String household, Instant then) {
        return jdbc.sql("select since > ? from roll_household where warning_id = ? and household_id = ?")
                .params(Timestamp.from(then), warningId, household)
                .query(Boolean.class)
                .single();
    }

    /** Stay locked until the transaction ends; before anything that is known of them changes. */
    void lock(String warningId, Collection<String> households) {
        jdbc.sql("select 1 from roll_household where warning_id = ? and household_id = any (?)"
                        + " order by household_id collate \"C\" for no key update")
                .params(warningId, households.toArray(String[]::new))
                .query(row -> {});
    }

    /** The same of households on the rolls of several warnings, in the order in which receipts lock them. */
    void lock(Collection<Seat> seats) {
        var rows = new Columns<>(List.copyOf(seats));
        jdbc.sql("""
            select 1 from roll_household h join unnest(cast(:warnings as text[]), cast(:homes as text[]))
              as n (warning_id, household_id) on n.warning_id = h.warning_id and n.household_id = h.household_id
            order by h.household_id collate "C", h.warning_id for no key update of h\
            """)
                .param("warnings", rows.texts(seat -> seat.called().warningId()))
                .param("homes", rows.texts(Seat::household))
                .query(row -> {});
    }

    /** A household on the roll of a warning. */
    record Seat(Called called, String household) {}

    /** Those of these where some have left, and others are still there, though all were to leave. */
    Set<String> whereSomeStay(String warningId, Collection<String> households) {
        return Set.copyOf(jdbc.sql("select h.household_id from roll_household h where h.warning_id = ?"
                        + " and h.household_id = any (?) and " + SOME_STAY)
                .params(warningId, households.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Whether every cry for help of the household, since it needs help, came from that number; what an officer noted did not. */
    boolean hasCriedAlone(String warningId, String household, String phoneIndex) {
        return !hasAnother(warningId, household, RollState.HELP, "m.phone_index is distinct from :phone", phoneIndex);
    }

    /** Whether somebody at another number wrote that they will not leave, and nothing else is known since. */
    boolean hasAnotherRefused(String warningId, String household, String phoneIndex) {
        return hasAnother(
                warningId,
                household,
                RollState.REFUSED,
                // the row that takes back the word of a stranger is none of its own
                "m.phone_index <> :phone and not exists (select from roll_wrong w"
                        + " where w.warning_id = :warning and w.phone_index = m.phone_index)",
                phoneIndex);
    }

    /** Whether somebody at another number wrote that they, or somebody, are still there; what a runner wrote the household knows better. */
    boolean doesAnotherStay(String warningId, String household, String phoneIndex) {
        return hasAnother(
                warningId,
                household,
                RollState.CONFIRMED,
                "c.source = 'REPLY' and m.phone_index <> :phone and exists (select from reply y where y.message_id = m.id"
                        + " and y.meaning in ('PART', 'STILL_THERE')) and not exists (select from roll_wrong w"
                        + " where w.warning_id = :warning and w.phone_index = m.phone_index)",
                phoneIndex);
    }

    /** Whether one of the changes by which a household came to the state, since it stands so, is another's. */
    private boolean hasAnother(
            String warningId, String household, RollState state, String isAnothers, String phoneIndex) {
        return jdbc.sql("""
            select exists (select from roll_change c left join message m on m.id = c.message_id
              where c.warning_id = :warning and c.household_id = :household and c.after = :state and %s
                and c.id > coalesce((select max(id) from roll_change
                  where warning_id = :warning and household_id = :household and after <> :state), 0))\
            """.formatted(isAnothers))
                .param("warning", warningId)
                .param("household", household)
                .param("state", state.name())
                .param("phone", phoneIndex)
                .query(Boolean.class)
                .single();
    }

    /** Whether what is known of a household was typed at the number which a message went to. */
    boolean isSaidThere(String warningId, String household, long message) {
        return jdbc.sql("""
            select coalesce((select c.source = 'REPLY' and m.phone_index = (select phone_index from message where id = :message)
              from roll_change c left join message m on m.id = c.message_id
              where c.warning_id = :warning and c.household_id = :household order by c.id desc limit 1), false)\
            """)
                .param("message", message)
                .param("warning", warningId)
                .param("household", household)
                .query(Boolean.class)
                .single();
    }

    /** The households that answer at that number. */
    List<String> homesOf(String warningId, String phoneIndex) {
        return jdbc.sql("select household_id from roll_line where warning_id = ? and phone_index = ?"
                        + " order by household_id collate \"C\"")
                .params(warningId, phoneIndex)
                .query(String.class)
                .list();
    }

    /** The number is somebody else's: for this warning nothing more goes to it. */
    void wrong(Called called, String phoneIndex) {
        jdbc.sql("insert into roll_wrong (warning_id, phone_index, at) values (?, ?, ?) on conflict do nothing")
                .params(called.warningId(), phoneIndex, Timestamp.from(clock.instant()))
                .update();
        changed(called.warningId(), called.division());
    }

    /** The number is theirs after all: what is told from now on goes to it. */
    void right(Called called, String phoneIndex) {
        jdbc.sql("delete from roll_wrong where warning_id = ? and phone_index = ?")
                .params(called.warningId(), phoneIndex)
                .update();
        changed(called.warningId(), called.division());
    }

    boolean isWrong(String warningId, String phoneIndex) {
        return jdbc.sql("select exists (select from roll_wrong where warning_id = ? and phone_index = ?)")
                .params(warningId, phoneIndex)
                .query(Boolean.class)
                .single();
    }

    /** What is known of a household without what came from numbers that are somebody else's. */
    RollState withoutStrangers(String warningId, String household) {
        return jdbc.sql("""
            select c.after from roll_change c left join message m on m.id = c.message_id
            where c.warning_id = :warning and c.household_id = :household
              and not exists (select from roll_wrong w
                where w.warning_id = c.warning_id and w.phone_index = m.phone_index)
            order by c.id desc limit 1\
            """)
                .param("warning", warningId)
                .param("household", household)
                .query(String.class)
                .optional()
                .map(RollState::valueOf)
                .filter(known -> known != RollState.UNREACHED)
                .orElseGet(() -> hasAnotherPhone(warningId, household) ? RollState.REACHED : RollState.UNREACHED);
    }

    /** Whether its newest notice arrived on a phone of its own: of several that did the ledger has one alone. */
    private boolean hasAnotherPhone(String warningId, String household) {
        return jdbc.sql("""
            select exists (select from roll_household h
              join roll_line l on l.warning_id = h.warning_id and l.household_id = h.household_id
              join message m on m.about = 'warning/' || l.warning_id and m.phone_index = l.phone_index and m.number = h.notice
                and m.purpose = any (:purposes)
            where h.warning_id = :warning and h.household_id = :household and m.state in ('delivered', 'simulated')
              and not exists (select from roll_wrong w
                where w.warning_id = l.warning_id and w.phone_index = l.phone_index))\
            """)
                .param("warning", warningId)
                .param("household", household)
                .param("purposes", reaching())
                .query(Boolean.class)
                .single();
    }

    /** Indexes of the numbers that are somebody else's. */
    List<String> wrongOf(String warningId) {
        return jdbc.sql("select phone_index from roll_wrong where warning_id = ?")
                .param(warningId)
                .query(String.class)
                .list();
    }

    /** The newest warning of the realm that is not closed, has the household on its roll, and told something by then. */
    Optional<Called> newestWith(String household, Realm realm, Instant then) {
        return jdbc.sql("""
            select r.* from roll_call r join roll_household h using (warning_id)
            where h.household_id = :household and r.realm = :realm and r.closed_at is null
              and exists (select from message m where m.about = 'warning/' || r.warning_id and m.purpose <> 'wake'
                and m.created_at <= :then)
            order by r.since desc limit 1\
            """)
                .param("household", household)
                .param("realm", realm.name())
                .param("then", Timestamp.from(then))
                .query(Called.class)
                .optional();
    }

    /** The notes of changes, by the id of the change; without those that were erased. */
    Map<Long, Inside> notes(Map<Long, byte[]> bodies) {
        return envelopes.open(Kind.NOTE, bodies);
    }

    void changed(String warningId, String division) {
        events.publishEvent(new RollCallChanged(warningId, division));
    }
}
