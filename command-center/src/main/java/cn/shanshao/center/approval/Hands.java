package cn.shanshao.center.approval;

import cn.shanshao.center.approval.Course.Slot;
import cn.shanshao.center.approval.SignatureWanted.Line;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.DutyRoster;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may sign what: whoever sits in the seat, or in its place whom such a person has asked to, or who is on duty for one who
 * is on leave. Somebody in another's place has the same role, in the same division or above it, so that no roster makes a
 * signer of a duty officer, or of the county's signer the province's; and whose own voice does not count lends none.
 */
@Component
class Hands {
    private final ApprovalStore store;
    private final Delegations delegations;
    private final DutyRoster roster;
    private final People people;
    private final Divisions divisions;
    private final ApprovalSettings settings;

    Hands(
            ApprovalStore store,
            Delegations delegations,
            DutyRoster roster,
            People people,
            Divisions divisions,
            ApprovalSettings settings) {
        this.store = store;
        this.delegations = delegations;
        this.roster = roster;
        this.people = people;
        this.divisions = divisions;
        this.settings = settings;
    }

    /**
     * That somebody may sign.
     *
     * @param standsFor in whose place; {@code null}: in the own name
     */
    record Right(Slot slot, @Nullable String standsFor) {}

    /** What the user may sign of it now, in the own name first. */
    List<Right> of(CurrentUser user, Paper paper, List<Slot> open) {
        if (isAuthor(user, paper) || hasSigned(user, paper)) {
            return List.of();
        }
        var inPlaceOf = inPlaceOf(user, paper);
        return open.stream()
                .flatMap(slot -> right(user, paper, slot, inPlaceOf).stream())
                .sorted((a, b) -> Boolean.compare(a.standsFor() != null, b.standsFor() != null))
                .toList();
    }

    /** Papers among which are all that the user may sign now, in the order in which they came. */
    List<Paper> candidates(CurrentUser user) {
        var inPlaceOf = Stream.concat(
                        delegations.to(user.username()).stream(), roster.standsInFor(user.username()).stream())
                .collect(Collectors.toUnmodifiableSet());
        var division = user.division();
        return store.waiting(user, divisions.under(division), divisions.isTop(division), inPlaceOf);
    }

    /** Whether it is for others alone: who wrote it does not sign it. */
    boolean isAuthor(CurrentUser user, Paper paper) {
        return settings.twoPeople() && paper.author().equals(user.username());
    }

    /** Whether this is one of the two, or more, people already; also when somebody else signed in the place of this one. */
    boolean hasSigned(CurrentUser user, Paper paper) {
        return store.signatures(paper.id()).stream()
                .anyMatch(s ->
                        user.username().equals(s.username()) || user.username().equals(s.standsFor()));
    }

    private Optional<Right> right(CurrentUser user, Paper paper, Slot slot, List<CurrentUser> inPlaceOf) {
        var seats = paper.said().of(slot.step());
        var candidates = slot.seat() < 0 ? seats : List.of(seats.get(slot.seat()));
        if (candidates.stream().anyMatch(seat -> sits(user, seat))) {
            return Optional.of(new Right(slot, null));
        }
        return inPlaceOf.stream()
                .filter(giver -> candidates.stream().anyMatch(seat -> sits(giver, seat)))
                .findFirst()
                .map(giver -> new Right(slot, giver.username()));
    }

    private List<CurrentUser> inPlaceOf(CurrentUser user, Paper paper) {
        return Stream.concat(
                        delegations.to(user.username(), paper.id()).stream(),
                        roster.standsInFor(user.username()).stream().sorted())
                .distinct()
                .flatMap(giver -> people.find(giver).stream())
                .filter(giver -> giver.role() == user.role())
                .filter(giver -> divisions.isUnder(giver.division(), user.division()))
                .filter(giver -> !isAuthor(giver, paper) && !hasSigned(giver, paper))
                .toList();
    }

    private boolean sits(CurrentUser user, Seat seat) {
        return (seat.role() == null || seat.role() == user.role())
                && (seat.division() == null || divisions.isUnder(seat.division(), user.division()))
                && (seat.usernames().isEmpty() || seat.usernames().contains(user.username()));
    }

    /**
     * Who must be told that nobody signs: who sits there, in the division of the seat and up to {@code levels} above, those
     * who are there in their place, and above a seat for few also the signers.
     */
    List<String> called(Paper paper, List<Slot> open, int levels) {
        return open.stream()
                .flatMap(slot -> {
                    var seats = paper.said().of(slot.step());
                    return (slot.seat() < 0 ? seats : List.of(seats.get(slot.seat()))).stream();
                })
                .flatMap(seat -> called(paper, seat, levels))
                .filter(username -> !settings.twoPeople() || !username.equals(paper.author()))
                .distinct()
                .toList();
    }

    /**
     * Who is rung when a step begins, a line of people for each signature: those of each seat in the division of the seat,
     * or where nobody sits there in the nearest one above; of them who is on duty now first.
     */
    List<Line> rung(Paper paper, List<Slot> open) {
        return open.stream()
                .map(slot -> {
                    var seats = paper.said().of(slot.step());
                    return slot.seat() < 0 ? seats : List.of(seats.get(slot.seat()));
                })
                .map(seats -> line(seats.stream()
                        .map(seat -> rung(paper, seat).stream()
                                .filter(username -> people.find(username)
                                        .filter(user -> !isAuthor(user, paper) && !hasSigned(user, paper))
                                        .isPresent())
                                .toList())
                        .toList()))
                .toList();
    }

    /** An order-giver need not wait until the county's officer has not answered. */
    private static Line line(List<List<String>> seats) {
        var atOnce = seats.stream()
                .flatMap(people -> people.stream().limit(1))
                .distinct()
                .toList();
        var then = seats.stream()
                .flatMap(List::stream)
                .distinct()
                .filter(username -> !atOnce.contains(username))
                .toList();
        return new Line(atOnce, then);
    }

    private List<String> rung(Paper paper, Seat seat) {
        var line = divisions.lineage(seat.division() == null ? paper.said().division() : seat.division());
        for (var levels = 0; levels < line.size(); levels++) {
            var there = called(paper, seat, levels).distinct().toList();
            if (!there.isEmpty()) {
                var onDuty = roster.officers(line.get(levels));
                return Stream.concat(
                                there.stream().filter(onDuty::contains),
                                there.stream().filter(username -> !onDuty.contains(username)))
                        .toList();
            }
        }
        return List.of();
    }

    private Stream<String> called(Paper paper, Seat seat, int levels) {
        var line = divisions.lineage(seat.division() == null ? paper.said().division() : seat.division());
        var reached = line.subList(0, Math.min(line.size(), levels + 1));
        var role = seat.role() == null ? Role.SIGNER : seat.role();
        if (seat.usernames().isEmpty()) {
            return people.serving(role, reached).stream().flatMap(user -> withStandIns(user.username(), paper));
        }
        var named = seat.usernames().stream().sorted().flatMap(username -> withStandIns(username, paper));
        var above = reached.isEmpty() ? reached : reached.subList(1, reached.size());
        return Stream.concat(named, people.serving(role, above).stream().map(CurrentUser::username));
    }

    private Stream<String> withStandIns(String username, Paper paper) {
        return Stream.of(
                        Stream.of(username),
                        roster.deputiesOf(username).stream().sorted(),
                        delegations.from(username, paper.id()).stream())
                .flatMap(s -> s);
    }
}
