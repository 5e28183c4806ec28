package cn.shanshao.center.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who of a division can be rung now: one after the other everybody on duty. A division with nobody on duty has all its duty
 * officers rung at once, for somebody may be there though no roster says so.
 */
@Component
@Transactional(readOnly = true)
public class OnCall {
    private final DutyRoster roster;
    private final DutyStore store;
    private final AccountStore accounts;
    private final Divisions divisions;

    OnCall(DutyRoster roster, DutyStore store, AccountStore accounts, Divisions divisions) {
        this.roster = roster;
        this.store = store;
        this.accounts = accounts;
        this.divisions = divisions;
    }

    /** Why nobody of a division can be rung. */
    public enum Lack {
        /** It keeps no roster, and has no duty officer. */
        @JsonProperty("no-roster")
        NO_ROSTER,
        /** By its roster nobody is on duty, and it has no duty officer. */
        @JsonProperty("nobody-on-duty")
        NOBODY_ON_DUTY,
        /** Nobody of them has a telephone. */
        @JsonProperty("no-number")
        NO_NUMBER
    }

    /**
     * Those of a division who are rung together.
     *
     * @param usernames empty where nobody is there
     * @param lack {@code null} where at least one of them can be rung
     */
    public record Turn(
            String division,
            List<String> usernames,
            @Nullable Lack lack) {
        public Turn {
            usernames = List.copyOf(usernames);
        }
    }

    /** The turns of a division and of those above it, in their order; each has one at least. */
    public List<Turn> upwards(String division) {
        var lineage = divisions.lineage(division);
        return (lineage.isEmpty() ? List.of(divisions.root()) : lineage)
                .stream().flatMap(code -> of(code).stream()).toList();
    }

    private List<Turn> of(String division) {
        var onDuty = roster.officers(division);
        if (!onDuty.isEmpty()) {
            return onDuty.stream().map(name -> turn(division, List.of(name))).toList();
        }
        var serving = accounts.live(Role.DUTY, List.of(division)).stream()
                .map(Account::username)
                .toList();
        if (!serving.isEmpty()) {
            return List.of(turn(division, serving));
        }
        var isKept = store.isKept(division);
        return List.of(new Turn(division, List.of(), isKept ? Lack.NOBODY_ON_DUTY : Lack.NO_ROSTER));
    }

    private Turn turn(String division, Collection<String> usernames) {
        var canBeRung = usernames.stream()
                .anyMatch(name -> accounts.findLive(name).map(Account::phone).isPresent());
        return new Turn(division, List.copyOf(usernames), canBeRung ? null : Lack.NO_NUMBER);
    }
}
