package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import java.util.Map;
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
    CurrentUser check(String username, String password, String address) {
        brake.enter(username, address);
        var account = accounts.find(username).filter(Account::enabled);
        if (account.isEmpty()) {
            passwords.pretend(password);
        }
        var right = account.filter(a -> passwords.matches(password, a));
        audit.record(
                account.isPresent() ? username : "stranger",
                right.isPresent() ? "session.begin" : "session.refuse",
                account.isPresent() ? username : "unknown user",
                Map.of("address", address));
        var user = right.orElseThrow(() -> Problem.unauthorized("wrong user name or password"));
        brake.right(username, address);
        return user.user();
    }
}
