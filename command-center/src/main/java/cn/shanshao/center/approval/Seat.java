package cn.shanshao.center.approval;

import cn.shanshao.center.identity.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign: whoever meets all that it says.
 *
 * @param role {@code null}: any
 * @param division in which, or in one above; {@code null}: any whose wall lets the paper be seen
 * @param usernames one of them; empty: anybody
 * @throws IllegalArgumentException when it says nothing at all
 */
public record Seat(@Nullable Role role, @Nullable String division, Set<String> usernames) {
    public Seat {
        usernames = Set.copyOf(usernames);
        if (role == null && usernames.isEmpty()) {
            throw new IllegalArgumentException("a seat needs a role or usernames, had only division " + division);
        }
    }

    /** Everybody of that role in the division, and above. */
    public static Seat of(Role role, String division) {
        return new Seat(role, division, Set.of());
    }
}
