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
import java.util.Optional;
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
     */
    record Handover(
            String id, String division, Instant at, String giver, String taker, String notes, List<OpenMatter> open) {
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

    Cover cover(String division, Instant from, Instant to) {
        var shifts = jdbc.sql(
                        "select * from duty_shift where division = ? and ends > ? and begins < ? order by begins, id")
                .params(division, Timestamp.from(from), Timestamp.from(to))
                .query(DutyStore::shift)
                .list();
        var leaves = jdbc.sql("select * from duty_leave where ends > ? and begins < ? and username in"
                        + " (select unnest(array[officer, deputy]) from duty_shift where division = ?)")
                .params(Timestamp.from(from), Timestamp.from(to), division)
                .query(DutyStore::leave)
                .list();
        var locked = jdbc.sql("select username from account a where not (" + Account.LIVE + ")")
                .query(String.class)
                .list();
        return new Cover(shifts, leaves, new HashSet<>(locked));
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
                .query((row, n) -> new Handover(
                        row.getString("id"),
                        row.getString("division"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("giver"),
                        row.getString("taker"),
                        row.getString("notes"),
                        List.of(Json.read(row.getString("open").getBytes(StandardCharsets.UTF_8), OpenMatter[].class))))
                .list();
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
