package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Against a real Keycloak. {@code SHANSHAO_KEYCLOAK} is the file {@code keycloak-quarkus-dist-….zip} of Maven Central; it
 * takes a minute or more to start, so it is no part of the usual run.
 */
@CenterTest
@EnabledIfEnvironmentVariable(named = "SHANSHAO_KEYCLOAK", matches = ".+")
class KeycloakTest {
    private static final String PASSWORD = "a password of keycloak";
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static Keycloak keycloak;

    @Autowired
    Caller stranger;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) throws IOException {
        keycloak = Keycloak.start(Path.of(System.getenv("SHANSHAO_KEYCLOAK")));
        properties.add("shanshao.identity.oidc.issuer", keycloak::issuer);
        properties.add("shanshao.identity.oidc.client-id", () -> "centre");
        properties.add("shanshao.identity.oidc.client-secret", () -> "the secret of the centre");
        properties.add("shanshao.identity.oidc.claim", () -> "preferred_username");
    }

    @AfterAll
    static void stop() {
        keycloak.close();
    }

    /** Where the browser ends up after the form of Keycloak. */
    private Browser.Page signIn(Browser browser, String username) throws Exception {
        var page = browser.open(stranger.uri("/oauth2/authorization/oidc"));
        assertThat(page.at().toString()).startsWith(keycloak.issuer());
        var form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        return browser.submit(
                URI.create(form.group(1).replace("&amp;", "&")),
                "username=" + username + "&password=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
    }

    private int session(Browser browser) throws Exception {
        return browser.open(stranger.uri("/api/v1/session")).status();
    }

    @Test
    void whoIsMappedSignsInAtKeycloakAndIsPutOutWhenTheMappingGoes() throws Exception {
        var admin = stranger.admin();
        admin.post(
                "/api/v1/users", Map.of("username", "wang-here", "password", "a long enough password", "role", "duty"));
        var mapped = admin.post(
                "/api/v1/users/wang-here/identities",
                Map.of("kind", "oidc", "issuer", keycloak.issuer(), "subject", "wang"));
        assertThat(mapped.status()).isEqualTo(201);

        assertThat(stranger.get("/api/v1/session/ways").json().get("oidc").asBoolean())
                .isTrue();
        var browser = new Browser();
        var home = signIn(browser, "wang");
        assertThat(home.at()).isEqualTo(stranger.uri("/"));
        var session = browser.open(stranger.uri("/api/v1/session"));
        assertThat(session.status()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(session.body()).get("username").asString())
                .isEqualTo("wang-here");
        var entry = admin.get("/api/v1/audit?personal=true&object=wang-here&action=session.begin")
                .json()
                .get(0);
        assertThat(entry.at("/detail/by").asString()).isEqualTo("oidc");
        assertThat(entry.at("/detail/as/facts/name").asString()).isEqualTo("wang");

        admin.delete(
                "/api/v1/users/wang-here/identities/" + mapped.json().get("id").asString());
        assertThat(session(browser)).isEqualTo(401);
        assertThat(browser.open(stranger.uri("/oauth2/authorization/oidc")).at())
                .as("Keycloak still knows the browser, we do not know the user")
                .isEqualTo(stranger.uri("/login?refused=oidc"));
        assertThat(session(browser)).isEqualTo(401);
    }

    @Test
    void whoIsNotMappedIsRefused() throws Exception {
        var browser = new Browser();
        assertThat(signIn(browser, "unmapped").at()).isEqualTo(stranger.uri("/login?refused=oidc"));
        assertThat(session(browser)).isEqualTo(401);
    }

    @Test
    void anAnswerThatAnotherBrowserBeganIsRefused() throws Exception {
        var sent = new Browser().target(stranger.uri("/oauth2/authorization/oidc"));
        var state = Pattern.compile("state=([^&]+)").matcher(sent.toString());
        assertThat(state.find()).isTrue();
        var victim = new Browser();
        var landed = victim.open(stranger.uri("/login/oauth2/code/oidc?code=stolen&state=" + state.group(1)));
        assertThat(landed.at()).isEqualTo(stranger.uri("/login?refused=oidc"));
        assertThat(session(victim)).isEqualTo(401);
    }
}
