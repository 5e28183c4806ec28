package cn.shanshao.center.notification;

import cn.shanshao.center.ClockFaults;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.WakeDesk.Call;
import cn.shanshao.center.warning.CallingOrder;
import cn.shanshao.ingest.wire.Level;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rings an officer where households were called to the end of the ladder, nobody answered, and nobody goes there (叫应不到): on a
 * page that nobody looks at they would be forgotten. One officer of the calling order after the other, until somebody
 * answers, and anew when more of them are left alone after that.
 */
@Component
class LeftAlone {
    static final String ABOUT = "left-alone/";
    /** Whoever was rung has the time of so many before it begins again. */
    private static final int ROUND = 5;

    /** Of a row {@code r} of {@code roll_call}: what was called to the end there in vain, and is no more under way. */
    private static final String ALONE = """
        from ladder l join roll_household h on h.warning_id = r.warning_id and h.household_id = l.household_id
        where l.about = 'warning/' || r.warning_id and l.username = '' and l.ending = 'UNREACHED'
          and r.lifted_at is null and r.closed_at is null and (h.state = any (:called) or %s)
          and not exists (select from ladder n where n.about = l.about and n.household_id = l.household_id
            and n.username = '' and n.number > l.number)\
        """.formatted(RollCall.SOME_STAY);

    private static final Logger log = LoggerFactory.getLogger(LeftAlone.class);

    private final JdbcClient jdbc;
    private final RollCall rollCall;
    private final WakeDesk wakeDesk;
    private final Letters letters;
    private final Homes homes;
    private final CallingOrder order;
    private final Marks marks;
    private final NotificationSettings settings;
    private final ClockFaults faults;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LeftAlone(
            JdbcClient jdbc,
            RollCall rollCall,
            WakeDesk wakeDesk,
            Letters letters,
            Homes homes,
            CallingOrder order,
            Marks marks,
            NotificationSettings settings,
            ClockFaults faults,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.rollCall = rollCall;
        this.wakeDesk = wakeDesk;
        this.letters = letters;
        this.homes = homes;
        this.order = order;
        this.marks = marks;
        this.settings = settings;
        this.faults = faults;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * How many there are.
     *
     * @param since when the last of them was; {@code null} where there are none
     */
    private record Many(int households, @Nullable Instant since) {}

    /**
     * An officer who was rung for them.
     *
     * @param username empty where nobody could be
     */
    private record Rung(
            String division,
            String username,
            Instant at,
            @Nullable String ending) {
        boolean hasAnswered() {
            return Ending.ANSWERED.name().equals(ending);
        }
    }

    @Scheduled(fixedDelay = 2_000)
    void everyOtherSecond() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warn("it cannot be seen now which households nobody goes to: {}", OneLine.of(e));
        }
    }

    void look() {
        var warnings = jdbc.sql("select r.warning_id from roll_call r where r.lifted_at is null and r.closed_at is null"
                        + " and exists (select " + ALONE + ")")
                .param("called", RollState.names(RollState.CALLED))
                .query(String.class)
                .list();
        for (var id : warnings) {
            faults.guard("left-alone", id, () -> transaction.executeWithoutResult(status -> ring(id)));
        }
    }

    /** What a call says now; empty: there are none any more. */
    Optional<String> words(String about) {
        return rollCall.find(about.substring(ABOUT.length()))
                .flatMap(called -> Optional.of(many(called).households())
                        .filter(many -> many > 0)
                        .map(many -> words(called, many)));
    }

    private String words(Called called, int many) {
        return Prompts.wake(
                "%d户叫应不到，无人上门".formatted(many),
                homes.placeOf(called.pointId()).orElse(called.pointId()),
                marks.of(called.realm()));
    }

    private Many many(Called called) {
        return jdbc.sql("select count(*) households, max(l.at) since from roll_call r"
                        + " cross join lateral (select case when h.state in ('CONFIRMED', 'REFUSED')"
                        + " then greatest(l.ended_at, h.since) else l.ended_at end at " + ALONE
                        + ") l where r.warning_id = :id")
                .param("called", RollState.names(RollState.CALLED))
                .param("id", called.warningId())
                .query(Many.class)
                .single();
    }

    private void ring(String warningId) {
        var free = jdbc.sql("select warning_id from roll_call where warning_id = ? for no key update skip locked")
                .param(warningId)
                .query(String.class)
                .optional();
        free.flatMap(rollCall::find).ifPresent(this::ring);
    }

    private void ring(Called called) {
        var about = ABOUT + called.warningId();
        var rung = rung(about);
        var answered = rung.stream().filter(Rung::hasAnswered).map(Rung::at).reduce((first, last) -> last);
        var many = many(called);
        var since = many.since();
        if (since == null || answered.filter(at -> !since.isAfter(at)).isPresent()) {
            return;
        }
        var round = round(rung);
        var next = order.next(called.division(), round);
        var wait = settings.officer().next().multipliedBy(next.isAgain() ? ROUND : 1);
        var isWaiting = !round.isEmpty()
                && clock.instant().isBefore(rung.get(rung.size() - 1).at().plus(wait));
        if (isWaiting) {
            return;
        }
        var turn = next.turn();
        if (turn != null && isBusy(turn.usernames())) {
            return;
        }
        wakeDesk.wake(
                new Call(
                        about,
                        letters.nextWake(about),
                        called.realm(),
                        Objects.requireNonNullElse(called.level(), Level.RED),
                        turn == null ? called.division() : turn.division(),
                        called.pointId(),
                        words(called, many.households())),
                turn == null ? List.of() : turn.usernames());
    }

    /** One slope at a time: on the page the officer sees the others too. */
    private boolean isBusy(List<String> usernames) {
        return jdbc.sql(
                        "select exists (select from ladder where username = any (?) and username <> '' and ended_at is null"
                                + " and about like ? and began_at > ?)")
                .params(
                        usernames.toArray(String[]::new),
                        ABOUT + "%",
                        Timestamp.from(clock.instant().minus(settings.officer().next())))
                .query(Boolean.class)
                .single();
    }

    /** Who was rung since somebody answered, or since it began with the first one again. */
    private static Set<String> round(List<Rung> rung) {
        var round = new HashSet<String>();
        for (var one : rung) {
            var mark = one.division() + "/" + one.username();
            if (one.hasAnswered()) {
                round.clear();
            } else if (!round.add(mark)) {
                round.clear();
                round.add(mark);
            }
        }
        return round;
    }

    /** In the order in which they were. */
    private List<Rung> rung(String about) {
        return jdbc.sql("""
            select m.division, m.task username, coalesce(l.began_at, m.created_at) at, l.ending from message m
              left join ladder l on l.about = m.about and l.number = m.number and l.username = m.task and l.username <> ''
            where m.about = :about and m.purpose = 'wake' and m.channel = 'sms' order by m.id\
            """).param("about", about).query(Rung.class).list();
    }
}
