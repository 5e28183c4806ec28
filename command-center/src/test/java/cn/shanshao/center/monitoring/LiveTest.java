package cn.shanshao.center.monitoring;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.QueueReader;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.DivisionRisk;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Observed;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoadCenterTest
class LiveTest {
    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    Monitoring monitoring;

    @Autowired
    @Qualifier("rejectionInbox")
    QueueReader rejections;

    @Autowired
    JdbcClient jdbc;

    private MqttConnection job;

    @BeforeEach
    void connect() throws Exception {
        job = TestRoad.job(broker);
        eventually(() -> assertThat(monitoring.isConnected()).isTrue());
    }

    @AfterEach
    void close() {
        job.close();
    }

    private void publish(String topic, Object payload, boolean retain) throws Exception {
        job.publish(topic, Json.write(payload), 1, retain).get(30, TimeUnit.SECONDS);
    }

    private static Observed observed(String point, String quantity, double value, Instant received) {
        return new Observed(
                point + "-gnss",
                point,
                Realm.EXERCISE,
                received,
                List.of(new Observed.Value(quantity, value, "mm", received, 1)));
    }

    @Test
    void theNewestValueIsShownAndANewQuantityBecomesAChannelByItself() throws Exception {
        Scenery.slope(registry, "live-1", HUADIAN, "10000000501");
        var admin = caller.admin();
        var now = Instant.now();
        var topic = Topics.observed(HUADIAN, "live-1-gnss");
        publish(topic, observed("live-1", "displacement", 12.5, now), false);
        publish(topic, observed("live-1", "displacement", 11.0, now.minusSeconds(5)), false);
        publish(topic, observed("live-1", "settlement", 3.0, now), false);

        eventually(() -> {
            var device = admin.get("/api/v1/points/live-1").json().at("/deviceList/0");
            assertThat(device.get("online").asBoolean()).isTrue();
            assertThat(device.at("/channels"))
                    .extracting(c ->
                            c.get("quantity").asString() + " " + c.get("value").asDouble())
                    .containsExactlyInAnyOrder("displacement 12.5", "settlement 3.0");
        });
        assertThat(monitoring.jobHeardAt()).isNotNull();
    }

    @Test
    void aBlindPointIsShownAsLongAsTheJobSaysSo() throws Exception {
        Scenery.slope(registry, "live-2", "220281", "10000000502");
        var admin = caller.admin();
        var blind = new PointState("live-2", null, null, List.of(), true);
        publish(Topics.state("220281"), new PointState.OfDivision("220281", Instant.now(), List.of(blind)), true);
        eventually(() -> assertThat(admin.get("/api/v1/overview")
                        .json()
                        .at("/pulse/blindPeople")
                        .asInt())
                .isEqualTo(83));
        assertThat(admin.get("/api/v1/points/live-2").json().get("blind").asBoolean())
                .isTrue();

        publish(Topics.state("220281"), new PointState.OfDivision("220281", Instant.now(), List.of()), true);
        eventually(() -> assertThat(monitoring.isBlind("live-2")).isFalse());
    }

    @Test
    void theRiskOfADivisionIsSeenByThoseAboveItAlone() throws Exception {
        var at = Instant.parse("2026-07-20T03:00:00Z");
        for (var division : List.of(HUADIAN, "220581")) {
            var now = new DivisionRisk.Now(3, Level.YELLOW, 2.04, 4, 1, "g1", "76 ≥ 75 mm · 3 h");
            publish(Topics.risk(division), new DivisionRisk(division, Realm.LIVE, at, now, null), true);
        }
        var admin = caller.admin();
        eventually(() -> assertThat(admin.get("/api/v1/risk").json())
                .extracting(risk -> risk.get("division").asString())
                .contains(HUADIAN, "220581"));
        admin.post(
                "/api/v1/users",
                Map.of(
                        "username", "live-county",
                        "password", "long enough for us",
                        "role", "viewer",
                        "division", HUADIAN));
        var county = caller.signIn("live-county", "long enough for us");
        assertThat(county.get("/api/v1/risk").json())
                .singleElement()
                .satisfies(risk -> assertThat(risk.at("/now/grade").asInt()).isEqualTo(3));
    }

    @Test
    void aForecastGoesToTheJobAsTheBrokerKeepsIt() throws Exception {
        var interval = Map.of("from", "2026-07-20T00:00:00Z", "to", "2026-07-20T06:00:00Z", "mm", 30);
        var forecast = Map.of(
                "source", "met", "issuedAt", "2026-07-20T00:00:00Z", "divisions", Map.of(HUADIAN, List.of(interval)));
        var admin = caller.admin();
        assertThat(admin.put("/api/v1/forecasts/met", forecast).status()).isEqualTo(204);
        assertThat(admin.put("/api/v1/forecasts/other", forecast).status()).isEqualTo(422);
        var heard = new CompletableFuture<RainForecast>();
        var login = new MqttLogin("tcp://127.0.0.1:" + broker.port(), "job", "job-secret", "job-forecast");
        try (var late = new MqttClient(
                login,
                List.of(Topics.FORECASTS),
                delivery -> {
                    heard.complete(Json.read(delivery.payload(), RainForecast.class));
                    delivery.from().acknowledge(delivery);
                },
                connection -> {})) {
            late.start();
            assertThat(heard.get(30, TimeUnit.SECONDS).divisions().get(HUADIAN))
                    .extracting(RainForecast.Interval::mm)
                    .containsExactly(30.0);
        }
    }

