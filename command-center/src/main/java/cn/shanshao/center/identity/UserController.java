package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
    /** Five to fifteen digits, written as people write them: whoever rings it takes out what parts them. */
    private static final String PHONE = "\\+?[0-9](?:[ -]{0,3}[0-9]){4,14}";

    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

    private final AccountStore accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Logins logins;
    private final Passwords passwords;
    private final LoginBrake brake;
    private final Divisions divisions;
    private final Audit audit;
    private final TransactionTemplate transaction;

    UserController(
            AccountStore accounts,
            Sessions sessions,
            Tokens tokens,
            Logins logins,
            Passwords passwords,
            LoginBrake brake,
            Divisions divisions,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.logins = logins;
        this.passwords = passwords;
        this.brake = brake;
        this.divisions = divisions;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A user as an administrator sees one.
     *
     * @param validUntil last day on which the user gets in, in China; {@code null}: no end
     * @param once has to choose a password before anything else
     */
    record UserView(
            String username,
            String displayName,
            @Nullable String phone,
            Role role,
            String division,
            boolean enabled,
            @Nullable LocalDate validUntil,
            boolean once) {
        static UserView of(Account a) {
            return new UserView(
                    a.username(),
                    a.displayName(),
                    a.phone(),
                    a.role(),
                    a.division(),
                    a.enabled(),
                    a.validUntil(),
                    a.once());
        }

        /** Without the person, so that the name does not end in a log. */
        @Override
        public String toString() {
            return "UserView[%s]".formatted(username);
        }
    }

    /**
     * A user who was just made.
     *
     * @param password told this once, when one was made; the user must choose another at the first login
     */
    record Made(@JsonUnwrapped UserView user, @Nullable String password) {
        /** Without the secret, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Made[%s]".formatted(user);
        }
    }

    /** @param password told this once; the user must choose another at the next login */
    record Reset(String password) {
        /** Without the secret, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Reset[]";
        }
    }

    /** @param password {@code null}: one is made */
    record NewUser(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}")
            String username,

            @Size(max = 60) @Nullable String displayName,
            @Pattern(regexp = PHONE) @Nullable String phone,
            @Size(min = 10, max = 256) @Nullable String password,
            @NotNull Role role,
            @Nullable String division,
            @Nullable LocalDate validUntil) {
        @Override
        public String toString() {
            return "NewUser[" + username + "]";
        }
    }

    /**
     * What is {@code null} stays as it is.
     *
     * @param oldPassword needed for a new password of one's own
     * @param phone empty: it is not known any more
     * @param validUntil in ISO 8601; empty: there is no end any more
     */
    record UserChange(
            @Size(min = 10, max = 256) @Nullable String password,
            @Size(max = 256) @Nullable String oldPassword,
            @Nullable Boolean enabled,
            @Size(min = 1, max = 60) @Nullable String displayName,
            @Pattern(regexp = PHONE + "|") @Nullable String phone,
            @Nullable Role role,
            @Nullable String division,
            @Pattern(regexp = DAY + "|") @Nullable String validUntil) {
        boolean isPasswordAlone() {
            return Stream.of(enabled, displayName, phone, role, division, validUntil)
                    .allMatch(Objects::isNull);
        }

        /** What everybody changes of oneself without a password. */
        boolean isPhoneAlone() {
            return phone != null
                    && Stream.of(password, oldPassword, enabled, displayName, role, division, validUntil)
                            .allMatch(Objects::isNull);
        }

        boolean isOfRank() {
            return Stream.of(enabled, role, division, validUntil).anyMatch(Objects::nonNull);
        }

        @Override
        public String toString() {
            return "UserChange[]";
        }
    }

    /**
     * Who a login is.
     *
     * @param displayName {@code null} for who is not shown names: a wall, which anybody in the room reads
     */
    record Named(String username, @Nullable String displayName, Role role) {
        /** Without the person, so that the name does not end in a log. */
        @Override
        public String toString() {
            return "Named[%s]".formatted(username);
        }
    }

    /** Everybody whose hand may stand under something in the user's division: of that one, below it, and above it. */
    @GetMapping("/names")
    List<Named> names(@AuthenticationPrincipal CurrentUser user) {
        var near = new HashSet<>(divisions.under(user.division()));
        near.addAll(divisions.lineage(user.division()));
        return accounts.byDivisions(near).stream()
                .map(a -> new Named(a.username(), user.seesPeople() ? a.displayName() : null, a.role()))
                .toList();
    }

    @GetMapping
    List<UserView> list(@AuthenticationPrincipal CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR);
        return accounts.byDivisions(divisions.under(user.division())).stream()
                .map(UserView::of)
                .toList();
    }

    @PostMapping
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Made> make(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody NewUser form, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        var division = Objects.requireNonNullElse(form.division(), user.division());
        mustBeOwn(user, division);
        if (Act.MACHINES.contains(form.username())) {
            throw Problem.invalid(
                    "username",
                    form.username(),
                    "none of %s: the trail knows parts of the centre by these".formatted(new TreeSet<>(Act.MACHINES)));
        }
        var once = form.password() == null ? Secret.password() : null;
        var account = new Account(
                form.username(),
                0,
                Objects.requireNonNullElse(form.displayName(), form.username()),
                form.phone(),
                passwords.hash(once == null ? form.password() : once),
                form.role(),
                division,
                true,
                form.validUntil(),
                once != null);
        if (!accounts.add(account)) {
            throw Problem.conflict("the user name %s is taken".formatted(form.username()));
        }
        audit.record(Act.of(user.username(), "account.make", form.username())
                .in(division)
                .changing(null, account.told()));
        return ResponseEntity.status(201)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Made(UserView.of(account), once));
    }

    /**
     * Gives somebody who has forgotten it a password, which is told this once; whoever comes with it must choose another
     * first. The user's sessions and tokens end, and nobody need wait any more for too many failed logins.
     */
    @PostMapping("/{username}/password")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Reset> reset(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String username, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        var account = seen(user, username);
        if (user.username().equals(username)) {
            throw Problem.conflict("nobody resets the own password: change it, with the present one");
        }
        var once = Secret.password();
        accounts.password(username, passwords.hash(once), true);
        sessions.endAllOf(username);
        tokens.dropAllOf(username);
        brake.release(username);
        audit.record(Act.of(user.username(), "account.reset", username).in(account.division()));
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(new Reset(once));
    }

    /**
     * What an administrator changes of a user, or a user's own password or telephone; the user's sessions end, unless the
     * telephone alone changes. Tokens end
     * with the password that they were made under, and with the user. All of it is written or nothing, but a refused old
     * password stays in the trail, so it is asked for in a transaction of its own. Nobody changes the own role, division
     * or lock, so one administrator is always left.
     */
    @PatchMapping("/{username}")
    @OnlyFor(value = Role.ADMINISTRATOR, orSelf = "username")
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    UserView change(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String username,
            @Valid @RequestBody UserChange change,
            HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        var isOwn = user.username().equals(username);
        if (!isOwn || !(change.isPasswordAlone() || change.isPhoneAlone())) {
            user.mustBe(Role.ADMINISTRATOR);
        }
        var before = seen(user, username);
        var after = changed(user, before, change, isOwn);
        if (isOwn && change.password() != null) {
            logins.confirm(before, change.oldPassword(), "oldPassword", request.getRemoteAddr());
            if (before.once() && change.password().equals(change.oldPassword())) {
                throw Problem.invalid("password", null, "another one than the one that was made for you");
            }
        }
        var hash = change.password() == null ? null : passwords.hash(change.password());
        return transaction.execute(status -> write(user, before, after, change, hash));
    }

    private Account changed(CurrentUser user, Account before, UserChange change, boolean isOwn) {
        if (isOwn && change.isOfRank()) {
            throw Problem.conflict("nobody changes the own role, division, end or lock: ask another administrator");
        }
        if (change.division() != null) {
            mustBeOwn(user, change.division());
        }
        return new Account(
                before.username(),
                before.version(),
                Objects.requireNonNullElse(change.displayName(), before.displayName()),
                given(change.phone(), before.phone()),
                before.password(),
                Objects.requireNonNullElse(change.role(), before.role()),
                Objects.requireNonNullElse(change.division(), before.division()),
                Objects.requireNonNullElse(change.enabled(), before.enabled()),
                change.validUntil() == null ? before.validUntil() : day(change.validUntil()),
                before.once());
    }

    private static @Nullable String given(@Nullable String change, @Nullable String before) {
        return change == null ? before : change.isEmpty() ? null : change;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("validUntil", text, "a day such as 2026-12-31");
        }
    }

    private UserView write(CurrentUser user, Account before, Account after, UserChange change, @Nullable String hash) {
        var username = before.username();
        if (!change.isPasswordAlone()) {
            if (!accounts.change(after)) {
                throw Problem.conflict(
                        "user %s was changed by somebody else meanwhile: look again".formatted(username));
            }
            audit.record(Act.of(user.username(), "account.change", username)
                    .in(after.division())
                    .changing(before.told(), after.told()));
        }
        if (hash != null) {
            accounts.password(username, hash, false);
            audit.record(Act.of(user.username(), "account.password", username).in(before.division()));
        }
        if (Boolean.TRUE.equals(change.enabled())) {
            brake.release(username);
        }
        if (!change.isPhoneAlone()) {
            sessions.endAllOf(username);
        }
        if (hash != null || Boolean.FALSE.equals(change.enabled())) {
            tokens.dropAllOf(username);
        }
        return UserView.of(accounts.find(username).orElseThrow());
    }

    /** With sessions, tokens and identities; what the trail tells of the person cannot be read any more. */
    @DeleteMapping("/{username}")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Void> remove(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String username, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
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

    @GetMapping("/{username}/sessions")
    List<Sessions.Open> sessions(@AuthenticationPrincipal CurrentUser user, @PathVariable String username) {
        user.mustBe(Role.ADMINISTRATOR);
        return sessions.of(seen(user, username).username());
    }

    /** Whoever found the user's screen open is out, the user too. */
    @DeleteMapping("/{username}/sessions")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Void> endSessions(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String username, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        var account = seen(user, username);
        sessions.endAllOf(username);
        audit.record(Act.of(user.username(), "session.end-all", username).in(account.division()));
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
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Void> dropToken(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String username,
            @PathVariable String id,
            HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
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
