package cn.shanshao.center;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import cn.shanshao.center.notification.Messages;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.wire.AlertState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * People are taken onto rosters and cards, warned, and answer; they sign in, and mistakes are made with their names and
 * numbers. Nothing of them stands in a log, however much is logged, or in the open in the database.
 */
@RoadCenterTest
class PersonalDataTest {
    private static final String POINT = "personal-slope";
    private static final Map<String, Level> TALKATIVE = Map.of(
            "cn.shanshao", Level.TRACE,
            "org.springframework.web", Level.DEBUG,
            "org.springframework.jdbc", Level.DEBUG,
            "org.springframework.security", Level.DEBUG,
            "org.springframework.transaction", Level.TRACE);

    private static final String MONITOR = "欧阳监测";
    private static final String MONITOR_PHONE = "10000000701";
    private static final String HEAD = "诸葛户主";
    private static final String HEAD_PHONE = "10000000702";
    private static final String MEMBER = "司马成员";
    private static final String RUNNER = "上官通知";
    private static final String RUNNER_PHONE = "10000000703";
    private static final String WRONG = "东方写错";
    private static final String WRONG_PHONE = "1000000070400000000";
    private static final String HOLDER = "令狐责任";
    private static final String HOLDER_PHONE = "10000000705";
    private static final String OFFICER = "皇甫值班";
    private static final String OFFICER_PHONE = "13800000706";
    private static final String TYPED = "我是尉迟老乡电话13900000707";
    private static final String OTHER = "10000000708";
    private static final String PASSWORD = "personal password 1";
    private static final String WRONG_PASSWORD = "personal password 2";

    private static final List<String> PLANTED = List.of(
            MONITOR,
            MONITOR_PHONE,
            HEAD,
            HEAD_PHONE,
            MEMBER,
            RUNNER,
            RUNNER_PHONE,
            WRONG,
            WRONG_PHONE,
            HOLDER,
            HOLDER_PHONE,
            OFFICER,
            OFFICER_PHONE,
            TYPED,
            OTHER,
            PASSWORD,
            WRONG_PASSWORD);

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    Caller stranger;

