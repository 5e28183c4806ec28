package cn.shanshao.center.notification;

import cn.shanshao.center.ClockFaults;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.Ladder.Climb;
import cn.shanshao.center.notification.Ladder.End;
import cn.shanshao.center.notification.Ladder.Wait;
import cn.shanshao.center.notification.LadderRows.Group;
import cn.shanshao.center.notification.LadderRows.Standing;
import cn.shanshao.center.notification.Letter.Cause;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Climbs the calling ladders whose time has come, those of one notice a lot at a time, each lot in one transaction: what is
 * tried and that it was tried are stored together. Two that climb at the same moment never take the same rung. One that
 * cannot be climbed stops no other: those beside it are climbed one by one, and it has to wait.
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
    private final Carrier carrier;
    private final NotificationSettings settings;
    private final ClockFaults faults;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Climber(
            LadderRows rows,
            Rungs rungs,
            RollCall rollCall,
            Runners runners,
            Letters letters,
            Carrier carrier,
            NotificationSettings settings,
            ClockFaults faults,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.rungs = rungs;
        this.rollCall = rollCall;
        this.runners = runners;
        this.letters = letters;
        this.carrier = carrier;
        this.settings = settings;
        this.faults = faults;
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
        var now = clock.instant();
        for (var group : rows.dueGroups(now)) {
            faults.guard("ladders", group.about(), () -> climb(group, now));
        }
    }

    private void climb(Group group, Instant now) {
        try {
            for (var many = LOT; many == LOT; ) {
                many = transaction.execute(status -> climbAll(rows.due(group, now, LOT)));
            }
        } catch (RuntimeException e) {
            log.warn("ladder {} of {}: not all at once, {}", group.number(), group.about(), OneLine.of(e));
            var ids = transaction.execute(status ->
                    rows.due(group, now, LOT).stream().map(Standing::id).toList());
            ids.forEach(id -> climbAlone(group, id, now));
        }
    }

    private void climbAlone(Group group, long id, Instant now) {
        faults.guard(
                "ladder",
                Long.toString(id),
                () -> transaction.execute(status -> climbAll(rows.due(group, id, now))),
                () -> transaction.executeWithoutResult(status -> rows.wait(id, now.plus(ClockFaults.PAUSE))));
    }

    /** Those of one notice, or of one wake; how many they are. */
    private int climbAll(List<Standing> group) {
        if (group.isEmpty()) {
            return 0;
        }
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
        return group.size();
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
        var next = Ladder.next(
                one.rungs(),
                one.position(),
                facts,
                settings.pace(one.isOfficer(), one.level()).step(),
                now);
        if (next instanceof Wait wait) {
            rows.wait(one.id(), wait.until());
        } else if (next instanceof Climb climb) {
            rows.climb(one.id(), climb, now);
            var isCarried = carrier.serves(one.realm());
            for (var letter : sight.letters(one, climb.to())) {
                note(one, letter);
                written.add(isCarried ? letter : letter.hindered(CheckDesk.NO_CARRIER));
            }
            if (!isCarried) {
                rows.wait(one.id(), now);
            }
        } else if (next instanceof End end) {
            rows.skip(one.id(), end.skipped(), now);
            rows.end(one.id(), end.ending(), now);
        }
    }
}
