package cn.shanshao.center.notification;

import cn.shanshao.center.SmsText;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Recipients.Home;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Writes messages into the outbox, each once: per person, episode, level, purpose and channel; or per person, warning,
 * notice, purpose, channel and task. All calls need a transaction.
 */
@Repository
class Letters {
    /** In the place of the index of a number, where there is nobody to write to. */
    static final String NOBODY = "";

    private static final int LOT = 1_000;
    /** Beyond it screens are told of the whole, not of each. */
    private static final int TOLD_ONE_BY_ONE = 50;

    private static final String INSERT = """
        insert into message (id, purpose, channel, realm, level, division, point_id, episode_id, about, number, task,
          household_id, contact_id, to_role, language, template, phone_index, text, segments, state, reason, urgency,
          detected_at, expires_at, body)
        overriding system value
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 second', ?)
        on conflict do nothing\
        """;

    private final JdbcTemplate jdbc;
    private final Envelopes envelopes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** @param sealed what was written before is sealed by now */
    Letters(JdbcTemplate jdbc, Envelopes envelopes, ApplicationEventPublisher events, Clock clock, OpenRows sealed) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.events = events;
        this.clock = clock;
    }

    /** Something waits to be sent. Published inside the transaction that stores it. */
    record Written(int messages) {}

    /** How many of them were not there before. */
    int add(Letter letter) {
        return add(List.of(letter));
    }

    /** The same for many at once. */
    int add(Collection<Letter> all) {
        var letters = List.copyOf(all);
        var isTold = letters.size() <= TOLD_ONE_BY_ONE;
        var written = 0;
        for (var from = 0; from < letters.size(); from += LOT) {
            written += addLot(letters.subList(from, Math.min(from + LOT, letters.size())), isTold);
        }
        if (written > 0) {
            events.publishEvent(new Written(written));
        }
        return written;
    }

    private int addLot(List<Letter> letters, boolean isTold) {
        var ids = jdbc.queryForList(
                "select nextval(pg_get_serial_sequence('message', 'id')) from generate_series(1, ?)",
                Long.class,
                letters.size());
        var bodies = sealed(ids, letters);
        var indexes = indexes(letters);
        var counts = jdbc.batchUpdate(
                        INSERT,
                        rows(ids, letters),
                        letters.size(),
                        (insert, row) -> fill(insert, row.id(), row.letter(), indexes, bodies.get(row.id())))[0];
        var dropped = new ArrayList<Long>();
        var written = 0;
        for (var i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                dropped.add(ids.get(i));
                continue;
            }
            written++;
            if (isTold) {
                events.publishEvent(
                        new MessageChanged(ids.get(i), letters.get(i).division()));
            }
        }
        if (!dropped.isEmpty()) {
            envelopes.forget(Kind.MESSAGE, dropped);
        }
        return written;
    }

    private record Row(long id, Letter letter) {}

    private static List<Row> rows(List<Long> ids, List<Letter> letters) {
        var rows = new ArrayList<Row>();
        for (var i = 0; i < letters.size(); i++) {
            rows.add(new Row(ids.get(i), letters.get(i)));
        }
        return rows;
    }

    private Map<Long, byte[]> sealed(List<Long> ids, List<Letter> letters) {
        Map<Long, Inside> insides = new LinkedHashMap<>();
        for (var i = 0; i < letters.size(); i++) {
            var letter = letters.get(i);
            var to = letter.to();
            if (to != null) {
                insides.put(ids.get(i), new Inside(to.name(), to.phone(), letter.isPersonal() ? letter.text() : null));
            }
        }
        return envelopes.seal(Kind.MESSAGE, insides);
    }

    private Map<String, String> indexes(List<Letter> letters) {
        var indexes = new LinkedHashMap<String, String>();
        for (var letter : letters) {
            var to = letter.to();
            if (to != null) {
                indexes.computeIfAbsent(to.phone(), envelopes::index);
            }
        }
        return indexes;
    }

    private void fill(
            PreparedStatement insert, long id, Letter letter, Map<String, String> indexes, byte @Nullable [] body)
            throws SQLException {
        var cause = letter.cause();
        var to = letter.to();
        var level = letter.level();
        var at = 1;
        insert.setLong(at++, id);
        insert.setString(at++, letter.errand().wire());
        insert.setString(at++, letter.channel().wire());
        insert.setString(at++, letter.realm().name());
        insert.setString(at++, level == null ? null : level.name());
        insert.setString(at++, letter.division());
        insert.setString(at++, letter.pointId());
        insert.setString(at++, cause.episodeId());
        insert.setString(at++, cause.about());
        insert.setInt(at++, cause.number());
        insert.setString(at++, cause.task());
        insert.setString(at++, to == null ? null : to.householdId());
        insert.setString(at++, to == null ? null : to.contactId());
        insert.setString(at++, to == null ? "monitor" : to.role());
        insert.setString(at++, to == null ? "zh" : to.language());
        insert.setString(at++, cause.template() == null ? letter.errand().wire() : cause.template());
        insert.setString(at++, to == null ? NOBODY : indexes.get(to.phone()));
        insert.setString(at++, letter.isPersonal() ? "" : letter.text());
        insert.setInt(at++, SmsText.parts(letter.text()).size());
        insert.setString(at++, (letter.obstacle() == null ? MessageState.QUEUED : MessageState.FAILED).wire());
        insert.setString(at++, letter.obstacle());
        insert.setInt(at++, letter.errand().urgency(level));
        insert.setTimestamp(at++, Timestamp.from(cause.detectedAt()));
        insert.setLong(at++, letter.errand().life().toSeconds());
        insert.setBytes(at, body);
    }

    /**
     * Writes to the person of a message once more, while what it is about goes on and nothing that is understood has come
     * back on it; a second time nothing happens.
     */
    void addAgain(long id, Errand errand, String text) {
        record Answered(
                String realm,
                @Nullable String level,
                String division,
                @Nullable String pointId,
                @Nullable String episodeId,
                @Nullable String about,
                int number,
                String task,
                @Nullable String householdId,
                @Nullable String contactId,
                String toRole,
                String language) {}
        var found = jdbc.query("""
                  select m.* from message m left join episode e on e.id = m.episode_id
                    left join roll_call r on m.about = 'warning/' || r.warning_id
                  where m.id = ? and m.body is not null and coalesce(e.open, r.closed_at is null, true)
                    and not exists (select from reply y where y.message_id = m.id and y.meaning <> 'TEXT')\
                  """, new DataClassRowMapper<>(Answered.class), id);
        for (var m : found) {
            inside(id)
                    .ifPresent(to -> add(new Letter(
                            errand,
                            Channel.SMS,
                            Realm.valueOf(m.realm()),
                            m.level() == null ? null : Level.valueOf(m.level()),
                            m.division(),
                            m.pointId(),
                            new Letter.Cause(m.episodeId(), m.about(), m.number(), m.task(), clock.instant(), null),
                            new Reader(
                                    to.name() == null ? "" : to.name(),
                                    to.phone(),
                                    m.toRole(),
                                    m.language(),
                                    m.contactId(),
                                    m.householdId()),
                            text,
                            false,
                            null)));
        }
    }

    /** Number of the next wake about something, from 1 on: the stages of its clocks begin anew, and who is woken again is. */
    int nextWake(String about) {
        return jdbc.query(
                        "select coalesce(max(number), 0) + 1 from message where about = ? and purpose = 'wake'",
                        (row, n) -> row.getInt(1),
                        about)
                .get(0);
    }

    /** Whom a message is for; empty once that was erased. */
    Optional<Inside> inside(long id) {
        return jdbc
                .query("select body from message where id = ? and body is not null", (row, n) -> row.getBytes(1), id)
                .stream()
                .findFirst()
                .flatMap(body -> Optional.ofNullable(
                        envelopes.open(Kind.MESSAGE, Map.of(id, body)).get(id)));
    }

    /**
     * What a warning's earlier notices said holds no more: nothing of it leaves that has not left yet. What a carrier was
     * being given at that moment may still arrive. Officers are woken all the same.
     */
    void supersedeAll(Turn turn) {
        jdbc.update(
                "update message set superseded = ? where id in (select id from message where about = ? and number < ?"
                        + " and superseded is null and purpose <> 'wake' and state in ('queued', 'outcome-unknown')"
                        + " order by id for no key update)",
                turn.number(),
                Letter.Cause.warning(turn.notice().warningId()),
                turn.number());
    }

    /**
     * The same for those who hear this in its place, and for the officers above. A graver word stays on its way, unless
     * this one is to say that things are better.
     */
    void supersede(Turn turn, Recipients recipients) {
        var notice = turn.notice();
        var level = notice.level();
        var outdone = Stream.of(Level.values())
                .filter(other -> notice.eases() || level == null || level.atLeast(other))
                .map(Level::name)
                .toArray(String[]::new);
        var phones = recipients.people().stream()
                .map(one -> envelopes.index(one.reader().phone()))
                .toArray(String[]::new);
        var homes = recipients.homes().stream().map(Home::id).toArray(String[]::new);
        jdbc.update(
                "update message set superseded = ? where id in (select id from message where about = ? and number < ?"
                        + " and superseded is null and purpose <> 'wake' and state in ('queued', 'outcome-unknown')"
                        + " and (level is null or level = any (?))"
                        + " and (phone_index = any (?) or task = any (?) or purpose = 'upward')"
                        + " order by id for no key update)",
                turn.number(),
                Letter.Cause.warning(notice.warningId()),
                turn.number(),
                outdone,
                phones,
                homes);
    }
}
