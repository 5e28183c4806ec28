package cn.shanshao.center.notification;

import cn.shanshao.center.identity.People;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Homes.Card;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.center.notification.LadderRows.Standing;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.RollCall.Change;
import cn.shanshao.center.notification.RollCall.Source;
import cn.shanshao.center.notification.RollCallView.Counts;
import cn.shanshao.center.notification.RollCallView.Going;
import cn.shanshao.center.notification.RollCallView.Hand;
import cn.shanshao.center.notification.RollCallView.Home;
import cn.shanshao.center.notification.RollCallView.Line;
import cn.shanshao.center.notification.RollCallView.Moved;
import cn.shanshao.center.notification.RollCallView.Runner;
import cn.shanshao.center.notification.RollCallView.Step;
import cn.shanshao.center.notification.RollCallView.Steps;
import cn.shanshao.center.residents.Household;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads roll calls: what is known of each household, by which message, and who goes there. */
@Repository
class RollCallRows {
    private static final List<RollState> FIRST = List.of(
            RollState.HELP,
            RollState.REFUSED,
            RollState.UNREACHED,
            RollState.REACHED,
            RollState.CONFIRMED,
            RollState.MOVED,
            RollState.RETURNED);

    private final JdbcClient jdbc;
    private final RollCall rollCall;
    private final Homes homes;
    private final Runners runners;
    private final Rungs rungs;
    private final Envelopes envelopes;
    private final SirenRows sirens;
    private final MailingRows mailings;
    private final People people;

    RollCallRows(
            JdbcClient jdbc,
            RollCall rollCall,
            Homes homes,
            Runners runners,
            Rungs rungs,
            Envelopes envelopes,
            SirenRows sirens,
            MailingRows mailings,
            People people) {
        this.mailings = mailings;
        this.people = people;
        this.jdbc = jdbc;
        this.rollCall = rollCall;
        this.homes = homes;
        this.runners = runners;
        this.rungs = rungs;
        this.envelopes = envelopes;
        this.sirens = sirens;
    }

    private record State(String householdId, int people, RollState state, Instant since) {}

    RollCallView view(Called called) {
        var id = called.warningId();
        var states = jdbc.sql("select household_id, people, state, since from roll_household where warning_id = ?")
                .param(id)
                .query(State.class)
                .list();
        var cards = homes.of(id);
        var going = runners.of(id, states.stream().map(State::householdId).toList());
        var steps = steps(id);
        var changes = changes(id);
        var notes = notes(changes);
        var lines = new Lines(lines(id), answers(id), wrong(id));
        var all = states.stream()
                .map(s -> home(s, cards, going, steps, changes.get(s.householdId()), notes, lines))
                .sorted(ORDER)
                .toList();
        return new RollCallView(
                id,
                called.pointId(),
                called.realm(),
                called.noticeId(),
                called.notice(),
                called.level(),
                called.since(),
                called.liftedAt(),
                moved(called),
                mailings.isLeft(id),
                counts(all),
                sirens.of(id),
                sirens.broadcastOf(id),
                all);
    }

    /** Those who need somebody first; of these those whom nobody reaches, then by the number of the card. */
    private static final Comparator<Home> ORDER = Comparator.<Home>comparingInt(h -> FIRST.indexOf(h.state()))
            .thenComparing(h -> h.ladder() == null || h.ladder().ending() != Ending.UNREACHED)
            .thenComparingInt(h -> h.number().length())
            .thenComparing(Home::number)
            .thenComparing(Home::id);

    private Home home(
            State s,
            Map<String, Card> cards,
            Map<String, List<Runners.Runner>> going,
            Map<String, Steps> steps,
            @Nullable Newest change,
            Map<String, String> notes,
            Lines lines) {
        var card = cards.get(s.householdId());
        return new Home(
                s.householdId(),
                card == null ? "" : card.number(),
                card == null ? null : card.name(),
                card == null || card.address().isEmpty() ? null : card.address(),
                s.people(),
                s.state(),
                s.since(),
                card == null ? null : card.shelter(),
                runners(going.getOrDefault(s.householdId(), List.of())),
                steps.get(s.householdId()),
                notes.get(s.householdId()),
                hand(change),
                card == null ? List.of() : lines.of(card));
    }

    private @Nullable Hand hand(@Nullable Newest newest) {
        if (newest == null || !newest.change().isByHand()) {
            return null;
        }
        var change = newest.change();
        var by = change.byWhom();
        return new Hand(
                Long.toString(change.id()), change.before(), by, by == null ? null : people.nameOf(by), change.at());
    }

    /** Who cannot go there is told of where nobody else was asked. */
    private static List<Runner> runners(List<Runners.Runner> asked) {
        var going = asked.stream().map(RollCallRows::runner).toList();
        var left = going.stream().filter(one -> one.state() != Going.DECLINED).toList();
        return (left.isEmpty() ? going.stream().limit(1) : left.stream())
                .sorted(Comparator.comparing(one -> one.state() != Going.ACCEPTED))
                .toList();
    }

