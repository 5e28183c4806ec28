package cn.shanshao.center.notification;

import cn.shanshao.center.ClockFaults;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.CryRows.Deed;
import cn.shanshao.center.warning.CallingOrder;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls the next officer where nobody has taken a cry for help: those on duty one after the other, then the division above,
 * and from the first one again. The times stand with the cries, so a restart, or another instance, goes on where this one
 * ended.
 */
@Component
class CryClock {
    private static final int ONES_AT_A_TIME = 100;
    private static final int ROUND = 5;
    private static final Logger log = LoggerFactory.getLogger(CryClock.class);

    private final CryRows rows;
    private final Cries cries;
    private final CallingOrder order;
    private final CryCalls calls;
    private final ClockFaults faults;
    private final NotificationSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CryClock(
            CryRows rows,
            Cries cries,
            CallingOrder order,
            CryCalls calls,
            ClockFaults faults,
            NotificationSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.cries = cries;
        this.order = order;
        this.calls = calls;
        this.faults = faults;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void everySecond() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warn("the clocks of cries for help cannot be looked at now: {}", OneLine.of(e));
        }
    }

    /** One that fails holds up no other. */
    void look() {
        for (var id : rows.due(clock.instant(), ONES_AT_A_TIME)) {
            faults.guard(
                    "cry",
                    Long.toString(id),
                    () -> transaction.executeWithoutResult(status -> climb(id)),
                    () -> transaction.executeWithoutResult(status -> putOff(id)));
        }
    }

    private void putOff(long id) {
        var now = clock.instant();
        rows.wait(id, now, now.plus(ClockFaults.PAUSE));
    }

    /** At its own time: those before it may have waited for the database. */
    private void climb(long id) {
        var now = clock.instant();
        rows.lockDue(id, now).ifPresent(cry -> {
            var division = cries.divisionOf(cry);
            var next = order.next(division, cry.called());
            var called = new LinkedHashSet<>(next.isAgain() ? List.<String>of() : cry.called());
            called.addAll(next.done());
            // whoever was called has the time of a whole round before it begins again
            var pause = next.isAgain() ? settings.help().multipliedBy(ROUND) : settings.help();
            rows.call(cry, List.copyOf(called), now.plus(pause));
            var turn = next.turn();
            var usernames = turn == null ? List.<String>of() : turn.usernames();
            rows.log(id, Deed.CALL, null, usernames, now);
            calls.ring(cry, turn == null ? division : turn.division(), usernames);
        });
    }
}
