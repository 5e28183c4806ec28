package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.notification.Homes.Card;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Proposals.Proposal;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.warning.Purpose;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom an officer, or a crew, sends to a household. */
@Component
@Transactional
class RunnerDesk {
    private final RollCall rollCall;
    private final RollCallGate gate;
    private final RollCallRows rows;
    private final Proposals proposals;
    private final Homes homes;
    private final Runners runners;
    private final LadderRows ladders;
    private final Letters letters;
    private final Carrier carrier;
    private final Marks marks;
    private final Audit audit;
    private final Clock clock;

    RunnerDesk(
            RollCall rollCall,
            RollCallGate gate,
            RollCallRows rows,
            Proposals proposals,
            Homes homes,
            Runners runners,
            LadderRows ladders,
            Letters letters,
            Carrier carrier,
            Marks marks,
            Audit audit,
            Clock clock) {
        this.rollCall = rollCall;
        this.gate = gate;
        this.rows = rows;
        this.proposals = proposals;
        this.homes = homes;
        this.runners = runners;
        this.ladders = ladders;
        this.letters = letters;
        this.carrier = carrier;
        this.marks = marks;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who may be asked to go there, the likeliest first, with masked numbers and the words that would go to them. */
    List<Proposal> proposals(String warningId, String household, CurrentUser user) {
        var called = gate.open(warningId, user);
        var state = gate.state(called, household);
        var card = homes.of(called.warningId()).get(household);
        return proposals.of(called, household).stream()
                .map(one -> one.saying(letter(called, card, household, state, one.line(), one.language())
                                .text())
                        .masked())
                .toList();
    }

    /**
     * Asks one of those.
     *
     * @param id of the proposal
     * @throws Problem 404 when it is none any more; 409 as {@link #name}
     */
    RollCallView propose(String warningId, String household, String id, CurrentUser user) {
        var called = gate.open(warningId, user);
        var state = gate.state(called, household);
        var found = proposals.of(called, household).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("proposal", id));
        return ask(called, household, state, found.line(), found.language(), user);
    }

    /**
     * Names somebody who is asked by message to go to a household, whatever the ladder has come to.
     *
     * @throws Problem 409 when the number was asked so already because of this notice
     */
    RollCallView name(String warningId, String household, Line runner, CurrentUser user) {
        var called = gate.open(warningId, user);
        var state = gate.state(called, household);
        return ask(called, household, state, runner, "zh", user);
    }

    /** Who goes to somebody that cried for help is told so. */
    private RollCallView ask(
            Called called, String household, RollState state, Line runner, String language, CurrentUser user) {
        runners.ask(called.warningId(), household, runner.name(), runner.phone(), user.username());
        var card = homes.of(called.warningId()).get(household);
        var letter = letter(called, card, household, state, runner, language);
        if (letters.add(carrier.serves(called.realm()) ? letter : letter.hindered(CheckDesk.NO_CARRIER)) == 0) {
            throw Problem.conflict("this number was asked to go to household %s because of this notice already (已问过)"
                    .formatted(household));
        }
        ladders.walk(Cause.warning(called.warningId()), household, clock.instant());
        tell(Act.of(user.username(), "runner.name", household), called);
        return rows.view(called);
    }

    private Letter letter(
            Called called, @Nullable Card card, String household, RollState state, Line runner, String language) {
        var mark = marks.of(called.realm());
        return state == RollState.HELP
                ? HouseholdSight.help(called, card, household, runner, language, mark, clock.instant())
                : HouseholdSight.request(
                        called, card, household, state, called.notice(), runner, mark, clock.instant());
    }

    /**
     * One of those who were asked has accepted: the officer heard it.
     *
     * @throws Problem 409 when nobody of that id was asked to go there, or they were called back
     */
    RollCallView accepted(String warningId, String household, long runner, CurrentUser user) {
        var called = gate.open(warningId, user);
        gate.state(called, household);
        if (!runners.accept(warningId, household, runner, user.username())) {
            throw Problem.conflict(
                    "runner %d was not asked to go to household %s, or was called back".formatted(runner, household));
        }
        ladders.endOf(Cause.warning(warningId), List.of(household), Ending.RUNNER, clock.instant());
        tell(Act.of(user.username(), "runner.accept", household), called);
        return rows.view(called);
    }

    /**
     * Nobody goes below the slope for what is over: whoever knows that they were asked is told so, but not of households that
     * cry for help.
     *
     * @return how many messages
     */
    int recall(Turn turn) {
        var notice = turn.notice();
        var text = Prompts.recall(notice.place(), notice.purpose() == Purpose.CORRECT, marks.of(notice.realm()));
        var wrong = rollCall.wrongOf(notice.warningId());
        return letters.add(runners.recall(notice.warningId()).stream()
                .filter(one -> !wrong.contains(one.phoneIndex()))
                .map(one -> Letter.sms(
                        Errand.RUNNER_RECALL,
                        notice.realm(),
                        notice.level(),
                        notice.division(),
                        notice.pointId(),
                        turn.cause(),
                        one.reader(),
                        text,
                        carrier.serves(notice.realm()) ? null : CheckDesk.NO_CARRIER))
                .toList());
    }

    private void tell(Act act, Called called) {
        rollCall.changed(called.warningId(), called.division());
        audit.record(act.in(called.division()).telling(Map.of("warning", called.warningId())));
    }
}
