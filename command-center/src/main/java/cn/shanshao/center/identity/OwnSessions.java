package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where one is signed in oneself. */
@RestController
@RequestMapping("/api/v1/sessions")
@Transactional
class OwnSessions {
    private final Sessions sessions;
    private final Audit audit;

    OwnSessions(Sessions sessions, Audit audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * The own sessions.
     *
     * @param current id of the one that asks; empty with a bearer token
     */
    record Mine(String current, List<Sessions.Open> sessions) {}

    @GetMapping
    Mine list(@AuthenticationPrincipal CurrentUser user, HttpServletRequest request) {
        var secret = SessionFilter.session(request) == null ? null : SessionFilter.secret(request);
        return new Mine(secret == null ? "" : Sessions.name(secret), sessions.of(user.username()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        if (!sessions.end(user.username(), id)) {
            throw Problem.notFound("session", id);
        }
        audit.record(user.username(), "session.end", user.username(), Map.of("session", id));
    }
}
