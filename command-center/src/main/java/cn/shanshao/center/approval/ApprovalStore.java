package cn.shanshao.center.approval;

import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of papers, of what was signed, and of what was said. No person's name stands in them. */
@Repository
class ApprovalStore {
    private final JdbcClient jdbc;
    private final List<SubjectLock> subjects;

    ApprovalStore(JdbcClient jdbc, List<SubjectLock> subjects) {
        this.jdbc = jdbc;
        this.subjects = List.copyOf(subjects);
    }

    /**
     * A signature as it is kept.
     *
     * @param seat which of its step's, from 0
     */
    record Signed(
            Step step,
            int seat,
            String username,
            Role role,
            String division,
            Instant at,
            String method,
            String hash,
            @Nullable String standsFor) {}

    /** Whether the id was free. */
    boolean add(Paper p) {
        var s = p.said();
        return jdbc.sql(
                                "insert into approval (id, process, subject, title, division, realm, level, hash, seats, cosigners,"
                                        + " deadline_s, round, state, carrier, author, submitted_at, due_at, words)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)"
                                        + " on conflict do nothing")
                        .params(
                                s.id(),
                                s.process().name(),
                                s.subject(),
                                s.title(),
                                s.division(),
                                s.realm().name(),
                                s.level() == null ? null : s.level().name(),
                                s.hash(),
                                Json.text(s.seats()),
                                Json.text(s.cosigners()),
                                s.deadline().toSeconds(),
                                p.round(),
                                p.state().name(),
                                p.carrier().name(),
                                p.author(),
                                Timestamp.from(p.submittedAt()),
                                time(p.dueAt()),
                                s.words())
                        .update()
                == 1;
    }

    /** The words of the next round. */
    void change(Paper p) {
        var s = p.said();
        jdbc.sql(
                        "update approval set title = ?, level = ?, hash = ?, seats = ?::jsonb, cosigners = ?::jsonb,"
                                + " deadline_s = ?, round = ?, state = ?, carrier = ?, due_at = ?, stage = 0, words = ? where id = ?")
                .params(
                        s.title(),
                        s.level() == null ? null : s.level().name(),
                        s.hash(),
                        Json.text(s.seats()),
                        Json.text(s.cosigners()),
                        s.deadline().toSeconds(),
                        p.round(),
                        p.state().name(),
                        p.carrier().name(),
                        time(p.dueAt()),
                        s.words(),
                        s.id())
                .update();
    }

    void instance(String id, String instance) {
        jdbc.sql("update approval set instance = ? where id = ?")
                .params(instance, id)
                .update();
    }

    void carrier(String id, Carrier carrier) {
        jdbc.sql("update approval set carrier = ? where id = ?")
                .params(carrier.name(), id)
                .update();
    }

    void state(String id, State state) {
        jdbc.sql("update approval set state = ?, due_at = null where id = ?")
                .params(state.name(), id)
                .update();
    }

    /** A step begins: its clock does too. */
    void due(String id, Instant at) {
        climbed(id, 0, at);
    }

    void climbed(String id, int stage, Instant dueAt) {
        jdbc.sql("update approval set stage = ?, due_at = ? where id = ?")
                .params(stage, Timestamp.from(dueAt), id)
                .update();
    }

    Optional<Paper> find(String id) {
        return one("", id);
    }

