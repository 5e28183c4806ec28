package cn.shanshao.center.identity;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.audit.Personal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Begins the session of somebody whose identity was proved, in whatever way, and makes its cookie. */
@Component
class SignIn {
    private final Sessions sessions;
    private final IdentitySettings settings;
    private final Audit audit;

    SignIn(Sessions sessions, IdentitySettings settings, Audit audit) {
        this.sessions = sessions;
        this.settings = settings;
        this.audit = audit;
    }

    /** The one that the request came with ends. */
    Sessions.Begun begin(Account account, HttpServletRequest request) {
        Optional.ofNullable(SessionFilter.secret(request)).ifPresent(sessions::end);
        return sessions.begin(account, request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
    }

    /**
     * Notes in the trail who came, or was refused, by something else than a password.
     *
     * @param how {@code certificate} or {@code oidc}
     * @param as whom the other side names; kept under the key of that person, as far as it is one of ours
     */
    void note(Optional<Account> account, String how, String as, HttpServletRequest request) {
        audit.record(Act.of(
                        account.map(Account::username).orElse("stranger"),
                        account.isPresent() ? "session.begin" : "session.refuse",
                        account.map(Account::username).orElse("unknown user"))
                .in(account.map(Account::division).orElse(null))
                .telling(Map.of(
                        "address",
                        request.getRemoteAddr(),
                        "by",
                        how,
                        "as",
                        new Personal(account.map(Account::person).orElse("stranger"), Map.of("name", as)))));
    }

    String cookie(HttpServletRequest request, String secret) {
        return cookie(request, secret, settings.sessionLongest());
    }

    String noCookie(HttpServletRequest request) {
        return cookie(request, "", Duration.ZERO);
    }

    private static String cookie(HttpServletRequest request, String secret, Duration age) {
        return ResponseCookie.from(SessionFilter.COOKIE, secret)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }
}
