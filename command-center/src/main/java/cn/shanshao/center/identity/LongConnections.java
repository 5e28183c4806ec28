package cn.shanshao.center.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** For connections that outlive the request they began with: who is behind one now. */
@Component
public class LongConnections {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Tokens tokens;

    LongConnections(Sessions sessions, Tokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /**
     * Asks, each time anew, who is behind the session or token of {@code request}: nobody once it has ended. Asking
     * keeps a session open, so a wall that nobody touches stays up.
     */
    public Supplier<Optional<CurrentUser>> behind(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(BEARER)) {
            var token = header.substring(BEARER.length());
            return () -> tokens.find(token).map(Tokens.Bearer::user);
        }
        var secret = SessionFilter.secret(request);
        return secret == null ? Optional::empty : () -> sessions.find(secret).map(Sessions.Session::user);
    }
}
