package cn.shanshao.center.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.IpAddressAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What is open, what needs a login, and the headers of every answer. */
@Configuration
@EnableMethodSecurity(securedEnabled = true)
class SecurityRules {
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> PROXIED =
            Set.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");
    private static final Set<String> LOGINS = Set.of("/api/v1/session", "/api/v1/session/certificate");
    /** Carriers sign what they call back with; who takes it checks that. */
    private static final String CALLBACKS = "/api/v1/callbacks/**";
    /** The approval platform signs its own. */
    private static final String APPROVALS = "/api/v1/approvals/platform/callback";
    /** MapLibre runs its worker from a blob and draws images from blobs; nothing comes from elsewhere. */
    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self'; worker-src 'self' blob:;"
            + " child-src blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
            + " media-src 'self' data: blob:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self';"
            + " form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            Sessions sessions,
            Tokens tokens,
            Divisions divisions,
            ProblemWriter problems,
            Optional<OidcLogin> oidc) {
        oidc.ifPresent(login -> login.addTo(http));
        return http.authorizeHttpRequests(ask -> ask.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access(administratorOrThisMachine())
                        .requestMatchers(HttpMethod.POST, LOGINS.toArray(String[]::new))
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, CALLBACKS, APPROVALS)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/session/ways")
                        .permitAll()
                        .requestMatchers(
                                "/api/**", "/ws", "/ws/**", "/phones/api/**", "/v3/api-docs", "/v3/api-docs*/**")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new SessionFilter(sessions, tokens, divisions.root()), CsrfFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(new SessionCsrf())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(SecurityRules::needsCsrfToken))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(c -> c.disable())
                .formLogin(f -> f.disable())
                .httpBasic(b -> b.disable())
                .logout(l -> l.disable())
                .anonymous(a -> {})
                .exceptionHandling(e -> e.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(h -> h.contentSecurityPolicy(p -> p.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(p ->
                                p.policy("geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()"))
                        .crossOriginOpenerPolicy(c -> {})
                        .frameOptions(f -> f.deny()))
                .build();
    }

    /** Whoever changes something with a cookie proves that it is our page that asks; a login takes JSON only. */
    private static boolean needsCsrfToken(HttpServletRequest request) {
        var login = request.getMethod().equals("POST") && LOGINS.contains(request.getRequestURI());
        return CHANGING.contains(request.getMethod()) && SessionFilter.session(request) != null && !login;
    }

    private static AuthorizationManager<RequestAuthorizationContext> administratorOrThisMachine() {
        return AuthorizationManagers.anyOf(
                AuthorityAuthorizationManager.hasRole(Role.ADMINISTRATOR.name()),
                AuthorizationManagers.allOf(
                        (who, ask) -> new AuthorizationDecision(isDirect(ask.getRequest())),
                        AuthorizationManagers.anyOf(
                                IpAddressAuthorizationManager.hasIpAddress("127.0.0.1/8"),
                                IpAddressAuthorizationManager.hasIpAddress("::1"))));
    }

    /** Not through a proxy on this machine, whose callers may be anywhere. */
    private static boolean isDirect(HttpServletRequest request) {
        return PROXIED.stream().noneMatch(name -> request.getHeader(name) != null);
    }
}
