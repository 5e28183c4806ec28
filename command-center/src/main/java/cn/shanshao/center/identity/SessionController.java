package cn.shanshao.center.identity;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
    /** Where the container leaves the certificates of the connection (Jakarta Servlet § 3.9). */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Logins logins;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Identities identities;
    private final AccountStore accounts;
    private final Divisions divisions;
    private final Audit audit;
    private final boolean oidc;
    private final boolean demo;

    SessionController(
            Logins logins,
            Sessions sessions,
            SignIn signIn,
            Identities identities,
            AccountStore accounts,
            Divisions divisions,
            Audit audit,
            OidcSettings oidc,
            CenterSettings center) {
        this.logins = logins;
        this.sessions = sessions;
        this.signIn = signIn;
        this.identities = identities;
        this.accounts = accounts;
        this.divisions = divisions;
        this.audit = audit;
        this.oidc = !oidc.issuer().isBlank();
        this.demo = center.demo();
    }

    record Login(
            @NotBlank @Size(max = 64) String username,
            @NotBlank @Size(max = 256) String password) {
        /** Without the secret, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Login[]";
        }
    }

    /**
     * Who is signed in.
     *
     * @param phone the user's own, as it is stored; {@code null} when it is not known
     * @param csrfToken for the header {@code X-CSRF-TOKEN} of changing calls; {@code null} with a bearer token
     * @param demo the demo scenario runs
     * @param once the password was made for the user, who must choose another before anything else
     */
    record SessionView(
            String username,
            String displayName,
            @Nullable String phone,
            Role role,
            DivisionView division,
            @Nullable String csrfToken,
            boolean demo,
            boolean once) {
        /** Without the person and the secret, so that they do not end in a log. */
        @Override
        public String toString() {
            return "SessionView[%s]".formatted(username);
        }
    }

    record DivisionView(String code, String name) {}

    /**
     * How one may sign in beside a name and a password.
     *
     * @param oidc at an OpenID provider, by the address {@code /oauth2/authorization/oidc}
     */
    record Ways(boolean oidc) {}

    /** For the page of the login, so for strangers. */
    @GetMapping("/ways")
    Ways ways() {
        return new Ways(oidc);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SessionView> signIn(@Valid @RequestBody Login login, HttpServletRequest request) {
        return begun(logins.check(login.username(), login.password(), request.getRemoteAddr()), request);
    }

    /**
     * By the client certificate of the TLS connection. Asked for, and not taken along with every request, since a browser
     * shows it to whatever page asks.
     */
    @PostMapping(path = "/certificate", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SessionView> signInByCertificate(HttpServletRequest request) {
        var certificate = certificate(request)
                .orElseThrow(() -> Problem.unauthorized("this connection came without a client certificate"));
        var account = identities.of(certificate);
        signIn.note(
                account, "certificate", certificate.getSubjectX500Principal().getName(), request);
        return begun(account.orElseThrow(() -> Problem.unauthorized("this certificate is nobody's")), request);
    }

    /** That of the TLS connection; empty when it came without one. */
    static Optional<X509Certificate> certificate(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    private ResponseEntity<SessionView> begun(Account account, HttpServletRequest request) {
        var begun = signIn.begin(account, request);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, signIn.cookie(request, begun.secret()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(view(begun.session().user(), begun.session()));
    }

    @GetMapping
    SessionView session(@AuthenticationPrincipal CurrentUser user, HttpServletRequest request) {
        return view(user, SessionFilter.session(request));
    }

    @DeleteMapping
    ResponseEntity<Void> signOut(@AuthenticationPrincipal CurrentUser user, HttpServletRequest request) {
        var secret = SessionFilter.secret(request);
        if (secret == null) {
            throw Problem.conflict("a bearer token has no session to end");
        }
        sessions.end(secret);
        audit.record(user.username(), "session.end", user.username(), Map.of("address", request.getRemoteAddr()));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, signIn.noCookie(request))
                .build();
    }

    private SessionView view(CurrentUser user, Sessions.@Nullable Session session) {
        var division = divisions.get(user.division());
        return new SessionView(
                user.username(),
                user.displayName(),
                accounts.find(user.username()).map(Account::phone).orElse(null),
                user.role(),
                new DivisionView(division.code(), division.name()),
                session == null ? null : session.csrf(),
                demo,
                session != null && session.once());
    }
}
