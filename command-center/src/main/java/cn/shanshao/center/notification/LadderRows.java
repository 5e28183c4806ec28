package cn.shanshao.center.notification;

import cn.shanshao.center.Columns;
import cn.shanshao.center.notification.Ladder.Climb;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.Ladder.Position;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where each household, and each officer who is woken, stands on the calling ladder. All calls need a transaction. */
@Repository
class LadderRows {
    private final JdbcClient jdbc;
    private final RollCall rollCall;

    LadderRows(JdbcClient jdbc, RollCall rollCall) {
        this.jdbc = jdbc;
        this.rollCall = rollCall;
    }

    /** @param who id of a household, or username of an officer */
    record Start(
            String about,
            int number,
            String who,
            boolean isOfficer,
            Realm realm,
            Level level,
            String division,
            @Nullable String pointId) {}

    /**
     * One that is due.
     *
     * @param householdId empty of an officer
     * @param username empty of a household
     */
    record Standing(
            long id,
            String about,
            int number,
            String householdId,
            String username,
            Realm realm,
            Level level,
            String division,
            @Nullable String pointId,
            Instant beganAt,
            Rung rung,
            Instant since,
            Instant deadline) {
        boolean isOfficer() {
            return householdId.isEmpty();
        }

        List<Rung> rungs() {
            return isOfficer() ? Ladder.OFFICER : Ladder.HOUSEHOLD;
        }

        Position position() {
            return new Position(rung, since, deadline);
        }
    }

    /** On the first rung: a short message has been written. */
    void begin(List<Start> all, Instant now, NotificationSettings settings) {
        var rows = new Columns<>(all);
        jdbc.sql("""
            insert into ladder (about, number, household_id, username, realm, level, division, point_id, began_at,
              rung, since, due_at, deadline)
            select n.about, n.number, n.household_id, n.username, n.realm, n.level, n.division, n.point_id, :now, 'SMS',
              :now, n.due_at, n.deadline
            from unnest(cast(:abouts as text[]), cast(:numbers as integer[]), cast(:households as text[]),
              cast(:usernames as text[]), cast(:realms as text[]), cast(:levels as text[]), cast(:divisions as text[]),
              cast(:points as text[]), cast(:due as timestamptz[]), cast(:deadlines as timestamptz[]))
              as n (about, number, household_id, username, realm, level, division, point_id, due_at, deadline)
            on conflict do nothing\
            """)
                .param("now", Timestamp.from(now))
                .param("abouts", rows.texts(Start::about))
                .param("numbers", rows.numbers(Start::number))
                .param("households", rows.texts(one -> one.isOfficer() ? "" : one.who()))
                .param("usernames", rows.texts(one -> one.isOfficer() ? one.who() : ""))
                .param("realms", rows.texts(one -> one.realm().name()))
                .param("levels", rows.texts(one -> one.level().name()))
                .param("divisions", rows.texts(Start::division))
                .param("points", rows.texts(Start::pointId))
                .param(
                        "due",
                        rows.texts(one -> now.plus(settings.pace(one.isOfficer(), one.level())
                                        .step())
                                .toString()))
                .param(
                        "deadlines",
                        rows.texts(one -> now.plus(settings.pace(one.isOfficer(), one.level())
                                        .deadline())
                                .toString()))
                .update();
    }

    /** Those of one notice, or of one wake: households and officers count their numbers each for themselves. */
    record Group(String about, int number, boolean isOfficers) {}

    /** Those of which some are due, the one that is due longest first. */
    List<Group> dueGroups(Instant now) {
        return jdbc.sql("select about, number, username <> '' is_officers from ladder where ended_at is null"
                        + " and due_at <= ? group by 1, 2, 3 order by min(due_at)")
                .param(Timestamp.from(now))
                .query(Group.class)
                .list();
    }

    /**
     * Up to {@code most} of a group that are due, locked, households on the roll too: who answers there locks the household
     * first, and then its ladder and who goes there. One that is just answering is left for the next look.
     */
    List<Standing> due(Group group, Instant now, int most) {
        return due(group, "l.about = :about and l.number = :number", now, most);
    }

    /** That one of a group if it is still due, locked likewise. */
    List<Standing> due(Group group, long id, Instant now) {
        return due(group, "l.about = :about and l.number = :number and l.id = " + id, now, 1);
    }

