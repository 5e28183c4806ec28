package cn.shanshao.center.identity;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who somebody means: people know each other by name, and the books know them by login. */
@Component
public class People {
    private final AccountStore accounts;

    People(AccountStore accounts) {
        this.accounts = accounts;
    }

    /**
     * The logins that are meant: the words as a login, though nobody may have it any more, and the login of everybody who
     * is called so.
     */
    public List<String> called(String loginOrName) {
        var named = accounts.all().stream()
                .filter(account -> account.displayName().equals(loginOrName))
                .map(Account::username);
        return Stream.concat(Stream.of(loginOrName), named).distinct().toList();
    }
}
