package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Seat;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Who may sign a notice, and in whose name: two acts, two tables. */
@Component
@EnableConfigurationProperties(WarningSettings.class)
class Signers {
    private final Registry registry;
    private final Divisions divisions;
    private final People people;
    private final WarningSettings settings;

    Signers(Registry registry, Divisions divisions, People people, WarningSettings settings) {
        this.registry = registry;
        this.divisions = divisions;
        this.people = people;
        this.settings = settings;
    }

    /**
     * The division in whose name it is told.
     *
     * @param gravest of the level that is told and the one that was
     */
    String signing(Act act, @Nullable Level gravest, String division) {
        var lineage = divisions.lineage(division);
        if (act == Act.EVACUATION || lineage.isEmpty()) {
            return division;
        }
        var tier = gravest == null ? Tier.PROVINCE : settings.signer(gravest);
        return switch (tier) {
            case COUNTY -> lineage.get(0);
            case CITY -> lineage.get(Math.min(1, lineage.size() - 1));
            case PROVINCE -> lineage.get(lineage.size() - 1);
        };
    }

    /** The divisions above, which learn of it at once. */
    List<String> informed(String division) {
        var lineage = divisions.lineage(division);
        return lineage.size() < 2 ? List.of() : lineage.subList(1, lineage.size());
    }

    /** Any one of them: a signing officer of the division, or above, and for one point its order-giver. */
    List<Seat> seats(Notice notice) {
        var seats = new ArrayList<Seat>();
        seats.add(Seat.of(Role.SIGNER, notice.signing()));
        var orderGivers = orderGivers(notice.pointId());
        if (notice.act() == Act.EVACUATION && !orderGivers.isEmpty()) {
            seats.add(new Seat(null, null, orderGivers));
        }
        return seats;
    }

    /**
     * Who has to sign with them.
     *
     * @throws Problem 422 when it is to be joint and no login of the meteorological authority is known
     */
    List<Seat> cosigners(Notice notice) {
        if (!notice.joint()) {
            return List.of();
        }
        var seat = settings.meteorologists(notice.signing());
        if (seat.isEmpty()) {
            throw Problem.invalid(
                    "joint",
                    true,
                    "false: shanshao.warning.meteorology names nobody of %s who signs with it"
                            .formatted(notice.signing()));
        }
        return List.of(new Seat(null, null, seat));
    }

    /** The logins of those who sit there today: a seat that nobody fills signs nothing. */
    Stream<String> sitting(Seat seat) {
        var role = seat.role();
        return role == null
                ? seat.usernames().stream()
                        .filter(username -> people.find(username).isPresent())
                : people.serving(role, divisions.lineage(Objects.requireNonNull(seat.division()))).stream()
                        .map(CurrentUser::username);
    }

    /** Whether the user may set right all that these notices told; what nobody told is nobody's to set right. */
    boolean mayCorrect(CurrentUser user, Collection<Notice> told) {
        return !told.isEmpty() && told.stream().allMatch(one -> mayCorrect(user, one));
    }

    /** Whether the user may take back what was signed in the name of that division. */
    private boolean mayCorrect(CurrentUser user, Notice told) {
        return user.role() == Role.SIGNER && divisions.isUnder(told.signing(), user.division())
                || told.act() == Act.EVACUATION && orderGivers(told.pointId()).contains(user.username());
    }

    private Set<String> orderGivers(String pointId) {
        return registry.contactsOf(pointId, ContactRole.ORDER_GIVER).stream()
                .map(Contact::login)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}