    private static Runner runner(Runners.Runner one) {
        return new Runner(
                Long.toString(one.id()),
                one.inside() == null ? null : one.inside().name(),
                one.inside() == null ? null : Masked.of(one.inside().phone()),
                one.going(),
                one.askedAt(),
                one.answeredAt());
    }

    private static Counts counts(List<Home> all) {
        var by = new HashMap<RollState, Integer>();
        all.forEach(h -> by.merge(h.state(), 1, Integer::sum));
        return new Counts(
                by.getOrDefault(RollState.UNREACHED, 0),
                by.getOrDefault(RollState.REACHED, 0),
                by.getOrDefault(RollState.CONFIRMED, 0),
                by.getOrDefault(RollState.REFUSED, 0),
                by.getOrDefault(RollState.MOVED, 0),
                by.getOrDefault(RollState.HELP, 0),
                by.getOrDefault(RollState.RETURNED, 0),
                (int) all.stream()
                        .filter(h -> RollState.THERE.contains(h.state())
                                && h.ladder() != null
                                && h.ladder().ending() == Ending.UNREACHED)
                        .count());
    }

    /** By the ledger: what became known of a household since then says nothing of that time. */
    private @Nullable Moved moved(Called called) {
        var lifted = called.liftedAt();
        return lifted == null
                ? null
                : jdbc.sql("""
                        select count(*) filter (where h.household_id not like 'contact:%') households,
                          coalesce(sum(h.people), 0) people from roll_household h
                        where h.warning_id = :id and 'MOVED' = coalesce((
                          select c.before from roll_change c where c.warning_id = h.warning_id
                            and c.household_id = h.household_id and c.at >= :lifted order by c.id limit 1), h.state)""")
                        .param("id", called.warningId())
                        .param("lifted", Timestamp.from(lifted))
                        .query(Moved.class)
                        .single();
    }

    /** Of the newest notice that a household was called for. */
    private Map<String, Steps> steps(String warningId) {
        record Row(long ladderId, Step step) {}
        var tried = new HashMap<Long, List<Step>>();
        jdbc.sql("""
            select s.* from ladder_step s join ladder l on l.id = s.ladder_id
            where l.about = ? and l.household_id <> '' order by s.at, s.rung\
            """)
                .param(Cause.warning(warningId))
                .query((rs, n) -> new Row(
                        rs.getLong("ladder_id"),
                        new Step(Rung.valueOf(rs.getString("rung")), at(rs, "at"), rs.getString("skipped"))))
                .list()
                .forEach(row -> tried.computeIfAbsent(row.ladderId(), none -> new ArrayList<>())
                        .add(row.step()));
        var ahead = ahead(warningId);
        var steps = new HashMap<String, Steps>();
        jdbc.sql("select * from ladder where about = ? and household_id <> '' order by number")
                .param(Cause.warning(warningId))
                .query(rs -> {
                    var ending = rs.getString("ending");
                    steps.put(
                            rs.getString("household_id"),
                            new Steps(
                                    Rung.valueOf(rs.getString("rung")),
                                    at(rs, "since"),
                                    ending == null ? at(rs, "due_at") : null,
                                    at(rs, "deadline"),
                                    ending == null ? null : Ending.valueOf(ending),
                                    first(ahead.get(rs.getLong("id"))),
                                    Math.max(
                                            ahead.getOrDefault(rs.getLong("id"), List.of())
                                                            .size()
                                                    - 1,
                                            0),
                                    tried.getOrDefault(rs.getLong("id"), List.of())));
                });
        return steps;
    }

    private static @Nullable Rung first(@Nullable List<Rung> rungs) {
        return rungs == null || rungs.isEmpty() ? null : rungs.get(0);
    }

