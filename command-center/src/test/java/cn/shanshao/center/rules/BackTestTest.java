package cn.shanshao.center.rules;

import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.StoredSlope;
import cn.shanshao.center.registry.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@CenterTest
@Import(StoredSlope.class)
class BackTestTest {
    private static final String PATH = "/api/v1/backtests";

    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    @BeforeEach
    void aSlope() {
        if (registry.findPoint("bt").isEmpty()) {
            Scenery.slope(registry, "bt", HUADIAN, "10000000701");
            Scenery.slope(registry, "st-away", HUADIAN, "10000000702");
            Scenery.slope(registry, "st-full", HUADIAN, "10000000703");
        }
    }

    private static Map<String, Object> request() {
        return new HashMap<>(
                Map.of("pointId", "bt", "from", StoredSlope.FIRST.toString(), "to", StoredSlope.END.toString()));
    }

    private static Map<String, Object> way(double red) {
        return Map.of("method", "threshold", "levels", Map.of("red", red));
    }

    private JsonNode tested(Map<String, Object> request) {
        var answer = caller.admin().post(PATH, request);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().get("channels").get(0);
    }

    @Test
    void aPointIsTestedWithTheRulesToBeginWith() {
        var channel = tested(request());

        assertThat(channel.get("deviceId").asString()).isEqualTo("bt-gnss");
        assertThat(channel.get("rule").get("id").asString()).isEqualTo("default-displacement");
        assertThat(channel.get("samples").asInt())
                .as("the failed one is not counted")
                .isEqualTo(60 * 24 - 1);
        assertThat(channel.get("alerts").get(0).get("level").asString()).isIn("orange", "red");
        assertThat(channel.get("alerts").get(0).get("from").asString()).isGreaterThan(StoredSlope.ONSET.toString());
        assertThat(channel.get("daysAt").get("red").asInt()).isPositive();
    }

    @Test
    void aDeviceIsTestedWithARuleThatIsInNoForce() {
        var request = request();
        request.remove("pointId");
        request.putAll(Map.of("deviceId", "bt-gnss", "quantity", "displacement", "rule", way(100), "windowHours", 48));
        request.put("events", List.of(StoredSlope.END.toString()));
        var channel = tested(request);

        assertThat(channel.get("rule").get("levels").get("red").asDouble()).isEqualTo(100);
        assertThat(channel.get("alerts").size()).isEqualTo(1);
        assertThat(channel.get("score").get("red").get("hits").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsMaskedIsAsIfItHadNotBeen() {
        var request = request();
        request.put("rule", way(100));
        request.put("mask", List.of(Map.of("from", StoredSlope.ONSET.toString(), "to", StoredSlope.END.toString())));
        var channel = tested(request);

        assertThat(channel.get("alerts").isEmpty()).isTrue();
        assertThat(channel.get("samples").asInt()).isEqualTo(50 * 24 - 1);
    }

    @Test
    void anOffsetIsAddedBeforeTheRuleLooks() {
        var datum = Map.of("from", StoredSlope.FIRST.toString(), "offset", 1_000);
        caller.admin()
                .post(
                        "/api/v1/devices",
                        Map.of(
                                "id",
                                "bt-new",
                                "pointId",
                                "bt",
                                "channels",
                                List.of(Map.of("quantity", "settlement", "unit", "mm", "datum", List.of(datum)))));
        var request = request();
        request.remove("pointId");
        request.putAll(Map.of("deviceId", "bt-new", "quantity", "settlement", "rule", way(999)));

        assertThat(tested(request).get("alerts").get(0).get("from").asString()).isEqualTo(StoredSlope.FIRST.toString());
    }

    private void refused(int status, String field, Map<String, Object> change) {
        var request = request();
        request.putAll(change);
        var answer = caller.admin().post(PATH, request);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        if (!field.isEmpty()) {
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
            assertThat(answer.json().at("/errors/0/expected").asString()).isNotBlank();
        }
    }

    @Test
    void whatIsWrongOrTooMuchIsTold() {
        refused(422, "from", Map.of("from", StoredSlope.END.toString()));
        refused(422, "from", Map.of("from", "1999-01-01T00:00:00Z"));
        refused(422, "from", Map.of("pointId", "st-full"));
        refused(422, "pointId", Map.of("deviceId", "bt-gnss"));
        refused(422, "rule", Map.of("rule", Map.of("method", "magic")));
        refused(422, "rule", Map.of("rule", 7));
        refused(422, "windowHours", Map.of("windowHours", -1));
        refused(400, "from", Map.of("from", "yesterday"));
        refused(404, "", Map.of("pointId", "nowhere"));
        refused(503, "", Map.of("pointId", "st-away"));
    }

    @Test
    void anotherCountySeesNotEvenThatThePointIsThere() {
        caller.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username",
                                "bt-county",
                                "password",
                                "long enough for us",
                                "role",
                                "duty",
                                "division",
                                "220281"));
        var county = caller.signIn("bt-county", "long enough for us");

        assertThat(county.post(PATH, request()).status()).isEqualTo(404);
        assertThat(caller.post(PATH, request()).status()).isIn(401, 403);
    }
}
