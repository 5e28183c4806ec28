package cn.shanshao.center.alert;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.QueueReader;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoadCenterTest
class AlertInboxTest {
    @Autowired
    Caller caller;

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    Alerts alerts;

    @Autowired
    @Qualifier("alertInbox")
    QueueReader inbox;

    @Autowired
    JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    String databaseUrl;

    private MqttConnection job;

    @BeforeEach
    void connect() throws Exception {
        job = TestRoad.job(broker);
    }

    @AfterEach
    void close() {
        job.close();
    }

    private CompletableFuture<Void> send(Alert alert) {
        return job.publish(Topics.alert(alert), Json.write(alert), 1, false);
    }

    private List<Long> seqs(String episode) {
        return jdbc.sql("select seq from alert where episode_id = :id order by seq")
                .param("id", episode)
                .query(Long.class)
                .list();
    }

    @Test
    void everyAlertIsStoredOnceAlthoughTheDatabaseIsCutOffAgainAndAgain() throws Exception {
        Scenery.slope(registry, "inbox-cut", HUADIAN, "10000000401");
        for (var from = 0; from < 600; from += 60) {
            sendAll("inbox-cut", from + 1, from + 60);
            cutDatabase();
        }

        eventually(() -> assertThat(missing("inbox-cut-e1", 600))
                .as(
                        "not stored; connected: %s, %s, taken %d, put aside %d",
                        alerts.isConnected(), broker.health(), inbox.taken(), alerts.putAside())
                .isEmpty());
        assertThat(seqs("inbox-cut-e1"))
                .isEqualTo(LongStream.rangeClosed(1, 600).boxed().toList());
        eventually(() -> assertThat(broker.health().centreBacklog()).isZero());
    }

    /**
     * The broker gives back what a connection held only when its own writing is done (Artemis's session closes after its
     * pending operations), so the next connection may get newer alerts first. Here another one holds them that long.
     */
    @Test
    void whatComesBackBehindNewerOnesIsStoredToo() throws Exception {
        Scenery.slope(registry, "inbox-late", HUADIAN, "10000000407");
        inbox.stop();
        Set<Integer> held = ConcurrentHashMap.newKeySet();
        var other = new MqttLogin("tcp://127.0.0.1:" + broker.port(), "centre", "centre-secret", "centre-other");
        var holder = MqttConnection.open(other, null, new MqttConnection.Listener() {
            @Override
            public void arrived(Delivery delivery) {
                held.add(delivery.packetId());
            }

            @Override
            public void lost(String why) {}
        });
        holder.subscribe("$share/centre/" + Topics.ALERTS, 1);
        sendAll("inbox-late", 1, 10);
        eventually(() -> assertThat(held).hasSize(10));
        inbox.start();
        eventually(() -> assertThat(alerts.isConnected()).isTrue());
        sendAll("inbox-late", 11, 20);
        eventually(() -> assertThat(seqs("inbox-late-e1")).isNotEmpty().allMatch(seq -> seq > 10));

        holder.cut();
        eventually(() -> assertThat(missing("inbox-late-e1", 20)).isEmpty());
        eventually(() -> assertThat(broker.health().centreBacklog()).isZero());
    }

    private void sendAll(String point, int from, int to) throws Exception {
        var sent = IntStream.rangeClosed(from, to)
                .mapToObj(i -> send(alert(point, 1, i, AlertState.RAISED, Level.BLUE)))
                .toList();
        for (var one : sent) {
            one.get(30, TimeUnit.SECONDS);
        }
    }

    private List<Long> missing(String episode, long last) {
        var stored = Set.copyOf(seqs(episode));
        return LongStream.rangeClosed(1, last)
                .boxed()
                .filter(seq -> !stored.contains(seq))
                .toList();
    }

