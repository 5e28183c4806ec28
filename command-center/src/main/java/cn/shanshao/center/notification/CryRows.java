package cn.shanshao.center.notification;

import cn.shanshao.ingest.wire.Realm;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cries for help as they are stored, and what became of each. All calls need a transaction. */
@Repository
class CryRows {
    private final JdbcClient jdbc;

    CryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is written down of one. */
    enum Deed {
        CRY,
        CALL,
        TAKE,
        SETTLE,
        REOPEN
    }

    /**
     * One of them.
     *
     * @param householdId as on a roll call; {@code null} where the number is nobody's
     * @param division {@code null} where the number is nobody's
     * @param warningId the newest that they were told of, closed or not; {@code null} where none was
     * @param replyId the newest text; {@code null} where an officer heard of it
     * @param takenAt before {@code heardAt} when it was cried again since
     * @param dueAt when the next officer is called; {@code null} once somebody has taken it
     * @param called as {@code CallingOrder} remembers them
     */
    record Row(
            long id,
            Realm realm,
            String owner,
            @Nullable String householdId,
            @Nullable String pointId,
            @Nullable String division,
            @Nullable String warningId,
            @Nullable String phoneIndex,
            @Nullable Long replyId,
            int times,
            Instant at,
            Instant heardAt,
            @Nullable String takenBy,
            @Nullable Instant takenAt,
            @Nullable Instant dueAt,
            int stage,
            List<String> called,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            byte @Nullable [] body) {
        String about() {
            return Cries.ABOUT + id;
        }
    }

    /** Who needs help, and from where it was heard. */
    record Cry(
            Realm realm,
            String owner,
            @Nullable String householdId,
            @Nullable String pointId,
            @Nullable String division,
            @Nullable String warningId,
            @Nullable String phoneIndex,
            @Nullable Long replyId) {}

    /**
     * Opens one, or notes that it was cried again; from then on somebody must take it, also whoever has it already.
     *
     * @param dueAt when the first officer is called
     */
    Row hear(Cry cry, Instant now, Instant dueAt) {
        var id = jdbc.sql("""
            insert into cry (realm, owner, household_id, point_id, division, warning_id, phone_index, reply_id, at,
              heard_at, due_at)
            values (:realm, :owner, :household, :point, :division, :warning, :phone, :reply, :now, :now, :due)
            on conflict (realm, owner) where settled_at is null do update set times = cry.times + 1,
              heard_at = excluded.heard_at, due_at = coalesce(cry.due_at, excluded.due_at),
              phone_index = coalesce(excluded.phone_index, cry.phone_index),
              reply_id = coalesce(excluded.reply_id, cry.reply_id),
              warning_id = coalesce(excluded.warning_id, cry.warning_id)
            returning id\
            """)
                .param("realm", cry.realm().name())
                .param("owner", cry.owner())
                .param("household", cry.householdId())
                .param("point", cry.pointId())
                .param("division", cry.division())
                .param("warning", cry.warningId())
                .param("phone", cry.phoneIndex())
                .param("reply", cry.replyId())
                .param("now", Timestamp.from(now))
                .param("due", Timestamp.from(dueAt))
                .query(Long.class)
                .single();
        return find(id).orElseThrow();
    }

