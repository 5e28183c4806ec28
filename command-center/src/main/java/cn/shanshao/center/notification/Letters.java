package cn.shanshao.center.notification;

import cn.shanshao.center.Columns;
import cn.shanshao.center.SmsText;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Mailing.Lot;
import cn.shanshao.center.notification.Recipients.Home;
import cn.shanshao.center.notification.Recipients.Recipient;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes messages into the outbox, each once: per person, episode, level, purpose and channel; or per person, warning,
 * notice, purpose, channel and task, but for the answers to whoever goes to households. All calls need a transaction.
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
        select id, purpose, channel, realm, level, division, point_id, episode_id, about, number, task,
          household_id, contact_id, to_role, language, template, phone_index, text, segments, state, reason, urgency,
          detected_at, now() + life * interval '1 second', body
        from unnest(cast(:ids as bigint[]), cast(:purposes as text[]), cast(:channels as text[]), cast(:realms as text[]),
          cast(:levels as text[]), cast(:divisions as text[]), cast(:points as text[]), cast(:episodes as text[]),
          cast(:abouts as text[]), cast(:numbers as integer[]), cast(:tasks as text[]), cast(:households as text[]),
          cast(:contacts as text[]), cast(:roles as text[]), cast(:languages as text[]), cast(:templates as text[]),
          cast(:phones as text[]), cast(:texts as text[]), cast(:segments as integer[]), cast(:states as text[]),
          cast(:reasons as text[]), cast(:urgencies as integer[]), cast(:detected as timestamptz[]),
          cast(:lives as bigint[]), cast(:bodies as bytea[])) as n (id, purpose, channel, realm, level, division, point_id,
          episode_id, about, number, task, household_id, contact_id, to_role, language, template, phone_index, text,
          segments, state, reason, urgency, detected_at, life, body)
        on conflict do nothing returning id\
        """;

    private final JdbcTemplate jdbc;
    private final JdbcClient lots;
    private final Envelopes envelopes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** @param sealed what was written before is sealed by now */
    Letters(
            JdbcTemplate jdbc,
            JdbcClient lots,
            Envelopes envelopes,
            ApplicationEventPublisher events,
            Clock clock,
            OpenRows sealed) {
        this.jdbc = jdbc;
        this.lots = lots;
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
        var rows = rows(ids, letters);
        var written = insert(rows, indexes, bodies);
        if (isTold) {
            rows.stream()
                    .filter(row -> written.contains(row.id()))
                    .map(row -> new MessageChanged(row.id(), row.letter().division()))
                    .forEach(events::publishEvent);
        }
        if (written.size() < ids.size()) {
            envelopes.forget(
                    Kind.MESSAGE,
                    ids.stream().filter(id -> !written.contains(id)).toList());
        }
        return written.size();
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

    /** @return ids of those that were not there before */
    private Set<Long> insert(List<Row> rows, Map<String, String> indexes, Map<Long, byte[]> bodies) {
        var all = new Columns<>(rows);
        var letters = new Columns<>(rows.stream().map(Row::letter).toList());
        var causes =
                new Columns<>(rows.stream().map(row -> row.letter().cause()).toList());
        return new HashSet<>(lots.sql(INSERT)
                .param("ids", all.longs(Row::id))
                .param("purposes", letters.texts(letter -> letter.errand().wire()))
                .param("channels", letters.texts(letter -> letter.channel().wire()))
                .param("realms", letters.texts(letter -> letter.realm().name()))
                .param(
                        "levels",
                        letters.texts(letter ->
                                letter.level() == null ? null : letter.level().name()))
                .param("divisions", letters.texts(Letter::division))
                .param("points", letters.texts(Letter::pointId))
                .param("episodes", causes.texts(Cause::episodeId))
                .param("abouts", causes.texts(Cause::about))
                .param("numbers", causes.numbers(Cause::number))
                .param("tasks", causes.texts(Cause::task))
                .param(
                        "households",
                        letters.texts(letter ->
                                letter.to() == null ? null : letter.to().householdId()))
                .param(
                        "contacts",
                        letters.texts(letter ->
                                letter.to() == null ? null : letter.to().contactId()))
                .param(
                        "roles",
                        letters.texts(letter ->
                                letter.to() == null ? "monitor" : letter.to().role()))
                .param(
                        "languages",
                        letters.texts(letter ->
                                letter.to() == null ? "zh" : letter.to().language()))
                .param("templates", letters.texts(Letters::template))
                .param(
                        "phones",
                        letters.texts(letter -> letter.to() == null
                                ? NOBODY
                                : indexes.get(letter.to().phone())))
                .param("texts", letters.texts(letter -> letter.isPersonal() ? "" : letter.text()))
                .param(
                        "segments",
                        letters.numbers(letter -> SmsText.parts(letter.text()).size()))
                .param("states", letters.texts(letter -> state(letter).wire()))
                .param("reasons", letters.texts(Letter::obstacle))
                .param("urgencies", letters.numbers(letter -> letter.errand().urgency(letter.level())))
                .param("detected", causes.texts(cause -> cause.detectedAt().toString()))
                .param("lives", letters.longs(letter -> letter.errand().life().toSeconds()))
                .param("bodies", all.bytes(row -> bodies.get(row.id())))
                .query(Long.class)
                .list());
    }

    private static String template(Letter letter) {
        var template = letter.cause().template();
        return template == null ? letter.errand().wire() : template;
    }

    private static MessageState state(Letter letter) {
        return letter.obstacle() == null ? MessageState.QUEUED : MessageState.FAILED;
    }

    /** Whether anything that is understood has come back on a message. */
    boolean isUnderstood(long id) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from reply where message_id = ?"
                        + " and meaning not in ('SEEN', 'TEXT', 'PART', 'STILL_THERE', 'REFUSED'))",
                Boolean.class,
                id));
    }

    /**
     * Writes to the person of a message once more, in words of their language, while what it is about goes on; a second time nothing happens.
     */
    void addAgain(long id, Errand errand, Asked asked, UnaryOperator<String> words) {
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
                  where m.id = ? and m.body is not null and coalesce(e.open, r.closed_at is null, true)\
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
                            new Cause(
                                    m.episodeId(),
                                    m.about(),
                                    m.number(),
                                    m.task(),
                                    clock.instant(),
                                    errand.wire() + "-" + Prompts.worded(m.language(), asked)),
                            new Reader(
                                    to.name() == null ? "" : to.name(),
                                    to.phone(),
                                    m.toRole(),
                                    m.language(),
                                    m.contactId(),
                                    m.householdId()),
                            words.apply(m.language()),
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
                Cause.warning(turn.notice().warningId()),
                turn.number());
    }

    /**
     * The same of what it outdoes, for those who hear this in its place, and for the officers above.
     */
    void supersede(Turn turn, Recipients recipients) {
        supersede(
                turn,
                recipients.people().stream().map(Recipient::reader),
                recipients.homes(),
                "phone_index = any (?) or task = any (?) or purpose = 'upward'");
    }

    /** The same for those of a lot alone: a few of very many, who are found by index. */
    void supersede(Turn turn, Lot lot) {
        supersede(turn, lot.readers().stream(), lot.homes(), "phone_index = any (?) or task <> '' and task = any (?)");
    }

    private void supersede(Turn turn, Stream<Reader> people, List<Home> households, String whose) {
        if (isFirst(turn)) {
            return;
        }
        jdbc.update(
                "update message set superseded = ? where id in (select id from message where about = ? and number < ?"
                        + " and superseded is null and purpose <> 'wake' and state in ('queued', 'outcome-unknown')"
                        + " and (level is null or level = any (?)) and (" + whose + ") order by id for no key update)",
                turn.number(),
                Cause.warning(turn.notice().warningId()),
                turn.number(),
                new Columns<>(turn.outdone()).texts(Level::name),
                people.map(one -> envelopes.index(one.phone())).toArray(String[]::new),
                households.stream().map(Home::id).toArray(String[]::new));
    }

    private boolean isFirst(Turn turn) {
        // turns rise: of a hundred thousand messages the oldest is enough
        return lots.sql(
                        "select not exists (select from (select number from message where about = ? and purpose <> 'wake'"
                                + " order by id limit 1) oldest where number < ?)")
                .params(Cause.warning(turn.notice().warningId()), turn.number())
                .query(Boolean.class)
                .single();
    }
}