    private List<Standing> due(Group group, String which, Instant now, int most) {
        var rows = group.isOfficers()
                ? "from ladder l where l.username <> ''"
                : "from ladder l join roll_household h on h.warning_id = substr(l.about, length('warning/') + 1)"
                        + " and h.household_id = l.household_id where l.username = ''";
        var locks = group.isOfficers() ? "l" : "h, l";
        return jdbc.sql("select l.* %s and l.ended_at is null and l.due_at <= :now and %s".formatted(rows, which)
                        + " order by l.due_at, l.id limit :most for no key update of %s skip locked".formatted(locks))
                .param("about", group.about())
                .param("number", group.number())
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Standing.class)
                .list();
    }

    void wait(long id, Instant until) {
        jdbc.sql("update ladder set due_at = ? where id = ?")
                .params(Timestamp.from(until), id)
                .update();
    }

    void climb(long id, Climb climb, Instant now) {
        skip(id, climb.skipped(), now);
        step(id, climb.to(), now, null);
        jdbc.sql("update ladder set rung = ?, since = ?, due_at = ? where id = ?")
                .params(climb.to().name(), Timestamp.from(now), Timestamp.from(climb.until()), id)
                .update();
    }

    void skip(long id, Map<Rung, String> skipped, Instant now) {
        skipped.forEach((rung, why) -> step(id, rung, now, why));
    }

    private void step(long id, Rung rung, Instant now, @Nullable String skipped) {
        jdbc.sql("insert into ladder_step (ladder_id, rung, at, skipped) values (?, ?, ?, ?) on conflict do nothing")
                .params(id, rung.name(), Timestamp.from(now), skipped)
                .update();
    }

    void end(long id, Ending ending, Instant now) {
        jdbc.sql("update ladder set ended_at = ?, ending = ? where id = ? and ended_at is null")
                .params(Timestamp.from(now), ending.name(), id)
                .update();
    }

    /** A household that is called because of something. */
    record Place(String about, String household) {}

    /** Those of some households that have not ended, or have ended with nobody reached. */
    void endOf(Collection<Place> places, Ending ending, Instant now) {
        var rows = new Columns<>(List.copyOf(places));
        jdbc.sql("""
            update ladder set ended_at = :now, ending = :ending where id in (
              select l.id from ladder l join unnest(cast(:abouts as text[]), cast(:households as text[]))
                as n (about, household_id) on n.about = l.about and n.household_id = l.household_id
              where l.ended_at is null or l.ending = 'UNREACHED' and :ending <> 'OVER'
              order by l.id for no key update of l)\
            """)
                .param("now", Timestamp.from(now))
                .param("ending", ending.name())
                .param("abouts", rows.texts(Place::about))
                .param("households", rows.texts(Place::household))
                .update();
    }

    /** The same of one notice's; something newer that takes their place ends those alone that have not ended. */
    void endOf(String about, Collection<String> households, Ending ending, Instant now) {
        endOf(households.stream().map(home -> new Place(about, home)).toList(), ending, now);
    }

    /**
     * What the calling does of households of which that has become known: whoever will not leave is gone to at once; where some
     * have left and others stay somebody is sent, unless it is heard meanwhile that all have.
     */
    void follow(
            Called called, Collection<String> households, RollState known, Instant now, NotificationSettings settings) {
        var about = Cause.warning(called.warningId());
        if (known.endsCalling()) {
            var stay = rollCall.whereSomeStay(called.warningId(), households);
            endOf(
                    about,
                    households.stream().filter(home -> !stay.contains(home)).toList(),
                    Ending.ANSWERED,
                    now);
            reopen(called, stay, now, settings);
        } else {
            hurry(about, households, now);
            reopen(called, households, now, settings);
        }
    }

    /** That they will not leave was not so: the telephones that were passed over for it ring after all, from the first on. */
    void ringAgain(Called called, Collection<String> households, Instant now) {
        if (called.isOver()) {
            return;
        }
        jdbc.sql("""
            with mine as (select l.id from ladder l join roll_household h on h.household_id = l.household_id
                  and h.notice = l.number
                where l.about = :about and h.warning_id = :warning and h.household_id = any (:households)
                order by l.id for no key update of l),
              again as (update ladder l set rung = 'SMS', since = :now, due_at = :now, ended_at = null, ending = null,
                  deadline = greatest(l.deadline, cast(:now as timestamptz) + (l.deadline - l.began_at))
                from mine where l.id = mine.id returning l.id)
            delete from ladder_step s using again where s.ladder_id = again.id and s.skipped is not null\
            """)
                .param("now", Timestamp.from(now))
                .param("about", Cause.warning(called.warningId()))
                .param("warning", called.warningId())
                .param("households", households.toArray(String[]::new))
                .update();
    }

    /**
     * What ended the ladders of some households of the newest notice was not so: each goes on above where it stopped, at
     * once, and has its time again. Who needed none because of an answer that was not so gets one.
     */
    void reopen(Called called, Collection<String> households, Instant now, NotificationSettings settings) {
        var level = called.level();
        if (level == null || called.isOver()) {
            return;
        }
        var pace = settings.pace(false, level);
        jdbc.sql("""
            insert into ladder (about, number, household_id, realm, level, division, point_id, began_at, rung, since,
              due_at, deadline)
            select :about, notice, household_id, :realm, :level, :division, :point, :now, 'SMS', :since, :now,
              :deadline
            from roll_household where warning_id = :warning and household_id = any (:households)
            order by household_id collate "C"
            on conflict (about, number, household_id, username) do update set ended_at = null, ending = null,
              since = excluded.since, due_at = excluded.due_at,
              deadline = greatest(ladder.deadline, excluded.deadline)
            where ladder.ending in ('ANSWERED', 'RUNNER')\
            """)
                .param("about", Cause.warning(called.warningId()))
                .param("realm", called.realm().name())
                .param("level", level.name())
                .param("division", called.division())
                .param("point", called.pointId())
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(now.minus(pace.step())))
                .param("deadline", Timestamp.from(now.plus(pace.deadline())))
                .param("warning", called.warningId())
                .param("households", households.toArray(String[]::new))
                .update();
    }

    /**
     * An officer has named a runner: one more step length for the answer, also where nobody was left to ask. Until somebody
     * accepts the telephones ring on.
     */
    void walk(String about, String household, Instant now) {
        jdbc.sql("""
            update ladder set rung = case when ended_at is null then rung else 'MONITOR' end,
              since = case when ended_at is null then since else :now end, ended_at = null, ending = null,
              due_at = case when ended_at is null then due_at
                else greatest(deadline, cast(:now as timestamptz) + (deadline - began_at) / 4) end,
              deadline = greatest(deadline, cast(:now as timestamptz) + (deadline - began_at) / 4)
            where about = :about and household_id = :household
              and (ended_at is null or ending = 'UNREACHED' or ending in ('ANSWERED', 'RUNNER')
                and exists (select from roll_household h where 'warning/' || h.warning_id = :about
                  and h.household_id = :household and h.state = any (:called)))
              and number = (select max(number) from ladder where about = :about
                and household_id = :household)\
            """)
                .param("now", Timestamp.from(now))
                .param("about", about)
                .param("household", household)
                .param("called", RollState.names(RollState.CALLED))
                .update();
    }

    /** That of an officer, at whatever stage of the clock. */
    void endOfOfficer(String about, String username, Instant now) {
        jdbc.sql("update ladder set ended_at = ?, ending = 'ANSWERED' where about = ? and username = ?"
                        + " and (ended_at is null or ending = 'UNREACHED')")
                .params(Timestamp.from(now), about, username)
                .update();
    }

    /** All about it that have not ended: of households, or of officers. */
    void endAll(String about, boolean ofOfficers, Instant now) {
        jdbc.sql("""
            update ladder set ended_at = :now, ending = 'OVER' where id in (
              select id from ladder where about = :about and ended_at is null and (username <> '') = :officers
              order by id for no key update)\
            """)
                .param("now", Timestamp.from(now))
                .param("about", about)
                .param("officers", ofOfficers)
                .update();
    }

    /** Looks at once at those who were waited for on these messages: they have failed. */
    void hurry(Collection<Long> messages, Instant now) {
        jdbc.sql("""
            update ladder set due_at = :now where id in (
              select l.id from ladder l join message m on l.about = m.about and l.number = m.number
              where m.id = any (:ids) and l.ended_at is null and l.due_at > :now
                and (m.task <> '' and (l.household_id = m.task or l.username = m.task)
                  or l.household_id in (select r.household_id from roll_line r
                    where 'warning/' || r.warning_id = m.about and r.phone_index = m.phone_index))
              order by l.id for no key update of l)\
            """)
                .param("now", Timestamp.from(now))
                .param("ids", messages.toArray(Long[]::new))
                .update();
    }

    /** Looks at these at once: who was asked to go there does not. */
    void hurry(String about, Collection<String> households, Instant now) {
        jdbc.sql("""
            update ladder set due_at = :now where id in (
              select id from ladder where about = :about and household_id = any (:households)
                and ended_at is null and due_at > :now order by id for no key update)\
            """)
                .param("now", Timestamp.from(now))
                .param("about", about)
                .param("households", households.toArray(String[]::new))
                .update();
    }
}
