package cn.shanshao.center.identity;

import cn.shanshao.center.audit.Personal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user as stored.
 *
 * @param phone as it was typed, with what parts its digits; {@code null} when it is not known
 * @param password its Argon2id hash
 * @param validUntil last day on which the user gets in, in China; {@code null}: no end
 * @param once the password was made for the user, who must choose another before anything else
 */
record Account(
        String username,
        long version,
        String displayName,
        @Nullable String phone,
        String password,
        Role role,
        String division,
        boolean enabled,
        @Nullable LocalDate validUntil,
        boolean once) {
    /** In SQL: gets in today; {@code a} is the table. */
    static final String LIVE = "a.enabled and (a.valid_until is null"
            + " or a.valid_until >= cast(now() at time zone 'Asia/Shanghai' as date))";

    /** One without a number or an end, who chose the password. */
    Account(
            String username,
            long version,
            String displayName,
            String password,
            Role role,
            String division,
            boolean enabled) {
        this(username, version, displayName, null, password, role, division, enabled, null, false);
    }

    /** For the trail. */
    Map<String, Object> told() {
        var facts = new HashMap<String, Object>(Map.of("displayName", displayName));
        if (phone != null) {
            facts.put("phone", phone);
        }
        var all = new HashMap<String, Object>(Map.of(
                "role", role,
                "division", division,
                "enabled", enabled,
                "person", new Personal(person(), facts)));
        if (validUntil != null) {
            all.put("validUntil", validUntil);
        }
        return all;
    }

    /** As whoever need not ring it sees it; {@code null} when it is not known. */
    @Nullable
    String maskedPhone() {
        return phone == null ? null : "****" + phone.substring(Math.max(phone.length() / 2, phone.length() - 4));
    }

    /** By whom the trail knows the person. */
    String person() {
        return "user:" + username;
    }

    CurrentUser user() {
        return new CurrentUser(username, displayName, role, division);
    }

    /** Without the person and the hash, so that they do not end in a log. */
    @Override
    public String toString() {
        return "Account[%s]".formatted(username);
    }
}
