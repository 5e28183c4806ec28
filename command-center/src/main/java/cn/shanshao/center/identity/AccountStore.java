package cn.shanshao.center.identity;

import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of users; names and numbers are sealed, a key for each. */
@Repository
class AccountStore implements DivisionUse {
    private static final int REMEMBERED = 1_000;

    private final JdbcClient jdbc;
    private final Vault vault;
    /** Every request asks who somebody is: what was opened is kept, under the version of its row. */
    private final Map<String, Opened> bodies = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
            return size() > REMEMBERED;
        }
    };

    AccountStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        sealWhatStandsInTheOpen();
    }

    /** What is sealed of a user. */
    private record Body(String displayName, @Nullable String phone) {
        /** Without the person, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Body[]";
        }
    }

    private record Opened(long version, Body body) {}

    Optional<Account> find(String username) {
        return jdbc.sql("select * from account a where username = ?")
                .param(username)
                .query(AccountStore::row)
                .optional()
                .map(this::opened);
    }

    /** Empty also for one who is locked, or whose time is over. */
    Optional<Account> findLive(String username) {
        return jdbc.sql("select * from account a where username = ? and " + Account.LIVE)
                .param(username)
                .query(AccountStore::row)
                .optional()
                .map(this::opened);
    }

    /** Those of the names that no user has. */
    List<String> unused(Collection<String> names) {
        return jdbc.sql("select n from unnest(?) n where n not in (select username from account)")
                .param(names.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    List<Account> all() {
        return jdbc.sql("select * from account order by username").query(AccountStore::row).list().stream()
                .map(this::opened)
                .toList();
    }

    /** Without those who are locked, or whose time is over. */
    List<Account> live() {
        return jdbc
                .sql("select * from account a where " + Account.LIVE + " order by username")
                .query(AccountStore::row)
                .list()
                .stream()
                .map(this::opened)
                .toList();
    }

    List<Account> byDivisions(Collection<String> divisions) {
        return jdbc
                .sql("select * from account where division = any (?) order by username")
                .param(divisions.toArray(String[]::new))
                .query(AccountStore::row)
                .list()
                .stream()
                .map(this::opened)
                .toList();
    }

    /** Without those who are locked, or whose time is over. */
    List<Account> live(Role role, Collection<String> divisions) {
        return jdbc
                .sql("select * from account a where role = ? and division = any (?) and " + Account.LIVE
                        + " order by username")
                .params(role.name(), divisions.toArray(String[]::new))
                .query(AccountStore::row)
                .list()
                .stream()
                .map(this::opened)
                .toList();
    }

    @Override
    public Map<String, Long> in(String division) {
        var many = jdbc.sql("select count(*) from account where division = ?")
                .param(division)
                .query(Long.class)
                .single();
        return many == 0 ? Map.of() : Map.of("accounts", many);
    }

    /** Whether the name was free. */
    boolean add(Account a) {
        var isNew = jdbc.sql("insert into account (username, password, role, division, enabled, valid_until, once)"
                                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(
                                a.username(),
                                a.password(),
                                a.role().name(),
                                a.division(),
                                a.enabled(),
                                a.validUntil(),
                                a.once())
                        .update()
                == 1;
        if (isNew) {
            seal(a.username(), new Body(a.displayName(), a.phone()));
        }
        return isNew;
    }

    /** @param once somebody else made it: the user must choose another */
    void password(String username, String hash, boolean once) {
        jdbc.sql("update account set password = ?, once = ?, version = version + 1 where username = ?")
                .params(hash, once, username)
                .update();
    }

    /** Everything but the name and the password; whether it was still in that version. */
    boolean change(Account a) {
        var isNewest = jdbc.sql("update account set role = ?, division = ?, enabled = ?, valid_until = ?,"
                                + " version = version + 1 where username = ? and version = ?")
                        .params(a.role().name(), a.division(), a.enabled(), a.validUntil(), a.username(), a.version())
                        .update()
                == 1;
        if (isNewest) {
            seal(a.username(), new Body(a.displayName(), a.phone()));
        }
        return isNewest;
    }

    /** And the key with it. */
    void remove(String username) {
        jdbc.sql("delete from account where username = ?").param(username).update();
        vault.forget(owner(username));
        synchronized (bodies) {
            bodies.remove(username);
        }
    }

    private void seal(String username, Body body) {
        jdbc.sql("update account set body = ?, display_name = null where username = ?")
                .params(vault.seal(owner(username), Json.write(body)), username)
                .update();
    }

    /**
     * A user as the table has it, still sealed. It is opened when its connection is free again, or everybody could hold one
     * and wait for another.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            String username,
            long version,
            byte[] body,
            String password,
            Role role,
            String division,
            boolean enabled,
            @Nullable LocalDate validUntil,
            boolean once) {
        /** Without the secret, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Row[%s]".formatted(username);
        }
    }

    static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getString("username"),
                row.getLong("version"),
                row.getBytes("body"),
                row.getString("password"),
                Role.valueOf(row.getString("role")),
                row.getString("division"),
                row.getBoolean("enabled"),
                row.getObject("valid_until", LocalDate.class),
                row.getBoolean("once"));
    }

    Account opened(Row row) {
        var body = body(row.username(), row.version(), row.body());
        return new Account(
                row.username(),
                row.version(),
                body.displayName(),
                body.phone(),
                row.password(),
                row.role(),
                row.division(),
                row.enabled(),
                row.validUntil(),
                row.once());
    }

    /** One whose seal was bent outside this program still gets in, by the user name. */
    private Body body(String username, long version, byte[] sealed) {
        synchronized (bodies) {
            var known = bodies.get(username);
            if (known != null && known.version() == version) {
                return known.body();
            }
        }
        var found = vault.open(List.of(new Sealed(owner(username), sealed))).get(0);
        var body = found.map(json -> Json.read(json, Body.class)).orElseGet(() -> new Body(username, null));
        synchronized (bodies) {
            bodies.put(username, new Opened(version, body));
        }
        return body;
    }

    private static String owner(String username) {
        return "user/" + username;
    }

    /** As versions before this one left it. */
    private void sealWhatStandsInTheOpen() {
        record Open(String username, String displayName) {}
        for (var open : jdbc.sql("select username, display_name from account where body is null")
                .query(Open.class)
                .list()) {
            seal(open.username(), new Body(open.displayName(), null));
        }
    }
}
