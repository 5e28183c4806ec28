package cn.shanshao.center.identity;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.audit.Audit;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the user {@code admin} at the first start, or gives it the password of the configuration. */
@Component
public class FirstAdministrator {
    public static final String USERNAME = "admin";

    private final AccountStore accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Passwords passwords;
    private final Audit audit;
    private final Optional<String> generated;

    FirstAdministrator(
            AccountStore accounts,
            Sessions sessions,
            Tokens tokens,
            Passwords passwords,
            Audit audit,
            Divisions divisions,
            CenterSettings settings,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
        this.audit = audit;
        var wanted = Optional.of(settings.adminPassword()).filter(p -> !p.isBlank());
        var root = divisions.root();
        this.generated = new TransactionTemplate(transactions)
                .execute(status -> accounts.find(USERNAME)
                        .map(account -> follow(account, wanted))
                        .orElseGet(() -> make(root, wanted)));
    }

    /** The password that was made at this very start; empty at every later one. It is kept nowhere else. */
    public Optional<String> generatedPassword() {
        return generated;
    }

    private Optional<String> make(String root, Optional<String> wanted) {
        var password = wanted.orElseGet(Secret::password);
        accounts.add(new Account(USERNAME, 0, "系统管理员", passwords.hash(password), Role.ADMINISTRATOR, root, true));
        audit.record("system", "account.make", USERNAME, Map.of("role", Role.ADMINISTRATOR, "division", root));
        return wanted.isPresent() ? Optional.empty() : Optional.of(password);
    }

    private Optional<String> follow(Account account, Optional<String> wanted) {
        if (wanted.isPresent() && !passwords.matches(wanted.get(), account)) {
            accounts.password(USERNAME, passwords.hash(wanted.get()), false);
            sessions.endAllOf(USERNAME);
            tokens.dropAllOf(USERNAME);
            audit.record("system", "account.password", USERNAME, Map.of("from", "configuration"));
        }
        return Optional.empty();
    }
}