    /** What is still to be tried, by the id of each ladder that has not ended. */
    private Map<Long, List<Rung>> ahead(String warningId) {
        var ahead = new HashMap<Long, List<Rung>>();
        jdbc
                .sql("select * from ladder where about = ? and household_id <> '' and ended_at is null")
                .param(Cause.warning(warningId))
                .query(Standing.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Standing::number))
                .values()
                .forEach(group -> {
                    var sight = rungs.look(group);
                    group.forEach(one -> ahead.put(
                            one.id(),
                            Ladder.ahead(
                                    one.rungs(), one.rung(), sight.facts(one).cannot())));
                });
        return ahead;
    }

    private record Newest(Change change, byte @Nullable [] body) {}

    /** The newest of each household. */
    private Map<String, Newest> changes(String warningId) {
        var newest = new HashMap<String, Newest>();
        jdbc.sql("select distinct on (household_id) id, household_id, before, after, source, by_whom, at, body"
                        + " from roll_change where warning_id = ? order by household_id, id desc")
                .param(warningId)
                .query(rs -> {
                    newest.put(
                            rs.getString("household_id"),
                            new Newest(
                                    new Change(
                                            rs.getLong("id"),
                                            RollState.valueOf(rs.getString("before")),
                                            RollState.valueOf(rs.getString("after")),
                                            Source.valueOf(rs.getString("source")),
                                            rs.getString("by_whom"),
                                            at(rs, "at")),
                                    rs.getBytes("body")));
                });
        return newest;
    }

    /** What was noted with these. */
    private Map<String, String> notes(Map<String, Newest> changes) {
        var bodies = new HashMap<Long, byte[]>();
        var owners = new HashMap<Long, String>();
        changes.forEach((household, newest) -> {
            var body = newest.body();
            if (body != null) {
                bodies.put(newest.change().id(), body);
                owners.put(newest.change().id(), household);
            }
        });
        var notes = new HashMap<String, String>();
        rollCall.notes(bodies).forEach((change, inside) -> put(notes, owners.get(change), inside));
        return notes;
    }

    private static void put(Map<String, String> notes, String home, Inside inside) {
        if (inside.text() != null) {
            notes.put(home, inside.text());
        }
    }

    private record Written(
            String channel, MessageState state, @Nullable String reason, Instant at) {}

    /** The newest message about the warning to each number. */
    private Map<String, Written> lines(String warningId) {
        var written = new HashMap<String, Written>();
        jdbc.sql("""
            select distinct on (phone_index) phone_index, channel, state, reason, state_at from message
            where about = :about and task = '' order by phone_index, id desc\
            """).param("about", Cause.warning(warningId)).query(rs -> {
            written.put(
                    rs.getString("phone_index"),
                    new Written(
                            rs.getString("channel"),
                            MessageState.of(rs.getString("state")),
                            rs.getString("reason"),
                            at(rs, "state_at")));
        });
        return written;
    }

    /** @param said {@code null} where the meaning says it all */
    private record Answered(
            Meaning meaning, Instant at, @Nullable String said) {
        /** Without the words. */
        @Override
        public String toString() {
            return "Answered[%s]".formatted(meaning);
        }
    }

    private Map<String, Answered> answers(String warningId) {
        record Row(long id, String phoneIndex, Meaning meaning, Instant at, byte @Nullable [] body) {}
        var rows =
                jdbc.sql("""
            select coalesce(w.id, y.id) id, y.phone_index, y.meaning, y.at, w.body from (
              select distinct on (y.phone_index) y.id, y.phone_index, y.about, y.meaning, y.at, m.number from reply y
              join message m on m.id = y.message_id and m.task = '' where y.about = ? order by y.phone_index, y.id desc) y
            left join lateral (select w.id, w.body from reply w join message n on n.id = w.message_id
              where w.phone_index = y.phone_index and w.about = y.about and n.task = '' and n.number = y.number and w.id <= y.id
                and (w.id = y.id and w.meaning = 'HELP' or w.meaning in ('TEXT', 'PART', 'STILL_THERE', 'REFUSED'))
              order by w.id desc limit 1) w on true\
            """).param(Cause.warning(warningId)).query(Row.class).list();
        var insides = envelopes.open(Kind.REPLY, rows, Row::id, Row::body);
        var answers = new HashMap<String, Answered>();
        for (var row : rows) {
            var inside = insides.get(row.id());
            answers.put(row.phoneIndex(), new Answered(row.meaning(), row.at(), inside == null ? null : inside.text()));
        }
        return answers;
    }

    private Set<String> wrong(String warningId) {
        return new HashSet<>(rollCall.wrongOf(warningId));
    }

    private final class Lines {
        private final Map<String, Written> written;
        private final Map<String, Answered> answers;
        private final Set<String> wrong;

        Lines(Map<String, Written> written, Map<String, Answered> answers, Set<String> wrong) {
            this.written = written;
            this.answers = answers;
            this.wrong = wrong;
        }

        List<Line> of(Card card) {
            return card.lines().stream().map(this::of).toList();
        }

        private Line of(Household.Line line) {
            var index = envelopes.index(line.phone());
            var message = written.get(index);
            var answer = answers.get(index);
            return new Line(
                    line.name(),
                    Masked.of(line.phone()),
                    message == null ? null : message.channel(),
                    message == null ? null : message.state(),
                    message == null ? null : message.reason(),
                    message == null ? null : message.at(),
                    answer == null ? null : answer.meaning(),
                    answer == null ? null : answer.said(),
                    answer == null ? null : answer.at(),
                    wrong.contains(index));
        }
    }

    private static Instant at(ResultSet rs, String column) throws SQLException {
        return rs.getTimestamp(column).toInstant();
    }
}
