package cn.shanshao.center.notification;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.RollCall.Source;
import cn.shanshao.center.notification.RollCourse.Line.What;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people did about the households of a warning, and who cried for help: what belongs into the course of the warning
 * (经过). That a message has arrived, and each 已转移, stands on the roll call.
 */
@Component
@Transactional(readOnly = true)
class RollCourse {
    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final RollCallGate gate;
    private final CryRows cries;
    private final Homes homes;
    private final People people;
    private final Envelopes envelopes;

    RollCourse(JdbcClient jdbc, RollCallGate gate, CryRows cries, Homes homes, People people, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.cries = cries;
        this.homes = homes;
        this.people = people;
        this.envelopes = envelopes;
    }

    /**
     * One thing that happened.
     *
     * @param householdId {@code null} where nobody knows whose it is
     * @param number of its card; empty of a villager
     * @param name {@code null} once it was erased, and for those who see nobody
     * @param before as it stood; {@code null} where its state is not told
     * @param by username; {@code null} where people below the slope did it, and for those who see nobody
     * @param note what was written with it, or who was asked to go
     * @param called usernames of those who were called
     */
    record Line(
            Instant at,
            What act,
            @Nullable String householdId,
            String number,
            @Nullable String name,
            @Nullable RollState before,
            @Nullable RollState after,
            @Nullable String by,
            @Nullable String byName,
            @Nullable String note,
            List<String> called) {
        Line {
            called = List.copyOf(called);
        }

        /** What it was. */
        enum What {
            /** An officer, or a crew, wrote it down. */
            @JsonProperty("mark")
            MARK,
            /** And took it back. */
            @JsonProperty("undo")
            UNDO,
            /** The household said so itself. */
            @JsonProperty("answer")
            ANSWER,
            /** Who cried or would not leave is called anew for the next notice. */
            @JsonProperty("anew")
            ANEW,
            /** Whoever went there said so. */
            @JsonProperty("report")
            REPORT,
            @JsonProperty("runner-asked")
            RUNNER_ASKED,
            @JsonProperty("runner-accepted")
            RUNNER_ACCEPTED,
            @JsonProperty("runner-declined")
            RUNNER_DECLINED,
            @JsonProperty("runner-recalled")
            RUNNER_RECALLED,
            @JsonProperty("cry")
            CRY,
            @JsonProperty("cry-call")
            CRY_CALL,
            @JsonProperty("cry-take")
            CRY_TAKE,
            @JsonProperty("cry-settle")
            CRY_SETTLE,
            @JsonProperty("cry-reopen")
            CRY_REOPEN
        }

        private Line unnamed() {
            return new Line(at, act, householdId, number, null, before, after, null, null, null, List.of());
        }

        /** Nobody's name. */
        @Override
        public String toString() {
            return "Line[%s at %s]".formatted(act, at);
        }
    }

    /** Oldest first, at most the newest {@value #MOST} of each kind. */
    List<Line> of(String warningId, CurrentUser user) {
        gate.seen(warningId, user);
        var who = new Who(homes.of(warningId));
        var all = new ArrayList<Line>();
        all.addAll(changes(warningId, who));
        all.addAll(runners(warningId, who));
        all.addAll(cries(warningId, who));
        var sorted = all.stream().sorted(Comparator.comparing(Line::at));
        return (user.seesPeople() ? sorted : sorted.map(Line::unnamed)).toList();
    }

    private final class Who {
        private final Map<String, Homes.Card> cards;

        Who(Map<String, Homes.Card> cards) {
            this.cards = new HashMap<>(cards);
        }

        private Optional<Homes.Card> card(@Nullable String household) {
            return Optional.ofNullable(household)
                    .flatMap(id -> Optional.ofNullable(cards.get(id)).or(() -> homes.today(id)));
        }

