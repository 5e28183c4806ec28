package cn.shanshao.center.approval;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of what the approval platform has to be told, of what it answered, and of the nonces it used. */
@Repository
class Dispatches {
    private static final int AT_A_TIME = 20;

    private final JdbcClient jdbc;

    Dispatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum What {
        SUBMIT,
        WITHDRAW
    }

    enum State {
        WAITING,
        /** The platform has it, and no result has come. */
        TAKEN,
        DONE,
        /** The platform will not have it. */
        REFUSED
    }

    /**
     * One of them.
     *
     * @param trouble what it met when it was tried last; {@code null}: none
     */
    record Dispatch(
            long seq,
            String approval,
            int round,
            What what,
            String body,
            State state,
            int attempts,
            @Nullable String trouble) {
        /** The same for every try. */
        String key() {
            return "%s/%d/%s".formatted(approval, round, what.name().toLowerCase(Locale.ROOT));
        }

        /** Without the words. */
        @Override
        public String toString() {
            return "Dispatch[%s, %s]".formatted(key(), state);
        }
    }

    void add(Paper paper, What what, String body, Instant at) {
        jdbc.sql("insert into approval_dispatch (approval, round, what, body, due_at) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(paper.id(), paper.round(), what.name(), body, Timestamp.from(at))
                .update();
    }

    /** It is not handed over, or asked for, any more. */
    void cancel(Paper paper) {
        jdbc.sql("update approval_dispatch set state = 'DONE' where approval = ? and round = ? and what = 'SUBMIT'")
                .params(paper.id(), paper.round())
                .update();
    }

    /** Whose time has come, the oldest first. */
    List<Dispatch> due(Instant now) {
        return jdbc.sql("select * from approval_dispatch where state in ('WAITING', 'TAKEN') and due_at <= ?"
                        + " order by due_at, seq limit " + AT_A_TIME)
                .param(Timestamp.from(now))
                .query((row, n) -> new Dispatch(
                        row.getLong("seq"),
                        row.getString("approval"),
                        row.getInt("round"),
                        What.valueOf(row.getString("what")),
                        row.getString("body"),
                        State.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        row.getString("trouble")))
                .list();
    }

    /** Nothing happens when it was decided meanwhile. */
    void tried(Dispatch d, State state, Instant dueAt, @Nullable String trouble) {
        jdbc.sql("update approval_dispatch set state = ?, attempts = attempts + 1, due_at = ?, trouble = ?"
                        + " where seq = ? and state in ('WAITING', 'TAKEN')")
                .params(state.name(), Timestamp.from(dueAt), trouble, d.seq())
                .update();
    }

    /** What was answered before for that round. */
    Optional<String> result(String approval, int round) {
        return jdbc.sql("select result from approval_platform_result where approval = ? and round = ?")
                .params(approval, round)
                .query(String.class)
                .optional();
    }

    void result(Paper paper, String result, Instant at) {
        jdbc.sql("insert into approval_platform_result (approval, round, result, at) values (?, ?, ?, ?)")
                .params(paper.id(), paper.round(), result, Timestamp.from(at))
                .update();
        jdbc.sql("update approval_dispatch set state = 'DONE' where approval = ? and round = ? and what = 'SUBMIT'")
                .params(paper.id(), paper.round())
                .update();
    }

    /** Whether that nonce came for the first time; those that are older than {@code forgotten} are dropped. */
    boolean isNew(String nonce, Instant at, Instant forgotten) {
        jdbc.sql("delete from approval_platform_nonce where at < ?")
                .param(Timestamp.from(forgotten))
                .update();
        return jdbc.sql("insert into approval_platform_nonce (nonce, at) values (?, ?) on conflict do nothing")
                        .params(nonce, Timestamp.from(at))
                        .update()
                == 1;
    }
}
