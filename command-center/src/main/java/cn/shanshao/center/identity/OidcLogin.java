package cn.shanshao.center.identity;

import cn.shanshao.center.OneLine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Login at an OpenID provider (OpenID Connect Core 1.0, authorization code flow). It ends in a session of our own, for the
 * user that an administrator mapped; of the provider's tokens nothing is kept. The provider is asked for its addresses at
 * the first login, so one that is away holds up no start.
 */
@Component
@ConditionalOnProperty("shanshao.identity.oidc.issuer")
class OidcLogin implements ClientRegistrationRepository {
    private static final Logger LOG = LoggerFactory.getLogger(OidcLogin.class);
    private static final String ID = "oidc";
    private static final String REFUSED = "/login?refused=oidc";

    private final OidcSettings settings;
    private final Identities identities;
    private final SignIn signIn;
    private final OidcRequests requests;
    private final OidcDiscovery discovery;

    OidcLogin(OidcSettings settings, Identities identities, SignIn signIn, Clock clock) {
        this.settings = settings;
        this.identities = identities;
        this.signIn = signIn;
        this.requests = new OidcRequests(clock);
        this.discovery = new OidcDiscovery(ID, settings, clock, OidcDiscovery.PATIENCE);
    }

    void addTo(HttpSecurity http) {
        http.oauth2Login(login -> login.clientRegistrationRepository(this)
                .authorizedClientRepository(new NoTokens())
                .authorizationEndpoint(at -> at.authorizationRequestRepository(requests))
                .loginPage("/login")
                .withObjectPostProcessor(new Unbegun())
                .successHandler(this::admit)
                .failureHandler(this::refuse));
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return ID.equals(id) ? discovery.registration().orElse(null) : null;
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, Authentication proved)
            throws IOException {
        var subject = proved.getPrincipal() instanceof OidcUser user ? user.getClaimAsString(settings.claim()) : null;
        if (subject == null) {
            LOG.warn("the ID token has no claim {}", settings.claim());
            response.sendRedirect(REFUSED);
            return;
        }
        var account = identities.find(Identities.Kind.OIDC, settings.issuer(), subject);
        signIn.note(account, ID, subject, request);
        if (account.isEmpty()) {
            response.sendRedirect(REFUSED);
            return;
        }
        var begun = signIn.begin(account.get(), request);
        response.addHeader(HttpHeaders.SET_COOKIE, signIn.cookie(request, begun.secret()));
        response.sendRedirect("/");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        LOG.warn("a login by the OpenID provider failed: {}", OneLine.of(e.getMessage()));
        response.sendRedirect(REFUSED);
    }

    /** Whoever cannot be sent to the provider, because it is away, ends where one whom it refused ends. */
    private static final class Unbegun implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {
        @Override
        public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
            filter.setAuthenticationFailureHandler((request, response, e) -> response.sendRedirect(REFUSED));
            return filter;
        }
    }

    /** The provider proves who somebody is; nothing is asked of it afterwards. */
    private static final class NoTokens implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {
            // see above
        }

        @Override
        public void removeAuthorizedClient(
                String registration, Authentication who, HttpServletRequest request, HttpServletResponse response) {
            // there is none
        }
    }
}
