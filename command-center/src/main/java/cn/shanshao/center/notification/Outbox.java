package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages that wait, and what became of each attempt to send them. Every change is told as {@link MessageChanged}. */
@Repository
class Outbox {
    /** An answer to the request to look that takes longer is late, and is asked for once more. */
    static final Duration LATE = Duration.ofMinutes(10);

    /** Longer than any attempt takes: what is claimed for longer was left by a crash. */
    private static final Duration ABANDONED = Duration.ofSeconds(60);

    /** The rest comes with the next sweep: whoever sends must not wait for long. */
    private static final int SWEPT_AT_ONCE = 500;

    static final String REPLACED = "已有新的通知，不再发送";

    private static final String FORGOTTEN = "收信人的个人信息已删除";
    private static final String UNCLAIMED = "claimed_at = null, claimed_by = null";
    private static final String CHANGED = " returning id message_id, division";

    private final JdbcClient jdbc;
    private final Envelopes envelopes;
    private final LadderRows ladders;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** @param sealed what was written before is sealed by now */
    Outbox(
            JdbcClient jdbc,
            Envelopes envelopes,
            LadderRows ladders,
            ApplicationEventPublisher events,
            Clock clock,
            OpenRows sealed) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.ladders = ladders;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A message that was claimed for sending.
     *
     * @param partsSent how many of its parts the carrier took before, in their order
     * @param urgency the lower, the sooner it leaves
     */
    record Claimed(
            long id,
            Realm realm,
            Channel channel,
            @Nullable String episodeId,
            boolean superseded,
            @Nullable String template,
            @Nullable Level level,
            String phone,
            String text,
            int parts,
            int partsSent,
            int attempts,
            int urgency,
            Instant detectedAt,
            Instant writtenAt,
            Instant expiresAt) {
        /** The same for every attempt at this message. */
        int reference() {
            return (int) (id & 0xffff);
        }

        /** In which its words are: what has words in several languages says so at the end of its template, the rest is Chinese. */
        String language() {
            return template == null ? "zh" : Prompts.worded(template.substring(template.lastIndexOf('-') + 1));
        }

        Claimed withPartsSent(int sent) {
            return new Claimed(
                    id,
                    realm,
                    channel,
                    episodeId,
                    superseded,
                    template,
                    level,
                    phone,
                    text,
                    parts,
                    sent,
                    attempts,
                    urgency,
                    detectedAt,
                    writtenAt,
                    expiresAt);
        }

        /** With what was sealed of it. */
        private Claimed to(Inside inside) {
            return new Claimed(
                    id,
                    realm,
                    channel,
                    episodeId,
                    superseded,
                    template,
                    level,
                    inside.phone(),
                    inside.text() == null ? text : inside.text(),
                    parts,
                    partsSent,
                    attempts,
                    urgency,
                    detectedAt,
                    writtenAt,
                    expiresAt);
        }

        /** Without the number and the text, so that they do not end in a log. */
        @Override
        public String toString() {
            return "Claimed[message %d]".formatted(id);
        }

        /** The reason, and what left before it held. */
        String soFar(String reason) {
            return partsSent == 0 ? reason : reason + "，此前已发出 %d/%d 段".formatted(partsSent, parts);
        }
    }

