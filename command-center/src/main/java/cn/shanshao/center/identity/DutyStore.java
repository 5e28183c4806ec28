package cn.shanshao.center.identity;

import cn.shanshao.center.identity.Cover.Gap;
import cn.shanshao.ingest.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of shifts, leaves, hand-overs and of what nobody covers. */
@Repository
class DutyStore {
    private final JdbcClient jdbc;

    DutyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was told when one went home.
     *
     * @param open everything that was open then
     * @param acceptedAt when the taker took it: from then on that one is on duty; {@code null}: not yet
     * @param withdrawnAt when its giver took it back, or gave another; {@code null}: never
     */
    record Handover(
            String id,
            String division,
            Instant at,
            String giver,
            String taker,
            String notes,
            List<OpenMatter> open,
            @Nullable Instant acceptedAt,
            @Nullable Instant withdrawnAt) {
        Handover {
            open = List.copyOf(open);
        }
    }

    /** A gap that was noticed. */
    record Alarm(String id, String division, Instant begins, Instant ends, Instant raisedAt) {
        Gap gap() {
            return new Gap(begins, ends);
        }
    }

    /** In the order of their beginning. */
    List<Shift> shifts(Collection<String> divisions, Instant from, Instant to, int limit) {
        return jdbc.sql("select * from duty_shift where division = any (?) and ends > ? and begins < ?"
                        + " order by begins, id limit ?")
                .params(divisions.toArray(String[]::new), Timestamp.from(from), Timestamp.from(to), limit)
                .query(DutyStore::shift)
                .list();
    }

    Optional<Shift> shift(String id) {
        return jdbc.sql("select * from duty_shift where id = ?")
                .param(id)
                .query(DutyStore::shift)
                .optional();
    }

    void add(Shift s) {
        jdbc.sql("insert into duty_shift (id, division, begins, ends, officer, deputy) values (?, ?, ?, ?, ?, ?)")
                .params(
                        s.id(),
                        s.division(),
                        Timestamp.from(s.begins()),
                        Timestamp.from(s.ends()),
                        s.officer(),
                        s.deputy())
                .update();
    }

    /** Whether it still had the version of {@code s}. */
    boolean change(Shift s) {
        return jdbc.sql("update duty_shift set begins = ?, ends = ?, officer = ?, deputy = ?, version = version + 1"
                                + " where id = ? and version = ?")
                        .params(
                                Timestamp.from(s.begins()),
                                Timestamp.from(s.ends()),
                                s.officer(),
                                s.deputy(),
                                s.id(),
                                s.version())
                        .update()
                == 1;
    }

    void removeShift(String id) {
        jdbc.sql("delete from duty_shift where id = ?").param(id).update();
    }

    /** The divisions that keep a roster. */
    List<String> kept() {
        return jdbc.sql("select distinct division from duty_shift order by division")
                .query(String.class)
                .list();
    }

    /** Whether anybody was ever, or is to be, on duty in the division. */
    boolean isKept(String division) {
        return jdbc.sql("select exists (select from duty_shift where division = ?)")
                .param(division)
                .query(Boolean.class)
                .single();
    }

    Cover cover(String division, Instant from, Instant to) {
        var shifts = jdbc.sql(
                        "select * from duty_shift where division = ? and ends > ? and begins < ? order by begins, id")
                .params(division, Timestamp.from(from), Timestamp.from(to))
                .query(DutyStore::shift)
                .list();
        var takeovers = takeovers(division, from, to);
        var people = Stream.concat(
                        shifts.stream().flatMap(s -> Stream.of(s.officer(), s.deputy())),
                        takeovers.stream().flatMap(t -> Stream.of(t.giver(), t.taker())))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
        var leaves = jdbc.sql("select * from duty_leave where ends > ? and begins < ? and username = any (?)")
                .params(Timestamp.from(from), Timestamp.from(to), people)
                .query(DutyStore::leave)
                .list();
        var locked = jdbc.sql("select username from account a where not (" + Account.LIVE + ")")
                .query(String.class)
                .list();
        return new Cover(shifts, takeovers, leaves, new HashSet<>(locked));
    }

