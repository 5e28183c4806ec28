package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.notification.CryView.Line;
import cn.shanshao.center.notification.CryView.Numbers;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.RollCall.Source;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to roll calls: what is known of each household, and what an officer or a crew knows better. */
@Component
@Transactional
public class RollCalls {
    private final RollCall rollCall;
    private final RollCallGate gate;
    private final RollCallRows rows;
    private final Homes homes;
    private final Runners runners;
    private final LadderRows ladders;
    private final Cries cries;
    private final Audit audit;
    private final NotificationSettings settings;
    private final Clock clock;

    RollCalls(
            RollCall rollCall,
            RollCallGate gate,
            RollCallRows rows,
            Homes homes,
            Runners runners,
            LadderRows ladders,
            Cries cries,
            Audit audit,
            NotificationSettings settings,
            Clock clock) {
        this.rollCall = rollCall;
        this.gate = gate;
        this.rows = rows;
        this.homes = homes;
        this.runners = runners;
        this.ladders = ladders;
        this.cries = cries;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty when nobody was told of the warning. */
    @Transactional(readOnly = true)
    public Optional<RollCallView> find(String warningId) {
        return rollCall.find(warningId).map(rows::view);
    }

    /**
     * The roll call of a warning of which people were told.
     *
     * @throws Problem 404 when nobody was
     */
    @Transactional(readOnly = true)
    public RollCallView get(String warningId) {
        return find(warningId).orElseThrow(() -> Problem.notFound("roll call of warning", warningId));
    }

    /** As the user may see it. */
    RollCallView get(String warningId, CurrentUser user) {
        var view = rows.view(gate.seen(warningId, user));
        return user.seesPeople() ? view : view.unnamed();
    }

    /**
     * What somebody writes down of a household.
     *
     * @param note {@code null} or blank where nothing else is known
     * @param from as it stood when that was decided; {@code null} where that is not told
     */
    record Mark(
            RollState state,
            @Nullable String note,
            @Nullable RollState from) {
        /** Without the note. */
        @Override
        public String toString() {
            return "Mark[%s]".formatted(state);
        }
    }

    /**
     * An officer, or the crew there, writes down how it stands with a household. Whom nobody has reached is called on, also
     * after an answer that was not so; whoever has accepted to go there does not then. Who cried for help does so no more
     * only when it is told who did what.
     *
     * @throws Problem 409 when it stands otherwise than it did when that was decided, 422 when a cry for help is ended
     *     without a note, or by a state in which nobody was there
     */
    RollCallView mark(String warningId, String household, Mark mark, CurrentUser user) {
        var called = gate.open(warningId, user);
        var before = gate.state(called, household);
        var state = mark.state();
        var note = mark.note() == null || mark.note().isBlank()
                ? null
                : mark.note().strip();
        if (mark.from() != null && mark.from() != before) {
            throw Problem.conflict("household %s is %s by now, you saw it %s (该户状态刚刚变了，请看清再登记)"
                    .formatted(household, before, mark.from()));
        }
        var endsCry = before == RollState.HELP && state != RollState.HELP;
        if (endsCry) {
            mayEndCry(state, note);
        }
        var change = rollCall.note(called, household, state, Source.HAND, user.username(), null, note)
                .orElseThrow();
        follow(called, household, before, state);
        if (endsCry && note != null) {
            cries.settled(called, household, change, note, user.username());
        } else if (state == RollState.HELP && before != RollState.HELP) {
            cries.noted(called, household, user);
        }
        audit.record(Act.of(user.username(), "household.mark", household)
                .in(called.division())
                .telling(Map.of("warning", warningId, "was", before, "state", state)));
        return rows.view(called);
    }

    private static void mayEndCry(RollState state, @Nullable String note) {
        if (!state.endsCalling()) {
            throw Problem.invalid(
                    "state", state, "moved or returned (or confirmed, where nobody needed help): they cried for help");
        }
        if (note == null) {
            throw Problem.invalid("note", null, "who helped and how: the household cried for help");
        }
    }

    private void follow(Called called, String household, RollState before, RollState state) {
        if (before == RollState.REFUSED && !state.hasAnswered()) {
            ladders.ringAgain(called, List.of(household), clock.instant());
        }
        ladders.follow(called, List.of(household), state, clock.instant(), settings);
        if (state == RollState.UNREACHED) {
            runners.release(called.warningId(), household);
        }
    }

    /**
     * What was written down of a household last was not so: it stands again as it did before, and a cry for help that was
     * settled by it is open again.
     *
     * @param change that which is taken back
     * @throws Problem 409 when something else has become known since, or nobody wrote it down by hand
     */
    RollCallView takeBack(String warningId, String household, long change, CurrentUser user) {
        var called = gate.open(warningId, user);
        gate.state(called, household);
        var last = rollCall.last(warningId, household)
                .filter(one -> one.id() == change && one.isByHand())
                .orElseThrow(() -> Problem.conflict(
                        "something else is known of household %s since, or it was not written by hand (此后又有变化，不能撤回)"
                                .formatted(household)));
        rollCall.takeBack(called, household, last, user.username());
        follow(called, household, last.after(), last.before());
        cries.reopen(change, user.username());
        audit.record(Act.of(user.username(), "household.unmark", household)
                .in(called.division())
                .telling(Map.of("warning", warningId, "was", last.after(), "state", last.before())));
        return rows.view(called);
    }

    /** Whole numbers of a household, for those who ring; each look stands in the trail. */
    Numbers numbers(String warningId, String household, CurrentUser user) {
        var called = gate.seen(warningId, user);
        gate.state(called, household);
        var card = Optional.ofNullable(homes.of(warningId).get(household)).or(() -> homes.today(household));
        audit.record(Act.of(user.username(), "household.read", household)
                .in(called.division())
                .telling(Map.of("point", called.pointId(), "warning", warningId)));
        return new Numbers(card.map(Homes.Card::lines)
                .map(lines -> lines.stream()
                        .map(line -> new Line(line.name(), line.phone()))
                        .toList())
                .orElse(List.of()));
    }
}