    private static Map<String, Object> forecast(String source, Instant issuedAt, String... divisions) {
        var interval = Map.of("from", "2026-07-20T00:00:00Z", "to", "2026-07-20T06:00:00Z", "mm", 30);
        var expected = Arrays.stream(divisions).collect(Collectors.toMap(code -> code, code -> List.of(interval)));
        return Map.of("source", source, "issuedAt", issuedAt.toString(), "divisions", expected);
    }

    private Caller huadian(String role) {
        var username = "live-rain-" + role;
        caller.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username", username,
                                "password", "long enough for us",
                                "role", role,
                                "division", HUADIAN));
        return caller.signIn(username, "long enough for us");
    }

    @Test
    void dutyAndExpertsForetellRainAsThemselvesAndUnderTheirDivisionOnly() {
        var issued = Instant.now();
        for (var role : List.of("duty", "expert", "administrator")) {
            var own = HUADIAN + "-" + role;
            var path = "/api/v1/forecasts/" + own;
            var who = huadian(role);
            assertThat(who.put(path, forecast(own, issued, HUADIAN)).status())
                    .as(role)
                    .isEqualTo(204);
            for (var beyond : List.of("220581", "220200", "22", "999999")) {
                var answer = who.put(path, forecast(own, issued, HUADIAN, beyond));
                assertThat(answer.status()).as(role + " of " + beyond).isEqualTo(422);
                assertThat(answer.response().body()).contains("divisions");
            }
            assertThat(who.put("/api/v1/forecasts/met", forecast("met", issued, HUADIAN))
                            .status())
                    .as("nobody takes the place of the weather service")
                    .isEqualTo(422);
            assertThat(who.put(path, forecast(own, issued.plusSeconds(3_600), HUADIAN))
                            .status())
                    .as("of tomorrow it would stay the newest")
                    .isEqualTo(422);
        }
        assertThat(huadian("signer")
                        .put("/api/v1/forecasts/220282-signer", forecast("220282-signer", issued, HUADIAN))
                        .status())
                .isEqualTo(403);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'forecast.enter' and division = ?")
                        .param(HUADIAN)
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void whatIsRejectedIsCountedAndTheLastHundredAreKept() throws Exception {
        Scenery.slope(registry, "live-3", HUADIAN, "10000000503");
        for (var i = 0; i < 130; i++) {
            job.publish(Topics.rejected("live-3-gnss"), Json.write(rejected("{\"x\": " + i)), 1, false);
        }

        eventually(() -> assertThat(monitoring.rejected("live-3-gnss").count()).isEqualTo(130));
        assertThat(jdbc.sql("select count(*) from rejected where device = 'live-3-gnss'")
                        .query(Long.class)
                        .single())
                .isEqualTo(100);
        var last = caller.admin().get("/api/v1/points/live-3").json().at("/deviceList/0/rejected/last/0");
        assertThat(last.get("payload").asString()).isEqualTo("{\"x\": 129");
        assertThat(last.get("reason").asString()).isEqualTo("json");
    }

    @Test
    void whatIsRejectedWhileTheCentreIsAwayIsCountedWhenItIsBack() throws Exception {
        rejections.stop();
        for (var i = 0; i < 3; i++) {
            job.publish(Topics.rejected("live-5-gnss"), Json.write(rejected("{" + i)), 1, false)
                    .get(30, TimeUnit.SECONDS);
        }
        job.publish(Topics.rejected("live-5-gnss"), new byte[] {'{'}, 1, false).get(30, TimeUnit.SECONDS);
        assertThat(monitoring.rejected("live-5-gnss").count()).isZero();

        rejections.start();
        eventually(() -> assertThat(monitoring.rejected("live-5-gnss").count()).isEqualTo(4));
        assertThat(monitoring.rejected("live-5-gnss").last()).hasSize(3);
    }

    private static Rejected rejected(String payload) {
        return new Rejected(
                Instant.now(),
                Topics.data("live-3-gnss"),
                "json",
                "not JSON",
                null,
                payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rubbishFromTheJobStopsNothing() throws Exception {
        Scenery.slope(registry, "live-4", HUADIAN, "10000000504");
        job.publish(Topics.observed(HUADIAN, "live-4-gnss"), new byte[] {'{'}, 1, false)
                .get(30, TimeUnit.SECONDS);
        publish(Topics.observed(HUADIAN, "live-4-gnss"), observed("live-4", "displacement", 1, Instant.now()), false);

        eventually(() -> assertThat(monitoring.latest("live-4-gnss")).containsKey("displacement"));
    }
}
