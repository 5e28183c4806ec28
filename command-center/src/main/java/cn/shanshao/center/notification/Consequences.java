package cn.shanshao.center.notification;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.LadderRows.Place;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Questions.Question;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.RollCall.Seat;
import cn.shanshao.center.notification.RollCall.Source;
import cn.shanshao.center.notification.Runners.Destination;
import cn.shanshao.center.notification.Runners.State;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What follows from an answer to a notice: on the roll, on the calling ladder, and for whoever goes there. Needs a transaction. */
@Component
class Consequences {
    private static final Set<RollState> AWAY_OR_UNKNOWN =
            EnumSet.of(RollState.UNREACHED, RollState.REACHED, RollState.CONFIRMED, RollState.RETURNED);
    private static final Set<Meaning> OF_ONE_NOTICE =
            EnumSet.of(Meaning.SEEN, Meaning.PART, Meaning.STILL_THERE, Meaning.REFUSED, Meaning.RETURNED);

    private final RollCall rollCall;
    private final Runners runners;
    private final Homes homes;
    private final SignerRows signers;
    private final LadderRows ladders;
    private final Letters letters;
    private final ApplicationEventPublisher events;
    private final Marks marks;
    private final NotificationSettings settings;
    private final Audit audit;
    private final Clock clock;