    /** Ends every connection of the application to its database, in the middle of whatever it does. */
    private void cutDatabase() throws SQLException {
        try (var own = DriverManager.getConnection(databaseUrl, "postgres", "postgres");
                var statement = own.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    @Test
    void rubbishIsPutAsideAndStopsNobody() throws Exception {
        Scenery.slope(registry, "inbox-bad", HUADIAN, "10000000402");
        var before = buried();
        job.publish(Topics.ROOT + "alert/220282/p/r/t", bytes("{\"x\":"), 1, false)
                .get(30, TimeUnit.SECONDS);
        job.publish(Topics.ROOT + "alert/220282/p/r/t", bytes("{}"), 1, false).get(30, TimeUnit.SECONDS);
        var nul = Json.text(alert("inbox-bad", 1, 1, AlertState.RAISED, Level.BLUE))
                .replace("displacement beyond", "\\u0000");
        job.publish(Topics.ROOT + "alert/220282/p/r/t", bytes(nul), 1, false).get(30, TimeUnit.SECONDS);
        send(alert("inbox-bad", 1, 2, AlertState.RAISED, Level.BLUE)).get(30, TimeUnit.SECONDS);

        eventually(() -> assertThat(seqs("inbox-bad-e1")).containsExactly(2L));
        eventually(() -> assertThat(buried()).isEqualTo(before + 3));
        eventually(() -> assertThat(broker.health().centreBacklog()).isZero());
    }

    private long buried() {
        return jdbc.sql("select count(*) from alert_dead_letter")
                .query(Long.class)
                .single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theJobIsToldWhatIsOpenAndWhenNothingIs() throws Exception {
        Scenery.slope(registry, "inbox-open", "220281", "10000000403");
        Map<String, String> retained = new ConcurrentHashMap<>();
        var login = new MqttLogin("tcp://127.0.0.1:" + broker.port(), "job", "job-secret", "job-open");
        try (var listener = new MqttClient(login, List.of(Topics.OPEN_ALL), d -> keep(d, retained), c -> {})) {
            listener.start();
            var raised = alert("inbox-open", "220281", 1, 1, AlertState.RAISED, Level.BLUE);
            send(raised).get(30, TimeUnit.SECONDS);
            eventually(() -> assertThat(retained.get(Topics.open("220281"))).isEqualTo(Json.text(List.of(raised))));

            send(alert("inbox-open", "220281", 1, 2, AlertState.CLEARED, null)).get(30, TimeUnit.SECONDS);
            eventually(() -> assertThat(retained.get(Topics.open("220281"))).isEqualTo("[]"));
        }
    }

    private static void keep(Delivery delivery, Map<String, String> retained) {
        retained.put(delivery.topic(), new String(delivery.payload(), StandardCharsets.UTF_8));
        delivery.from().acknowledge(delivery);
    }

    @Test
    void isAcknowledgedByPeopleUntilTheLevelRises() throws Exception {
        Scenery.slope(registry, "inbox-seen", HUADIAN, "10000000404");
        send(alert("inbox-seen", 1, 1, AlertState.RAISED, Level.ORANGE)).get(30, TimeUnit.SECONDS);
        eventually(() -> assertThat(seqs("inbox-seen-e1")).hasSize(1));
        var admin = caller.admin();

        var seen = admin.post("/api/v1/alerts/inbox-seen-e1/acknowledge", Map.of("comment", "已派人"));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().get("acknowledgedBy").asString()).isEqualTo("admin");
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where action = 'alert.acknowledge' and object like '%inbox-seen-e1'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        send(alert("inbox-seen", 1, 2, AlertState.EASED, Level.YELLOW)).get(30, TimeUnit.SECONDS);
        eventually(() -> assertThat(seqs("inbox-seen-e1")).hasSize(2));
        assertThat(alerts.find("inbox-seen-e1").orElseThrow().acknowledgement()).isNotNull();

        send(alert("inbox-seen", 1, 3, AlertState.ESCALATED, Level.RED)).get(30, TimeUnit.SECONDS);
        eventually(() -> assertThat(seqs("inbox-seen-e1")).hasSize(3));
        var view = admin.get("/api/v1/alerts/inbox-seen-e1").json();
        assertThat(view.get("acknowledgedBy").isNull()).isTrue();
        assertThat(view.get("history")).hasSize(3);
        assertThat(view.get("ruleId").asString()).isEqualTo(Scenery.RULE);
    }

    @Test
    void nobodyAcknowledgesALevelThatTheyNeverSaw() throws Exception {
        Scenery.slope(registry, "inbox-unseen", HUADIAN, "10000000408");
        send(alert("inbox-unseen", 1, 1, AlertState.RAISED, Level.ORANGE)).get(30, TimeUnit.SECONDS);
        send(alert("inbox-unseen", 1, 2, AlertState.ESCALATED, Level.RED)).get(30, TimeUnit.SECONDS);
        send(alert("inbox-unseen", 1, 3, AlertState.EASED, Level.YELLOW)).get(30, TimeUnit.SECONDS);
        eventually(() -> assertThat(seqs("inbox-unseen-e1")).hasSize(3));
        var admin = caller.admin();
        var path = "/api/v1/alerts/inbox-unseen-e1/acknowledge";

        for (var unseen : List.of(0, 1)) {
            var refused = admin.post(path, Map.of("seq", unseen));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.json().get("detail").asString()).contains("rose after seq " + unseen);
        }
        assertThat(admin.post(path, Map.of("seq", 4)).status()).isEqualTo(422);
        assertThat(alerts.find("inbox-unseen-e1").orElseThrow().acknowledgement())
                .isNull();

        // the red was seen, its easing was not: that is no reason to refuse
        var seen = admin.post(path, Map.of("seq", 2));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().get("acknowledgedBy").asString()).isEqualTo("admin");
    }