    Optional<Row> find(long id) {
        return jdbc.sql("select * from cry where id = ?")
                .param(id)
                .query(CryRows::row)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Row> lock(long id) {
        return jdbc.sql("select * from cry where id = ? for no key update")
                .param(id)
                .query(CryRows::row)
                .optional();
    }

    /** The open ones of a household, locked. */
    List<Row> lockOpen(Realm realm, String household) {
        return jdbc.sql("select * from cry where realm = ? and household_id = ? and settled_at is null"
                        + " order by id for no key update")
                .params(realm.name(), household)
                .query(CryRows::row)
                .list();
    }

    /** The open one that a text is, locked; empty where it is none. */
    Optional<Row> lockOpenOf(long reply) {
        return jdbc
                .sql("select * from cry where settled_at is null and household_id is null and (reply_id = :reply"
                        + " or phone_index = (select phone_index from reply where id = :reply)"
                        + " and realm = (select realm from reply where id = :reply)) for no key update")
                .param("reply", reply)
                .query(CryRows::row)
                .list()
                .stream()
                .findFirst();
    }

    /**
     * Those that nobody has taken first, then the longest open.
     *
     * @param andNobodys also those of numbers that are nobody's
     */
    List<Row> open(Collection<String> divisions, boolean andNobodys, int most) {
        return jdbc.sql("""
            select * from cry where settled_at is null
              and (division = any (:divisions) or :nobodys and division is null)
            order by due_at is null, at, id limit :most\
            """)
                .param("divisions", divisions.toArray(String[]::new))
                .param("nobodys", andNobodys)
                .param("most", most)
                .query(CryRows::row)
                .list();
    }

    /** The same of those that are settled, the newest first. */
    List<Row> settled(Collection<String> divisions, boolean andNobodys, int most) {
        return jdbc.sql("""
            select * from cry where settled_at is not null
              and (division = any (:divisions) or :nobodys and division is null)
            order by settled_at desc, id desc limit :most\
            """)
                .param("divisions", divisions.toArray(String[]::new))
                .param("nobodys", andNobodys)
                .param("most", most)
                .query(CryRows::row)
                .list();
    }

    List<Long> due(Instant now, int most) {
        return jdbc.sql("select id from cry where settled_at is null and due_at <= ? order by due_at, at, id limit ?")
                .params(Timestamp.from(now), most)
                .query(Long.class)
                .list();
    }

    /** Empty when somebody is at it, has taken or settled it meanwhile. */
    Optional<Row> lockDue(long id, Instant now) {
        return jdbc.sql("select * from cry where id = ? and settled_at is null and due_at <= ?"
                        + " for no key update skip locked")
                .params(id, Timestamp.from(now))
                .query(CryRows::row)
                .optional();
    }

    /** One that cannot be worked off now, unless somebody has taken it meanwhile. */
    void wait(long id, Instant now, Instant until) {
        jdbc.sql("update cry set due_at = ? where id = ? and settled_at is null and due_at <= ?")
                .params(Timestamp.from(until), id, Timestamp.from(now))
                .update();
    }

    void call(Row cry, List<String> called, Instant dueAt) {
        jdbc.sql("update cry set called = ?, stage = stage + 1, due_at = ? where id = ?")
                .params(called.toArray(String[]::new), Timestamp.from(dueAt), cry.id())
                .update();
    }

    /** Those of the divisions that nobody has taken, the longest open first. */
    List<Row> waiting(Realm realm, Collection<String> divisions, boolean andNobodys) {
        return jdbc.sql("""
            select * from cry where settled_at is null and due_at is not null and realm = :realm
              and (division = any (:divisions) or :nobodys and division is null)
            order by at, id\
            """)
                .param("realm", realm.name())
                .param("divisions", divisions.toArray(String[]::new))
                .param("nobodys", andNobodys)
                .query(CryRows::row)
                .list();
    }

    /** Two that ring officers of a division at the same moment do so one after the other. */
    void lockCalls(Realm realm, String division) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('cry-call/' || ? || '/' || ?))::text")
                .params(realm.name(), division)
                .query(row -> {});
    }

    /** An officer who is being rung because of cries of a division. */
    record Ringing(long ladder, String username) {}

    /**
     * Those of some officers, locked: none of these calls ends before what joins it is written. A call whose telephone
     * has rung rings nobody any more.
     */
    List<Ringing> ringing(Realm realm, String division, Collection<String> usernames) {
        return jdbc.sql("""
            select id ladder, username from ladder where username = any (:usernames) and username <> ''
              and ended_at is null and rung = 'SMS' and due_at < deadline
              and about like 'cry/%' and realm = :realm and division = :division
            order by id for no key update\
            """)
                .param("usernames", usernames.toArray(String[]::new))
                .param("realm", realm.name())
                .param("division", division)
                .query(Ringing.class)
                .list();
    }

    /** The call is for that one too. */
    void join(long id, Collection<Long> ladders) {
        jdbc.sql("insert into cry_call (cry_id, ladder_id) select ?, unnest(cast(? as bigint[])) on conflict do"
                        + " nothing")
                .params(id, ladders.toArray(Long[]::new))
                .update();
    }

    /** The calls that it began, all of that number. */
    void join(long id, int number) {
        jdbc.sql("insert into cry_call (cry_id, ladder_id) select :id, id from ladder where about = 'cry/' || :id"
                        + " and number = :number and username <> '' on conflict do nothing")
                .param("id", id)
                .param("number", number)
                .update();
    }

    /** Nobody need come for it any more: its calls end, but those that are for another one that waits. */
    void endCalls(long id, Instant now) {
        var calls = jdbc.sql("select l.id from ladder l join cry_call c on c.ladder_id = l.id"
                        + " where c.cry_id = ? and l.ended_at is null order by l.id for no key update of l")
                .param(id)
                .query(Long.class)
                .list();
        // only now that nothing can join them: what has just been taken beside this one is seen
        jdbc.sql("""
            update ladder l set ended_at = :now, ending = 'OVER' where l.id = any (:calls) and not exists (
              select from cry_call j join cry c on c.id = j.cry_id
              where j.ladder_id = l.id and c.id <> :id and c.settled_at is null and c.due_at is not null)\
            """)
                .param("now", Timestamp.from(now))
                .param("calls", calls.toArray(Long[]::new))
                .param("id", id)
                .update();
    }

    void take(long id, String by, Instant now) {
        jdbc.sql("update cry set taken_by = ?, taken_at = ?, due_at = null where id = ?")
                .params(by, Timestamp.from(now), id)
                .update();
    }

    /** @param change by which the roll call settled it; {@code null} where an officer did */
    void settle(long id, String by, @Nullable Long change, byte[] note, Instant now) {
        jdbc.sql("update cry set settled_by = :by, settled_at = :now, due_at = null, change_id = :change, body = :note"
                        + " where id = :id")
                .param("by", by)
                .param("now", Timestamp.from(now))
                .param("change", change)
                .param("note", note)
                .param("id", id)
                .update();
    }

    /**
     * What the roll call settled by a change is open again, unless its household has cried anew since; ids of these. Whoever
     * had taken it has it; where nobody had, somebody is called.
     */
    List<Long> reopen(long change, Instant dueAt) {
        return jdbc.sql("""
            update cry c set settled_by = null, settled_at = null, change_id = null, body = null,
              due_at = case when taken_at is null or taken_at < heard_at then cast(:due as timestamptz) end
            where change_id = :change and not exists (select from cry o
              where o.realm = c.realm and o.owner = c.owner and o.settled_at is null)
            returning id\
            """)
                .param("change", change)
                .param("due", Timestamp.from(dueAt))
                .query(Long.class)
                .list();
    }

    /** Whose it is has become known; {@code false} where that household has an open one of its own already. */
    boolean attribute(
            long id, String owner, String household, String point, String division, @Nullable String warning) {
        return jdbc.sql("""
            update cry c set owner = :owner, household_id = :household, point_id = :point, division = :division,
              warning_id = :warning
            where id = :id and not exists (select from cry o
              where o.realm = c.realm and o.owner = :owner and o.settled_at is null)\
            """)
                        .param("owner", owner)
                        .param("household", household)
                        .param("point", point)
                        .param("division", division)
                        .param("warning", warning)
                        .param("id", id)
                        .update()
                > 0;
    }

    /** The newest warning that the household was told of, closed or not. */
    Optional<String> warningOf(String household, Realm realm) {
        return jdbc.sql("select r.warning_id from roll_household h join roll_call r using (warning_id)"
                        + " where h.household_id = ? and r.realm = ? order by r.since desc limit 1")
                .params(household, realm.name())
                .query(String.class)
                .optional();
    }

    /** The warning on whose roll call, that is not closed, the household stands as in need of help. */
    Optional<String> rollCallOf(String household, Realm realm) {
        return jdbc.sql("select r.warning_id from roll_household h join roll_call r using (warning_id)"
                        + " where h.household_id = ? and r.realm = ? and h.state = 'HELP' and r.closed_at is null"
                        + " order by r.since desc limit 1")
                .params(household, realm.name())
                .query(String.class)
                .optional();
    }

    void log(long id, Deed deed, @Nullable String by, List<String> usernames, Instant now) {
        jdbc.sql("insert into cry_log (cry_id, at, act, by_whom, usernames) values (?, ?, ?, ?, ?)")
                .params(id, Timestamp.from(now), deed.name(), by, usernames.toArray(String[]::new))
                .update();
    }

    /** A line of what became of a cry. */
    record Entry(
            long cryId,
            @Nullable String householdId,
            Instant at,
            Deed act,
            @Nullable String byWhom,
            List<String> usernames,
            byte @Nullable [] body) {}

    /** What became of those who were told of a warning, oldest first. */
    List<Entry> entriesOf(String warningId, int most) {
        return jdbc.sql("""
            select * from (
              select l.id, l.cry_id, c.household_id, l.at, l.act, l.by_whom, l.usernames,
                case when l.act = 'SETTLE' and c.settled_at is not null and not exists (select from cry_log later
                  where later.cry_id = l.cry_id and later.act = 'SETTLE' and later.id > l.id) then c.body end body
              from cry_log l join cry c on c.id = l.cry_id where c.warning_id = ? order by l.id desc limit ?) newest
            order by id\
            """)
                .params(warningId, most)
                .query((rs, n) -> new Entry(
                        rs.getLong("cry_id"),
                        rs.getString("household_id"),
                        rs.getTimestamp("at").toInstant(),
                        Deed.valueOf(rs.getString("act")),
                        rs.getString("by_whom"),
                        strings(rs.getArray("usernames")),
                        rs.getBytes("body")))
                .list();
    }

    /** Whether the number was told within these last minutes that its cry was heard. */
    boolean isAnswered(String phoneIndex, Realm realm, Instant since) {
        return jdbc.sql("select exists (select from message where phone_index = ? and realm = ?"
                        + " and purpose = 'help-heard' and state <> 'failed' and created_at >= ?)")
                .params(phoneIndex, realm.name(), Timestamp.from(since))
                .query(Boolean.class)
                .single();
    }

    private static Row row(ResultSet rs, int n) throws SQLException {
        return new Row(
                rs.getLong("id"),
                Realm.valueOf(rs.getString("realm")),
                rs.getString("owner"),
                rs.getString("household_id"),
                rs.getString("point_id"),
                rs.getString("division"),
                rs.getString("warning_id"),
                rs.getString("phone_index"),
                rs.getObject("reply_id", Long.class),
                rs.getInt("times"),
                rs.getTimestamp("at").toInstant(),
                rs.getTimestamp("heard_at").toInstant(),
                rs.getString("taken_by"),
                instant(rs, "taken_at"),
                instant(rs, "due_at"),
                rs.getInt("stage"),
                strings(rs.getArray("called")),
                rs.getString("settled_by"),
                instant(rs, "settled_at"),
                rs.getBytes("body"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
