package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a provider may get wrong; that a real one gets it right is the matter of {@link KeycloakTest}. */
@CenterTest
class OidcTest {
    private static final SmallProvider PROVIDER = new SmallProvider();

    @Autowired
    Caller stranger;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("shanshao.identity.oidc.issuer", PROVIDER::issuer);
        properties.add("shanshao.identity.oidc.client-id", () -> "centre");
        properties.add("shanshao.identity.oidc.client-secret", () -> "a secret");
    }

    @AfterAll
    static void stop() {
        PROVIDER.stop();
    }

    private void map(String username, String subject) {
        var admin = stranger.admin();
        admin.post("/api/v1/users", Map.of("username", username, "password", "a long enough password", "role", "duty"));
        var mapped = admin.post(
                "/api/v1/users/" + username + "/identities",
                Map.of("kind", "oidc", "issuer", PROVIDER.issuer(), "subject", subject));
        assertThat(mapped.status()).as(mapped.response().body()).isEqualTo(201);
    }

    /** The path at which a fresh browser ends up, and whether it is signed in there. */
    private String signIn() throws Exception {
        var browser = new Browser();
        var page = browser.open(stranger.uri("/oauth2/authorization/oidc"));
        var status = browser.open(stranger.uri("/api/v1/session")).status();
        return page.at().toString().substring(stranger.uri("").toString().length()) + " " + status;
    }

    @Test
    void whoIsMappedSignsInUntilLocked() throws Exception {
        map("oidc-wang", "subject-of-wang");
        PROVIDER.says("subject-of-wang");
        assertThat(signIn()).isEqualTo("/ 200");
        stranger.admin().send("PATCH", "/api/v1/users/oidc-wang", Map.of("enabled", false));
        assertThat(signIn()).isEqualTo("/login?refused=oidc 401");
    }

    @Test
    void whoIsNotMappedIsRefused() throws Exception {
        PROVIDER.says("somebody else");
        assertThat(signIn()).isEqualTo("/login?refused=oidc 401");
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws Exception {
        map("oidc-li", "subject-of-li");
        PROVIDER.isForgedToSay("subject-of-li");
        assertThat(signIn()).isEqualTo("/login?refused=oidc 401");
        PROVIDER.says("subject-of-li");
        assertThat(signIn()).isEqualTo("/ 200");
    }
}