    @Autowired
    JdbcTemplate jdbc;

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Map<String, Level> before = new HashMap<>();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            var cause = event.getThrowableProxy();
            logged.add(event.getLoggerName() + ": " + event.getFormattedMessage()
                    + (cause == null ? "" : ThrowableProxyUtil.asString(cause)));
        }
    };

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @BeforeEach
    void listen() {
        TALKATIVE.forEach((name, level) -> {
            before.put(name, logger(name).getLevel());
            logger(name).setLevel(level);
        });
        ear.setContext(logger(org.slf4j.Logger.ROOT_LOGGER_NAME).getLoggerContext());
        ear.start();
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(ear);
    }

    @AfterEach
    void listenNoMore() {
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(ear);
        before.forEach((name, level) -> logger(name).setLevel(level));
    }

    @Test
    void standsInNoLogAndNowhereInTheOpen() throws Exception {
        Scenery.slope(registry, POINT, HUADIAN, OTHER);
        var admin = stranger.admin();
        takeContacts(admin);
        takeHouseholds(admin);
        takeCard(admin);
        var officer = takeUsers(admin);
        warn();
        lookAround(admin, officer);
        makeMistakes(admin, officer);

        assertThat(logged).as("the ear hears").anyMatch(line -> line.startsWith("org.springframework.web"));
        assertThat(logged).as("and what the database is asked").anyMatch(line -> line.contains("insert into message"));
        assertThat(logged.stream()
                        .filter(line -> PLANTED.stream().anyMatch(line::contains))
                        .toList())
                .isEmpty();
        assertThat(PlainSight.find(jdbc, PLANTED)).isEmpty();
        assertThat(PlainSight.find(jdbc, List.of(POINT))).as("the eye sees").isNotEmpty();
    }

    private static Map<String, Object> contact(String name, String phone) {
        return Map.of("name", name, "phone", phone, "role", "monitor", "language", "zh");
    }

    private static void takeContacts(Caller admin) {
        var made = admin.post("/api/v1/points/" + POINT + "/contacts", contact(MONITOR, MONITOR_PHONE));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var wrong = admin.post("/api/v1/points/" + POINT + "/contacts", contact(WRONG, WRONG_PHONE));
        assertThat(wrong.status()).isEqualTo(422);
    }

    private static void takeHouseholds(Caller admin) {
        var titles = "隐患点编号,户编号,户主姓名,人数,住址,电话1,上门通知人,上门通知人电话,成员1姓名\n";
        var right = titles + String.join(",", POINT, "1", HEAD, "3", "岭下", HEAD_PHONE, RUNNER, RUNNER_PHONE, MEMBER);
        var wrong = titles + String.join(",", POINT, "1", WRONG, "3", "岭下", WRONG_PHONE, RUNNER, RUNNER_PHONE, MEMBER);
        var refused = admin.upload("/api/v1/imports?name=a.csv", wrong.getBytes(StandardCharsets.UTF_8));
        assertThat(refused.response().body()).contains(WRONG_PHONE);
        var preview = admin.upload("/api/v1/imports?name=a.csv", right.getBytes(StandardCharsets.UTF_8));
        var address = "/api/v1/imports/" + preview.json().get("id").asString();
        assertThat(admin.post(address + "/commit", Map.of()).status())
                .as(preview.response().body())
                .isEqualTo(202);
        eventually(() ->
                assertThat(admin.get(address).json().get("state").asString()).isEqualTo("DONE"));
        var one = admin.post(
                "/api/v1/points/" + POINT + "/households",
                Map.of("number", "2", "name", HEAD, "people", -1, "address", "岭下"));
        assertThat(one.status()).isEqualTo(422);
    }

    private static void takeCard(Caller admin) {
        var line = Map.of("name", HOLDER, "phone", HOLDER_PHONE);
        var saved = admin.put("/api/v1/points/" + POINT + "/card", Map.of("version", 0, "holder", line));
        assertThat(saved.status()).as(saved.response().body()).isIn(200, 422);
        admin.put("/api/v1/points/" + POINT + "/card", Map.of("version", 0, "holder", HOLDER));
    }

    private Caller takeUsers(Caller admin) {
        var form = new HashMap<String, Object>(Map.of(
                "username", "personal-officer",
                "displayName", OFFICER,
                "phone", OFFICER_PHONE,
                "password", PASSWORD,
                "role", "duty",
                "division", HUADIAN));
        assertThat(admin.post("/api/v1/users", form).status()).isEqualTo(201);
        assertThat(admin.post("/api/v1/users", form).status()).as("taken").isEqualTo(409);
        form.put("role", OFFICER);
        assertThat(admin.post("/api/v1/users", form).status()).isEqualTo(400);
        stranger.post("/api/v1/session", Map.of("username", "personal-officer", "password", WRONG_PASSWORD));
        stranger.post("/api/v1/session", Map.of("username", OFFICER, "password", WRONG_PASSWORD));
        return stranger.signIn("personal-officer", PASSWORD);
    }

    private void warn() throws Exception {
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
        try (var job = TestRoad.job(broker)) {
            TestRoad.publish(job, alert(POINT, 1, 1, AlertState.RAISED, cn.shanshao.ingest.wire.Level.RED));
            eventually(() -> assertThat(carrier.submittedTo(MONITOR_PHONE)).hasSize(1));
        }
        carrier.type(MONITOR_PHONE, TYPED);
        carrier.type("10000000709", TYPED);
        eventually(() -> assertThat(messages.replies("22", 10)).anyMatch(reply -> TYPED.equals(reply.text())));
    }

    private static void lookAround(Caller admin, Caller officer) {
        for (var who : List.of(admin, officer)) {
            for (var path : List.of(
                    "/api/v1/overview",
                    "/api/v1/session",
                    "/api/v1/users",
                    "/api/v1/messages",
                    "/api/v1/replies",
                    "/api/v1/weaknesses",
                    "/api/v1/points/" + POINT,
                    "/api/v1/points/" + POINT + "/contacts",
                    "/api/v1/points/" + POINT + "/households",
                    "/api/v1/points/" + POINT + "/cards",
                    "/api/v1/audit?personal=true&limit=500")) {
                assertThat(who.get(path).status()).as(path).isIn(200, 403);
            }
        }
        assertThat(new String(admin.download("/api/v1/tables/households/csv"), StandardCharsets.UTF_8))
                .contains(HEAD, HEAD_PHONE);
        assertThat(admin.get("/api/v1/audit?personal=true&limit=500").response().body())
                .contains(MONITOR, OFFICER);
        var household =
                admin.get("/api/v1/points/" + POINT + "/households").json().get(0);
        var revealed = admin.get("/api/v1/households/" + household.get("id").asString() + "?reveal=true");
        assertThat(revealed.response().body()).contains(HEAD_PHONE);
    }

    private static void makeMistakes(Caller admin, Caller officer) {
        admin.send("PATCH", "/api/v1/users/personal-officer", Map.of("displayName", OFFICER, "division", OFFICER));
        admin.send("PATCH", "/api/v1/users/" + "personal-officer", "{\"displayName\": \"" + OFFICER + "\", ");
        officer.send(
                "PATCH",
                "/api/v1/users/personal-officer",
                Map.of("password", "another one", "oldPassword", WRONG_PASSWORD));
        admin.post("/api/v1/messages/erasures", Map.of("phone", WRONG_PHONE));
        admin.post("/api/v1/users/personal-officer/identities", Map.of("kind", "oidc", "issuer", "x", "subject", 7));
        admin.post("/api/v1/points/" + POINT + "/contacts", "[\"" + MONITOR + "\", \"" + MONITOR_PHONE + "\"]");
        admin.post("/api/v1/points/" + POINT + "/contacts", contact(MONITOR, "10000000701\0"));
    }
}
