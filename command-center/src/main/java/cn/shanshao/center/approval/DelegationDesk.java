package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Signers who ask others to sign in their place, until a day or for one paper. What was given cannot be given on. */
@Component
@Transactional
class DelegationDesk {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int MOST = 500;

    private final Delegations delegations;
    private final ApprovalStore store;
    private final Course course;
    private final Hands hands;
    private final People people;
    private final Divisions divisions;
    private final Audit audit;
    private final Clock clock;

    DelegationDesk(
            Delegations delegations,
            ApprovalStore store,
            Course course,
            Hands hands,
            People people,
            Divisions divisions,
            Audit audit,
            Clock clock) {
        this.delegations = delegations;
        this.store = store;
        this.course = course;
        this.hands = hands;
        this.people = people;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Under the user's division, and the user's own; the next to end first. */
    @Transactional(readOnly = true)
    List<Delegation> list(CurrentUser user) {
        return delegations.list(divisions.under(user.division()), user.username(), MOST);
    }

    /** @throws Problem 422 when {@code to} cannot sign for the giver, or {@code until} is too far away */
    Delegation give(CurrentUser giver, String to, @Nullable Instant from, Instant until) {
        return add(giver, to, null, from == null ? clock.instant() : from, until);
    }

    /**
     * For one paper.
     *
     * @throws Problem 404 beyond the wall; 403 when it does not wait for the giver; 409 when nobody signs it now; 422 as above
     */
    void give(CurrentUser giver, String approval, String to, Instant until) {
        var paper = store.lock(approval).orElseThrow(() -> Problem.notFound("approval", approval));
        divisions.mustSee(giver, paper.said().division(), "approval", approval);
        paper.mustBeSigned();
        if (hands.of(giver, paper, course.open(paper)).stream().noneMatch(right -> right.standsFor() == null)) {
            throw Problem.forbidden("approval %s does not wait for your own signature".formatted(approval));
        }
        add(giver, to, approval, clock.instant(), until);
        store.remark(paper, giver, Remark.What.DELEGATED, null, to, clock.instant());
    }

    private Delegation add(CurrentUser giver, String to, @Nullable String approval, Instant from, Instant until) {
        mustSignFor(giver, to);
        if (!until.isAfter(clock.instant()) || !until.isAfter(from) || until.isAfter(from.plus(LONGEST))) {
            throw Problem.invalid("until", until, "after %s, by at most %d days".formatted(from, LONGEST.toDays()));
        }
        var made = new Delegation(
                UUID.randomUUID().toString(), giver.username(), to, giver.division(), approval, from, until);
        delegations.add(made);
        audit.record(Act.of(giver.username(), "delegation.give", made.id())
                .in(giver.division())
                .changing(null, made));
        return made;
    }

    /** Of the same role, and behind no wall from what the giver signs. */
    private void mustSignFor(CurrentUser giver, String to) {
        people.find(to)
                .filter(taker ->
                        taker.role() == giver.role() && !taker.username().equals(giver.username()))
                .filter(taker -> divisions.isUnder(giver.division(), taker.division()))
                .orElseThrow(() ->
                        Problem.invalid("to", to, "somebody else of your role, of your division or of one above it"));
    }

    /** @throws Problem 404 beyond the wall; 403 for anybody but the giver and administrators */
    void takeBack(CurrentUser user, String id) {
        var before = delegations.find(id).orElseThrow(() -> Problem.notFound("delegation", id));
        divisions.mustSee(user, before.division(), "delegation", id);
        if (!before.giver().equals(user.username()) && user.role() != Role.ADMINISTRATOR) {
            throw Problem.forbidden("only who gave a delegation, or an administrator, takes it back");
        }
        delegations.remove(id);
        audit.record(Act.of(user.username(), "delegation.take-back", id)
                .in(before.division())
                .changing(before, null));
    }
}
