package cn.shanshao.center.notification;

import cn.shanshao.center.identity.Officers;
import cn.shanshao.center.notification.Addressing.Addressed;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.center.warning.WarningChanged;
import cn.shanshao.center.warning.WarningState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Writes what a notice makes necessary: the messages, the roll call, the calling ladders. It runs inside the transaction
 * that issues the notice: all of it is stored, or nothing; of a notice to many what comes first, and that the rest follows.
 * Real people are told of what is real alone.
 */
@Component
class NoticeDispatch {
    static final String NOBODY = "名册为空，无人可通知";
    static final String NOBODY_ABOVE = "上级无值班人员或未登记其电话";

    private final Addressing addressing;
    private final Mailings mailings;
    private final Officers officers;
    private final Letters letters;
    private final RollCall rollCall;
    private final LadderRows ladders;
    private final RunnerDesk runners;
    private final SirenDesk sirens;
    private final AreaDesk areas;
    private final Clock clock;

    NoticeDispatch(
            Addressing addressing,
            Mailings mailings,
            Officers officers,
            Letters letters,
            RollCall rollCall,
            LadderRows ladders,
            RunnerDesk runners,
            SirenDesk sirens,
            AreaDesk areas,
            Clock clock) {
        this.addressing = addressing;
        this.mailings = mailings;
        this.officers = officers;
        this.letters = letters;
        this.rollCall = rollCall;
        this.ladders = ladders;
        this.runners = runners;
        this.sirens = sirens;
        this.areas = areas;
        this.clock = clock;
    }

    @EventListener
    void on(NoticeIssued event) {
        var warning = event.warning();
        var notice = event.notice();
        // an end and a correction go to whoever was told what came before
        var isForWhomWasTold = notice.endsAll() || notice.purpose() == Purpose.CORRECT;
        if (isForWhomWasTold) {
            mailings.finish(warning.id(), Recipients.NOBODY);
        }
        var turn = rollCall.turn(notice);
        var addressed = addressing.of(turn);
        if (!isForWhomWasTold && notice.purpose() != Purpose.UNVERIFIED) {
            mailings.finish(warning.id(), addressed.recipients());
        }
        var lifted = notice.purpose() == Purpose.UNVERIFIED
                ? beside(warning, turn)
                : replace(warning, turn, addressed.recipients());
        var written = mailings.begin(turn, lifted, addressed);
        var others = new ArrayList<Letter>();
        if (addressed.isEmpty()) {
            others.add(Addressing.nobody(turn, Errand.of(notice), turn.cause(), NOBODY));
        }
        others.addAll(upward(turn, addressed));
        if (notice.endsAll()) {
            written += runners.recall(turn);
        }
        written += letters.add(others);
        mailings.note(notice, written);
    }

    /** An interim word to those on the spot takes no place. */
    private @Nullable Instant beside(Warning warning, Turn turn) {
        rollCall.beginIfNew(warning, turn);
        return null;
    }

    /**
     * Takes the place of what the same people were told before, and of nothing else: whoever lives outside of a narrower
     * notice is told, called and looked for because of the wider one as before.
     *
     * @return when what was said before had been lifted
     */
    private @Nullable Instant replace(Warning warning, Turn turn, Recipients recipients) {
        var endsAll = turn.notice().endsAll();
        if (endsAll) {
            letters.supersedeAll(turn);
        } else {
            letters.supersede(turn, recipients);
        }
        var lifted = rollCall.begin(warning, turn, endsAll);
        sirens.plan(turn, warning.issued());
        areas.plan(turn);
        if (endsAll) {
            ladders.endAll(Cause.warning(warning.id()), false, clock.instant());
        }
        return lifted;
    }

    @EventListener
    void on(WarningChanged event) {
        var warning = event.warning();
        if (warning.state() == WarningState.CLOSED) {
            rollCall.close(warning.id());
            ladders.endAll(Cause.warning(warning.id()), false, clock.instant());
        }
    }

    /** Last of all: messages and households are locked before ladders, or this waits for receipts that wait for it. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
    void stopRinging(WarningChanged event) {
        if (event.warning().clock() == null) {
            ladders.endAll(Cause.warning(event.warning().id()), true, clock.instant());
        }
    }

    /** City and province learn of it at once, and may stop it; who gets it already does not get it twice. */
    private List<Letter> upward(Turn turn, Addressed addressed) {
        var notice = turn.notice();
        var all = new ArrayList<Letter>();
        var known = Stream.concat(addressed.letters().stream(), addressed.again().stream())
                .map(Letter::to)
                .filter(Objects::nonNull)
                .map(Reader::phone)
                .collect(Collectors.toCollection(HashSet::new));
        for (var division : notice.informed()) {
            var reached = officers.onDuty(division).stream()
                    .filter(officer -> WakeDesk.number(officer).isPresent())
                    .toList();
            if (reached.isEmpty()) {
                // its division as task, or the one row would stand in the way of the other
                var cause = turn.cause().task(division);
                all.add(Addressing.nobody(turn, Errand.UPWARD, cause, NOBODY_ABOVE + "（" + division + "）"));
            }
            for (var officer : reached) {
                var phone = WakeDesk.number(officer).orElseThrow();
                if (known.add(phone)) {
                    var reader = new Reader(officer.displayName(), phone, WakeDesk.OFFICER, "zh", null, null);
                    all.add(addressing.upward(turn, reader, !addressed.isEmpty()));
                }
            }
        }
        return all;
    }
}
