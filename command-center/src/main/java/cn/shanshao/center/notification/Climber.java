package cn.shanshao.center.notification;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.Ladder.Climb;
import cn.shanshao.center.notification.Ladder.End;
import cn.shanshao.center.notification.Ladder.Wait;
import cn.shanshao.center.notification.LadderRows.Standing;
import cn.shanshao.center.notification.Letter.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Climbs the calling ladders whose time has come, a lot at a time, each lot in one transaction: what is tried and that it
 * was tried are stored together. Two that climb at the same moment never take the same rung.
 */
@Component
class Climber {
    private static final int LOT = 500;
    private static final Logger log = LoggerFactory.getLogger(Climber.class);

    private final LadderRows rows;
    private final Rungs rungs;
    private final RollCall rollCall;
    private final Runners runners;
    private final Letters letters;
    private final NotificationSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Climber(
            LadderRows rows,
            Rungs rungs,
            RollCall rollCall,
            Runners runners,
            Letters letters,
            NotificationSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.rungs = rungs;
        this.rollCall = rollCall;
        this.runners = runners;
        this.letters = letters;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void everySecond() {
        try {
            climb();
        } catch (RuntimeException e) {
            log.warn("the calling ladders cannot be climbed now: {}", OneLine.of(e));
        }
    }

    /** All that are due now. */
    void climb() {
        while (Boolean.TRUE.equals(transaction.execute(status -> climbLot()))) {
            log.debug("more ladders are due");
        }
    }

    /** Whether more may be due. */
    private boolean climbLot() {
        var now = clock.instant();
        var due = Stream.concat(rows.dueHouseholds(now, LOT).stream(), rows.dueOfficers(now, LOT).stream())
                .toList();
        due.stream().collect(Collectors.groupingBy(Group::of)).values().forEach(this::climbAll);
        return due.size() >= LOT;
    }

    /** Households and officers count their numbers each for themselves. */
    private record Group(String about, int number, boolean isOfficers) {
        static Group of(Standing one) {
            return new Group(one.about(), one.number(), one.isOfficer());
        }
    }

    /** Those of one notice, or of one wake. */
    private void climbAll(List<Standing> group) {
        var sight = rungs.look(group);
        var written = new ArrayList<Letter>();
        for (var one : group) {
            climb(one, sight, written);
        }
        letters.add(written);
        var warning = Cause.warningOf(group.get(0).about());
        if (warning != null) {
            rollCall.changed(warning, group.get(0).division());
        }
    }

    private void note(Standing one, Letter letter) {
        var warning = Cause.warningOf(one.about());
        var to = letter.to();
        if (letter.errand() == Errand.RUNNER && warning != null && to != null) {
            runners.ask(warning, one.householdId(), to.name(), to.phone(), null);
        }
    }

    private void climb(Standing one, Sight sight, List<Letter> written) {
        var now = clock.instant();
        var facts = sight.facts(one);
        var all = one.isOfficer() ? Ladder.OFFICER : Ladder.HOUSEHOLD;
        var next = Ladder.next(
                all, one.position(), facts, settings.pace(one.level()).step(), now);
        if (next instanceof Wait wait) {
            rows.wait(one.id(), wait.until());
        } else if (next instanceof Climb climb) {
            rows.climb(one.id(), climb, now);
            for (var letter : sight.letters(one, climb.to())) {
                note(one, letter);
                written.add(letter);
            }
        } else if (next instanceof End end) {
            rows.skip(one.id(), end.skipped(), now);
            rows.end(one.id(), end.ending(), now);
        }
    }
}
