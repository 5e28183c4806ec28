package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a name and a password, and remembers every try. */
@Component
class Logins {
    private final AccountStore accounts;
    private final Passwords passwords;
    private final LoginBrake brake;
    private final Audit audit;

    Logins(AccountStore accounts, Passwords passwords, LoginBrake brake, Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.brake = brake;
        this.audit = audit;
    }

    /** @throws Problem 401 for a wrong name or password alike; 429 after too many */
    Account check(String username, String password, String address) {
        brake.enter(username, address);
        var account = accounts.findLive(username);
        if (account.isEmpty()) {
            passwords.pretend(password);
        }
        var right = account.filter(a -> passwords.matches(password, a));
        audit.record(Act.of(
                        account.isPresent() ? username : "stranger",
                        right.isPresent() ? "session.begin" : "session.refuse",
                        account.isPresent() ? username : "unknown user")
                .in(account.map(Account::division).orElse(null))
                .telling(Map.of("address", address)));
        var user = right.orElseThrow(() -> Problem.unauthorized("wrong user name or password"));
        brake.right(username, address);
        return user;
    }

    /**
     * Checks the password of somebody who is signed in, with the same brake: whoever found a screen open may not guess.
     *
     * @param field that it was typed into
     * @throws Problem 422 when it is wrong; 429 after too many
     */
    void confirm(Account account, @Nullable String password, String field, String address) {
        if (password == null) {
            throw wrong(field);
        }
        brake.enter(account.username(), address);
        if (!passwords.matches(password, account)) {
            audit.record(Act.of(account.username(), "account.refuse", account.username())
                    .in(account.division())
                    .telling(Map.of("address", address)));
            throw wrong(field);
        }
        brake.right(account.username(), address);
    }

    private static Problem wrong(String field) {
        return Problem.invalid(field, null, "your present password");
    }
}
