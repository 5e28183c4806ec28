package cn.shanshao.center.notification;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notices of which something is still to be written. */
@Repository
class MailingRows {
    private final JdbcClient jdbc;

    MailingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of them.
     *
     * @param number its turn
     * @param liftedAt when what was said before it had been lifted
     * @param written messages since it was issued
     */
    record Row(String noticeId, int number, @Nullable Instant liftedAt, int written) {}

    void add(Turn turn, @Nullable Instant lifted, Instant now) {
        var notice = turn.notice();
        jdbc.sql("insert into mailing (notice_id, warning_id, number, lifted_at, urgency, since, due_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        notice.id(),
                        notice.warningId(),
                        turn.number(),
                        lifted == null ? null : Timestamp.from(lifted),
                        Errand.of(notice).urgency(notice.level()),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
    }

    /** The most urgent; {@code null} where there is none. */
    @Nullable
    Row due(Instant now) {
        return jdbc.sql("select * from mailing where due_at <= ? order by urgency, since limit 1")
                .param(Timestamp.from(now))
                .query(Row.class)
                .optional()
                .orElse(null);
    }

    /** Locked until the transaction ends; {@code null} where all of it is written. */
    @Nullable
    Row lock(String noticeId) {
        return jdbc.sql("select * from mailing where notice_id = ? for update")
                .param(noticeId)
                .query(Row.class)
                .optional()
                .orElse(null);
    }

    /** Those of a warning, in their order, locked until the transaction ends. */
    List<Row> lockAll(String warningId) {
        return jdbc.sql("select * from mailing where warning_id = ? order by number for update")
                .param(warningId)
                .query(Row.class)
                .list();
    }

    /** Whether something of a notice of the warning is still to be written. */
    boolean isLeft(String warningId) {
        return jdbc.sql("select exists (select from mailing where warning_id = ?)")
                .param(warningId)
                .query(Boolean.class)
                .single();
    }

    void written(String noticeId, int messages) {
        jdbc.sql("update mailing set written = written + ? where notice_id = ?")
                .params(messages, noticeId)
                .update();
    }

    void putOff(String noticeId, Instant until) {
        jdbc.sql("update mailing set due_at = ? where notice_id = ?")
                .params(Timestamp.from(until), noticeId)
                .update();
    }

    void remove(String noticeId) {
        jdbc.sql("delete from mailing where notice_id = ?").param(noticeId).update();
    }
}
