package cn.shanshao.center.screen;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Caller;
import cn.shanshao.center.OwnLimitsTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.registry.Registry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@OwnLimitsTest
class StompGuardTest {
    private static final String PASSWORD = "a long enough password";

    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    private String username = "";

    @BeforeEach
    void aCountyAndItsNeighbour() {
        Scenery.slope(registry, "guard-huadian", "220282", "10000000002");
        Scenery.slope(registry, "guard-jiaohe", "220281", "10000000003");
        username = "duty-" + System.nanoTime();
        var made = caller.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username", username,
                                "displayName", "值班员",
                                "password", PASSWORD,
                                "role", "duty",
                                "division", "220282"));
        assertThat(made.status()).as(made.response().body()).isLessThan(300);
    }

    @Test
    void aCountyHearsItself() throws Exception {
        try (var page = new StompEar(caller.signIn(username, PASSWORD))
                .on("/topic/point/guard-huadian")
                .on("/topic/division/220282")) {
            eventually(() -> assertThat(page.heard("pulse")).isNotEmpty());
            assertThat(page.refused()).isNotDone();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topic/division/220281",
                "/topic/division/2202",
                "/topic/division/22",
                "/topic/point/guard-jiaohe",
                "/topic/point/unknown",
                "/topic/division/*",
                "/topic/**",
                "/topic/division/{code}",
                "/user/queue/anything",
                "/queue/anything"
            })
    void aCountyHearsNothingElse(String destination) throws Exception {
        try (var page = new StompEar(caller.signIn(username, PASSWORD)).on(destination)) {
            assertThat(page.refused().get(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(page.heard("pulse")).isEmpty();
        }
    }

    @Test
    void nobodySendsOverStomp() throws Exception {
        try (var page = new StompEar(caller.admin())) {
            page.send("/topic/division/22");
            assertThat(page.refused().get(30, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aStrangerIsNotEvenConnected() {
        assertThatThrownBy(() -> new StompEar(caller)).hasMessageContaining("401");
    }

    @Test
    void whoSignsOutHearsNoMore() throws Exception {
        var user = caller.signIn(username, PASSWORD);
        try (var page = new StompEar(user).on("/topic/division/220282")) {
            eventually(() -> assertThat(page.heard("pulse")).isNotEmpty());
            user.delete("/api/v1/session");
            assertThat(page.refused().get(30, TimeUnit.SECONDS)).isNotNull();
        }
    }
}
