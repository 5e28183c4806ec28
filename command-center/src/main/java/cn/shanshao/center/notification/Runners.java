package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.RollCallView.Going;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who was asked to go to a household, and has accepted or not. Names and numbers are sealed. All calls need a transaction. */
@Repository
class Runners {
    private static final String LAST = """
        reported_at = (select max(reported_at) from roll_runner where warning_id = r.warning_id
          and phone_index = r.phone_index and state = 'ACCEPTED')\
        """;
    private static final String UNANSWERED = """
        warning_id = :warning and phone_index = :phone and state = 'ASKED' and recalled_at is null
          and (select m.claimed_at is not null or m.state not in ('queued', 'failed') from message m
            where m.about = 'warning/' || r.warning_id and m.phone_index = r.phone_index
              and m.purpose in ('runner', 'runner-help') and m.task = r.household_id order by m.id desc limit 1)\
        """;

    private final JdbcClient jdbc;
    private final Envelopes envelopes;
    private final Clock clock;

    Runners(JdbcClient jdbc, Envelopes envelopes, Clock clock) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.clock = clock;
    }

    /** What was said to it. */
    enum State {
        ASKED,
        ACCEPTED,
        DECLINED
    }

    /**
     * Somebody who was asked.
     *
     * @param inside name and number; {@code null} once they were erased
     * @param reportedAt when they told that those there have left; {@code null}: not yet
     * @param recalledAt when nobody needed to go there any more; {@code null}: somebody still does
     * @param isOut the short message that asks may still be answered, or was
     */
    record Runner(
            long id,
            String householdId,
            String phoneIndex,
            State state,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant reportedAt,
            @Nullable Instant recalledAt,
            @Nullable Inside inside,
            boolean isOut) {
        /** Accepted, and has not come back yet. */
        boolean goes() {
            return state == State.ACCEPTED && reportedAt == null;
        }

        /** As officers read it. */
        Going going() {
            if (reportedAt != null && state == State.ACCEPTED) {
                return Going.REPORTED;
            }
            return recalledAt == null ? Going.valueOf(state.name()) : Going.RECALLED;
        }
    }

    /** Notes that somebody is asked; again, when an earlier notice was what it was for. */
    void ask(String warningId, String household, String name, String phone, @Nullable String by) {
        var now = Timestamp.from(clock.instant());
        var id = jdbc.sql("""
            insert into roll_runner (warning_id, household_id, phone_index, state, asked_at, by_whom)
            values (:warning, :household, :phone, 'ASKED', :now, :by)
            on conflict (warning_id, household_id, phone_index) do update set state = 'ASKED',
              asked_at = excluded.asked_at, answered_at = null, reported_at = null, recalled_at = null, by_whom = excluded.by_whom
            returning id\
            """)
                .param("warning", warningId)
                .param("household", household)
                .param("phone", envelopes.index(phone))
                .param("now", now)
                .param("by", by)
                .query(Long.class)
                .single();
        jdbc.sql("update roll_runner set body = ? where id = ?")
                .params(envelopes.seal(Kind.RUNNER, id, new Inside(name, phone, null)), id)
                .update();
    }

    /** Of these households, the newest first. */
    Map<String, List<Runner>> of(String warningId, Collection<String> households) {
        record Row(
                long id,
                String householdId,
                String phoneIndex,
                State state,
                Instant askedAt,
                @Nullable Instant answeredAt,
                @Nullable Instant reportedAt,
                @Nullable Instant recalledAt,
                byte @Nullable [] body,
                boolean isOut) {}
        var rows = jdbc.sql("""
            select r.id, r.household_id, r.phone_index, r.state, r.asked_at, r.answered_at, r.reported_at, r.recalled_at, r.body,
              coalesce((select m.state from message m where m.about = 'warning/' || r.warning_id
                and m.phone_index = r.phone_index and m.purpose in ('runner', 'runner-help') and m.task = r.household_id
                order by m.id desc limit 1), 'failed') <> 'failed' is_out
            from roll_runner r where r.warning_id = :warning and r.household_id = any (:households)
            order by r.asked_at desc, r.id desc\
            """)
                .param("warning", warningId)
                .param("households", households.toArray(String[]::new))
                .query(Row.class)
                .list();
        var insides = envelopes.open(Kind.RUNNER, rows, Row::id, Row::body);
        var found = new HashMap<String, List<Runner>>();
        for (var row : rows) {
            found.computeIfAbsent(row.householdId(), none -> new ArrayList<>())
                    .add(new Runner(
                            row.id(),
                            row.householdId(),
                            row.phoneIndex(),
                            row.state(),
                            row.askedAt(),
                            row.answeredAt(),
                            row.reportedAt(),
                            row.recalledAt(),
                            insides.get(row.id()),
                            row.isOut()));
        }
        return found;
    }

    /**
     * The households that this number was asked for and has not answered: from here on it has. Whose request has not left
     * was not asked yet.
     */
    List<String> answer(String warningId, String phoneIndex, State state) {
        return jdbc.sql("""
            update roll_runner r set state = :state, answered_at = :now
            where %s returning household_id\
            """.formatted(UNANSWERED))
                .param("state", state.name())
                .param("now", Timestamp.from(clock.instant()))
                .param("warning", warningId)
                .param("phone", phoneIndex)
                .query(String.class)
                .list();
    }

    /**
     * The household of a request, and those that were said no to with it, of which nobody knows since that they have left: from
     * here on the number goes there. Not those to which an officer sends others in its place.
     *
     * @param household that the newest request to the number is about
     */
    List<String> changedItsMind(String warningId, String phoneIndex, String household) {
        return jdbc.sql("""
            update roll_runner r set state = 'ACCEPTED', answered_at = :now, reported_at = null
            from roll_household h join roll_call c using (warning_id)
            where r.warning_id = :warning and r.phone_index = :phone and r.state = 'DECLINED'
              and r.answered_at = (select answered_at from roll_runner where warning_id = :warning
                and phone_index = :phone and household_id = :household and state = 'DECLINED')
              and h.warning_id = r.warning_id and h.household_id = r.household_id
              and (h.state = 'HELP' or c.lifted_at is null and r.recalled_at is null and r.asked_at >= c.since
                and h.state = any (:there))
            returning r.household_id\
            """)
                .param("now", Timestamp.from(clock.instant()))
                .param("warning", warningId)
                .param("phone", phoneIndex)
                .param("household", household)
                .param("there", RollState.names(RollState.THERE))
                .query(String.class)
                .list();
    }

    /** Whether this number was, or is to be, asked to go to a household of which nobody knows that it has left. */
    boolean isWanted(String warningId, String phoneIndex) {
        return jdbc.sql(
                        "select exists (select from roll_runner r join roll_household h using (warning_id, household_id)"
                                + " where r.warning_id = ? and r.phone_index = ? and r.recalled_at is null and h.state = any (?))")
                .params(warningId, phoneIndex, RollState.names(RollState.NOT_OUT))
                .query(Boolean.class)
                .single();
    }

    /** Whether a request to this number has left, and waits for its answer. */
    boolean isAsked(String warningId, String phoneIndex) {
        return jdbc.sql("select exists (select from roll_runner r where %s)".formatted(UNANSWERED))
                .param("warning", warningId)
                .param("phone", phoneIndex)
                .query(Boolean.class)
                .single();
    }

    /** Somebody who knows of having been asked. */
    record Called(String phoneIndex, Reader reader) {}

    /**
     * All is clear: nobody need go anywhere any more, but to households that cry for help.
     *
     * @return those who know that they were asked, each once
     */
    Collection<Called> recall(String warningId) {
        record Row(long id, String phoneIndex, byte @Nullable [] body, boolean isOut) {}
        var rows = jdbc.sql("""
            update roll_runner r set recalled_at = :now from roll_household h
            where r.warning_id = :warning and h.warning_id = r.warning_id and h.household_id = r.household_id
              and h.state <> 'HELP' and r.recalled_at is null and r.state <> 'DECLINED'
            returning r.id, r.phone_index, r.body, exists (select from message m
              where m.about = 'warning/' || r.warning_id and m.phone_index = r.phone_index
                and m.purpose in ('runner', 'runner-help') and m.task = r.household_id
                and (m.claimed_at is not null or m.state not in ('queued', 'failed'))) is_out\
            """)
                .param("now", Timestamp.from(clock.instant()))
                .param("warning", warningId)
                .query(Row.class)
                .list();
        var insides =
                envelopes.open(Kind.RUNNER, rows.stream().filter(Row::isOut).toList(), Row::id, Row::body);
        var byPhone = new TreeMap<String, Called>();
        for (var row : rows) {
            var inside = insides.get(row.id());
            if (inside != null) {
                var name = inside.name() == null ? "" : inside.name();
                var reader = new Reader(name, inside.phone(), HouseholdSight.RUNNER, "zh", null, null);
                byPhone.putIfAbsent(row.phoneIndex(), new Called(row.phoneIndex(), reader));
            }
        }
        return byPhone.values();
    }

    /** The number is somebody else's: whatever it was asked, is to be, or has accepted, nobody goes. */
    void drop(String warningId, String phoneIndex) {
        jdbc.sql("update roll_runner set state = 'DECLINED', answered_at = :now where warning_id = :warning"
                        + " and phone_index = :phone and state <> 'DECLINED'")
                .param("now", Timestamp.from(clock.instant()))
                .param("warning", warningId)
                .param("phone", phoneIndex)
                .update();
    }

    /** That one has accepted, as an officer heard, whatever it said before; not when nobody of that id goes there or was asked. */
    boolean accept(String warningId, String household, long id, String by) {
        return jdbc.sql("update roll_runner set state = 'ACCEPTED', answered_at = ?, reported_at = null, by_whom = ?"
                                + " where id = ? and warning_id = ? and household_id = ? and recalled_at is null")
                        .params(Timestamp.from(clock.instant()), by, id, warningId, household)
                        .update()
                > 0;
    }

    /** Whoever has accepted to go to the household has not come through; what they said is no answer any more. */
    void release(String warningId, String household) {
        jdbc.sql(
                        "update roll_runner set state = 'DECLINED', answered_at = null where warning_id = ? and household_id = ?"
                                + " and state = 'ACCEPTED'")
                .params(warningId, household)
                .update();
    }

    /** To all households to which this number had accepted to go it has been: they have left. */
    void reported(String warningId, String phoneIndex) {
        jdbc.sql("update roll_runner set reported_at = ? where warning_id = ? and phone_index = ?"
                        + " and state = 'ACCEPTED' and reported_at is null and recalled_at is null")
                .params(Timestamp.from(clock.instant()), warningId, phoneIndex)
                .update();
    }

    /** Some are still at these households, though this number had reported of them: it goes there again. */
    void takeBackReport(String warningId, String phoneIndex, Collection<String> households) {
        jdbc.sql(
                        "update roll_runner set reported_at = null, recalled_at = null where warning_id = ? and phone_index = ?"
                                + " and household_id = any (?) and state = 'ACCEPTED'")
                .params(warningId, phoneIndex, households.toArray(String[]::new))
                .update();
    }

    /** The households for which this number has accepted to go, and has not reported, nor was called back. */
    List<String> notReported(String warningId, String phoneIndex) {
        return going(warningId, phoneIndex, "reported_at is null and recalled_at is null");
    }

    /** Those that it reported of last, and of which nothing else has become known since. */
    List<String> movedByIt(String warningId, String phoneIndex) {
        return going(warningId, phoneIndex, LAST + """
             and (select c.source = 'RUNNER' and c.after = 'MOVED' and m.phone_index = r.phone_index
              from roll_change c left join message m on m.id = c.message_id
              where c.warning_id = r.warning_id and c.household_id = r.household_id order by c.id desc limit 1)\
            """);
    }

    /**
     * Of whom it speaks: to whom it is on the way, or where it has reported of all of those of whom it reported last; otherwise
     * of whomever it was called back from.
     */
    List<String> underWay(String warningId, String phoneIndex) {
        return Stream.<Supplier<List<String>>>of(
                        () -> notReported(warningId, phoneIndex),
                        () -> going(warningId, phoneIndex, LAST),
                        () -> going(warningId, phoneIndex, "true"))
                .map(Supplier::get)
                .filter(homes -> !homes.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<String> going(String warningId, String phoneIndex, String which) {
        return jdbc.sql("""
            select household_id from roll_runner r where warning_id = ? and phone_index = ? and state = 'ACCEPTED' and %s
            order by household_id collate "C"\
            """.formatted(which))
                .params(warningId, phoneIndex)
                .query(String.class)
                .list();
    }

    /** A household that somebody is on the way to. */
    record Destination(String householdId, RollState state) {}

    /** The households to which this number has accepted to go, and from which nobody knows yet that they have left. */
    List<Destination> goesTo(String warningId, String phoneIndex) {
        return jdbc.sql("""
            select r.household_id, h.state from roll_runner r join roll_household h using (warning_id, household_id)
            where r.warning_id = ? and r.phone_index = ? and r.state = 'ACCEPTED' and r.reported_at is null
              and r.recalled_at is null and h.state not in ('MOVED', 'RETURNED') order by r.household_id collate "C"\
            """)
                .params(warningId, phoneIndex)
                .query(Destination.class)
                .list();
    }

    /** The households for which what was said to this number, and by it, has come to one of these. */
    List<String> at(String warningId, String phoneIndex, Set<State> states) {
        return jdbc.sql("select household_id from roll_runner where warning_id = ? and phone_index = ?"
                        + " and state = any (?) order by household_id collate \"C\"")
                .params(warningId, phoneIndex, states.stream().map(State::name).toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
