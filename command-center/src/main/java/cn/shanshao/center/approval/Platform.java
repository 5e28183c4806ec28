package cn.shanshao.center.approval;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.approval.ApprovalStore.Signed;
import cn.shanshao.center.approval.Caution.Against;
import cn.shanshao.center.approval.Dispatches.Dispatch;
import cn.shanshao.center.approval.Dispatches.What;
import cn.shanshao.center.approval.PlatformResult.Said;
import cn.shanshao.center.approval.PlatformResult.Signer;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Papers that are signed in the shared approval platform. What it has to be told stands in an outbox, written in the same
 * transaction; when it is away for too long, or will not have a paper, that one is signed here.
 */
@Component
@Transactional
class Platform {
    static final String PLATFORM = "platform";
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_COMMENT = 500;

    private final ApprovalStore store;
    private final Dispatches dispatches;
    private final Hands hands;
    private final Cautions cautions;
    private final ObjectProvider<Course> course;
    private final Divisions divisions;
    private final PlatformSettings settings;
    private final ApprovalSettings rules;
    private final URI home;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** @param course whose engine calls this, so that neither can be first */
    Platform(
            ApprovalStore store,
            Dispatches dispatches,
            Hands hands,
            Cautions cautions,
            ObjectProvider<Course> course,
            Divisions divisions,
            PlatformSettings settings,
            ApprovalSettings rules,
            CenterSettings center,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.dispatches = dispatches;
        this.hands = hands;
        this.cautions = cautions;
        this.course = course;
        this.divisions = divisions;
        this.settings = settings;
        this.rules = rules;
        this.home = center.publicUrl();
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A paper as the platform gets it.
     *
     * @param deadlineSeconds after which it is signed here
     * @param callback where the result goes
     * @param against what whoever signs it must have seen, as it stands now; {@code null}: nothing
     */
    record Request(
            String id,
            int round,
            Process process,
            String subject,
            String title,
            @Nullable String words,
            String division,
            Realm realm,
            @Nullable Level level,
            String hash,
            String author,
            List<Seat> seats,
            List<Seat> cosigners,
            long deadlineSeconds,
            URI callback,
            @Nullable Against against) {}

    /** Something stands in the outbox. */
    record Written() {}

    /** By which the platform knows a paper. */
    record Reference(String id, int round) {}

    /**
     * What became of a paper, is asked.
     *
     * @param against what whoever signs it must have seen, as it stands now; {@code null}: nothing
     */
    record Question(String id, int round, @Nullable Against against) {}

    /** The question what became of it, which tells the platform what its signers must have seen by now. */
    @Transactional(readOnly = true)
    Question question(Dispatch taken) {
        return new Question(
                taken.approval(),
                taken.round(),
                store.find(taken.approval()).flatMap(cautions::of).orElse(null));
    }

    /** The paper goes there. */
    @Transactional(propagation = Propagation.MANDATORY)
    void handOver(String id) {
        var paper = store.lock(id).orElseThrow();
        var s = paper.said();
        var request = new Request(
                id,
                paper.round(),
                s.process(),
                s.subject(),
                s.title(),
                s.words(),
                s.division(),
                s.realm(),
                s.level(),
                s.hash(),
                paper.author(),
                s.seats(),
                s.cosigners(),
                settings.deadline().toSeconds(),
                home.resolve("/api/v1/approvals/platform/callback"),
                cautions.of(paper).orElse(null));
        dispatches.add(paper, What.SUBMIT, Json.text(request), clock.instant());
        events.publishEvent(new Written());
        store.remark(paper, Outcomes.CENTRE, Remark.What.HANDED_OVER, null, null, clock.instant());
        note("approval.hand-over", paper, Map.of("round", paper.round()));
    }

    /** It has not answered in time, or will not have it: the paper is signed here, and those who may are told. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeOver(String id) {
        var paper = store.lock(id).orElseThrow();
        store.carrier(id, Carrier.HERE);
        store.climbed(id, 1, clock.instant().plus(paper.said().deadline()));
        retract(paper);
        store.remark(paper, Outcomes.CENTRE, Remark.What.TAKEN_OVER, null, null, clock.instant());
        note("approval.take-over", paper, Map.of("round", paper.round()));
        var called = hands.called(paper, Course.all(paper), 1);
        events.publishEvent(new SignatureOverdue(id, paper.said().subject(), 1, called));
    }

    /** The platform need not bother with it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void retract(Paper paper) {
        dispatches.cancel(paper);
        dispatches.add(paper, What.WITHDRAW, Json.text(new Reference(paper.id(), paper.round())), clock.instant());
        events.publishEvent(new Written());
    }

    /** It refused one for good: a paper is signed here from then on. */
    void refuse(Dispatch refused, String trouble) {
        var paper = store.lock(refused.approval()).orElseThrow();
        dispatches.tried(refused, Dispatches.State.REFUSED, clock.instant(), trouble);
        if (refused.what() == What.SUBMIT && paper.round() == refused.round() && isThere(paper)) {
            course.getObject().platformSaid(paper, Course.HERE);
        }
    }

    private static boolean isThere(Paper paper) {
        return paper.state() == State.SIGNING && paper.carrier() == Carrier.PLATFORM;
    }

    /**
     * Takes its result; the same once more changes nothing.
     *
     * @throws Problem 404 for a paper that nobody knows; 409 when it is signed here by now, is in another round, has other
     *     words or another result, or more speaks against it than those who approved it have seen; 422 naming a field that is
     *     missing, or a signature that does not suffice
     */
    void take(PlatformResult result) {
        var id = required("id", result.id());
        var paper = store.lock(id).orElseThrow(() -> Problem.notFound("approval", id));
        var said = required("result", result.result());
        var told = said + " " + required("hash", result.hash());
        var before = dispatches.result(id, result.round());
        if (before.isPresent()) {
            if (!before.get().equals(told)) {
                throw Problem.conflict("approval %s has another result already".formatted(id));
            }
            return;
        }
        if (said == Said.PENDING) {
            throw Problem.invalid("result", said, "approved or returned");
        }
        if (paper.round() != result.round() || !isThere(paper)) {
            throw Problem.conflict("approval %s is in round %d and %s here; the platform has no say in it any more"
                    .formatted(id, paper.round(), paper.state()));
        }
        if (!paper.said().hash().equals(result.hash())) {
            throw Problem.conflict(
                    "approval %s has hash %s".formatted(id, paper.said().hash()));
        }
        if (said == Said.APPROVED) {
            var signatures = checked(paper, result);
            // whoever signs there has no page of ours before them: they too say what they have seen
            var against = cautions.of(paper);
            against.ifPresent(facts -> facts.mustBeSeen(result.aware()));
            dispatches.result(paper, told, clock.instant());
            approve(paper, signatures, against.map(Against::said));
        } else {
            dispatches.result(paper, told, clock.instant());
            sendBack(paper, result.comment());
        }
    }

    private void approve(Paper paper, List<Signed> signatures, Optional<String> aware) {
        for (var signature : signatures) {
            store.sign(paper, signature);
            store.remark(paper, signature.username(), Remark.What.SIGNED, signature.step(), null, signature.at());
            var told = new HashMap<String, Object>(Map.of(
                    "signer", signature.username(),
                    "step", signature.step(),
                    "method", signature.method(),
                    "hash", signature.hash(),
                    "subject", paper.said().subject()));
            aware.ifPresent(facts -> told.put("aware", facts));
            audit.record(Act.of(PLATFORM, "approval.sign", paper.id())
                    .in(paper.said().division())
                    .telling(told));
        }
        course.getObject().platformSaid(paper, null);
    }

    private void sendBack(Paper paper, @Nullable String comment) {
        var why = comment == null ? "" : comment.strip();
        var shown = why.substring(
                0, why.offsetByCodePoints(0, Math.min(why.codePointCount(0, why.length()), LONGEST_COMMENT)));
        store.state(paper.id(), State.SENT_BACK);
        store.remark(paper, PLATFORM, Remark.What.SENT_BACK, Step.DRAFT, shown, clock.instant());
        audit.record(Act.of(PLATFORM, "approval.send-back", paper.id())
                .in(paper.said().division())
                .telling(Map.of(
                        "comment",
                        shown,
                        "hash",
                        paper.said().hash(),
                        "subject",
                        paper.said().subject())));
        course.getObject().platformSaid(paper, Step.DRAFT.name().toLowerCase(Locale.ROOT));
        events.publishEvent(new SentBack(paper.id(), paper.said().subject(), Step.DRAFT, PLATFORM, shown));
    }

    /** The walls stand there too: each seat is taken by a person of its own, of the right role and division. */
    private List<Signed> checked(Paper paper, PlatformResult result) {
        var left = new ArrayList<>(result.signatures() == null ? List.<Signer>of() : result.signatures());
        if (left.contains(null)) {
            throw Problem.invalid("signatures", null, "signatures, each with its signer");
        }
        var used = new HashSet<String>();
        var signed = new ArrayList<Signed>();
        var cosigners = paper.said().cosigners();
        for (int i = 0; i < cosigners.size(); i++) {
            signed.add(sits(paper, Step.COSIGN, i, List.of(cosigners.get(i)), left, used));
        }
        signed.add(sits(paper, Step.SIGN, 0, paper.said().seats(), left, used));
        return signed;
    }

    private Signed sits(Paper paper, Step step, int seat, List<Seat> seats, List<Signer> left, Set<String> used) {
        for (var signer : left) {
            var name = required("signatures.signer", signer.signer());
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw Problem.invalid(
                        "signatures.signer", name, "a name of 1 to %d characters".formatted(LONGEST_NAME));
            }
            var isAuthor = rules.twoPeople() && name.equals(paper.author());
            if (!isAuthor && !used.contains(name) && seats.stream().anyMatch(s -> sits(signer, name, s))) {
                used.add(name);
                return new Signed(
                        step,
                        seat,
                        name,
                        required("signatures.role", signer.role()),
                        required("signatures.division", signer.division()),
                        signer.at() == null ? clock.instant() : earlier(signer.at(), clock.instant()),
                        PLATFORM,
                        paper.said().hash(),
                        null);
            }
        }
        throw Problem.invalid("signatures", left, "one for the step %s, by somebody of %s".formatted(step, seats));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private boolean sits(Signer signer, String name, Seat seat) {
        return (seat.role() == null || seat.role() == signer.role())
                && (seat.usernames().isEmpty() || seat.usernames().contains(name))
                && signer.division() != null
                && (seat.division() == null
                        ? divisions.find(signer.division()).isPresent()
                        : divisions.isUnder(seat.division(), signer.division()));
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.invalid(field, null, "given");
        }
        return value;
    }

    private void note(String action, Paper paper, Map<String, ?> facts) {
        var told = new HashMap<String, Object>(facts);
        told.put("hash", paper.said().hash());
        told.put("subject", paper.said().subject());
        audit.record(Act.of(Outcomes.CENTRE, action, paper.id())
                .in(paper.said().division())
                .telling(told));
    }
}
