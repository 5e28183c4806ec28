package cn.shanshao.center.warning;

import cn.shanshao.center.ClockFaults;
import cn.shanshao.center.identity.OnCall.Turn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off what is due. The times stand with the warnings, so a restart, or another instance, goes on where this one
 * ended; a warning is locked while its clocks are looked at, and what was done is not due any more.
 */
@Component
class WarningClocks {
    private static final int ONES_AT_A_TIME = 200;

    private final WarningStore store;
    private final Detection detection;
    private final NoticeDesk notices;
    private final CallingOrder order;
    private final Book book;
    private final WarningSettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final ClockFaults faults;
    private final Clock clock;

    WarningClocks(
            WarningStore store,
            Detection detection,
            NoticeDesk notices,
            CallingOrder order,
            Book book,
            WarningSettings settings,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            ClockFaults faults,
            Clock clock) {
        this.store = store;
        this.detection = detection;
        this.notices = notices;
        this.order = order;
        this.book = book;
        this.settings = settings;
        this.events = events;
        this.transaction = transaction;
        this.faults = faults;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${shanshao.warning.poll:1s}", fixedDelayString = "${shanshao.warning.poll:1s}")
    void look() {
        // one of the two that fails must not stop the other
        faults.guard("warnings", "that are due", () -> {
            var now = clock.instant();
            store.due(now, ONES_AT_A_TIME).forEach(id -> look(id, now));
        });
        faults.guard("warnings", "that stand otherwise than their alerts", detection::followStrayed);
    }

    /** One that fails holds up nobody: each of its clocks has a transaction of its own. */
    void look(String id, Instant now) {
        for (var due : List.<Due>of(this::goUnverified, this::comeBack, this::climb)) {
            faults.guard(
                    "warning",
                    id,
                    () -> transaction.executeWithoutResult(
                            status -> store.lock(id).ifPresent(kept -> due.workOff(kept, now))));
        }
    }

    private interface Due {
        void workOff(Kept kept, Instant now);
    }

    private void goUnverified(Kept kept, Instant now) {
        var at = kept.warning().unverifiedAt();
        if (at != null && !at.isAfter(now)) {
            notices.unverified(kept.warning().id());
        }
    }

    private void comeBack(Kept kept, Instant now) {
        var shelf = kept.warning().shelf();
        if (shelf != null && !shelf.until().isAfter(now)) {
            book.write(
                    Edit.of(kept, now).unshelved().waits(settings.acknowledge()),
                    NoticeDesk.SYSTEM,
                    "unshelve",
                    Map.of("until", shelf.until()));
        }
    }

    private void climb(Kept kept, Instant now) {
        var set = kept.warning().clock();
        if (set == null || set.dueAt().isAfter(now)) {
            return;
        }
        var edit = Edit.of(kept, now);
        var next = order.next(edit.division(), edit.called());
        if (next.isAgain()) {
            edit.callsAgain();
        }
        var turn = next.turn();
        edit.calls(next.done(), settings.acknowledge(), turn != null);
        var division = turn == null ? edit.division() : turn.division();
        var usernames = turn == null ? List.<String>of() : turn.usernames();
        var stage = Objects.requireNonNull(edit.clock()).stage();
        var warning = book.write(
                edit,
                NoticeDesk.SYSTEM,
                "call",
                Map.of(
                        "division",
                        division,
                        "usernames",
                        usernames,
                        "stage",
                        stage,
                        "passed",
                        next.passed().stream().map(WarningClocks::told).toList()));
        events.publishEvent(new ClockRanOut(warning, division, stage, usernames));
    }

    private static Map<String, Object> told(Turn turn) {
        return Map.of(
                "division",
                turn.division(),
                "usernames",
                turn.usernames(),
                "lack",
                Objects.requireNonNull(turn.lack()));
    }
}
