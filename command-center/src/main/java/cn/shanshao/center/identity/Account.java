package cn.shanshao.center.identity;

/** A user as stored; {@code password} is its Argon2id hash. */
record Account(
        String username,
        long version,
        String displayName,
        String password,
        Role role,
        String division,
        boolean enabled) {
    CurrentUser user() {
        return new CurrentUser(username, displayName, role, division);
    }
}