        Line line(
                Instant at,
                What act,
                @Nullable String household,
                @Nullable RollState before,
                @Nullable RollState after,
                @Nullable String by,
                @Nullable String note,
                List<String> called) {
            var card = card(household);
            return new Line(
                    at,
                    act,
                    household,
                    card.map(Homes.Card::number).orElse(""),
                    card.map(Homes.Card::name).orElse(null),
                    before,
                    after,
                    by,
                    by == null ? null : people.nameOf(by),
                    note,
                    called);
        }
    }

    private record Change(
            long id,
            String householdId,
            RollState before,
            RollState after,
            Instant at,
            Source source,
            @Nullable String byWhom,
            byte @Nullable [] body) {}

    private List<Line> changes(String warningId, Who who) {
        var rows = jdbc.sql("""
            select id, household_id, before, after, at, source, by_whom, body from roll_change where warning_id = ?
              and (source in ('HAND', 'RUNNER', 'UNDO') or before <> after
                and (before in ('HELP', 'REFUSED') or after in ('HELP', 'REFUSED')))
            order by id desc limit ?\
            """).params(warningId, MOST).query(Change.class).list();
        var notes = envelopes.open(Kind.NOTE, rows, Change::id, Change::body);
        return rows.stream()
                .map(row -> who.line(
                        row.at(),
                        what(row.source()),
                        row.householdId(),
                        row.before(),
                        row.after(),
                        row.byWhom(),
                        text(notes.get(row.id())),
                        List.of()))
                .toList();
    }

    private static What what(Source source) {
        return switch (source) {
            case HAND -> What.MARK;
            case UNDO -> What.UNDO;
            case RUNNER -> What.REPORT;
            case NOTICE -> What.ANEW;
            case RECEIPT, REPLY -> What.ANSWER;
        };
    }

    private static @Nullable String text(@Nullable Inside inside) {
        return inside == null ? null : inside.text();
    }

    private record Asked(
            long id,
            String householdId,
            Runners.State state,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant recalledAt,
            @Nullable String byWhom,
            byte @Nullable [] body) {}

    private List<Line> runners(String warningId, Who who) {
        var rows = jdbc.sql(
                        "select id, household_id, state, asked_at, answered_at, recalled_at, by_whom, body from roll_runner"
                                + " where warning_id = ? order by id desc limit ?")
                .params(warningId, MOST)
                .query(Asked.class)
                .list();
        var insides = envelopes.open(Kind.RUNNER, rows, Asked::id, Asked::body);
        return rows.stream()
                .flatMap(row -> runner(row, insides.get(row.id()), who))
                .toList();
    }

    private static Stream<Line> runner(Asked row, @Nullable Inside inside, Who who) {
        var name = inside == null ? null : inside.name();
        var lines = new ArrayList<Line>();
        lines.add(who.line(
                row.askedAt(), What.RUNNER_ASKED, row.householdId(), null, null, row.byWhom(), name, List.of()));
        var answered = row.answeredAt();
        if (answered != null && row.state() != Runners.State.ASKED) {
            var act = row.state() == Runners.State.ACCEPTED ? What.RUNNER_ACCEPTED : What.RUNNER_DECLINED;
            lines.add(who.line(answered, act, row.householdId(), null, null, null, name, List.of()));
        }
        var recalled = row.recalledAt();
        if (recalled != null) {
            lines.add(who.line(recalled, What.RUNNER_RECALLED, row.householdId(), null, null, null, name, List.of()));
        }
        return lines.stream();
    }

    private List<Line> cries(String warningId, Who who) {
        var entries = cries.entriesOf(warningId, MOST);
        var notes = envelopes.open(Kind.CRY, entries, CryRows.Entry::cryId, CryRows.Entry::body);
        return entries.stream()
                .map(entry -> who.line(
                        entry.at(),
                        What.valueOf(entry.act() == CryRows.Deed.CRY ? "CRY" : "CRY_" + entry.act()),
                        entry.householdId(),
                        null,
                        null,
                        entry.byWhom(),
                        entry.body() == null ? null : text(notes.get(entry.cryId())),
                        entry.usernames()))
                .toList();
    }
}
