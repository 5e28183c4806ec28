package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Origin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** Tells who asks, by cookie or by bearer token. */
final class SessionFilter extends OncePerRequestFilter {
    static final String COOKIE = "shanshao";
    static final String SESSION = SessionFilter.class.getName() + ".session";
    private static final String VIA = SessionFilter.class.getName() + ".via";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Tokens tokens;
    private final String root;

    SessionFilter(Sessions sessions, Tokens tokens, String root) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.root = root;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        var who = header != null && header.startsWith(BEARER)
                ? byToken(request, header.substring(BEARER.length()))
                : byCookie(request);
        who.filter(signedIn -> mayAct(request, signedIn.getPrincipal())).ifPresent(signedIn -> {
            request.setAttribute(Origin.ATTRIBUTE, origin(request, signedIn.getPrincipal()));
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(signedIn);
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }

    /** Somebody who must choose a password first is let through to that alone; for anything else, a stranger. */
    private static boolean mayAct(HttpServletRequest request, CurrentUser user) {
        var path = request.getRequestURI();
        return !mustChoose(request)
                || path.equals("/api/v1/session")
                || (path.equals("/api/v1/users/" + user.username())
                        && request.getMethod().equals("PATCH"));
    }

    /** Whether this session's password was made for its user. */
    static boolean mustChoose(HttpServletRequest request) {
        var session = session(request);
        return session != null && session.once();
    }

    private Optional<SignedIn> byToken(HttpServletRequest request, String secret) {
        return tokens.find(secret)
                .filter(bearer -> bearer.scope() == Tokens.Scope.WRITE || READING.contains(request.getMethod()))
                .map(bearer -> {
                    request.setAttribute(VIA, "token:" + bearer.id());
                    return signedIn(bearer.user());
                });
    }

    private Optional<SignedIn> byCookie(HttpServletRequest request) {
        var secret = secret(request);
        if (secret == null) {
            return Optional.empty();
        }
        var session = sessions.find(secret);
        session.ifPresent(s -> {
            request.setAttribute(SESSION, s);
            request.setAttribute(VIA, "session:" + Sessions.name(secret));
        });
        return session.map(s -> signedIn(s.user()));
    }

    private static Origin origin(HttpServletRequest request, CurrentUser user) {
        return new Origin(user.division(), request.getRemoteAddr(), String.valueOf(request.getAttribute(VIA)));
    }

    private SignedIn signedIn(CurrentUser user) {
        return new SignedIn(
                user, user.role() == Role.ADMINISTRATOR && user.division().equals(root));
    }

    static @Nullable String secret(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    /** The cookie session of this request; {@code null} for strangers and for machines. */
    static Sessions.@Nullable Session session(HttpServletRequest request) {
        return (Sessions.Session) request.getAttribute(SESSION);
    }

    /**
     * Lets nobody through who came with a bearer token: one that leaks must not grow into a login, nor put others out.
     *
     * @throws Problem 403
     */
    static void mustBePerson(HttpServletRequest request) {
        if (session(request) == null) {
            throw Problem.forbidden("only a person who is signed in changes accounts and tokens, not a bearer token");
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
