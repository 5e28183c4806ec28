package cn.shanshao.center.residents;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.registry.Registry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class WeaknessNewsTest {
    private static final String PASSWORD = "a long enough password";

    @Autowired
    Registry registry;

    @Autowired
    Weaknesses weaknesses;

    @Autowired
    Caller stranger;

    private Caller user(String name, String role, String division) {
        stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of("username", name, "password", PASSWORD, "role", role, "division", division));
        return stranger.signIn(name, PASSWORD);
    }

    private static int many(Caller who) {
        return who.get("/api/v1/weaknesses/news").json().get("many").asInt();
    }

    @Test
    void whatTheNightFoundIsNewsToEachOfTheDivisionUntilSeen() {
        var officer = user("news-duty", "duty", "220283");
        var chief = user("news-chief", "administrator", "220283");
        var neighbour = user("news-neighbour", "administrator", "220284");
        weaknesses.everyNight();
        officer.send("PUT", "/api/v1/weaknesses/seen", Map.of());
        chief.send("PUT", "/api/v1/weaknesses/seen", Map.of());
        neighbour.send("PUT", "/api/v1/weaknesses/seen", Map.of());

        Scenery.slope(registry, "news-slope", "220283", "10000000801");
        assertThat(many(officer)).as("nobody has looked yet").isZero();
        weaknesses.everyNight();

        assertThat(many(officer)).isPositive();
        assertThat(officer.get("/api/v1/weaknesses/news").json().get("points").asInt())
                .isEqualTo(1);
        assertThat(many(neighbour)).isZero();
        assertThat(officer.send("PUT", "/api/v1/weaknesses/seen", Map.of()).status())
                .isEqualTo(204);
        assertThat(many(officer)).isZero();
        assertThat(many(chief)).as("the other has not seen it").isPositive();

        weaknesses.everyNight();
        assertThat(many(officer)).as("the same again is no news").isZero();
        assertThat(user("news-wall", "wall", "220283")
                        .get("/api/v1/weaknesses/news")
                        .status())
                .isEqualTo(403);
    }
}
