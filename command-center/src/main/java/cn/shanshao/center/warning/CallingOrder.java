package cn.shanshao.center.warning;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.DutyRoster;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who is called next when nobody takes a warning on: one after the other everybody on duty in the division of the point,
 * then in the one above, up to the top. A division with nobody on duty calls all its duty officers at once, for somebody
 * may be there though no roster says so.
 */
@Component
class CallingOrder {
    private final Divisions divisions;
    private final DutyRoster roster;
    private final People people;

    CallingOrder(Divisions divisions, DutyRoster roster, People people) {
        this.divisions = divisions;
        this.roster = roster;
        this.people = people;
    }

    /** Some people of one division who are called together. */
    record Call(String division, List<String> usernames) {
        private List<String> marks() {
            return usernames.isEmpty()
                    ? List.of(division + "/")
                    : usernames.stream().map(name -> division + "/" + name).toList();
        }

        boolean isDone(Collection<String> called) {
            return called.containsAll(marks());
        }

        /** As it is remembered. */
        List<String> done() {
            return marks();
        }
    }

    /** Empty when everybody was called. */
    Optional<Call> next(String division, Collection<String> called) {
        return all(division).stream().filter(call -> !call.isDone(called)).findFirst();
    }

    private List<Call> all(String division) {
        var lineage = divisions.lineage(division);
        var calls = new ArrayList<Call>();
        for (var code : lineage.isEmpty() ? List.of(divisions.root()) : lineage) {
            var onDuty = roster.officers(code);
            if (onDuty.isEmpty()) {
                var serving = people.serving(Role.DUTY, List.of(code)).stream()
                        .map(CurrentUser::username)
                        .toList();
                if (!serving.isEmpty()) {
                    calls.add(new Call(code, serving));
                }
            } else {
                onDuty.forEach(name -> calls.add(new Call(code, List.of(name))));
            }
        }
        return calls.isEmpty() ? List.of(new Call(division, List.of())) : calls;
    }
}
