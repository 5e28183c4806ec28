package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.approval.Course.Slot;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * ApprovalStore that have to be signed. Whoever hands one in learns by {@link Approved}, {@link SentBack} and {@link Withdrawn},
 * inside the transaction, what became of it; what must follow is written in a plain {@code @EventListener}.
 */
@Component
public class Approvals {
    private final ApprovalStore store;
    private final Course course;
    private final Hands hands;
    private final Outcomes outcomes;
    private final Platform platform;
    private final PlatformSettings settings;
    private final People people;
    private final Divisions divisions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Approvals(
            ApprovalStore store,
            Course course,
            Hands hands,
            Outcomes outcomes,
            Platform platform,
            PlatformSettings settings,
            People people,
            Divisions divisions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.course = course;
        this.hands = hands;
        this.outcomes = outcomes;
        this.platform = platform;
        this.settings = settings;
        this.people = people;
        this.divisions = divisions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Hands a paper in. One that was sent back to its author is handed in again under the same id: a new round begins, and
     * every signature of the round before is void.
     *
     * @throws Problem 409 when that id is being signed, or is over; 403 when somebody else wrote it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Approval submit(Submission said, CurrentUser by) {
        var now = clock.instant();
        var first = new Paper(said, 1, State.SIGNING, carrier(said), by.username(), now, due(said), 0, null);
        if (store.add(first)) {
            note(by, first);
            store.instance(said.id(), course.begin(first));
        } else {
            var next = again(said, by);
            note(by, next);
            course.again(next);
        }
        outcomes.wanted(said.id());
        return view(store.find(said.id()).orElseThrow());
    }

    private Carrier carrier(Submission said) {
        return settings.carries(said) ? Carrier.PLATFORM : Carrier.HERE;
    }

    private Instant due(Submission said) {
        return clock.instant().plus(settings.carries(said) ? settings.deadline() : said.deadline());
    }

    private void note(CurrentUser by, Paper submitted) {
        store.remark(submitted, by, Remark.What.SUBMITTED, Step.DRAFT, null, clock.instant());
        note(by, "approval.submit", submitted, Map.of());
    }

    private Paper again(Submission said, CurrentUser by) {
        var before = store.lock(said.id()).orElseThrow();
        if (before.state() != State.SENT_BACK) {
            throw Problem.conflict("approval %s is %s, not with its author".formatted(said.id(), before.state()));
        }
        if (!before.author().equals(by.username())) {
            throw Problem.forbidden("only its author hands approval %s in again".formatted(said.id()));
        }
        var next = new Paper(
                said,
                before.round() + 1,
                State.SIGNING,
                carrier(said),
                before.author(),
                before.submittedAt(),
                due(said),
                0,
                before.instance());
        store.change(next);
        return next;
    }

    /**
     * Takes a paper back, as its author or as an administrator of its division.
     *
     * @throws Problem 404 beyond the wall; 403 for anybody else; 409 when it is over
     */
    @Transactional
    public Approval withdraw(String id, CurrentUser user, String comment) {
        var paper = store.lock(id).orElseThrow(() -> Problem.notFound("approval", id));
        mustSee(user, paper);
        if (!paper.author().equals(user.username()) && user.role() != Role.ADMINISTRATOR) {
            throw Problem.forbidden("only its author or an administrator withdraws an approval");
        }
        if (!paper.isOpen()) {
            throw Problem.conflict("approval %s is %s already".formatted(id, paper.state()));
        }
        store.state(id, State.WITHDRAWN);
        course.withdraw(paper);
        if (paper.carrier() == Carrier.PLATFORM) {
            platform.retract(paper);
        }
        store.remark(paper, user, Remark.What.WITHDRAWN, null, comment, clock.instant());
        note(user, "approval.withdraw", paper, Map.of("comment", comment));
        events.publishEvent(new Withdrawn(id, paper.said().subject(), user.username(), comment));
        return view(store.find(id).orElseThrow());
    }

    /** Whether somebody's signature is still waited for here. */
    @Transactional(readOnly = true)
    public boolean isWaiting(String id) {
        return store.find(id)
                .filter(paper -> paper.state() == State.SIGNING && paper.carrier() == Carrier.HERE)
                .isPresent();
    }

    /** Whoever it is about; to ask on behalf of a user, {@link #seen} keeps the walls. */
    @Transactional(readOnly = true)
    public Optional<Approval> find(String id) {
        return store.find(id).map(this::view);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Approval> ofSubject(String subject) {
        return store.ofSubject(subject).stream().map(this::view).toList();
    }

    /** What waits for this user's signature, in the order of {@link #mine(CurrentUser, String, int)}. */
    @Transactional(readOnly = true)
    public List<Approval> mine(CurrentUser user) {
        return mine(user, null, Integer.MAX_VALUE);
    }

    /**
     * What waits for this user's signature: what is the user's own seat before what others could sign below, then what has
     * climbed or is overdue, the graver, the older.
     *
     * @param id only that one; {@code null}: all
     */
    @Transactional(readOnly = true)
    public List<Approval> mine(CurrentUser user, @Nullable String id, int limit) {
        return views(sorted(user, id), limit);
    }

    /**
     * What waits for this user's signature, and what waits for others: of each so many, and how many more there are.
     *
     * @param limit of each
     */
    @Transactional(readOnly = true)
    public Waiting waiting(CurrentUser user, int limit) {
        var mine = sorted(user, null);
        var own = mine.stream().map(Mine::paper).map(Paper::id).collect(Collectors.toSet());
        var others = store.list(divisions.under(user.division()), true, Integer.MAX_VALUE).stream()
                .filter(paper -> paper.state() == State.SIGNING && !own.contains(paper.id()))
                .toList();
        return new Waiting(
                views(mine, limit),
                Math.max(0, mine.size() - limit),
                others.stream().limit(limit).map(this::view).toList(),
                Math.max(0, others.size() - limit));
    }

    private record Mine(Paper paper, List<Slot> open) {}

    private List<Approval> views(List<Mine> some, int limit) {
        return some.stream()
                .limit(limit)
                .map(one -> view(one.paper(), one.open()))
                .toList();
    }

    private List<Mine> sorted(CurrentUser user, @Nullable String id) {
        var candidates = hands.candidates(user).stream()
                .filter(paper -> id == null || paper.id().equals(id))
                .toList();
        var open = course.open(candidates);
        var now = clock.instant();
        return candidates.stream()
                .filter(paper -> divisions.sees(user, paper.said().division()))
                .filter(paper -> !hands.of(user, paper, open.getOrDefault(paper.id(), List.of()))
                        .isEmpty())
                .sorted(Comparator.comparing((Paper paper) -> !isOwn(user, paper))
                        .thenComparing(paper -> !isOverdue(paper, now))
                        .thenComparing(Approvals::ease)
                        .thenComparing(Paper::submittedAt)
                        .thenComparing(Paper::id))
                .map(paper -> new Mine(paper, open.getOrDefault(paper.id(), List.of())))
                .toList();
    }

    /** Whether a seat is of the user's own division, or names the user. */
    private static boolean isOwn(CurrentUser user, Paper paper) {
        return Stream.concat(paper.said().seats().stream(), paper.said().cosigners().stream())
                .anyMatch(seat -> seat.usernames().contains(user.username())
                        || user.division().equals(seat.division()));
    }

    private static boolean isOverdue(Paper paper, Instant now) {
        var due = paper.dueAt();
        return paper.stage() > 0 || due != null && due.isBefore(now);
    }

    /** An all-clear has no level, and waits behind what warns. */
    private static int ease(Paper paper) {
        var level = paper.said().level();
        return level == null ? 0 : -level.rank();
    }

    /** What lies under the user's division, the newest first. */
    @Transactional(readOnly = true)
    public List<Approval> list(CurrentUser user, boolean openOnly, int limit) {
        return store.list(divisions.under(user.division()), openOnly, limit).stream()
                .map(this::view)
                .toList();
    }

    /**
     * As the user may see it.
     *
     * @throws Problem 404 beyond the wall
     */
    @Transactional(readOnly = true)
    public Approval seen(CurrentUser user, String id) {
        var paper = store.find(id).orElseThrow(() -> Problem.notFound("approval", id));
        mustSee(user, paper);
        return view(paper);
    }

    private void mustSee(CurrentUser user, Paper paper) {
        divisions.mustSee(user, paper.said().division(), "approval", paper.id());
    }

    private void note(CurrentUser user, String action, Paper paper, Map<String, ?> facts) {
        var told = new HashMap<String, Object>(facts);
        told.put("hash", paper.said().hash());
        told.put("subject", paper.said().subject());
        audit.record(Act.of(user.username(), action, paper.id())
                .in(paper.said().division())
                .telling(told));
    }

    Approval view(Paper p) {
        return view(p, course.open(p));
    }

    private Approval view(Paper p, List<Slot> open) {
        var s = p.said();
        return new Approval(
                s.id(),
                s.process(),
                s.subject(),
                s.title(),
                s.division(),
                s.realm(),
                s.level(),
                s.hash(),
                p.round(),
                p.state(),
                p.carrier(),
                p.author(),
                p.submittedAt(),
                open.stream().map(Slot::step).collect(Collectors.toSet()),
                p.dueAt(),
                p.stage(),
                s.seats(),
                s.cosigners(),
                outcomes.signatures(s.id()),
                store.remarks(s.id()).stream()
                        .map(r -> new Remark(
                                r.at(), r.by(), people.nameOf(r.by()), r.what(), r.round(), r.step(), r.text()))
                        .toList());
    }
}
