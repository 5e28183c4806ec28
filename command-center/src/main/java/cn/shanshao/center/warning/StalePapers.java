package cn.shanshao.center.warning;

import cn.shanshao.center.OneLine;
import cn.shanshao.center.approval.Approvals;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Role;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes back by itself what was proposed and says what no longer holds, so that nobody can sign it. It needs the
 * transaction of whoever made it stale, in which the warning is locked.
 */
@Component
class StalePapers {
    /** On a desk: a signer's, or its author's. */
    private static final Set<NoticeState> OPEN = Set.of(NoticeState.SIGNING, NoticeState.SENT_BACK);

    private static final Logger log = LoggerFactory.getLogger(StalePapers.class);

    private final NoticeStore notices;
    private final WarningStore warnings;
    private final Approvals approvals;
    private final Divisions divisions;
    private final TransactionTemplate savepoint;

    StalePapers(
            NoticeStore notices,
            WarningStore warnings,
            Approvals approvals,
            Divisions divisions,
            PlatformTransactionManager transactions) {
        this.notices = notices;
        this.warnings = warnings;
        this.approvals = approvals;
        this.divisions = divisions;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * What would ease a warning was proposed before it, or an alert of it, rose. A failure must not undo the rise: what
     * stays then is refused when it is signed.
     */
    void overtaken(String warningId) {
        var stale = those(warningId, Set.of(NoticeState.SIGNING), this::isOvertaken);
        tryToWithdraw(warningId, stale, "险情上升，自动撤回");
    }

    /**
     * A standing order has told people: what lay with its author, sent back, is behind that. A failure must not hold the
     * order back.
     */
    void outrunBy(Notice order) {
        var stale = sentBack(order);
        tryToWithdraw(order.warningId(), stale, "第 %d 号通知已按常设指令发出".formatted(order.number()));
    }

    private void tryToWithdraw(String warningId, List<Notice> stale, String why) {
        if (stale.isEmpty()) {
            return;
        }
        try {
            savepoint.executeWithoutResult(status -> withdraw(stale, why));
        } catch (RuntimeException | Error e) {
            log.error(
                    "{} notice(s) of warning {} hold no more and are not withdrawn ({}): {}",
                    stale.size(),
                    warningId,
                    why,
                    OneLine.of(e),
                    e);
        }
    }

    /** Whether the warning, or an alert of it that is open, has risen since a notice that eases it was proposed. */
    boolean isOvertaken(Notice notice) {
        return notice.isOvertakenByRise() && warnings.hasRisenSince(notice.warningId(), notice.madeAt());
    }

    /** What lay with its author, sent back, is proposed otherwise now. */
    void replacedBy(Notice next) {
        withdraw(sentBack(next), "第 %d 号通知已另行提请".formatted(next.number()));
    }

    private List<Notice> sentBack(Notice next) {
        return those(next.warningId(), Set.of(NoticeState.SENT_BACK), notice -> notice.act() == next.act());
    }

    /** An all-clear ends what the others are about. */
    void overBy(Notice end) {
        withdraw(
                those(end.warningId(), OPEN, notice -> !notice.id().equals(end.id())),
                "第 %d 号通知已解除预警".formatted(end.number()));
    }

    /** The warning was dismissed, or closed. */
    void ended(String warningId) {
        withdraw(those(warningId, OPEN, notice -> true), "预警已结束");
    }

    private List<Notice> those(String warningId, Set<NoticeState> states, Predicate<Notice> which) {
        return notices.of(warningId).stream()
                .filter(notice -> states.contains(notice.state()))
                .filter(which)
                .toList();
    }

    private void withdraw(List<Notice> stale, String why) {
        var machine = new CurrentUser(NoticeDesk.SYSTEM, NoticeDesk.SYSTEM, Role.ADMINISTRATOR, divisions.root());
        stale.forEach(notice -> approvals.withdraw(notice.id(), machine, why));
    }
}
