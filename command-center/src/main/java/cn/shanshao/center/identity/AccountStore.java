package cn.shanshao.center.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of users. */
@Repository
class AccountStore implements DivisionUse {
    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> find(String username) {
        return jdbc.sql("select * from account where username = ?")
                .param(username)
                .query(AccountStore::account)
                .optional();
    }

    List<Account> byDivisions(Collection<String> divisions) {
        return jdbc.sql("select * from account where division = any (?) order by username")
                .param(divisions.toArray(String[]::new))
                .query(AccountStore::account)
                .list();
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
        return jdbc.sql("insert into account (username, display_name, password, role, division, enabled)"
                                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(
                                a.username(),
                                a.displayName(),
                                a.password(),
                                a.role().name(),
                                a.division(),
                                a.enabled())
                        .update()
                == 1;
    }

    void password(String username, String hash) {
        jdbc.sql("update account set password = ?, version = version + 1 where username = ?")
                .params(hash, username)
                .update();
    }

    /** Everything but the name and the password. */
    void change(Account a) {
        jdbc.sql("update account set display_name = ?, role = ?, division = ?, enabled = ?, version = version + 1"
                        + " where username = ?")
                .params(a.displayName(), a.role().name(), a.division(), a.enabled(), a.username())
                .update();
    }

    void remove(String username) {
        jdbc.sql("delete from account where username = ?").param(username).update();
    }

    static Account account(ResultSet row, int n) throws SQLException {
        return new Account(
                row.getString("username"),
                row.getLong("version"),
                row.getString("display_name"),
                row.getString("password"),
                Role.valueOf(row.getString("role")),
                row.getString("division"),
                row.getBoolean("enabled"));
    }
}
