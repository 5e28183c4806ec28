package cn.shanshao.center.notification;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What a number was asked last. People answer the newest text on their phone, so one number has one question: what has
 * left before what still waits, that of an open alert or warning before that of one that is over, and of these the one that
 * was written last. A check is a question for a day, a notice for a week, and for as long as its warning is not closed. What the carrier says it could not deliver was no
 * check; a notice it may have been all the same, for people also hear sirens and their neighbours. Whoever is to go
 * somewhere, or to wake up, is asked by what has left alone.
 */
@Repository
class Questions {
    private final JdbcClient jdbc;

    Questions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message that asks something.
     *
     * @param about {@code null} where it is about an alert
     * @param task the household that somebody is asked to go to, or the officer who is woken; empty otherwise
     */
    record Question(
            long id,
            String purpose,
            @Nullable Level level,
            @Nullable String about,
            int number,
            String task,
            String division,
            @Nullable String pointId,
            @Nullable String contactId,
            @Nullable String householdId,
            Realm realm) {
        Asked asked() {
            return Errand.of(purpose).asked(level);
        }
    }

    /** In which it was asked, BCP 47. */
    Optional<String> language(long id) {
        return jdbc.sql("select language from message where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /**
     * That which was spoken to the number while a key was pressed, whatever was written to it meanwhile. What only asks for
     * another answer asks what the message before it did; what asks nothing has none.
     */
    Optional<Question> spoken(String phoneIndex, Realm realm, int reference) {
        return jdbc.sql("""
            select q.id, q.purpose, q.level, q.about, q.number, q.task, q.division, q.point_id, q.contact_id,
              q.household_id, q.realm
            from (select * from message where phone_index = :index and realm = :realm and id & 65535 = :reference
                and created_at > now() - interval '7 days' order by id desc limit 1) m
              join message q on q.phone_index = m.phone_index and q.realm = m.realm and q.purpose = any (:asking)
                and (q.id = m.id or m.purpose = 'second-ask' and q.id < m.id and q.number = m.number
                  and q.task = m.task and q.about is not distinct from m.about
                  and q.episode_id is not distinct from m.episode_id)
            order by q.id desc limit 1\
            """)
                .param("index", phoneIndex)
                .param("realm", realm.name())
                .param("asking", Errand.asking())
                .param("reference", reference)
                .query(Question.class)
                .optional();
    }

    /** What its number was asked to look at before it, at the same point: the same digit may be meant for that. */
    Optional<MessageChanged> checkBefore(Question notice) {
        return jdbc.sql("""
            select q.id message_id, q.division from message m join message q on q.phone_index = m.phone_index
              and q.realm = m.realm and q.point_id = m.point_id and q.purpose = 'check' and q.id < m.id
            where m.id = :id and m.about like 'warning/%' and m.task = '' order by q.id desc limit 1\
            """)
                .param("id", notice.id())
                .query(MessageChanged.class)
                .optional();
    }

    Optional<Question> newest(String phoneIndex, Realm realm) {
        return newest(phoneIndex, realm, Errand.asking());
    }

    /** The same of what asked one of these. */
    Optional<Question> newest(String phoneIndex, Realm realm, Asked... asked) {
        return newest(phoneIndex, realm, Errand.asking(asked));
    }

    private Optional<Question> newest(String phoneIndex, Realm realm, String[] asking) {
        return jdbc.sql("""
            select m.id, m.purpose, m.level, m.about, m.number, m.task, m.division, m.point_id, m.contact_id,
              m.household_id, m.realm
            from message m left join episode e on e.id = m.episode_id
              left join roll_call r on m.about = 'warning/' || r.warning_id
            where m.phone_index = :index and m.realm = :realm and m.purpose = any (:asking)
              and (m.about is null and m.state <> 'failed' and m.created_at > now() - interval '1 day'
                or m.about is not null and (m.created_at > now() - interval '7 days'
                  or r.warning_id is not null and r.closed_at is null))
              and (m.purpose not in ('runner', 'runner-help', 'runner-report', 'wake') or m.claimed_at is not null
                or m.state not in ('queued', 'failed'))
            order by (m.claimed_at is not null or m.state <> 'queued'
                and (m.state <> 'failed' or m.superseded is null)) desc,
              coalesce(e.open, r.closed_at is null) desc, m.id desc limit 1\
            """)
                .param("index", phoneIndex)
                .param("realm", realm.name())
                .param("asking", asking)
                .query(Question.class)
                .optional();
    }
}