    /** Nobody else changes it, or what it is about, until the transaction ends. */
    Optional<Paper> lock(String id) {
        jdbc.sql("select subject from approval where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .ifPresent(subject -> subjects.forEach(s -> s.lock(subject)));
        return one(" for update", id);
    }

    private Optional<Paper> one(String how, String id) {
        return jdbc.sql("select * from approval where id = ?" + how)
                .param(id)
                .query(ApprovalStore::paper)
                .optional();
    }

    /** Newest first. */
    List<Paper> ofSubject(String subject) {
        return jdbc.sql("select * from approval where subject = ? order by submitted_at desc, id")
                .param(subject)
                .query(ApprovalStore::paper)
                .list();
    }

    /** Newest first. */
    List<Paper> list(Collection<String> divisions, boolean openOnly, int limit) {
        return jdbc.sql("select * from approval where division = any (?)"
                        + (openOnly ? " and state in ('SIGNING', 'SENT_BACK')" : "")
                        + " order by submitted_at desc, id limit ?")
                .params(divisions.toArray(String[]::new), limit)
                .query(ApprovalStore::paper)
                .list();
    }

    /**
     * Waiting for signatures here, in the order in which they came: with a seat that the user might take, or one of those in
     * whose place the user might sign, and without a signature of the user. For which step it waits only the engine knows.
     *
     * @param divisions which the user sees
     * @param andElsewhere also papers of every other division
     * @param inPlaceOf logins of those in whose place the user might sign
     */
    List<Paper> waiting(
            CurrentUser user, Collection<String> divisions, boolean andElsewhere, Collection<String> inPlaceOf) {
        return jdbc.sql("""
                        select * from approval a where a.state = 'SIGNING' and a.carrier = 'HERE'
                          and (:elsewhere or a.division = any (:divisions))
                          and exists (select from jsonb_array_elements(a.seats || a.cosigners) seat
                            where (seat ->> 'role' is null or upper(seat ->> 'role') = :role)
                              and (seat ->> 'division' is null or seat ->> 'division' = any (:divisions))
                              and (seat -> 'usernames' = '[]'
                                or exists (select from jsonb_array_elements_text(seat -> 'usernames') username
                                  where username = any (:usernames))))
                          and not exists (select from approval_signature s where s.approval = a.id
                            and s.void_at is null and (s.username = :user or s.stands_for = :user))
                        order by a.submitted_at, a.id""")
                .param("elsewhere", andElsewhere)
                .param("divisions", divisions.toArray(String[]::new))
                .param("role", user.role().name())
                .param(
                        "usernames",
                        Stream.concat(Stream.of(user.username()), inPlaceOf.stream())
                                .toArray(String[]::new))
                .param("user", user.username())
                .query(ApprovalStore::paper)
                .list();
    }

    void sign(Paper p, Signed s) {
        jdbc.sql(
                        "insert into approval_signature (approval, round, step, seat, username, role, division, at, method, hash,"
                                + " stands_for) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        p.id(),
                        p.round(),
                        s.step().name(),
                        s.seat(),
                        s.username(),
                        s.role().name(),
                        s.division(),
                        Timestamp.from(s.at()),
                        s.method(),
                        s.hash(),
                        s.standsFor())
                .update();
    }

    /** Those of these steps hold no longer. */
    void annul(String id, Set<Step> steps, Instant at) {
        jdbc.sql("update approval_signature set void_at = ? where approval = ? and void_at is null and step = any (?)")
                .params(Timestamp.from(at), id, steps.stream().map(Step::name).toArray(String[]::new))
                .update();
    }

    /** Those that hold, in the order in which they were given. */
    List<Signed> signatures(String id) {
        return jdbc.sql("select * from approval_signature where approval = ? and void_at is null order by seq")
                .param(id)
                .query((row, n) -> new Signed(
                        Step.valueOf(row.getString("step")),
                        row.getInt("seat"),
                        row.getString("username"),
                        Role.valueOf(row.getString("role")),
                        row.getString("division"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("method"),
                        row.getString("hash"),
                        row.getString("stands_for")))
                .list();
    }

    void remark(Paper p, CurrentUser by, Remark.What what, @Nullable Step step, @Nullable String text, Instant at) {
        remark(p, by.username(), what, step, text, at);
    }

    void remark(Paper p, String by, Remark.What what, @Nullable Step step, @Nullable String text, Instant at) {
        jdbc.sql("insert into approval_remark (approval, at, author, what, round, step, text)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(p.id(), Timestamp.from(at), by, what.name(), p.round(), step == null ? null : step.name(), text)
                .update();
    }

    /** In the order of time; names are still logins. */
    List<Remark> remarks(String id) {
        return jdbc.sql("select * from approval_remark where approval = ? order by seq")
                .param(id)
                .query((row, n) -> new Remark(
                        row.getTimestamp("at").toInstant(),
                        row.getString("author"),
                        row.getString("author"),
                        Remark.What.valueOf(row.getString("what")),
                        row.getInt("round"),
                        row.getString("step") == null ? null : Step.valueOf(row.getString("step")),
                        row.getString("text")))
                .list();
    }

    private static @Nullable Timestamp time(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static Paper paper(ResultSet row, int n) throws SQLException {
        var level = row.getString("level");
        var due = row.getTimestamp("due_at");
        return new Paper(
                new Submission(
                        row.getString("id"),
                        Process.valueOf(row.getString("process")),
                        row.getString("subject"),
                        row.getString("title"),
                        row.getString("division"),
                        Realm.valueOf(row.getString("realm")),
                        level == null ? null : Level.valueOf(level),
                        row.getString("hash"),
                        seats(row.getString("seats")),
                        seats(row.getString("cosigners")),
                        Duration.ofSeconds(row.getLong("deadline_s")),
                        row.getString("words")),
                row.getInt("round"),
                State.valueOf(row.getString("state")),
                Carrier.valueOf(row.getString("carrier")),
                row.getString("author"),
                row.getTimestamp("submitted_at").toInstant(),
                due == null ? null : due.toInstant(),
                row.getInt("stage"),
                row.getString("instance"));
    }

    private static List<Seat> seats(String json) {
        return List.of(Json.read(json.getBytes(StandardCharsets.UTF_8), Seat[].class));
    }
}
