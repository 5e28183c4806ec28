package cn.shanshao.center.notification;

import cn.shanshao.center.approval.SignatureWanted.Line;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is rung next to sign. All calls but {@link #due} need a transaction, and come before whatever is written to ladders. */
@Repository
class SignerRows {
    private final JdbcClient jdbc;

    SignerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One whose turn it is. */
    record Turn(String approval, int line, int seat, String username) {}

    /**
     * Whoever was to be rung before is not any more.
     *
     * @param lines as of {@link cn.shanshao.center.approval.SignatureWanted}
     * @param until nobody whose turn comes later: by then all of them are told
     */
    void begin(String approval, List<Line> lines, Instant now, Duration pause, Instant until) {
        forget(approval);
        for (var line = 0; line < lines.size(); line++) {
            var people = lines.get(line).people();
            var atOnce = lines.get(line).atOnce().size();
            for (var seat = 0; seat < people.size(); seat++) {
                var due = now.plus(pause.multipliedBy(Math.max(seat - atOnce + 1, 0)));
                if (seat < atOnce || due.isBefore(until)) {
                    jdbc.sql("insert into signer_call (approval, line, seat, username, due_at) values (?, ?, ?, ?, ?)")
                            .params(approval, line, seat, people.get(seat), Timestamp.from(due))
                            .update();
                }
            }
        }
    }

    /**
     * Those whose turn it is by then, the longest due first. Each is to be claimed before it is rung.
     *
     * @param approval {@code null}: of every paper
     */
    List<Turn> due(@Nullable String approval, Instant now, int most) {
        return jdbc.sql("""
            select approval, line, seat, username from signer_call where rung_at is null and due_at <= :now
              and (cast(:approval as text) is null or approval = :approval)
            order by due_at, approval, line, seat limit :most\
            """)
                .param("approval", approval)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Turn.class)
                .list();
    }

    /** Whether it is still to be rung, and nobody else is at it: each is given once. */
    boolean claim(Turn turn, Instant now) {
        return jdbc.sql("""
            update signer_call set rung_at = :now where (approval, line, seat) = (
              select approval, line, seat from signer_call
              where approval = :approval and line = :line and seat = :seat and rung_at is null and due_at <= :now
              for no key update skip locked)\
            """)
                        .param("now", Timestamp.from(now))
                        .param("approval", turn.approval())
                        .param("line", turn.line())
                        .param("seat", turn.seat())
                        .update()
                > 0;
    }

    void wait(Turn turn, Instant until) {
        jdbc.sql("update signer_call set due_at = ? where approval = ? and line = ? and seat = ? and rung_at is null")
                .params(Timestamp.from(until), turn.approval(), turn.line(), turn.seat())
                .update();
    }

    /** One of them comes: nobody else of the same line is rung. What is no signature is passed by. */
    void answered(String about, String username) {
        if (about.startsWith(Ladder.APPROVAL)) {
            jdbc.sql("""
                delete from signer_call c where approval = :approval and rung_at is null and exists (
                  select from signer_call o where o.approval = c.approval and o.line = c.line
                    and o.username = :username and o.rung_at is not null)\
                """)
                    .param("approval", about.substring(Ladder.APPROVAL.length()))
                    .param("username", username)
                    .update();
        }
    }

    /** Nobody else of that one's line is rung. */
    void signed(String approval, String username) {
        jdbc.sql("""
            delete from signer_call c where approval = :approval and rung_at is null and exists (
              select from signer_call o where o.approval = c.approval and o.line = c.line
                and o.username = :username)\
            """).param("approval", approval).param("username", username).update();
    }

    void forget(String approval) {
        jdbc.sql("delete from signer_call where approval = ?").param(approval).update();
    }
}