    @Test
    void theOverviewHoldsARedThatIsOverUntilSomebodyAcknowledgesIt() throws Exception {
        Scenery.slope(registry, "inbox-over", HUADIAN, "10000000409");
        send(alert("inbox-over", 1, 1, AlertState.RAISED, Level.RED)).get(30, TimeUnit.SECONDS);
        send(alert("inbox-over", 1, 2, AlertState.CLEARED, null)).get(30, TimeUnit.SECONDS);
        eventually(() -> assertThat(seqs("inbox-over-e1")).hasSize(2));
        var admin = caller.admin();

        assertThat(overview(admin)).contains("inbox-over-e1");
        var seen = admin.post("/api/v1/alerts/inbox-over-e1/acknowledge", Map.of("seq", 2));
        assertThat(seen.json().get("open").asBoolean()).isFalse();
        assertThat(seen.json().get("acknowledgedBy").asString()).isEqualTo("admin");
        assertThat(overview(admin)).doesNotContain("inbox-over-e1");
    }

    private static List<String> overview(Caller who) {
        return who.get("/api/v1/overview")
                .json()
                .get("alerts")
                .valueStream()
                .map(alert -> alert.get("id").asString())
                .toList();
    }

    @Test
    void nobodyAcknowledgesWhatLiesOutsideTheirDivision() throws Exception {
        Scenery.slope(registry, "inbox-wall", HUADIAN, "10000000405");
        send(alert("inbox-wall", 1, 1, AlertState.RAISED, Level.RED)).get(30, TimeUnit.SECONDS);
        eventually(() -> assertThat(seqs("inbox-wall-e1")).hasSize(1));
        duty("duty-elsewhere", "2224");
        duty("duty-there", HUADIAN);

        var elsewhere = caller.signIn("duty-elsewhere", "a long password")
                .post("/api/v1/alerts/inbox-wall-e1/acknowledge", Map.of());
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(alerts.find("inbox-wall-e1").orElseThrow().acknowledgement()).isNull();

        var there = caller.signIn("duty-there", "a long password")
                .post("/api/v1/alerts/inbox-wall-e1/acknowledge", Map.of());
        assertThat(there.status()).isEqualTo(200);
    }

    private void duty(String name, String division) {
        var made = caller.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username",
                                name,
                                "displayName",
                                name,
                                "password",
                                "a long password",
                                "role",
                                "duty",
                                "division",
                                division));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }

    @Test
    void whatLiesInADivisionThatNobodyKnowsIsShownAtTheTop() throws Exception {
        send(alert("inbox-nowhere", "999999", 1, 1, AlertState.RAISED, Level.RED))
                .get(30, TimeUnit.SECONDS);
        eventually(() -> assertThat(seqs("inbox-nowhere-e1")).hasSize(1));

        assertThat(alerts.open("22")).extracting(Episode::id).contains("inbox-nowhere-e1");
        assertThat(alerts.list("22", true, "inbox-nowhere", 10)).hasSize(1);
        assertThat(alerts.open("2202")).extracting(Episode::id).doesNotContain("inbox-nowhere-e1");
        assertThat(caller.admin().get("/api/v1/alerts/inbox-nowhere-e1").status())
                .isEqualTo(200);
    }

    @Test
    void aStoppedInboxTakesWhatWaitedWhenItIsStartedAgain() throws Exception {
        Scenery.slope(registry, "inbox-stop", HUADIAN, "10000000406");
        inbox.stop();
        assertThat(inbox.isRunning()).isFalse();
        assertThat(alerts.isConnected()).isFalse();
        send(alert("inbox-stop", 1, 1, AlertState.RAISED, Level.BLUE)).get(30, TimeUnit.SECONDS);
        assertThat(seqs("inbox-stop-e1")).isEmpty();

        inbox.start();
        eventually(() -> assertThat(seqs("inbox-stop-e1")).hasSize(1));
    }
}