    /**
     * Whether this number was asked in that realm, or is about to be, to look at the point at that level or above: so that
     * its answer is not late yet, or because of one of these episodes, on which it has answered.
     */
    boolean hasAsked(String phone, Realm realm, Level level, String pointId, List<String> episodes) {
        return jdbc.sql("""
            select exists (select from message where phone_index = :index and realm = :realm and purpose = 'check'
              and state <> 'failed' and level = any (:levels)
              and (point_id = :point and created_at > now() - :late * interval '1 second'
                or episode_id = any (:episodes) and exists (
                  select from reply y where y.message_id = message.id and y.meaning in ('REAL', 'NOTHING'))))\
            """)
                .param("point", pointId)
                .param("late", LATE.toSeconds())
                .param("index", envelopes.index(phone))
                .param("realm", realm.name())
                .param("episodes", episodes.toArray(String[]::new))
                .param(
                        "levels",
                        Arrays.stream(Level.values())
                                .filter(asked -> asked.atLeast(level))
                                .map(Level::name)
                                .toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /**
     * Takes up to {@code most} messages of a realm that are due, the most urgent first; one whose person was forgotten meanwhile fails.
     * Needs a transaction.
     *
     * @param ready their channels: what must wait for a gateway that is away does not stand before the rest
     */
    List<Claimed> claim(Realm realm, Collection<Channel> ready, int most, String run) {
        var due = jdbc.sql("""
            update message set claimed_at = now(), claimed_by = :run, attempts = attempts + 1 where id in (
              select id from message where waits and claimed_at is null and superseded is null and expires_at > now()
                and realm = :realm and channel = any (:ready) and (state = 'queued' and (retry_at is null or retry_at <= now())
                  or state = 'outcome-unknown' and retry_at <= now())
              order by urgency, id
              limit :most for update skip locked)
            returning *\
            """)
                .param("realm", realm.name())
                .param("ready", ready.stream().map(Channel::wire).toArray(String[]::new))
                .param("most", most)
                .param("run", run)
                .query(Outbox::due)
                .list();
        var insides = envelopes.open(Kind.MESSAGE, due, Due::id, Due::body);
        due.stream().filter(one -> !insides.containsKey(one.id())).forEach(one -> failed(one.id(), FORGOTTEN));
        return due.stream()
                .filter(one -> insides.containsKey(one.id()))
                .map(one -> one.message().to(insides.get(one.id())))
                .toList();
    }

    /**
     * A message with the division that it lies in.
     *
     * @param isReplaced a later notice of its warning took the place of the one that it tells
     */
    record Found(Claimed claimed, String division, boolean isReplaced) {}

    private record Stored(Due due, String division, boolean isReplaced) {}

    /** One message; without a number when nobody was to get it, or who was is forgotten. */
    Optional<Found> find(long id) {
        return jdbc.sql("""
            select m.*, m.purpose <> 'wake' and exists (select from message n
              where n.phone_index = m.phone_index and n.about = m.about and n.number > m.number
                and n.purpose <> 'wake') replaced
            from message m where m.id = :id\
            """)
                .param("id", id)
                .query((rs, n) -> new Stored(due(rs, n), rs.getString("division"), rs.getBoolean("replaced")))
                .optional()
                .map(stored -> new Found(addressed(stored.due()), stored.division(), stored.isReplaced()));
    }

    private Claimed addressed(Due due) {
        var body = due.body();
        var inside = body == null
                ? null
                : envelopes.open(Kind.MESSAGE, Map.of(due.id(), body)).get(due.id());
        return inside == null ? due.message() : due.message().to(inside);
    }

    /** What is due, as the table has it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Due(Claimed message, byte @Nullable [] body) {
        long id() {
            return message.id();
        }
    }

    private static Due due(ResultSet rs, int row) throws SQLException {
        return new Due(claimed(rs, row), rs.getBytes("body"));
    }

    /** The carrier has the parts up to this one; the next is due. */
    void partSent(long id, int part) {
        jdbc.sql("update message set parts_sent = :part where id = :id")
                .param("part", part)
                .param("id", id)
                .update();
    }

    /** Carriers have them. Each row is locked in the order of the ids, as everywhere where several are. */
    void submitted(Collection<Word.Taken> taken) {
        jdbc.sql("""
            with mine as (select m.id, u.parts
                from unnest(cast(:ids as bigint[]), cast(:parts as integer[])) u (id, parts) join message m on m.id = u.id
                order by m.id for no key update of m)
            update message m set state = 'submitted', reason = null, retry_at = null, segments = mine.parts,
              claimed_at = null, claimed_by = null, state_at = now()
            from mine where m.id = mine.id returning m.id message_id, m.division\
            """)
                .param("ids", taken.stream().map(one -> one.message().id()).toArray(Long[]::new))
                .param("parts", taken.stream().map(Word.Taken::parts).toArray(Integer[]::new))
                .query(MessageChanged.class)
                .list()
                .forEach(events::publishEvent);
    }

    /** Until the transaction ends. */
    void lock(Collection<Long> ids) {
        jdbc.sql("select id from message where id = any (:ids) order by id for no key update")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /** As if they had never been claimed. */
    void putBack(Collection<Long> ids) {
        jdbc.sql("update message set attempts = attempts - 1, " + UNCLAIMED + " where id in ("
                        + "select id from message where id = any (:ids) order by id for no key update)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    void failed(long id, String reason) {
        update(id, "state = 'failed', retry_at = null, " + UNCLAIMED, reason);
        ladders.hurry(List.of(id), clock.instant());
    }

    /** Not sent; due again after {@code pause}. */
    void again(long id, Duration pause, String reason) {
        jdbc.sql("update message set retry_at = now() + :pause * interval '1 second', reason = :reason, " + UNCLAIMED
                        + " where id = :id")
                .param("pause", pause.toSeconds())
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** It may have been sent: repeated once, with the same text and reference; after a second time it rests. */
    void unknown(long id, String reason) {
        update(id, """
                state = 'outcome-unknown', claimed_at = null, claimed_by = null, unknowns = unknowns + 1,
                retry_at = case when unknowns = 0 then now() + interval '2 seconds' end\
                """, reason);
    }

    /**
     * What a crash left between submit and answer has an unknown outcome; what this run claimed and does not have under
     * way never left, and is due again; what is too old fails. Needs a transaction.
     */
    void sweep(String run, Collection<Long> underWay) {
        jdbc.sql("update message set attempts = attempts - 1, " + UNCLAIMED
                        + " where id in (select id from message where waits and claimed_by = :run and id <> all (:under)"
                        + " order by id for no key update skip locked)")
                .param("run", run)
                .param("under", underWay.toArray(Long[]::new))
                .update();
        jdbc.sql("""
            select id from message
            where waits and claimed_at < now() - :age * interval '1 second' and claimed_by is distinct from :run
            order by id limit :most for update skip locked\
            """)
                .param("most", SWEPT_AT_ONCE)
                .param("age", ABANDONED.toSeconds())
                .param("run", run)
                .query(Long.class)
                .list()
                .forEach(id -> unknown(id, "发送途中系统中断"));
        jdbc.sql("""
            select * from message where waits and state = 'queued' and claimed_at is null
              and (expires_at <= now() or superseded is not null)
            order by realm desc, id limit :most for update skip locked\
            """)
                .param("most", SWEPT_AT_ONCE)
                .query(Outbox::claimed)
                .list()
                .forEach(m -> failed(m.id(), m.soFar(m.superseded() ? REPLACED : "超过时限未能发出")));
    }

    private void update(long id, String set, String reason) {
        tell(jdbc.sql("update message set " + set + ", reason = :reason, state_at = now() where id = :id" + CHANGED)
                .param("reason", reason)
                .param("id", id));
    }

    private void tell(JdbcClient.StatementSpec change) {
        change.query(MessageChanged.class).optional().ifPresent(events::publishEvent);
    }

    /** Without its number, which is sealed. */
    private static Claimed claimed(ResultSet rs, int row) throws SQLException {
        var level = rs.getString("level");
        return new Claimed(
                rs.getLong("id"),
                Realm.valueOf(rs.getString("realm")),
                Channel.of(rs.getString("channel")),
                rs.getString("episode_id"),
                rs.getObject("superseded") != null,
                rs.getString("template"),
                level == null ? null : Level.valueOf(level),
                "",
                rs.getString("text"),
                rs.getInt("segments"),
                rs.getInt("parts_sent"),
                rs.getInt("attempts"),
                rs.getInt("urgency"),
                instant(rs, "detected_at"),
                instant(rs, "created_at"),
                instant(rs, "expires_at"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
