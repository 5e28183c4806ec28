package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Screen;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.allinone.trial.TrialFailure;
import cn.shanshao.allinone.trial.TrialSystem;
import cn.shanshao.ingest.mqtt.MqttConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One reading from a slope to a phone in the village and back, through every real part. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoadTest {
    private static final String PASSWORD = "password-of-this-test";
    private static final String GAUGE = "road-crack1";
    private static final String PHONE = "10000009001";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path home;

    static TrialSystem system;
    static Desk desk;
    static Slope slope;
    static Screen screen;
    static MqttConnection gauge;

    @BeforeAll
    static void start() {
        system = TrialSystem.start(home, TestJvm.ofThisTest(), PASSWORD, Map.of());
        desk = Desk.signIn(system.page(), PASSWORD);
        slope = Slope.make(desk, "road", PHONE)
                .rule("road-crack")
                .gauge(GAUGE, "real")
                .gauge("road-crack2", "real");
        screen = desk.screen("/topic/division/22");
        gauge = Slope.connect(system.mqttUri(), GAUGE, slope.password(GAUGE));
    }

    @AfterAll
    static void stop() {
        if (gauge != null) gauge.close();
        if (screen != null) screen.close();
        if (system != null) system.close();
    }

    @Test
    @Order(1)
    void aQuietReadingIsStoredAndAlertsNobody() {
        Slope.tell(gauge, GAUGE, 1.0);
        assertThat(Await.condition(SOON, () -> Slope.stored(desk, GAUGE, "crack") == 1))
                .isTrue();
        assertThat(desk.get("/api/v1/alerts?open=true&pointId=road")).isEmpty();
    }

    @Test
    @Order(2)
    void aReadingAboveTheLimitIsOnTheScreenAndOnTheMonitorsPhoneWhoseAnswerComesBack() {
        Slope.tell(gauge, GAUGE, 27.0);
        var alert = screen.alert(SOON, a -> "orange".equals(a.path("level").asString("")));
        assertThat(alert.get("pointId").asString()).isEqualTo("road");
        assertThat(alert.get("evidence").get(0).get("value").asDouble()).isEqualTo(27.0);

        var message = Await.value("an SMS", SOON, RoadTest::received, texts -> !texts.isEmpty());
        assertThat(message.get(0)).contains("试验坡").contains("27");

        desk.post("/phones/api/" + PHONE, Map.of("text", "1"));
        var replies = Await.value("the answer", SOON, () -> desk.get("/api/v1/replies?limit=5"), r -> !r.isEmpty());
        assertThat(replies.get(0).get("meaning").asString()).isEqualTo("real");
        assertThat(replies.get(0).get("pointId").asString()).isEqualTo("road");
        var sent = desk.get("/api/v1/messages?pointId=road").get(0);
        assertThat(sent.get("state").asString()).isEqualTo("simulated");
    }

    @Test
    @Order(3)
    void aDeviceIsHeldToItsOwnTopic() {
        var other = Slope.connect(system.mqttUri(), "road-crack2", slope.password("road-crack2"));
        try (other) {
            assertThatThrownBy(() -> Slope.publish(
                            other, "shanshao/v1/up/" + GAUGE + "/data", Slope.senMl(GAUGE, Instant.now(), 99)))
                    .isInstanceOf(TrialFailure.class);
        }
    }

    @Test
    @Order(4)
    void rubbishIsCountedOnTheDevicesPanelAndNothingElseHappens() {
        var before = Slope.stored(desk, GAUGE, "crack");
        Slope.publish(gauge, "shanshao/v1/up/" + GAUGE + "/data", "{\"x\":");
        var rejected = Await.value(
                "the rejected message",
                SOON,
                () -> device(GAUGE).get("rejected"),
                r -> r.get("count").asInt() > 0);
        assertThat(rejected.get("last").get(0).get("payload").asString()).contains("{\"x\":");
        assertThat(Slope.stored(desk, GAUGE, "crack")).isEqualTo(before);
    }

    @Test
    @Order(5)
    void aPackOneHourAheadIsKeptFlaggedAndTold() {
        var before = Slope.stored(desk, GAUGE, "crack");
        Slope.publish(
                gauge,
                "shanshao/v1/up/" + GAUGE + "/data",
                Slope.senMl(GAUGE, Instant.now().plus(Duration.ofHours(1)), 27.1));
        assertThat(Await.condition(SOON, () -> Slope.stored(desk, GAUGE, "crack") == before + 1))
                .isTrue();
        var told = screen.alert(SOON, a -> "quality".equals(a.path("kind").asString("")));
        assertThat(told.get("level").isNull()).isTrue();
        assertThat(told.get("deviceId").asString()).isEqualTo(GAUGE);
    }

    @Test
    @Order(6)
    void whatTheSystemWroteDownOfItselfNamesNobody() throws IOException {
        var written = new ArrayList<Path>();
        written.add(home.resolve("terminal"));
        try (var logs = Files.walk(home.resolve("log"))) {
            logs.filter(Files::isRegularFile).forEach(written::add);
        }
        assertThat(written).hasSizeGreaterThan(1);
        for (var file : written) {
            assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .as(file.toString())
                    .doesNotContain(PHONE, "王守山", PASSWORD);
        }
    }

    private static JsonNode device(String id) {
        return desk.get("/api/v1/points/road")
                .get("deviceList")
                .valueStream()
                .filter(device -> id.equals(device.get("id").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> received() {
        return desk.get("/phones/api")
                .get("phones")
                .valueStream()
                .filter(phone -> PHONE.equals(phone.get("number").asString()))
                .flatMap(phone -> phone.get("messages").valueStream())
                .filter(message -> "in".equals(message.get("direction").asString()))
                .map(message -> message.get("text").asString())
                .toList();
    }
}
