package cn.shanshao.center.identity;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
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
    private final Logins logins;
    private final Sessions sessions;
    private final Divisions divisions;
    private final Audit audit;
    private final IdentitySettings settings;
    private final boolean demo;

    SessionController(
            Logins logins,
            Sessions sessions,
            Divisions divisions,
            Audit audit,
            IdentitySettings settings,
            CenterSettings center) {
        this.logins = logins;
        this.sessions = sessions;
        this.divisions = divisions;
        this.audit = audit;
        this.settings = settings;
        this.demo = center.demo();
    }

    record Login(
            @NotBlank @Size(max = 64) String username,
            @NotBlank @Size(max = 256) String password) {}

    /**
     * Who is signed in.
     *
     * @param csrfToken for the header {@code X-CSRF-TOKEN} of changing calls; {@code null} with a bearer token
     * @param demo the demo scenario runs
     */
    record SessionView(
            String username,
            String displayName,
            Role role,
            DivisionView division,
            @Nullable String csrfToken,
            boolean demo) {}

    record DivisionView(String code, String name) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SessionView> signIn(@Valid @RequestBody Login login, HttpServletRequest request) {
        var user = logins.check(login.username(), login.password(), request.getRemoteAddr());
        Optional.ofNullable(SessionFilter.secret(request)).ifPresent(sessions::end);
        var begun = sessions.begin(user);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(request, begun.secret(), settings.sessionLongest()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(view(user, begun.session().csrf()));
    }

    @GetMapping
    SessionView session(@AuthenticationPrincipal CurrentUser user, HttpServletRequest request) {
        var session = SessionFilter.session(request);
        return view(user, session == null ? null : session.csrf());
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
                .header(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO))
                .build();
    }

    private SessionView view(CurrentUser user, @Nullable String csrf) {
        var division = divisions.get(user.division());
        return new SessionView(
                user.username(),
                user.displayName(),
                user.role(),
                new DivisionView(division.code(), division.name()),
                csrf,
                demo);
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
