package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users under the administrator's division. */
@RestController
@RequestMapping("/api/v1/users")
@Transactional
class UserController {
    private final AccountStore accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Logins logins;
    private final Passwords passwords;
    private final Divisions divisions;
    private final Audit audit;
    private final TransactionTemplate transaction;

    UserController(
            AccountStore accounts,
            Sessions sessions,
            Tokens tokens,
            Logins logins,
            Passwords passwords,
            Divisions divisions,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.logins = logins;
        this.passwords = passwords;
        this.divisions = divisions;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    record UserView(String username, String displayName, Role role, String division, boolean enabled) {
        static UserView of(Account a) {
            return new UserView(a.username(), a.displayName(), a.role(), a.division(), a.enabled());
        }
    }

    record NewUser(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}")
            String username,

            @Size(max = 60) @Nullable String displayName,
            @NotNull @Size(min = 10, max = 256) String password,
            @NotNull Role role,
            @Nullable String division) {
        @Override
        public String toString() {
            return "NewUser[" + username + "]";
        }
    }

    /**
     * What is {@code null} stays as it is.
     *
     * @param oldPassword needed for a new password of one's own
     */
    record UserChange(
            @Size(min = 10, max = 256) @Nullable String password,
            @Size(max = 256) @Nullable String oldPassword,
            @Nullable Boolean enabled,
            @Size(min = 1, max = 60) @Nullable String displayName,
            @Nullable Role role,
            @Nullable String division) {
        boolean isPasswordAlone() {
            return enabled == null && displayName == null && role == null && division == null;
        }

        @Override
        public String toString() {
            return "UserChange[]";
        }
    }

    @GetMapping
    List<UserView> list(@AuthenticationPrincipal CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR);
        return accounts.byDivisions(divisions.under(user.division())).stream()
                .map(UserView::of)
                .toList();
    }

    @PostMapping
    ResponseEntity<UserView> make(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody NewUser form, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        user.mustBe(Role.ADMINISTRATOR);
        var division = Objects.requireNonNullElse(form.division(), user.division());
        mustBeOwn(user, division);
        var account = new Account(
                form.username(),
                0,
                Objects.requireNonNullElse(form.displayName(), form.username()),
                passwords.hash(form.password()),
                form.role(),
                division,
                true);
        if (!accounts.add(account)) {
            throw Problem.conflict("the user name %s is taken".formatted(form.username()));
        }
        audit.record(Act.of(user.username(), "account.make", form.username())
                .in(division)
                .changing(null, account.told()));
        return ResponseEntity.status(201).body(UserView.of(account));
    }

    /**
     * What an administrator changes of a user, or a user's own password; either way the user's sessions end. Tokens end
     * with the password that they were made under, and with the user. All of it is written or nothing, but a refused old
     * password stays in the trail, so it is asked for in a transaction of its own. Nobody changes the own role, division
     * or lock, so one administrator is always left.
     */
    @PatchMapping("/{username}")
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    UserView change(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String username,
            @Valid @RequestBody UserChange change,
            HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        var isOwn = user.username().equals(username);
        if (!isOwn || !change.isPasswordAlone()) {
            user.mustBe(Role.ADMINISTRATOR);
        }
        var before = seen(user, username);
        var after = changed(user, before, change, isOwn);
        if (isOwn && change.password() != null) {
            logins.confirm(before, change.oldPassword(), "oldPassword", request.getRemoteAddr());
        }
        var hash = change.password() == null ? null : passwords.hash(change.password());
        return transaction.execute(status -> write(user, before, after, change, hash));
    }

    private Account changed(CurrentUser user, Account before, UserChange change, boolean isOwn) {
        if (isOwn && (change.role() != null || change.division() != null || change.enabled() != null)) {
            throw Problem.conflict("nobody changes the own role, division or lock: ask another administrator");
        }
        if (change.division() != null) {
            mustBeOwn(user, change.division());
        }
        return new Account(
                before.username(),
                before.version(),
                Objects.requireNonNullElse(change.displayName(), before.displayName()),
                before.password(),
                Objects.requireNonNullElse(change.role(), before.role()),
                Objects.requireNonNullElse(change.division(), before.division()),
                Objects.requireNonNullElse(change.enabled(), before.enabled()));
    }

    private UserView write(CurrentUser user, Account before, Account after, UserChange change, @Nullable String hash) {
        var username = before.username();
        if (hash != null) {
            accounts.password(username, hash);
            audit.record(Act.of(user.username(), "account.password", username).in(before.division()));
        }
        if (!change.isPasswordAlone()) {
            accounts.change(after);
            audit.record(Act.of(user.username(), "account.change", username)
                    .in(after.division())
                    .changing(before.told(), after.told()));
        }
        sessions.endAllOf(username);
        if (hash != null || Boolean.FALSE.equals(change.enabled())) {
            tokens.dropAllOf(username);
        }
        return UserView.of(accounts.find(username).orElseThrow());
    }

    /** With sessions, tokens and identities; what the trail tells of the person cannot be read any more. */
    @DeleteMapping("/{username}")
    ResponseEntity<Void> remove(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String username, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        user.mustBe(Role.ADMINISTRATOR);
        var account = seen(user, username);
        if (user.username().equals(username) || FirstAdministrator.USERNAME.equals(username)) {
            throw Problem.conflict("neither oneself nor %s can be removed".formatted(FirstAdministrator.USERNAME));
        }
        accounts.remove(username);
        audit.record(Act.of(user.username(), "account.remove", username)
                .in(account.division())
                .telling(Map.of("role", account.role())));
        audit.forget(account.person());
        return ResponseEntity.noContent().build();
    }

    private void mustBeOwn(CurrentUser user, String division) {
        if (!divisions.sees(user, divisions.get(division).code())) {
            throw Problem.invalid("division", division, "a division under your own");
        }
    }

    /** The tokens that act as the user; what they are is kept nowhere. */
    @GetMapping("/{username}/tokens")
    List<Tokens.Token> tokens(@AuthenticationPrincipal CurrentUser user, @PathVariable String username) {
        user.mustBe(Role.ADMINISTRATOR);
        return tokens.of(seen(user, username).username());
    }

    @DeleteMapping("/{username}/tokens/{id}")
    ResponseEntity<Void> dropToken(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String username,
            @PathVariable String id,
            HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        user.mustBe(Role.ADMINISTRATOR);
        var account = seen(user, username);
        if (!tokens.drop(username, id)) {
            throw Problem.notFound("token", id);
        }
        audit.record(
                Act.of(user.username(), "token.drop", id).in(account.division()).telling(Map.of("of", username)));
        return ResponseEntity.noContent().build();
    }

    private Account seen(CurrentUser user, String username) {
        return accounts.find(username)
                .filter(a -> divisions.sees(user, a.division()))
                .orElseThrow(() -> Problem.notFound("user", username));
    }
}
