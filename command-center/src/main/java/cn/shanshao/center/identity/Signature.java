package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes sure that it is the user who signs, and not somebody who found the screen open, or holds a token. */
@Component
public class Signature {
    private final AccountStore accounts;
    private final Logins logins;

    Signature(AccountStore accounts, Logins logins) {
        this.accounts = accounts;
        this.logins = logins;
    }

    /**
     * Checks the password once more.
     *
     * @throws Problem 422 at the field {@code password} when it is wrong; 429 after too many tries
     */
    public void confirm(CurrentUser user, @Nullable String password, HttpServletRequest request) {
        var account = accounts.find(user.username())
                .filter(Account::enabled)
                .orElseThrow(() -> Problem.unauthorized("this account is locked"));
        logins.confirm(account, password, "password", request.getRemoteAddr());
    }
}
