package cn.shanshao.center.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OpenID provider, such as Keycloak, beside the centre's own passwords.
 *
 * @param issuer its address, as it stands in its tokens; empty for none
 * @param clientId of the centre there
 * @param clientSecret of the centre there
 * @param claim of the ID token by which users are mapped
 */
@ConfigurationProperties("shanshao.identity.oidc")
record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("shanshao") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("sub") String claim) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[%s, %s, %s]".formatted(issuer, clientId, claim);
    }
}
