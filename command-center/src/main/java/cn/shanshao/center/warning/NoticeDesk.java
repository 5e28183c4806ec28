package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Approvals;
import cn.shanshao.center.approval.Approved;
import cn.shanshao.center.approval.Caution.Against;
import cn.shanshao.center.approval.Process;
import cn.shanshao.center.approval.SentBack;
import cn.shanshao.center.approval.Submission;
import cn.shanshao.center.approval.Withdrawn;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.warning.Basis.Verified;
import cn.shanshao.center.warning.Drafting.Wish;
import cn.shanshao.center.warning.Notice.Signature;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Level;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Brings notices on their way: to who signs them, and from there to people. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class NoticeDesk {
    static final String SYSTEM = "system";
    private static final Set<Role> PROPOSERS = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY);

    private final WarningStore warnings;
    private final NoticeStore notices;
    private final NoticeSubject subjects;
    private final Drafting drafting;
    private final NoticeCheck check;
    private final Remains remains;
    private final Verifications verifications;
    private final Signers signers;
    private final Approvals approvals;
    private final StalePapers stale;
    private final SignedWords words;
    private final Book book;
    private final Audit audit;
    private final Divisions divisions;
    private final WarningSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NoticeDesk(
            WarningStore warnings,
            NoticeStore notices,
            NoticeSubject subjects,
            Drafting drafting,
            NoticeCheck check,
            Remains remains,
            Verifications verifications,
            Signers signers,
            Approvals approvals,
            StalePapers stale,
            SignedWords words,
            Book book,
            Audit audit,
            Divisions divisions,
            WarningSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.warnings = warnings;
        this.notices = notices;
        this.subjects = subjects;
        this.drafting = drafting;
        this.check = check;
        this.remains = remains;
        this.verifications = verifications;
        this.signers = signers;
        this.approvals = approvals;
        this.stale = stale;
        this.words = words;
        this.book = book;
        this.audit = audit;
        this.divisions = divisions;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What would be told, to whom; nothing is kept.
     *
     * @throws Problem 422 when it cannot be told
     */
    Notice preview(String warningId, Wish wish, CurrentUser user) {
        return checked(lock(warningId).warning(), wish, user);
    }

    private Notice checked(Warning warning, Wish wish, CurrentUser user) {
        mustSayWhy(warning, wish);
        check.demand(wish, heard(warning.id()));
        var notice = drafting.draft(warning, wish, user.username(), null);
        check.demand(notice);
        return notice;
    }

    /**
     * Hands a notice in for signature.
     *
     * @throws Problem 409 when the warning has another version by now, is not where notices are proposed, or another one
     *     of the same act waits for its signature; 422 when it cannot be told
     */
    Notice propose(String warningId, long version, Wish wish, CurrentUser user) {
        var edit = lock(warningId).mustBe(version).step(Step.PROPOSE);
        notices.of(warningId).stream()
                .filter(n -> n.state() == NoticeState.SIGNING && n.act() == wish.act())
                .findAny()
                .ifPresent(waiting -> {
                    throw Problem.conflict("notice %d of warning %s waits for its signature: withdraw it first"
                            .formatted(waiting.number(), warningId));
                });
        var notice = checked(edit.warning(), wish, user);
        notices.add(notice);
        book.write(edit.seenBy(user.username()), user.username(), "propose", facts(notice));
        approvals.submit(submission(notice), user);
        stale.replacedBy(notice);
        return notice;
    }

    /** @throws Problem 422 naming what still stands, where an end is proposed without a word about it */
    private void mustSayWhy(Warning warning, Wish wish) {
        if (!wish.reason().isEmpty()) {
            return;
        }
        var stands = wish.endsAll() ? remains.of(warning).said() : "";
        throw Problem.invalid(
                "reason", null, stands.isEmpty() ? "why people are told that" : "why it may end, although " + stands);
    }

    private Submission submission(Notice n) {
        return new Submission(
                n.id(),
                n.act() == Act.EVACUATION ? Process.EVACUATION_NOTICE : Process.PUBLIC_WARNING,
                NoticeSubject.of(n),
                check.title(n),
                n.division(),
                n.realm(),
                n.level(),
                n.hash(),
                signers.seats(n),
                signers.cosigners(n),
                settings.signature(),
                n.readOut());
    }

    /**
     * Takes a notice back that waits for its signature: whoever may propose one for its point, for who wrote it may be
     * asleep when it has become wrong; and who could sign it in the name of a division above, by which city and province
     * stop one.
     *
     * @throws Problem 403 for anybody else; 409 when it does not wait
     */
    Notice withdraw(String id, CurrentUser user, String comment) {
        var warningId = notices.find(id)
                .orElseThrow(() -> Problem.notFound("notice", id))
                .warningId();
        lock(warningId);
        var seen = notices.lock(id).orElseThrow(() -> Problem.notFound("notice", id));
        if (seen.state() != NoticeState.SIGNING) {
            throw Problem.conflict("notice %s is %s: only one that waits for its signature is withdrawn"
                    .formatted(id, seen.state().name().toLowerCase(Locale.ROOT)));
        }
        var mayPropose = PROPOSERS.contains(user.role()) && divisions.isUnder(seen.division(), user.division());
        approvals.withdraw(id, mayPropose ? asAdministrator(user) : user, comment);
        return notices.find(id).orElse(seen);
    }

    /** The paper knows its author; what it is about, and whose right it is to stop that, is known here. */
    private static CurrentUser asAdministrator(CurrentUser user) {
        return new CurrentUser(user.username(), user.displayName(), Role.ADMINISTRATOR, user.division());
    }

    @EventListener
    void on(Approved event) {
        subjects.find(event.subject()).ifPresent(seen -> {
            words.mustBe(seen, event.hash());
            issue(
                    seen,
                    event.signatures().stream()
                            .map(s -> new Signature(
                                    s.username(), s.displayName(), s.role(), s.division(), s.at(), s.method()))
                            .toList(),
                    event.signatures().isEmpty()
                            ? SYSTEM
                            : event.signatures()
                                    .get(event.signatures().size() - 1)
                                    .username());
        });
    }

    @EventListener
    void on(SentBack event) {
        if (event.step() == cn.shanshao.center.approval.Step.DRAFT) {
            subjects.find(event.subject())
                    .ifPresent(n -> back(n, NoticeState.SENT_BACK, event.by(), "send-back", event.comment()));
        }
    }

    @EventListener
    void on(Withdrawn event) {
        subjects.find(event.subject())
                .filter(n -> n.state() != NoticeState.ISSUED)
                .ifPresent(n -> back(n, NoticeState.WITHDRAWN, event.by(), "withdraw", event.comment()));
    }

    private void back(Notice notice, NoticeState state, String by, String act, String comment) {
        var edit = lock(notice.warningId());
        notices.save(notice.with(state, null, List.of()));
        var isLast = notices.of(notice.warningId()).stream().noneMatch(n -> n.state() == NoticeState.SIGNING);
        if (isLast && edit.can(Step.RETURN)) {
            edit.step(Step.RETURN);
        }
        if (isLast && (edit.isUntold() || edit.can(Step.PROPOSE) && stale.isOvertaken(notice))) {
            edit.waits(settings.acknowledge());
        }
        book.write(edit, by, act, Map.of("notice", notice.number(), "comment", comment));
    }

    /** By a standing order, at once: what the job calls corroborated met it. */
    void underOrder(String warningId, Level level, String order, Alert alert) {
        var warning = lock(warningId).warning();
        var wish = Wish.of(
                Act.EVACUATION,
                heard(warningId).by(Act.EVACUATION) == null ? Purpose.ISSUE : Purpose.UPGRADE,
                level,
                "按该点常设指令发出：%s".formatted(alert.text().zh()));
        var notice = drafting.draft(warning, wish, Detection.JOB, order);
        notices.add(notice);
        var issued = issue(
                notice,
                List.of(new Signature(order, "该点常设指令", null, warning.division(), clock.instant(), "standing-order")),
                Detection.JOB);
        stale.outrunBy(issued);
    }

    /** A red that nobody has signed or dismissed, to the people on the spot: who has verified it stands in the words. */
    void unverified(String warningId) {
        var warning = lock(warningId).warning();
        var verified = verifications.of(warning);
        var reason = "%s：%d 分钟内无人签发或排除"
                .formatted(
                        verified == null ? "未核实" : verified == Verified.SPOT ? "现场已核实" : "值班员已核实",
                        settings.unverified().toMinutes());
        var notice = drafting.unsigned(warning, reason, SYSTEM, verified);
        notices.add(notice);
        issue(notice, List.of(), SYSTEM);
    }

    /**
     * What is right.
     *
     * @param act whose word is set right; {@code null}: the one by which people were told. What they were told by the other
     *     act holds as it did
     * @param level {@code null}: nothing of what people were told holds, by either act; else what does
     * @param instruction in place of what the template says; {@code null} to leave that
     * @param shelter {@code null}: that of the point's card
     * @param route {@code null}: that of the point's card
     */
    record Setting(
            @Nullable Act act,
            @Nullable Level level,
            String reason,
            @Nullable String instruction,
            @Nullable String shelter,
            @Nullable String route) {}

    /**
     * Takes back what people were told, or sets it right, at once: to the same people over the same channels.
     *
     * @param aware keys of what speaks against an end of all that the user has seen; {@code null}: nothing is said
     * @throws Problem 409 when nothing was told that still holds, or when more speaks against an end of all than the user has
     *     seen; 403 when the user may not take it back; 422 when nothing is said of what speaks against it
     */
    Notice correct(
            String warningId,
            long version,
            Setting right,
            @Nullable Collection<String> aware,
            CurrentUser user,
            String method) {
        var edit = lock(warningId).mustBe(version);
        var heard = heard(warningId);
        var nothing = Problem.conflict("people were told nothing of warning %s that still holds".formatted(warningId));
        if (heard.isEmpty()) {
            throw nothing;
        }
        var act = act(right, heard);
        var those = heard.setRight(act, right.level());
        if (those.isEmpty()) {
            throw nothing;
        }
        if (!signers.mayCorrect(user, those)) {
            throw Problem.forbidden("only a signer of the division in whose name people were told, or of one above,"
                    + " or the order-giver of the point, takes that back");
        }
        var wish = new Wish(
                act,
                Purpose.CORRECT,
                right.level(),
                right.reason(),
                right.instruction(),
                right.shelter(),
                right.route(),
                false,
                null,
                those.get(those.size() - 1).id());
        var notice = checked(edit.warning(), wish, user);
        var against = wish.endsAll() ? remains.of(edit.warning()).against() : Optional.<Against>empty();
        against.ifPresent(facts -> facts.mustBeSeen(aware));
        notices.add(notice);
        return issue(
                notice,
                List.of(new Signature(
                        user.username(), user.displayName(), user.role(), user.division(), clock.instant(), method)),
                user.username(),
                against.map(Against::said).orElse(""));
    }

    /** @throws Problem 422 where each act has told a level of its own, and it is not said which of them is set right */
    private static Act act(Setting right, Heard heard) {
        var said = right.act();
        if (right.level() == null) {
            return heard.act();
        }
        var publicly = heard.by(Act.PUBLIC);
        var locally = heard.by(Act.EVACUATION);
        if (said == null && publicly != null && locally != null && publicly != locally) {
            throw Problem.invalid(
                    "act",
                    null,
                    "evacuation, by which people were told %s, or public, by which they were told %s: each is set right by itself"
                            .formatted(locally.wire(), publicly.wire()));
        }
        return said == null ? heard.act() : said;
    }

    /** Whoever learnt of an unverified red learns that it was dismissed. */
    void dismissed(String warningId, String reason, CurrentUser user) {
        heard(warningId).last().ifPresent(last -> {
            var warning = lock(warningId).warning();
            var wish =
                    new Wish(Act.EVACUATION, Purpose.CORRECT, null, reason, null, null, null, false, null, last.id());
            var notice = drafting.draft(warning, wish, user.username(), null);
            notices.add(notice);
            issue(notice, List.of(), user.username());
        });
    }

    Heard heard(String warningId) {
        return Heard.of(notices.of(warningId));
    }

    private Notice issue(Notice notice, List<Signature> signatures, String by) {
        return issue(notice, signatures, by, "");
    }

    /** @param aware what spoke against it and was seen, where that stands in no trail of signatures */
    private Notice issue(Notice notice, List<Signature> signatures, String by, String aware) {
        lock(notice.warningId());
        mustNotHaveRisen(notice);
        if (notice.endsAll() && lock(notice.warningId()).warning().state() == WarningState.ISSUED) {
            stale.overBy(notice);
        }
        var edit = lock(notice.warningId());
        var level = notice.level();
        if (notice.purpose() == Purpose.UNVERIFIED) {
            edit.unverified();
        } else if (notice.endsAll()) {
            edit.over(notice.purpose() == Purpose.LIFT ? Step.LIFT : Step.TAKE_BACK);
        } else if (level != null) {
            edit.issued(holds(notice, level));
        }
        var issued = notice.with(NoticeState.ISSUED, clock.instant(), signatures);
        notices.save(issued);
        var warning = book.write(edit, by, verb(notice), facts(issued));
        var told = new HashMap<String, Object>(Map.of(
                "warning", notice.warningId(),
                "hash", notice.hash(),
                "purpose", notice.purpose(),
                "people", notice.people(),
                "households", notice.households(),
                "words", notice.words().stream().map(Words::text).toList(),
                "signed", signatures.stream().map(Signature::username).toList()));
        if (!aware.isEmpty()) {
            told.put("aware", aware);
        }
        audit.record(cn.shanshao.center.audit.Act.of(by, "notice.issue", notice.id())
                .in(notice.division())
                .telling(told));
        events.publishEvent(new NoticeIssued(warning, issued));
        return issued;
    }

    /**
     * The gravest that holds for people once they have heard it.
     *
     * @throws Problem 409 for one that would tell less than people have heard since it was proposed
     */
    private Level holds(Notice notice, Level level) {
        var heard = heard(notice.warningId());
        var act = notice.purpose() == Purpose.DOWNGRADE ? Act.PUBLIC : notice.act();
        var floor = notice.purpose() == Purpose.CORRECT || notice.purpose() == Purpose.DOWNGRADE && notice.act() == act
                ? null
                : heard.by(act);
        if (floor != null && level.compareTo(floor) < 0) {
            throw Problem.conflict(
                    "people were told %s since notice %d was proposed, and %s would take that back: withdraw it"
                            .formatted(floor.wire(), notice.number(), level.wire()));
        }
        var gravest = heard.with(notice).gravest();
        return gravest == null ? level : gravest;
    }

    /** @throws Problem 409 when the warning, or an alert of it, has risen since what eases it was proposed */
    private void mustNotHaveRisen(Notice notice) {
        if (stale.isOvertaken(notice)) {
            throw Problem.conflict("warning %s has risen since notice %d was proposed: withdraw it, and look again"
                    .formatted(notice.warningId(), notice.number()));
        }
    }

    private static String verb(Notice notice) {
        return notice.purpose().name().toLowerCase(Locale.ROOT);
    }

    private Edit lock(String warningId) {
        return Edit.of(
                warnings.lock(warningId).orElseThrow(() -> Problem.notFound("warning", warningId)), clock.instant());
    }

    private static Map<String, Object> facts(Notice notice) {
        var facts = new HashMap<String, Object>(Map.of(
                "notice", notice.number(),
                "act", notice.act(),
                "purpose", notice.purpose(),
                "people", notice.people(),
                "households", notice.households(),
                "reason", notice.reason()));
        if (notice.level() != null) {
            facts.put("level", notice.level());
        }
        if (notice.standingOrder() != null) {
            facts.put("standingOrder", notice.standingOrder());
        }
        return facts;
    }
}
