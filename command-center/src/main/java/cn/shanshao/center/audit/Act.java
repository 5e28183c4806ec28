package cn.shanshao.center.audit;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did.
 *
 * @param who username, or the name of a part such as {@code job}
 * @param action noun and verb, e.g. {@code device.save}
 * @param object id of what it was done to
 * @param division of the object, by which the trail is walled; {@code null}: that of the user, else the root's alone
 * @param detail facts worth keeping; no secrets, and about persons only as {@link Personal}
 * @param before the object as it was; {@code null} when it was not there
 * @param after the object as it is now; {@code null} when it is gone
 */
public record Act(
        String who,
        String action,
        String object,
        @Nullable String division,
        Map<String, ?> detail,
        @Nullable Object before,
        @Nullable Object after) {
    /** Parts that act by themselves; nobody can have one of these as a user name. */
    public static final Set<String> MACHINES = Set.of("system", "centre", "job", "twilio");

    public static Act of(String who, String action, String object) {
        return new Act(who, action, object, null, Map.of(), null, null);
    }

    public Act in(@Nullable String where) {
        return new Act(who, action, object, where, detail, before, after);
    }

    public Act telling(Map<String, ?> facts) {
        return new Act(who, action, object, division, facts, before, after);
    }

    /** A map, a record, or {@link Personal} when all of it is about a person. */
    public Act changing(@Nullable Object was, @Nullable Object is) {
        return new Act(who, action, object, division, detail, was, is);
    }
}
