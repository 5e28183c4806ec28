package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.RollCall.Source;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household.Line;
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
    private final RollCallRows rows;
    private final Homes homes;
    private final Runners runners;
    private final LadderRows ladders;
    private final Letters letters;
    private final Carrier carrier;
    private final Divisions divisions;
    private final Marks marks;
    private final Audit audit;
    private final NotificationSettings settings;
    private final Clock clock;

    RollCalls(
            RollCall rollCall,
            RollCallRows rows,
            Homes homes,
            Runners runners,
            LadderRows ladders,
            Letters letters,
            Carrier carrier,
            Divisions divisions,
            Marks marks,
            Audit audit,
            NotificationSettings settings,
            Clock clock) {
        this.rollCall = rollCall;
        this.rows = rows;
        this.homes = homes;
        this.runners = runners;
        this.ladders = ladders;
        this.letters = letters;
        this.carrier = carrier;
        this.divisions = divisions;
        this.marks = marks;
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
        var view = rows.view(seen(warningId, user));
        return user.seesPeople() ? view : view.unnamed();
    }

    /**
     * An officer, or the crew there, writes down how it stands with a household. Whom nobody has reached is called on, also
     * after an answer that was not so; whoever has accepted to go there does not then.
     */
    RollCallView mark(String warningId, String household, RollState state, @Nullable String note, CurrentUser user) {
        var called = open(warningId, user);
        if (!rollCall.note(called, household, state, Source.HAND, user.username(), null, note)) {
            throw Problem.notFound("household", household);
        }
        if (state.hasAnswered()) {
            ladders.endOf(about(warningId), List.of(household), Ending.ANSWERED, clock.instant());
        } else {
            ladders.reopen(called, List.of(household), clock.instant(), settings);
        }
        if (state == RollState.UNREACHED) {
            runners.release(warningId, household);
        }
        audit.record(Act.of(user.username(), "household.mark", household)
                .in(called.division())
                .telling(Map.of("warning", warningId, "state", state)));
        return rows.view(called);
    }

    /**
     * Names somebody who is asked by message to go to a household, whatever the ladder has come to.
     *
     * @throws Problem 409 when the number was asked so already because of this notice
     */
    RollCallView name(String warningId, String household, String name, String phone, CurrentUser user) {
        var called = open(warningId, user);
        mustBeOn(warningId, household);
        var number = Phones.normal(phone);
        runners.ask(warningId, household, name, number, user.username());
        var card = homes.of(warningId).get(household);
        var letter = HouseholdSight.request(
                called,
                card,
                household,
                called.notice(),
                new Line(name, number),
                marks.of(called.realm()),
                clock.instant());
        if (letters.add(carrier.serves(called.realm()) ? letter : letter.hindered(CheckDesk.NO_CARRIER)) == 0) {
            throw Problem.conflict("this number was asked to go to household %s because of this notice already (已问过)"
                    .formatted(household));
        }
        ladders.walk(about(warningId), household, clock.instant());
        tell("runner.name", called, household, user);
        return rows.view(called);
    }

    /** Whoever was asked last has accepted: the officer heard it. */
    RollCallView accepted(String warningId, String household, CurrentUser user) {
        var called = open(warningId, user);
        mustBeOn(warningId, household);
        runners.accept(warningId, household, user.username())
                .orElseThrow(() -> Problem.conflict("nobody was asked to go to household %s".formatted(household)));
        ladders.endOf(about(warningId), List.of(household), Ending.RUNNER, clock.instant());
        tell("runner.accept", called, household, user);
        return rows.view(called);
    }

    private void tell(String what, Called called, String household, CurrentUser user) {
        rollCall.changed(called.warningId(), called.division());
        audit.record(Act.of(user.username(), what, household)
                .in(called.division())
                .telling(Map.of("warning", called.warningId())));
    }

    private void mustBeOn(String warningId, String household) {
        if (rollCall.state(warningId, household).isEmpty()) {
            throw Problem.notFound("household", household);
        }
    }

    private Called open(String warningId, CurrentUser user) {
        var called = seen(warningId, user);
        if (called.closedAt() != null) {
            throw Problem.conflict("warning %s is closed, and its roll call with it".formatted(warningId));
        }
        return called;
    }

    /** Of a warning of which nobody was told there is no roll call; of one behind the wall not even that is told. */
    private Called seen(String warningId, CurrentUser user) {
        var called = rollCall.find(warningId).orElseThrow(() -> Problem.notFound("roll call of warning", warningId));
        divisions.mustSee(user, called.division(), "roll call of warning", warningId);
        return called;
    }

    private static String about(String warningId) {
        return Cause.warning(warningId);
    }
}
