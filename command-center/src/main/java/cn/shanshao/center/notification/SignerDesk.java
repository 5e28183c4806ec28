package cn.shanshao.center.notification;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.ClockFaults;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.approval.Approval;
import cn.shanshao.center.approval.Approvals;
import cn.shanshao.center.approval.Approved;
import cn.shanshao.center.approval.SentBack;
import cn.shanshao.center.approval.SignatureGiven;
import cn.shanshao.center.approval.SignatureOverdue;
import cn.shanshao.center.approval.SignatureWanted;
import cn.shanshao.center.approval.Step;
import cn.shanshao.center.approval.Withdrawn;
import cn.shanshao.center.notification.WakeDesk.Call;
import cn.shanshao.ingest.wire.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rings whoever may sign, at once when a paper begins to wait: the first of each line, the next where that one does not
 * answer, and at the deadline all of them. A notice that waits on a screen which nobody looks at is no notice.
 */
@Component
class SignerDesk {
    private static final int ONES_AT_A_TIME = 50;
    private static final String PAGE = "/m/sign";
    private static final String WAITS = "待签发";
    private static final String OVERDUE = "签发超时";
    private static final String RETURNED = "returned/";
    private static final String SENT_BACK = "签发人退回";
    /** Before it, what is signed; behind it, for how many. */
    private static final String REACH = " · ";

    private static final Logger log = LoggerFactory.getLogger(SignerDesk.class);

    private final Approvals approvals;
    private final WakeDesk wakes;
    private final SignerRows rows;
    private final Letters letters;
    private final LadderRows ladders;
    private final NotificationSettings settings;
    private final Marks marks;
    private final URI page;
    private final ClockFaults faults;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignerDesk(
            Approvals approvals,
            WakeDesk wakes,
            SignerRows rows,
            Letters letters,
            LadderRows ladders,
            NotificationSettings settings,
            Marks marks,
            CenterSettings center,
            ClockFaults faults,
            TransactionTemplate transaction,
            Clock clock) {
        this.approvals = approvals;
        this.wakes = wakes;
        this.rows = rows;
        this.letters = letters;
        this.ladders = ladders;
        this.settings = settings;
        this.marks = marks;
        this.page = URI.create(center.publicUrl().toString().replaceFirst("/+$", "") + PAGE);
        this.faults = faults;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    void on(SignatureWanted event) {
        rest(event.id());
        approvals.find(event.id()).ifPresent(paper -> {
            var now = clock.instant();
            var pause = settings.officer().next();
            var due = Objects.requireNonNullElseGet(paper.dueAt(), () -> now.plus(pause));
            rows.begin(event.id(), event.lines(), now, pause, due);
            if (event.lines().stream().anyMatch(line -> line.people().isEmpty())) {
                ring(paper, WAITS, List.of());
            }
            // its own alone: a fault with another paper must not undo this one
            rows.due(event.id(), now, Integer.MAX_VALUE).forEach(turn -> ring(turn, now));
        });
    }

    /** Who has signed, and whoever could have signed in the place of that one, need not come any more. */
    @EventListener
    void on(SignatureGiven event) {
        rows.signed(event.id(), event.username());
        ladders.endOfOfficer(Ladder.APPROVAL + event.id(), event.username(), clock.instant());
    }

    @EventListener
    void on(SignatureOverdue event) {
        rows.forget(event.id());
        approvals.find(event.id()).ifPresent(paper -> ring(paper, OVERDUE, event.usernames()));
    }

    @EventListener
    void on(Approved event) {
        rest(event.id());
    }

    /** While it lies with its author nobody can sign, and the author may be looking at another page. */
    @EventListener
    void on(SentBack event) {
        rest(event.id());
        if (event.step() == Step.DRAFT) {
            approvals.find(event.id()).ifPresent(this::tellAuthor);
        }
    }

    private void tellAuthor(Approval paper) {
        var about = RETURNED + paper.id();
        wake(paper, about, Prompts.wake(SENT_BACK, title(paper), marks.of(paper.realm())), List.of(paper.by()));
    }

    @EventListener
    void on(Withdrawn event) {
        rest(event.id());
    }

    private void rest(String approval) {
        rows.forget(approval);
        ladders.endAll(Ladder.APPROVAL + approval, true, clock.instant());
        ladders.endAll(RETURNED + approval, true, clock.instant());
    }

    @Scheduled(fixedDelay = 1_000)
    void everySecond() {
        try {
            ringDue(clock.instant());
        } catch (RuntimeException e) {
            log.warn("whoever may sign cannot be rung now; trying again: {}", OneLine.of(e));
        }
    }

    /** Each in a transaction of its own: a paper that fails keeps nobody from being rung for another. */
    private void ringDue(Instant now) {
        for (var turn : rows.due(null, now, ONES_AT_A_TIME)) {
            faults.guard(
                    "signer",
                    turn.approval(),
                    () -> transaction.executeWithoutResult(status -> ring(turn, now)),
                    () -> transaction.executeWithoutResult(status -> rows.wait(turn, now.plus(ClockFaults.PAUSE))));
        }
    }

    private void ring(SignerRows.Turn turn, Instant now) {
        if (!rows.claim(turn, now)) {
            return;
        }
        approvals
                .find(turn.approval())
                .filter(paper -> paper.state() == Approval.State.SIGNING)
                .ifPresent(paper -> ring(paper, WAITS, List.of(turn.username())));
    }

    private void ring(Approval paper, String what, List<String> usernames) {
        var text = Prompts.sign(what, title(paper), page, marks.of(paper.realm()));
        wake(paper, Ladder.APPROVAL + paper.id(), text, usernames);
    }

    private static String title(Approval paper) {
        var reach = paper.title().indexOf(REACH);
        return reach < 0 ? paper.title() : paper.title().substring(0, reach);
    }

    private void wake(Approval paper, String about, String text, List<String> usernames) {
        wakes.wake(
                new Call(
                        about,
                        letters.nextWake(about),
                        paper.realm(),
                        Objects.requireNonNullElse(paper.level(), Level.YELLOW),
                        paper.division(),
                        null,
                        text),
                usernames);
    }
}
