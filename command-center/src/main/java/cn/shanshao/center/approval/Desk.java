package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.approval.ApprovalStore.Signed;
import cn.shanshao.center.approval.Caution.Against;
import cn.shanshao.center.approval.Course.Slot;
import cn.shanshao.center.approval.Hands.Right;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Signature.Proof;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What signers do. Every act stands in the trail with the hash that was signed, and a try that was refused does too. */
@Component
@Transactional
class Desk {
    private final ApprovalStore store;
    private final Course course;
    private final Hands hands;
    private final Divisions divisions;
    private final Cautions cautions;
    private final Outcomes outcomes;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Desk(
            ApprovalStore store,
            Course course,
            Hands hands,
            Divisions divisions,
            Cautions cautions,
            Outcomes outcomes,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.course = course;
        this.hands = hands;
        this.divisions = divisions;
        this.cautions = cautions;
        this.outcomes = outcomes;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whether the user may sign these very words now, before a password is asked for.
     *
     * @param step at which; {@code null}: wherever the user may
     * @param aware keys of what speaks against it that the user has seen; {@code null}: of none
     * @throws Problem 404 beyond the wall; 403 when it is not for the user to sign; 409 when nobody signs it now, when it
     *     has other words by now, or when more speaks against it than the user has seen; 422 when the user says nothing of that
     */
    @Transactional(readOnly = true)
    void mustMaySign(
            CurrentUser user, String id, String hash, @Nullable Step step, @Nullable Collection<String> aware) {
        var paper = store.find(id).orElseThrow(() -> Problem.notFound("approval", id));
        check(user, paper, hash, step);
        against(paper, aware);
    }

    /** What speaks against it, which the user has seen; empty where nothing does. */
    private Optional<Against> against(Paper paper, @Nullable Collection<String> aware) {
        var against = cautions.of(paper);
        against.ifPresent(facts -> facts.mustBeSeen(aware));
        return against;
    }

    /** @throws Problem as {@link #mustMaySign}, which may have changed meanwhile */
    void sign(
            CurrentUser user,
            String id,
            String hash,
            @Nullable Step step,
            @Nullable Collection<String> aware,
            Proof proof) {
        var paper = store.lock(id).orElseThrow(() -> Problem.notFound("approval", id));
        var right = check(user, paper, hash, step);
        var against = against(paper, aware);
        var now = clock.instant();
        var method = proof.name().toLowerCase(Locale.ROOT);
        store.sign(
                paper,
                new Signed(
                        right.slot().step(),
                        Math.max(right.slot().seat(), 0),
                        user.username(),
                        user.role(),
                        user.division(),
                        now,
                        method,
                        paper.said().hash(),
                        right.standsFor()));
        store.remark(paper, user, Remark.What.SIGNED, right.slot().step(), null, now);
        var told = new HashMap<String, Object>(Map.of("step", right.slot().step(), "method", method));
        if (right.standsFor() != null) {
            told.put("standsFor", right.standsFor());
        }
        against.ifPresent(facts -> told.put("aware", facts.said()));
        note(user, "approval.sign", paper, told);
        events.publishEvent(new SignatureGiven(id, user.username()));
        var before = course.open(paper);
        course.signed(paper, right.slot());
        clockOfNextStep(paper.id(), before);
    }

    /** A step that begins has the whole deadline before it. */
    private void clockOfNextStep(String id, List<Slot> before) {
        var paper = store.find(id).orElseThrow();
        if (!before.containsAll(course.open(paper))) {
            store.due(id, clock.instant().plus(paper.said().deadline()));
            outcomes.wanted(id);
        }
    }

    /**
     * Sends it back to an earlier step (退回); every signature from there on is void.
     *
     * @param to with whom it lies then
     * @throws Problem 404 beyond the wall; 403 when the user has nothing to sign there; 409 when nobody signs it now; 422 when
     *     {@code to} is not an earlier step
     */
    void sendBack(CurrentUser user, String id, Step to, String comment) {
        var paper = store.lock(id).orElseThrow(() -> Problem.notFound("approval", id));
        divisions.mustSee(user, paper.said().division(), "approval", id);
        paper.mustBeSigned();
        var slot = right(user, paper, null).slot();
        var process = paper.said().process();
        if (!process.isEarlier(to, slot.step())
                || (to == Step.COSIGN && paper.said().cosigners().isEmpty())) {
            throw Problem.invalid(
                    "step", to, "an earlier step than " + slot.step().name().toLowerCase(Locale.ROOT));
        }
        var now = clock.instant();
        store.annul(id, process.from(to), now);
        store.remark(paper, user, Remark.What.SENT_BACK, to, comment, now);
        if (to == Step.DRAFT) {
            store.state(id, State.SENT_BACK);
        } else {
            store.due(id, now.plus(paper.said().deadline()));
        }
        note(user, "approval.send-back", paper, Map.of("step", to, "comment", comment));
        course.back(paper, slot, to);
        events.publishEvent(new SentBack(id, paper.said().subject(), to, user.username(), comment));
        if (to != Step.DRAFT) {
            outcomes.wanted(id);
        }
    }

    /** Says something about it, for whoever sees it. */
    void comment(CurrentUser user, String id, String text) {
        var paper = store.find(id).orElseThrow(() -> Problem.notFound("approval", id));
        divisions.mustSee(user, paper.said().division(), "approval", id);
        store.remark(paper, user, Remark.What.COMMENTED, null, text, clock.instant());
        note(user, "approval.comment", paper, Map.of("comment", text));
    }

    private Right check(CurrentUser user, Paper paper, String hash, @Nullable Step step) {
        divisions.mustSee(user, paper.said().division(), "approval", paper.id());
        paper.mustBeSigned();
        var right = right(user, paper, step);
        if (!paper.said().hash().equals(hash.toLowerCase(Locale.ROOT))) {
            throw Problem.conflict("approval %s has other words by now: look at them, and sign hash %s (内容已变更，请重新阅读)"
                    .formatted(paper.id(), paper.said().hash()));
        }
        return right;
    }

    private Right right(CurrentUser user, Paper paper, @Nullable Step step) {
        if (hands.isAuthor(user, paper)) {
            throw Problem.forbidden("who wrote a paper does not sign it (拟稿人不得签发)");
        }
        if (hands.hasSigned(user, paper)) {
            throw Problem.forbidden("you have signed approval %s already".formatted(paper.id()));
        }
        return hands.of(user, paper, course.open(paper)).stream()
                .filter(right -> step == null || right.slot().step() == step)
                .findFirst()
                .orElseThrow(
                        () -> Problem.forbidden("approval %s does not wait for your signature".formatted(paper.id())));
    }

    /** Into the trail, by itself: the act was rolled back. */
    void refused(CurrentUser user, String id, String act, @Nullable String hash, Problem why) {
        store.find(id).ifPresent(paper -> {
            var told = new HashMap<String, Object>(Map.of(
                    "act", act,
                    "status", why.getStatusCode().value(),
                    "why", why.said()));
            if (hash != null) {
                told.put("shown", hash);
            }
            note(user, "approval.refuse", paper, told);
        });
    }

    private void note(CurrentUser user, String action, Paper paper, Map<String, Object> facts) {
        var told = new HashMap<>(facts);
        told.put("hash", paper.said().hash());
        told.put("subject", paper.said().subject());
        audit.record(Act.of(user.username(), action, paper.id())
                .in(paper.said().division())
                .telling(told));
    }
}
