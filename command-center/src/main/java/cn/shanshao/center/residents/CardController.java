package cn.shanshao.center.residents;

import cn.shanshao.center.China;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Papers;
import cn.shanshao.center.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The card of a point (防灾工作明白卡) and those of its households (避险明白卡). */
@RestController
@RequestMapping("/api/v1/points/{id}")
class CardController {
    private final Residents residents;
    private final Registry registry;
    private final Papers papers;
    private final Divisions divisions;
    private final Audit audit;
    private final Clock clock;

    CardController(
            Residents residents, Registry registry, Papers papers, Divisions divisions, Audit audit, Clock clock) {
        this.residents = residents;
        this.registry = registry;
        this.papers = papers;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Somebody of the point, with the whole number: the card is given to those who must call. */
    record Person(ContactRole role, String name, String phone) {
        /** Without the person, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Person[%s]".formatted(role);
        }
    }

    /**
     * Everything that the printed cards of a point say.
     *
     * @param card as it was filled in; {@code null} when it never was
     * @param printed with what was taken over from the prevention plan in force and the file of the point
     * @param taken which fields were, and from where
     * @param orderGiver by the plan, for when nobody on the list of persons gives the order
     */
    record Cards(
            HazardPoint point,
            @Nullable PointCard card,
            PointCard printed,
            Map<String, FilledCard.Source> taken,
            @Nullable String orderGiver,
            List<Person> persons,
            List<Household> households,
            String printedBy,
            Instant printedAt) {}

    /**
     * The card, its numbers masked.
     *
     * @param at as it stood then; absent: now
     */
    @GetMapping("/card")
    PointCard get(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam @Nullable Instant at) {
        HouseholdController.mayRead(user);
        return residents
                .findCard(seen(user, id).id(), Objects.requireNonNullElseGet(at, clock::instant))
                .map(Masking::masked)
                .orElseThrow(() -> Problem.notFound("card", id));
    }

    /** {@code version} is the one that the caller has seen, 0 where there is none yet. */
    @PutMapping("/card")
    @OnlyFor(Role.ADMINISTRATOR)
    PointCard put(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestBody PointCard card) {
        return Masking.masked(residents.save(seen(user, id), card, user.username()));
    }

    /** What is printed, with whole numbers; that it was asked for stands in the audit trail. */
    @GetMapping("/cards")
    Cards print(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        HouseholdController.mayReveal(user);
        var point = seen(user, id);
        var now = clock.instant();
        var households = residents.householdsOf(id, now);
        audit.record(Act.of(user.username(), "card.print", id)
                .in(point.division())
                .telling(Map.of("households", households.size())));
        var persons = registry.contactsOf(id).stream()
                .map(c -> new Person(c.role(), c.name(), c.phone()))
                .toList();
        var own = residents.findCard(id, now).orElse(null);
        var filled = FilledCard.of(
                point, own, papers.plansOf(id, now), !households.isEmpty(), LocalDate.ofInstant(now, China.ZONE));
        return new Cards(
                point,
                own,
                filled.card(),
                filled.taken(),
                filled.orderGiver(),
                persons,
                households,
                user.displayName(),
                now);
    }

    private HazardPoint seen(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }
}
