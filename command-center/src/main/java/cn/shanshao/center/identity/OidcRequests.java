package cn.shanshao.center.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * Logins that were sent to the provider and have not come back: the newest 10 000, for ten minutes each, and each for the
 * browser alone that began it. Strangers begin them, so no session of the container is spent on one.
 */
final class OidcRequests implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    private static final String COOKIE = "shanshao-oidc";
    private static final int REMEMBERED = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Sent> sent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sent> eldest) {
            return size() > REMEMBERED;
        }
    };

    OidcRequests(Clock clock) {
        this.clock = clock;
    }

    private record Sent(OAuth2AuthorizationRequest request, byte[] browser, Instant at) {}

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest request, HttpServletRequest from, HttpServletResponse answer) {
        if (request == null || request.getState() == null) {
            return;
        }
        var secret = Secret.random();
        synchronized (sent) {
            sent.put(request.getState(), new Sent(request, Secret.hash(secret), clock.instant()));
        }
        // Lax: the provider's page leads back here, which is another site's link
        var cookie = ResponseCookie.from(COOKIE, secret)
                .httpOnly(true)
                .secure(from.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(PATIENCE);
        answer.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest back) {
        synchronized (sent) {
            return request(back, sent.get(state(back)));
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest back, HttpServletResponse answer) {
        synchronized (sent) {
            var request = request(back, sent.get(state(back)));
            if (request != null) {
                sent.remove(state(back));
            }
            return request;
        }
    }

    private static String state(HttpServletRequest back) {
        return String.valueOf(back.getParameter(OAuth2ParameterNames.STATE));
    }

    private @Nullable OAuth2AuthorizationRequest request(HttpServletRequest back, @Nullable Sent begun) {
        var cookie = WebUtils.getCookie(back, COOKIE);
        var isHere = begun != null
                && cookie != null
                && clock.instant().isBefore(begun.at().plus(PATIENCE))
                && MessageDigest.isEqual(Secret.hash(cookie.getValue()), begun.browser());
        return isHere ? begun.request() : null;
    }
}
