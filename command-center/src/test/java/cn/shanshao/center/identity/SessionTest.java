package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class SessionTest {
    @Autowired
    Caller stranger;

    @Test
    void theAdministratorSignsInAndSeesWhoItIs() {
        var session = stranger.admin().get("/api/v1/session");
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().get("role").asString()).isEqualTo("administrator");
        assertThat(session.json().get("division").get("name").asString()).isEqualTo("吉林省");
        assertThat(session.json().get("demo").asBoolean()).isTrue();
    }

    @Test
    void aStrangerIsToldToSignIn() {
        var refused = stranger.get("/api/v1/session");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("detail").asString()).contains("sign in");
    }

    @Test
    void aWrongPasswordIsRefused() {
        var refused = stranger.post("/api/v1/session", Map.of("username", "nobody", "password", "x"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().get("status").asInt()).isEqualTo(401);
    }

    @Test
    void changingWithACookieNeedsTheCsrfToken() {
        var admin = stranger.admin();
        assertThat(admin.with("X-CSRF-TOKEN", "wrong").delete("/api/v1/session").status())
                .isEqualTo(403);
        assertThat(admin.delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(admin.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void aStolenCookieIsRefusedFromElsewhereOnceItsOwnerHasSignedOut() {
        var owner = stranger.admin();
        var thief = stranger.with("Cookie", String.valueOf(owner.cookie())).with("X-Forwarded-For", "203.0.113.66");
        assertThat(owner.delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(thief.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(thief.get("/api/v1/points").status()).isEqualTo(401);
        assertThat(thief.post("/api/v1/tokens", Map.of("label", "mine")).status())
                .isEqualTo(401);
    }
}