    Consequences(
            RollCall rollCall,
            Runners runners,
            Homes homes,
            SignerRows signers,
            LadderRows ladders,
            Letters letters,
            ApplicationEventPublisher events,
            Marks marks,
            NotificationSettings settings,
            Audit audit,
            Clock clock) {
        this.rollCall = rollCall;
        this.runners = runners;
        this.homes = homes;
        this.signers = signers;
        this.ladders = ladders;
        this.letters = letters;
        this.events = events;
        this.marks = marks;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Of an answer that is no cry for help.
     *
     * @param phoneIndex of whoever answered
     */
    void of(Question question, Meaning meaning, String phoneIndex) {
        var about = question.about();
        if (about == null) {
            return;
        }
        if (question.asked() == Asked.WAKE) {
            if (meaning == Meaning.SEEN) {
                signers.answered(about, question.task());
                ladders.endOfOfficer(about, question.task(), clock.instant());
                audit.record(Act.of(question.task(), "call.answer", about).in(question.division()));
            }
            return;
        }
        open(question).ifPresent(called -> of(called, question, meaning, phoneIndex));
    }

    /** The roll call of what was asked, unless it is closed. */
    private Optional<Called> open(Question question) {
        return Optional.ofNullable(Cause.warningOf(question.about()))
                .flatMap(rollCall::find)
                .filter(called -> called.closedAt() == null);
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

    /** What a stranger said of a household was never said: nobody there has answered, and nobody goes there. */
    private void wrong(Called called, Question question, String phoneIndex) {
        rollCall.wrong(called, phoneIndex);
        var homes = new TreeSet<>(rollCall.homesOf(called.warningId(), phoneIndex));
        homes.addAll(runners.at(called.warningId(), phoneIndex, EnumSet.of(State.ASKED, State.ACCEPTED)));
        rollCall.lock(called.warningId(), homes);
        var refused = refusing(called, homes);
        var silent =
                homes.stream().filter(home -> isSilent(called, home, question)).toList();
        refused.removeAll(refusing(called, refused));
        ladders.ringAgain(called, refused, clock.instant());
        ladders.hurry(about(question), homes, clock.instant());
        ladders.reopen(called, silent, clock.instant(), settings);
        runners.drop(called.warningId(), phoneIndex);
    }

    private Set<String> refusing(Called called, Collection<String> homes) {
        return homes.stream()
                .filter(home -> rollCall.state(called.warningId(), home)
                        .filter(state -> state == RollState.REFUSED)
                        .isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it has not answered, or has refused, once the word of strangers is taken back; a cry for help never is. */
    private boolean isSilent(Called called, String home, Question question) {
        var state = rollCall.state(called.warningId(), home).orElse(null);
        if (state == null || state == RollState.HELP) {
            return false;
        }
        if (state == RollState.UNREACHED) {
            // nothing was said there that could be taken back, and an officer's own word stays
            return true;
        }
        var known = rollCall.withoutStrangers(called.warningId(), home);
        if (known != state) {
            rollCall.note(called, home, known, Source.REPLY, null, question.id(), null);
        }
        return !known.endsCalling()
                || !rollCall.whereSomeStay(called.warningId(), List.of(home)).isEmpty();
    }

    /** Who answers for a household answers for every household that the number belongs to. */
    private void household(Called called, Question question, Meaning meaning, String phoneIndex) {
        var homes = rollCall.homesOf(called.warningId(), phoneIndex).stream()
                .filter(home -> mayAnswer(called, home, meaning, phoneIndex))
                .filter(home -> isOfNow(called, home, meaning, question))
                .toList();
        note(called, homes, meaning, Source.REPLY, question);
    }

    /**
     * A cry for help: of those whom the question was about, and of the households of whoever cries, whatever they were asked,
     * each on the roll of the newest warning that it is on; one that was heard already is not heard twice. All of them are
     * locked before any ladder is: what locks them otherwise may wait for ever.
     *
     * @param question {@code null} where it answers none
     * @param own of whoever cries; empty where it is others who need help
     */
    void help(@Nullable Question question, String phoneIndex, Collection<String> own, Realm realm) {
        var asked = Optional.ofNullable(question).flatMap(this::open);
        var theirs = asked.stream()
                .flatMap(called -> inNeed(called, Objects.requireNonNull(question), phoneIndex).stream()
                        .map(home -> new Seat(called, home)))
                .toList();
        var ours = new TreeSet<>(own)
                .stream()
                        .flatMap(home -> rollCall.newestWith(home, realm, clock.instant()).stream()
                                .map(called -> new Seat(called, home)))
                        .toList();
        rollCall.lock(Stream.concat(theirs.stream(), ours.stream()).toList());
        var isReport = question != null && question.asked() == Asked.REPORT;
        var takenBack = isReport
                ? asked.map(called -> takeBackReport(called, phoneIndex)).orElse(List.of())
                : List.<String>of();
        var heard = new ArrayList<Place>();
        for (var seat : theirs) {
            var source = isReport ? Source.RUNNER : Source.REPLY;
            // a runner cries for those who are still there, also after having told that they had left
            if ((!isReport || takenBack.contains(seat.household()) || isStillThere(seat))
                    && note(seat.called(), seat.household(), Meaning.HELP, source, Objects.requireNonNull(question))) {
                heard.add(place(seat));
            }
        }
        for (var seat : ours) {
            if (isOtherwise(seat, RollState.HELP)) {
                rollCall.note(seat.called(), seat.household(), RollState.HELP, Source.REPLY, null, null, null);
                heard.add(place(seat));
            }
        }
        ladders.endOf(heard, Ending.ANSWERED, clock.instant());
    }

    /** Who is on the way to nobody any more says of those of whom they reported last that it was not so. */
    private List<String> takeBackReport(Called called, String phoneIndex) {
        var warning = called.warningId();
        if (!runners.notReported(warning, phoneIndex).isEmpty()) {
            return List.of();
        }
        var reported = runners.movedByIt(warning, phoneIndex);
        runners.takeBackReport(warning, phoneIndex, reported);
        return reported;
    }

    /** Whom a cry in answer to a question is about, as far as the roll goes: whom the runner went to, or whoever answers there. */
    private List<String> inNeed(Called called, Question question, String phoneIndex) {
        return switch (question.asked()) {
            case MOVE, RETURN, GO -> rollCall.homesOf(called.warningId(), phoneIndex);
            case REPORT -> runners.underWay(called.warningId(), phoneIndex);
            case CHECK, WAKE, NOTHING -> List.of();
        };
    }

    private boolean isStillThere(Seat seat) {
        return isOtherwise(seat, RollState.MOVED) && isOtherwise(seat, RollState.RETURNED);
    }

    private boolean isOtherwise(Seat seat, RollState than) {
        return rollCall.state(seat.called().warningId(), seat.household())
                .filter(state -> state != than)
                .isPresent();
    }

    private static Place place(Seat seat) {
        return new Place(Cause.warning(seat.called().warningId()), seat.household());
    }

    /**
     * Who has cried for help is not helped because somebody else of the household has left, nor is who has refused, or stays behind, away; and
     * whose number is somebody else's speaks for nobody.
     */
    private boolean mayAnswer(Called called, String home, Meaning meaning, String phoneIndex) {
        return !rollCall.isWrong(called.warningId(), phoneIndex)
                && rollCall.state(called.warningId(), home)
                        .map(state -> switch (state) {
                            case HELP -> rollCall.hasCriedAlone(called.warningId(), home, phoneIndex);
                            case REFUSED ->
                                meaning == Meaning.RETURNED
                                        || !rollCall.hasAnotherRefused(called.warningId(), home, phoneIndex);
                            case CONFIRMED ->
                                meaning != Meaning.MOVED
                                        || !rollCall.doesAnotherStay(called.warningId(), home, phoneIndex);
                            default -> true;
                        })
                        .orElse(false);
    }

    /**
     * Who has read an earlier notice, has sent some away for it, will not leave for it, or is home after it, knows nothing of the one that the household is called for by now;
     * that they have left, or need help, is as true, but not where that notice sent away some alone.
     */
    private boolean isOfNow(Called called, String home, Meaning meaning, Question question) {
        var isOfSome =
                meaning == Meaning.MOVED && RollCall.leaveSome(question.level()) && !RollCall.leaveSome(called.level());
        return !isOfSome && !OF_ONE_NOTICE.contains(meaning)
                || question.number() >= rollCall.noticeOf(called.warningId(), home)
                || meaning == Meaning.STILL_THERE && !isOtherwise(new Seat(called, home), RollState.MOVED);
    }

    /** Households first and their ladders after, each in their order: what locks them otherwise may wait for ever. */
    private void note(Called called, List<String> homes, Meaning meaning, Source source, Question question) {
        var answered = homes.stream()
                .filter(home -> note(called, home, meaning, source, question))
                .toList();
        meaning.ofHousehold().ifPresent(state -> ladders.follow(called, answered, state, clock.instant(), settings));
    }

    /** Whether it says something new of the household. */
    private boolean note(Called called, String home, Meaning meaning, Source source, Question question) {
        var state = meaning.ofHousehold().orElse(null);
        var before = rollCall.state(called.warningId(), home).orElse(null);
        if (meaning == Meaning.STILL_THERE && question.asked() == Asked.RETURN) {
            // not home yet: wherever they are, they are away
            return before != null
                    && AWAY_OR_UNKNOWN.contains(before)
                    && rollCall.note(called, home, RollState.MOVED, source, null, question.id(), null)
                            .isPresent();
        }
        if (state == null || before == null || state == RollState.CONFIRMED && before.hasAnswered()) {
            return meaning.isOfWhoStays() && isSaid(called, home, before, source, question);
        }
        if (state == RollState.REFUSED && !mayRefuse(called, home, before, question)) {
            return false;
        }
        return rollCall.note(called, home, state, source, null, question.id(), null)
                .isPresent();
    }

    /**
     * Who cried for help is helped all the same; who said that they have left does not leave the shelter. But whoever else
     * says so of them knows less of it than they do.
     */
    private boolean mayRefuse(Called called, String home, RollState before, Question question) {
        return switch (before) {
            case UNREACHED, REACHED, CONFIRMED, REFUSED -> true;
            case MOVED -> !rollCall.isSaidThere(called.warningId(), home, question.id());
            case HELP, RETURNED -> false;
        };
    }

    /** Somebody is still there after all, whoever said before that they have moved. */
    private boolean isSaid(Called called, String home, @Nullable RollState before, Source source, Question question) {
        return (before == RollState.MOVED || before == RollState.CONFIRMED)
                && rollCall.note(called, home, RollState.CONFIRMED, source, null, question.id(), null)
                        .isPresent();
    }

    private void runner(Called called, Question question, Meaning meaning, String phoneIndex) {
        var warning = called.warningId();
        rollCall.lock(warning, runners.at(warning, phoneIndex, EnumSet.allOf(State.class)));
        if (meaning == Meaning.ACCEPTED) {
            var accepted = accept(warning, phoneIndex, question);
            ladders.endOf(about(question), accepted, Ending.RUNNER, clock.instant());
            if (!accepted.isEmpty() || !runners.isWanted(warning, phoneIndex)) {
                tell(question, Errand.RUNNER_REPORT, Prompts.accepted(goesTo(called, phoneIndex), mark(question)));
            }
            rollCall.changed(called.warningId(), called.division());
        } else if (meaning == Meaning.DECLINED) {
            var declined = runners.answer(warning, phoneIndex, State.DECLINED);
            ladders.hurry(about(question), declined, clock.instant());
            var left = goesTo(called, phoneIndex);
            if (!declined.isEmpty() && !left.isEmpty()) {
                tell(question, Errand.RUNNER_REPORT, Prompts.declined(left, mark(question)));
            }
            rollCall.changed(called.warningId(), called.division());
        }
    }

    /** What was asked and not answered yet; otherwise the request itself, if it was said no to. */
    private List<String> accept(String warning, String phoneIndex, Question question) {
        var accepted = runners.answer(warning, phoneIndex, State.ACCEPTED);
        return !accepted.isEmpty() || question.asked() != Asked.GO || rollCall.isWrong(warning, phoneIndex)
                ? accepted
                : runners.changedItsMind(warning, phoneIndex, question.task());
    }

    private List<String> goesTo(Called called, String phoneIndex) {
        return runners.goesTo(called.warningId(), phoneIndex).stream()
                .map(going -> called(going.householdId()) + (going.state() == RollState.HELP ? "求助" : ""))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** A household by the number of its card, and who is on none by name. */
    private String called(String household) {
        return homes.today(household)
                .map(card -> card.number().isEmpty() ? card.name() : card.number() + "号")
                .orElse("一户");
    }

    private void report(Called called, Question question, Meaning meaning, String phoneIndex) {
        if (meaning == Meaning.ACCEPTED) {
            runner(called, question, meaning, phoneIndex);
            return;
        }
        if (meaning == Meaning.STILL_THERE) {
            stillThere(called, question, phoneIndex);
            return;
        }
        if (meaning != Meaning.MOVED) {
            return;
        }
        rollCall.lock(called.warningId(), runners.notReported(called.warningId(), phoneIndex));
        var homes = runners.goesTo(called.warningId(), phoneIndex).stream()
                .map(Destination::householdId)
                .toList();
        note(called, homes, meaning, Source.RUNNER, question);
        runners.reported(called.warningId(), phoneIndex);
        if (!homes.isEmpty()) {
            var moved = homes.stream().map(this::called).toList();
            tell(question, Errand.RUNNER_DONE, Prompts.reported(moved, mark(question)));
        }
    }

    /** Whom the runner reported last has not left, or has come back: the runner is on the way again. */
    private void stillThere(Called called, Question question, String phoneIndex) {
        var warning = called.warningId();
        rollCall.lock(warning, runners.at(warning, phoneIndex, EnumSet.allOf(State.class)));
        var homes = takeBackReport(called, phoneIndex).stream()
                .filter(home -> rollCall.state(warning, home)
                        .filter(state -> state == RollState.MOVED)
                        .isPresent())
                .toList();
        note(called, homes, Meaning.STILL_THERE, Source.RUNNER, question);
        rollCall.changed(warning, called.division());
    }

    /** Whose number was said to be somebody else's says that it is theirs: it is written to again, and asked how it stands there. */
    void right(Question question, String phoneIndex) {
        open(question)
                .filter(called -> rollCall.isWrong(called.warningId(), phoneIndex))
                .ifPresent(called -> {
                    var homes = rollCall.homesOf(called.warningId(), phoneIndex);
                    rollCall.lock(called.warningId(), homes);
                    rollCall.right(called, phoneIndex);
                    var silent = homes.stream()
                            .filter(home -> rollCall.state(called.warningId(), home)
                                    .filter(state -> !state.endsCalling())
                                    .isPresent())
                            .toList();
                    ladders.ringAgain(called, silent, clock.instant());
                    events.publishEvent(new NumberRestored(called, question, phoneIndex));
                });
    }

    private @Nullable String mark(Question question) {
        return marks.of(question.realm());
    }

    /** A runner. */
    private void tell(Question question, Errand errand, String text) {
        letters.inside(question.id()).ifPresent(inside -> letters.add(letter(question, errand, inside, text)));
    }

    private Letter letter(Question question, Errand errand, Inside to, String text) {
        var reader = new Reader(
                to.name() == null ? "" : to.name(),
                to.phone(),
                HouseholdSight.RUNNER,
                "zh",
                question.contactId(),
                question.householdId());
        return Letter.sms(
                        errand,
                        question.realm(),
                        question.level(),
                        question.division(),
                        question.pointId(),
                        Cause.of(about(question), question.number(), clock.instant())
                                .task(question.task()),
                        reader,
                        text,
                        null)
                .personal();
    }

    private static String about(Question question) {
        return String.valueOf(question.about());
    }
}
