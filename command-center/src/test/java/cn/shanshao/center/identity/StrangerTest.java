package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@CenterTest
class StrangerTest {
    @Autowired
    Caller stranger;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void noEndpointButTheLoginAnswersAStranger() {
        var open = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api") || path.startsWith("/v3"))
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method.name() + " " + path.replaceAll("\\{[^}]+}", "x"))))
                .filter(call -> !call.equals(RequestMethod.POST + " /api/v1/session"))
                .filter(call -> !call.equals(RequestMethod.GET + " /api/v1/session/ways"))
                .filter(call -> !call.startsWith(RequestMethod.POST + " /api/v1/callbacks/"))
                .filter(call -> {
                    var parts = call.split(" ");
                    return stranger.send(parts[0], parts[1], parts[0].equals("GET") ? null : "{}")
                                    .status()
                            != 401;
                })
                .toList();
        assertThat(open).isEmpty();
        assertThat(mappings.getHandlerMethods()).hasSizeGreaterThan(15);
    }

    /** A carrier has no login; its signature stands in for it. */
    @ParameterizedTest
    @ValueSource(strings = {"text", "status/x", "call/x", "key/x", "key/x/zh"})
    void aCallbackThatIsNotSignedIsRefused(String which) {
        assertThat(stranger.send("POST", "/api/v1/callbacks/twilio/x/" + which, "{}")
                        .status())
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/ws", "/ws/info", "/phones/api", "/phones/api/1", "/v3/api-docs"})
    void whatIsNotOpenNeedsALogin(String path) {
        assertThat(stranger.get(path).status()).isEqualTo(401);
    }

    @Test
    void healthIsOpenAndTellsNoDetails() {
        var health = stranger.get("/actuator/health");
        assertThat(health.json().propertyNames()).doesNotContain("components", "details");
        assertThat(health.status()).isIn(200, 503);
    }

    @Test
    void anotherMethodOnAPageIsRefused() {
        assertThat(stranger.post("/", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void everyAnswerCarriesTheStrictHeaders() {
        for (var path : List.of("/", "/api/v1/points", "/actuator/health")) {
            var answer = stranger.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'self'", "worker-src 'self' blob:", "frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        }
    }

    @Test
    void theCookieCannotBeReadByScriptsNorSentByOtherSites() {
        var answer = stranger.post("/api/v1/session", Map.of("username", "admin", "password", CenterTest.PASSWORD));
        assertThat(answer.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aLoginThatIsNotJsonIsRefused() {
        var form = stranger.with("Content-Type", "text/plain").send("POST", "/api/v1/session", null);
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void aMadeUpCookieOrTokenOpensNothing() {
        assertThat(stranger.with("Cookie", "shanshao=made-up")
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(401);
        assertThat(stranger.with("Authorization", "Bearer shan_made-up")
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void figuresAreForThisMachineAndForAdministratorsAndNotForWhoComesThroughAProxy() {
        var beyond = stranger.with("X-Forwarded-For", "203.0.113.7");
        assertThat(stranger.get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(beyond.get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(stranger.with("X-Forwarded-For", "127.0.0.1, 203.0.113.7")
                        .get("/actuator/prometheus")
                        .status())
                .isEqualTo(401);
        assertThat(stranger.with("X-Forwarded-Proto", "https")
                        .get("/actuator/prometheus")
                        .status())
                .isEqualTo(401);
        assertThat(stranger.admin()
                        .with("X-Forwarded-For", "203.0.113.7")
                        .get("/actuator/prometheus")
                        .status())
                .isEqualTo(200);
        assertThat(stranger.get("/actuator/env").status()).isEqualTo(404);
    }
}
