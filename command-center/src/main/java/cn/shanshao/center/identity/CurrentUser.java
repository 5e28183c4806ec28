package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import java.security.Principal;
import java.util.Set;

/** The signed-in user, as controllers take it with {@code @AuthenticationPrincipal}. */
public record CurrentUser(String username, String displayName, Role role, String division) implements Principal {
    /**
     * Lets only these roles through.
     *
     * @throws Problem 403 when the user has none of them
     */
    public void mustBe(Role... roles) {
        if (!Set.of(roles).contains(role)) {
            throw Problem.forbidden("your role does not allow this");
        }
    }

    /** Whether names, numbers and words of people are shown to this user: not on a wall, which anybody in the room reads. */
    public boolean seesPeople() {
        return role != Role.WALL && role != Role.REVIEWER;
    }

    /** Without the person's name, so that it does not end in a log. */
    @Override
    public String toString() {
        return "CurrentUser[%s, %s of %s]".formatted(username, role, division);
    }

    @Override
    public String getName() {
        return username;
    }
}
