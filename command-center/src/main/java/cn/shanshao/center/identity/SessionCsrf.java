package cn.shanshao.center.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** The CSRF token is the session's own: told in the body of the login, expected in a header. */
final class SessionCsrf implements CsrfTokenRepository {
    static final String HEADER = "X-CSRF-TOKEN";

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(Secret.random());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        // it was stored when the session began
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var session = SessionFilter.session(request);
        return session == null ? null : token(session.csrf());
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, "_csrf", value);
    }
}
