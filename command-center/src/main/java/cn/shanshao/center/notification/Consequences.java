package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Questions.Question;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.RollCall.Source;
import cn.shanshao.center.notification.Runners.State;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What follows from an answer to a notice: on the roll, on the calling ladder, and for whoever goes there. Needs a transaction. */
@Component
class Consequences {
    private final RollCall rollCall;
    private final Runners runners;
    private final LadderRows ladders;
    private final Letters letters;
    private final Marks marks;
    private final Clock clock;

    Consequences(RollCall rollCall, Runners runners, LadderRows ladders, Letters letters, Marks marks, Clock clock) {
        this.rollCall = rollCall;
        this.runners = runners;
        this.ladders = ladders;
        this.letters = letters;
        this.marks = marks;
        this.clock = clock;
    }

    /** @param phoneIndex of whoever answered */
    void of(Question question, Meaning meaning, String phoneIndex) {
        var about = question.about();
        if (about == null) {
            return;
        }
        if (question.asked() == Asked.WAKE) {
            if (meaning == Meaning.SEEN) {
                ladders.endOfOfficer(about, question.task(), clock.instant());
            }
            return;
        }
        Optional.ofNullable(Cause.warningOf(about))
                .flatMap(rollCall::find)
                .filter(called -> called.closedAt() == null)
                .ifPresent(called -> of(called, question, meaning, phoneIndex));
    }

    private void of(Called called, Question question, Meaning meaning, String phoneIndex) {
        if (meaning == Meaning.WRONG_PERSON) {
            wrong(called, question, phoneIndex);
            return;
        }
        switch (question.asked()) {
            case MOVE, RETURN -> household(called, question, meaning, phoneIndex);
            case GO -> runner(called, question, meaning, phoneIndex);
            case REPORT -> report(called, question, meaning, phoneIndex);
            case CHECK, WAKE, NOTHING -> {}
        }
    }

    private void wrong(Called called, Question question, String phoneIndex) {
        rollCall.wrong(called, phoneIndex);
        var homes = new HashSet<>(rollCall.homesOf(called.warningId(), phoneIndex));
        homes.addAll(runners.asked(called.warningId(), phoneIndex));
        rollCall.lock(called.warningId(), homes);
        homes.addAll(runners.drop(called.warningId(), phoneIndex));
        ladders.hurry(about(question), homes, clock.instant());
    }

    /** Who answers for a household answers for every household that the number belongs to. */
    private void household(Called called, Question question, Meaning meaning, String phoneIndex) {
        var homes = rollCall.homesOf(called.warningId(), phoneIndex).stream()
                .filter(home -> mayAnswer(called, home, meaning, phoneIndex))
                .toList();
        note(called, homes, meaning, Source.REPLY, question);
        if (meaning == Meaning.HELP) {
            helpHeard(question);
        }
    }

    /** Who has cried for help is not helped because somebody else of the household has left. */
    private boolean mayAnswer(Called called, String home, Meaning meaning, String phoneIndex) {
        return meaning == Meaning.HELP
                || rollCall.state(called.warningId(), home)
                        .filter(state -> state == RollState.HELP)
                        .isEmpty()
                || rollCall.hasCriedAlone(called.warningId(), home, phoneIndex);
    }

    /** Households first and their ladders after, each in their order: what locks them otherwise may wait for ever. */
    private void note(Called called, List<String> homes, Meaning meaning, Source source, Question question) {
        var answered = homes.stream()
                .filter(home -> note(called, home, meaning, source, question))
                .toList();
        ladders.endOf(about(question), answered, Ending.ANSWERED, clock.instant());
    }

    /** Whether it says something new of the household. */
    private boolean note(Called called, String home, Meaning meaning, Source source, Question question) {
        var state = switch (meaning) {
            case MOVED -> RollState.MOVED;
            case HELP -> RollState.HELP;
            case RETURNED -> RollState.RETURNED;
            case SEEN -> RollState.CONFIRMED;
            default -> null;
        };
        var before = rollCall.state(called.warningId(), home).orElse(null);
        if (state == null || before == null || state == RollState.CONFIRMED && before.hasAnswered()) {
            return false;
        }
        return rollCall.note(called, home, state, source, null, question.id(), null);
    }

    private void helpHeard(Question question) {
        letters.inside(question.id())
                .ifPresent(inside -> letters.add(
                        letter(Errand.HELP_HEARD, question, inside, Prompts.helpHeard(marks.of(question.realm())))));
    }

    private void runner(Called called, Question question, Meaning meaning, String phoneIndex) {
        rollCall.lock(called.warningId(), runners.asked(called.warningId(), phoneIndex));
        if (meaning == Meaning.ACCEPTED) {
            var homes = runners.answer(called.warningId(), phoneIndex, State.ACCEPTED);
            ladders.endOf(about(question), homes, Ending.RUNNER, clock.instant());
            var all = runners.accepted(called.warningId(), phoneIndex).size();
            letters.inside(question.id())
                    .ifPresent(inside -> letters.add(letter(
                            Errand.RUNNER_REPORT,
                            question,
                            inside,
                            Prompts.accepted(all, marks.of(question.realm())))));
            rollCall.changed(called.warningId(), called.division());
        } else if (meaning == Meaning.DECLINED) {
            var homes = runners.answer(called.warningId(), phoneIndex, State.DECLINED);
            ladders.hurry(about(question), homes, clock.instant());
            rollCall.changed(called.warningId(), called.division());
        } else if (meaning == Meaning.HELP) {
            household(called, question, meaning, phoneIndex);
        }
    }

    private void report(Called called, Question question, Meaning meaning, String phoneIndex) {
        if (meaning == Meaning.ACCEPTED) {
            runner(called, question, meaning, phoneIndex);
            return;
        }
        if (meaning != Meaning.MOVED && meaning != Meaning.HELP) {
            return;
        }
        var homes = runners.accepted(called.warningId(), phoneIndex).stream()
                .filter(home -> rollCall.state(called.warningId(), home)
                        .filter(s -> s != RollState.MOVED)
                        .isPresent())
                .toList();
        note(called, homes, meaning, Source.RUNNER, question);
        if (meaning == Meaning.HELP) {
            helpHeard(question);
        }
    }

    private Letter letter(Errand errand, Question question, Inside to, String text) {
        var reader = new Reader(
                to.name() == null ? "" : to.name(),
                to.phone(),
                question.asked() == Asked.GO || question.asked() == Asked.REPORT
                        ? HouseholdSight.RUNNER
                        : Recipients.HOUSEHOLD,
                "zh",
                question.contactId(),
                question.householdId());
        return Letter.sms(
                errand,
                question.realm(),
                question.level(),
                question.division(),
                question.pointId(),
                Cause.of(about(question), question.number(), clock.instant()).task(question.task()),
                reader,
                text,
                null);
    }

    private static String about(Question question) {
        return String.valueOf(question.about());
    }
}
