package cn.shanshao.center.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who somebody is, and who is there: people know each other by name, and the books know them by login. */
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

    /** Empty also for one who is locked, or whose time is over. */
    public Optional<CurrentUser> find(String username) {
        return accounts.findLive(username).map(Account::user);
    }

    /** How the owner of a login is called, also of one that is locked; of one that is gone, the login itself. */
    public String nameOf(String username) {
        return accounts.find(username).map(Account::displayName).orElse(username);
    }

    /** Everybody of that role in these divisions who gets in today, in the order of the logins. */
    public List<CurrentUser> serving(Role role, Collection<String> divisions) {
        return accounts.live(role, divisions).stream().map(Account::user).toList();
    }
}
