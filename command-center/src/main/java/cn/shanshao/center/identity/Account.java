package cn.shanshao.center.identity;

import cn.shanshao.center.audit.Personal;
import java.util.Map;

/** A user as stored; {@code password} is its Argon2id hash. */
record Account(
        String username,
        long version,
        String displayName,
        String password,
        Role role,
        String division,
        boolean enabled) {
    /** For the trail. */
    Map<String, Object> told() {
        return Map.of(
                "role", role,
                "division", division,
                "enabled", enabled,
                "person", new Personal(person(), Map.of("displayName", displayName)));
    }

    /** By whom the trail knows the person. */
    String person() {
        return "user:" + username;
    }

    CurrentUser user() {
        return new CurrentUser(username, displayName, role, division);
    }
}