    /** In the order in which they begin. */
    private List<Takeover> takeovers(String division, Instant from, Instant to) {
        return jdbc.sql("""
            select * from (
              select id, division, giver, taker, coalesce(accepted_at, at) begins,
                coalesce(ends, at + :longest * interval '1 second') ends, accepted_at is not null is_taken
              from duty_handover where division = :division and withdrawn_at is null) t
            where ends > :from and begins < :to order by begins, id\
            """)
                .param("longest", Takeover.LONGEST_WAIT.toSeconds())
                .param("division", division)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, n) -> new Takeover(
                        row.getString("id"),
                        row.getString("division"),
                        row.getString("giver"),
                        row.getString("taker"),
                        row.getTimestamp("begins").toInstant(),
                        row.getTimestamp("ends").toInstant(),
                        row.getBoolean("is_taken")))
                .list();
    }

    /** Divisions on whose roster somebody stands for that moment, as the officer or the deputy. */
    List<String> rostersWith(String username, Instant moment) {
        return jdbc.sql("select distinct division from duty_shift where begins <= ? and ends > ?"
                        + " and ? in (officer, deputy)")
                .params(Timestamp.from(moment), Timestamp.from(moment), username)
                .query(String.class)
                .list();
    }

    /** Of the users of these divisions, the next to begin first. */
    List<Leave> leaves(Collection<String> divisions, Instant after, int limit) {
        return jdbc.sql("select l.* from duty_leave l join account a using (username) where a.division = any (?)"
                        + " and l.ends > ? order by l.begins, l.id limit ?")
                .params(divisions.toArray(String[]::new), Timestamp.from(after), limit)
                .query(DutyStore::leave)
                .list();
    }

    Optional<Leave> leave(String id) {
        return jdbc.sql("select * from duty_leave where id = ?")
                .param(id)
                .query(DutyStore::leave)
                .optional();
    }

    void add(Leave l) {
        jdbc.sql("insert into duty_leave (id, username, begins, ends) values (?, ?, ?, ?)")
                .params(l.id(), l.username(), Timestamp.from(l.begins()), Timestamp.from(l.ends()))
                .update();
    }

    void removeLeave(String id) {
        jdbc.sql("delete from duty_leave where id = ?").param(id).update();
    }

    void add(Handover h) {
        jdbc.sql("insert into duty_handover (id, division, at, giver, taker, notes, open)"
                        + " values (?, ?, ?, ?, ?, ?, cast(? as jsonb))")
                .params(
                        h.id(),
                        h.division(),
                        Timestamp.from(h.at()),
                        h.giver(),
                        h.taker(),
                        h.notes(),
                        Json.text(h.open()))
                .update();
    }

    /** Newest first. */
    List<Handover> handovers(Collection<String> divisions, int limit) {
        return jdbc.sql("select * from duty_handover where division = any (?) order by at desc, id limit ?")
                .params(divisions.toArray(String[]::new), limit)
                .query(DutyStore::handover)
                .list();
    }

    /** Locked until the transaction ends. */
    Optional<Handover> lockHandover(String id) {
        return jdbc.sql("select * from duty_handover where id = ? for update")
                .param(id)
                .query(DutyStore::handover)
                .optional();
    }

    /** Those that nobody has taken yet, the oldest first. */
    List<Handover> waiting(Instant now) {
        return jdbc.sql("select * from duty_handover where accepted_at is null and withdrawn_at is null and at > ?"
                        + " order by at, id")
                .param(Timestamp.from(now.minus(Takeover.LONGEST_WAIT)))
                .query(DutyStore::handover)
                .list();
    }

    /** @param ends until when the taker is on duty because of it */
    void accept(String id, Instant at, Instant ends) {
        jdbc.sql("update duty_handover set accepted_at = ?, ends = ? where id = ?")
                .params(Timestamp.from(at), Timestamp.from(ends), id)
                .update();
    }

    /** Whether it still waited; one that was taken meanwhile stands. */
    boolean withdraw(String id, Instant at) {
        return jdbc.sql("update duty_handover set withdrawn_at = ? where id = ? and accepted_at is null"
                                + " and withdrawn_at is null")
                        .params(Timestamp.from(at), id)
                        .update()
                > 0;
    }

    /** Ids of those given before then that nobody has taken, and for which nobody was rung, the oldest first. */
    List<String> unheard(Instant before, Instant now) {
        return jdbc.sql("""
            select id from duty_handover
            where accepted_at is null and withdrawn_at is null and rung_at is null and at <= :before and at > :after
            order by at, id\
            """)
                .param("before", Timestamp.from(before))
                .param("after", Timestamp.from(now.minus(Takeover.LONGEST_WAIT)))
                .query(String.class)
                .list();
    }

    /** From now on its taker is rung; empty where it waits no more, or is rung already. */
    Optional<Handover> ring(String id, Instant now) {
        return jdbc.sql("""
            update duty_handover set rung_at = :now where id in (
              select id from duty_handover
              where id = :id and accepted_at is null and withdrawn_at is null and rung_at is null
              for no key update skip locked)
            returning *\
            """)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .query(DutyStore::handover)
                .optional();
    }

    private static Handover handover(ResultSet row, int n) throws SQLException {
        var accepted = row.getTimestamp("accepted_at");
        var withdrawn = row.getTimestamp("withdrawn_at");
        return new Handover(
                row.getString("id"),
                row.getString("division"),
                row.getTimestamp("at").toInstant(),
                row.getString("giver"),
                row.getString("taker"),
                row.getString("notes"),
                List.of(Json.read(row.getString("open").getBytes(StandardCharsets.UTF_8), OpenMatter[].class)),
                accepted == null ? null : accepted.toInstant(),
                withdrawn == null ? null : withdrawn.toInstant());
    }

    List<Alarm> openAlarms(Collection<String> divisions) {
        return jdbc.sql("select * from duty_alarm where cleared_at is null and division = any (?) order by begins, id")
                .param(divisions.toArray(String[]::new))
                .query((row, n) -> new Alarm(
                        row.getString("id"),
                        row.getString("division"),
                        row.getTimestamp("begins").toInstant(),
                        row.getTimestamp("ends").toInstant(),
                        row.getTimestamp("raised_at").toInstant()))
                .list();
    }

    void add(Alarm a) {
        jdbc.sql("insert into duty_alarm (id, division, begins, ends, raised_at) values (?, ?, ?, ?, ?)")
                .params(
                        a.id(),
                        a.division(),
                        Timestamp.from(a.begins()),
                        Timestamp.from(a.ends()),
                        Timestamp.from(a.raisedAt()))
                .update();
    }

    void reach(String alarm, Gap gap) {
        jdbc.sql("update duty_alarm set begins = ?, ends = ? where id = ?")
                .params(Timestamp.from(gap.from()), Timestamp.from(gap.to()), alarm)
                .update();
    }

    void clear(String alarm, Instant at) {
        jdbc.sql("update duty_alarm set cleared_at = ? where id = ?")
                .params(Timestamp.from(at), alarm)
                .update();
    }

    private static Shift shift(ResultSet row, int n) throws SQLException {
        return new Shift(
                row.getString("id"),
                row.getLong("version"),
                row.getString("division"),
                row.getTimestamp("begins").toInstant(),
                row.getTimestamp("ends").toInstant(),
                row.getString("officer"),
                row.getString("deputy"));
    }

    private static Leave leave(ResultSet row, int n) throws SQLException {
        return new Leave(
                row.getString("id"),
                row.getString("username"),
                row.getTimestamp("begins").toInstant(),
                row.getTimestamp("ends").toInstant());
    }
}
