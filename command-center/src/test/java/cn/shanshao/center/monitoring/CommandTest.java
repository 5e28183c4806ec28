package cn.shanshao.center.monitoring;

import static cn.shanshao.center.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Commands down and answers up, through the real broker. */
@RoadCenterTest
class CommandTest {
    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    Orders orders;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    DeviceLogins logins;

    private MqttLogin station(String id, Map<String, Object> more) {
        var form = new HashMap<String, Object>(Map.of("id", id, "division", "220282"));
        form.putAll(more);
        assertThat(stranger.admin().post("/api/v1/devices", form).status()).isEqualTo(201);
        return login(id);
    }

    private MqttLogin login(String id) {
        var told = stranger.admin().post("/api/v1/devices/" + id + "/credentials", Map.of());
        var password = told.json().get("password").asString();
        logins.put(id, "salt", DeviceLogins.hash("salt", password));
        return new MqttLogin("tcp://127.0.0.1:" + broker.port(), id, password, id);
    }

    private MqttLogin national(String id) {
        var login = station(id, Map.of("protocol", "national"));
        assertThat(stranger.admin()
                        .put("/api/v1/devices/" + id + "/apikey", Map.of("apikey", "key-of-" + id))
                        .status())
                .isEqualTo(204);
        return login;
    }

    private static Caller.Answer give(Caller caller, String device, Map<String, ?> command) {
        return caller.post("/api/v1/devices/" + device + "/commands", command);
    }

    private static JsonNode newest(Caller caller, String device) {
        return caller.get("/api/v1/devices/" + device + "/commands").json().get(0);
    }

    private Caller user(String name, String role, String division) {
        var form = Map.of("username", name, "password", "long enough for us", "role", role, "division", division);
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(name, "long enough for us");
    }

    /** One of ours, which keeps what it hears. */
    private static final class Ours implements MqttConnection.Listener {
        final LinkedBlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();

        @Override
        public void arrived(Delivery delivery) {
            delivery.from().acknowledge(delivery);
            heard.add(delivery);
        }

        @Override
        public void lost(String why) {}
    }

    @Test
    void oneOfOursIsCommandedInJsonAndItsAnswerIsKept() throws Exception {
        var admin = stranger.admin();
        var ours = new Ours();
        try (var device = MqttConnection.open(station("cm-ours", Map.of()), null, ours)) {
            device.subscribe("shanshao/v1/down/cm-ours/#", 1);
            var given = give(admin, "cm-ours", Map.of("do", "set-interval", "args", Map.of("sample", 30)));
            assertThat(given.status()).as(given.response().body()).isEqualTo(202);
            assertThat(given.json().get("state").asString()).isEqualTo("sent");

            var heard = ours.heard.poll(30, TimeUnit.SECONDS);
            assertThat(heard).isNotNull();
            var command = Json.read(heard.payload(), Command.class);
            assertThat(heard.topic()).isEqualTo("shanshao/v1/down/cm-ours/command");
            assertThat(command.id()).isEqualTo(given.json().get("id").asString());
            assertThat(command.action()).isEqualTo("interval");
            assertThat(command.args()).isEqualTo(Map.of("sample", "30"));
            assertThat(command.expires())
                    .hasToString(given.json().get("expires").asString());

            var no = new CommandAck(command.id(), false, "busy").encode();
            device.publish(Topics.ack("cm-ours"), no, 1, false).get(30, TimeUnit.SECONDS);
            eventually(() ->
                    assertThat(newest(admin, "cm-ours").get("state").asString()).isEqualTo("refused"));
            assertThat(newest(admin, "cm-ours").get("detail").asString()).isEqualTo("busy");
        }
        assertThat(admin.get("/api/v1/audit").response().body()).contains("device.command");
    }

    /** As the job sounds it by a standing order: nobody here gave the command, and its siren answers all the same. */
    @Test
    void theSirenThatTheJobSoundsIsListedAndItsAnswerFindsIt() throws Exception {
        var admin = stranger.admin();
        var expires = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        var word = new Command("alert-1-7", "siren", Map.of("level", "red", "order", "o1"), expires, "job", null);
        var ours = new Ours();
        try (var siren = MqttConnection.open(station("cm-job-siren", Map.of("model", "siren")), null, ours);
                var job = TestRoad.job(broker)) {
            siren.subscribe("shanshao/v1/down/cm-job-siren/#", 1);
            eventually(() -> {
                job.publish(Topics.command("cm-job-siren"), Json.write(word), 1, false)
                        .get(30, TimeUnit.SECONDS);
                assertThat(admin.get("/api/v1/devices/cm-job-siren/commands").json())
                        .hasSize(1);
            });
            var listed = newest(admin, "cm-job-siren");
            assertThat(listed.get("by").asString()).isEqualTo("job");
            assertThat(listed.get("args").get("level").asString()).isEqualTo("red");

            var yes = new CommandAck(word.id(), true, "sounding").encode();
            siren.publish(Topics.ack("cm-job-siren"), yes, 1, false).get(30, TimeUnit.SECONDS);
            eventually(
                    () -> assertThat(newest(admin, "cm-job-siren").get("state").asString())
                            .isEqualTo("acknowledged"));
        }
    }

    @Test
    void anAnswerThatIsFasterThanTheListingIsNotLost() {
        station("cm-fast", Map.of("model", "siren"));
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        assertThat(orders.answer("cm-fast", new CommandAck("fast-1", true, "sounding"), now))
                .isFalse();
        orders.note(ofJob("fast-1", "cm-fast", now));
        orders.settleEarly("cm-fast", "fast-1");
        assertThat(orders.of("cm-fast").get(0).state()).isEqualTo(Order.State.ACKNOWLEDGED);
    }

    @Test
    void everySirenOfAnOrderIsListedWithItsOwnAnswerAlthoughTheyAreToldUnderOneId() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (var siren : List.of("cm-two-a", "cm-two-b")) {
            station(siren, Map.of("model", "siren"));
            orders.note(ofJob("two-1", siren, now));
        }
        assertThat(orders.answer("cm-two-b", new CommandAck("two-1", true, null), now))
                .isTrue();
        assertThat(orders.answer("cm-two-a", new CommandAck("two-1", false, "no power"), now))
                .isTrue();
        assertThat(orders.of("cm-two-a")).extracting(Order::state).containsExactly(Order.State.REFUSED);
        assertThat(orders.of("cm-two-b")).extracting(Order::state).containsExactly(Order.State.ACKNOWLEDGED);
    }

    private static Order ofJob(String id, String device, Instant at) {
        return new Order(
                id, device, "siren", Map.of(), "job", Realm.LIVE, at, at.plusSeconds(60), Order.State.SENT, null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reboot        |                  | reboot                                       | result=succ
            getstatus     |                  | getstatus                                    | state=
            reqtime       |                  | reqtime                                      | time=2026
            broadcast     | text=请立即转移    | broadcast&b_num=1&b_size=10&b_content=请立即转移 | result=succ
            alarm         | level=red        | alarm&type=L4_LB_1&level=0                   | result=succ
            """)
    void aNationalStationIsCommandedInItsOwnWords(String word, @Nullable String arg, String words, String said)
            throws Exception {
        var id = "cm-gb-" + word;
        var admin = stranger.admin();
        var args = arg == null ? Map.of() : Map.of(arg.split("=")[0], arg.split("=")[1]);
        try (var station = new Firmware(national(id), "$creq/" + id + "/cmd", "key-of-" + id, true)) {
            var given = give(admin, id, Map.of("do", word, "args", args));
            assertThat(given.status()).as(given.response().body()).isEqualTo(202);
            eventually(() -> assertThat(station.heard())
                    .containsExactly("$cmd=" + words + "&apikey=key-of-" + id + "&msgid="
                            + given.json().get("id").asString()));
            eventually(
                    () -> assertThat(newest(admin, id).get("state").asString()).isEqualTo("acknowledged"));
            assertThat(newest(admin, id).get("detail").asString()).contains(said);
        }
    }

    @Test
    void aStationThatDoesNotKnowTheKeyRefusesAndOneWithoutMsgidIsUnderstood() throws Exception {
        var admin = stranger.admin();
        try (var station = new Firmware(national("cm-key"), "$creq/cm-key/#", "another", false)) {
            give(admin, "cm-key", Map.of("do", "sample"));
            eventually(() ->
                    assertThat(newest(admin, "cm-key").get("state").asString()).isEqualTo("refused"));
            station.say("$dr", "$cmd=sample&result=succ");
            give(admin, "cm-key", Map.of("do", "reqtime"));
            eventually(() ->
                    assertThat(newest(admin, "cm-key").get("state").asString()).isEqualTo("acknowledged"));
            assertThat(admin.get("/api/v1/devices/cm-key/commands")
                            .json()
                            .get(1)
                            .get("state")
                            .asString())
                    .as("was answered already")
                    .isEqualTo("refused");
        }
    }

    @Test
    void theTopicIsASettingOfTheModel() throws Exception {
        var login = station("cm-model", Map.of("protocol", "national", "downlink", "$sub/cm-model"));
        var admin = stranger.admin();
        try (var station = new Firmware(login, "$sub/cm-model", "", true)) {
            give(admin, "cm-model", Map.of("do", "reboot"));
            eventually(() -> assertThat(station.heard()).hasSize(1));
        }
    }

    @Test
    void aNeighbourNeitherHearsNorAnswersForAnother() throws Exception {
        var admin = stranger.admin();
        national("cm-quiet");
        var neighbour = new Ours();
        try (var device = MqttConnection.open(national("cm-neighbour"), null, neighbour)) {
            for (var filter : List.of("$creq/cm-quiet/cmd", "$creq/#", "shanshao/v1/down/cm-quiet/#")) {
                assertThatThrownBy(() -> device.subscribe(filter, 1)).as(filter).isInstanceOf(MqttFailure.class);
            }
            device.subscribe("$creq/cm-neighbour/#", 1);
            var id = give(admin, "cm-quiet", Map.of("do", "reboot"))
                    .json()
                    .get("id")
                    .asString();
            var forged = "$cmd=reboot&result=succ&msgid=" + id;
            device.publish("$dr", forged.getBytes(US_ASCII), 1, false).get(30, TimeUnit.SECONDS);
            give(admin, "cm-neighbour", Map.of("do", "sample"));
            device.publish("$dr", "$cmd=sample&result=succ".getBytes(US_ASCII), 1, false)
                    .get(30, TimeUnit.SECONDS);
            eventually(
                    () -> assertThat(newest(admin, "cm-neighbour").get("state").asString())
                            .isEqualTo("acknowledged"));
            assertThat(newest(admin, "cm-quiet").get("state").asString()).isEqualTo("sent");
            assertThat(neighbour.heard).hasSize(1);
        }
    }

    @Test
    void whatNobodyAnswersInTimeHasExpired() {
        var admin = stranger.admin();
        national("cm-away");
        give(admin, "cm-away", Map.of("do", "reboot", "expiresIn", 1));
        eventually(() ->
                assertThat(newest(admin, "cm-away").get("state").asString()).isEqualTo("expired"));
    }

    @Test
    void aStationThatComesBackLateDoesNotHearWhatHasExpired() throws Exception {
        var admin = stranger.admin();
        var login = national("cm-late");
        try (var station = new Sleeper(login)) {
            station.connect();
            station.subscribe("$creq/cm-late/cmd");
            station.disconnect();

            give(admin, "cm-late", Map.of("do", "reboot", "expiresIn", 1));
            give(admin, "cm-late", Map.of("do", "sample", "expiresIn", 600));
            eventually(() -> assertThat(admin.get("/api/v1/devices/cm-late/commands")
                            .json()
                            .get(1)
                            .get("state")
                            .asString())
                    .isEqualTo("expired"));
            station.connect();
            eventually(() -> assertThat(station.heard).isNotEmpty());
            assertThat(station.heard).singleElement().asString().startsWith("$cmd=sample&");
        }
    }

    private void siren(String id, Realm realm) {
        registry.saveDevice(
                new Device(
                        id,
                        0,
                        null,
                        "220282",
                        id,
                        "siren",
                        null,
                        DeviceState.SERVICE,
                        null,
                        realm,
                        0,
                        Clock.REAL,
                        60,
                        null,
                        List.of()),
                "test");
    }

    @ParameterizedTest
    @CsvSource({"siren, exercise", "siren, live", "stop, exercise", "broadcast, live", "reboot, exercise"})
    void aLiveSirenIsOutOfReachWhileTheDemoRuns(String word, String realm) throws Exception {
        var id = "cm-live-" + word + "-" + realm;
        siren(id, Realm.LIVE);
        var signer = word.equals("reboot") ? stranger.admin() : user(id, "signer", "220282");
        var heard = new Ours();
        try (var device = MqttConnection.open(login(id), null, heard)) {
            device.subscribe("shanshao/v1/down/" + id + "/#", 1);
            var refused = give(signer, id, Map.of("do", word, "realm", realm, "args", Map.of("level", "red")));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("detail").asString()).contains("nothing live is commanded");
            assertThat(heard.heard.poll(1, TimeUnit.SECONDS)).isNull();
        }
        assertThat(signer.get("/api/v1/devices/" + id + "/commands").json()).isEmpty();
    }

    @Test
    void aSirenOfAnotherRealmThanIsMeantIsRefused() {
        siren("cm-horn", Realm.EXERCISE);
        login("cm-horn");
        var admin = stranger.admin();
        var live = give(admin, "cm-horn", Map.of("do", "siren", "realm", "live", "args", Map.of("level", "red")));
        assertThat(live.status()).isEqualTo(409);
        assertThat(live.json().get("detail").asString())
                .isEqualTo(
                        "siren is refused: it is meant for the realm live, and device cm-horn is of the realm exercise");
        assertThat(give(admin, "cm-horn", Map.of("do", "siren", "args", Map.of("level", "red")))
                        .status())
                .isEqualTo(202);
        assertThat(give(admin, "cm-horn", Map.of("do", "siren", "args", Map.of("level", "pink")))
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("args.level");
    }

    @Test
    void theWallsOfDivisionsAndRolesStand() {
        national("cm-wall");
        var elsewhere = user("cm-jilin", "administrator", "220204");
        assertThat(give(elsewhere, "cm-wall", Map.of("do", "reboot")).status()).isEqualTo(404);
        assertThat(elsewhere.get("/api/v1/devices/cm-wall/commands").status()).isEqualTo(404);
        assertThat(elsewhere
                        .put("/api/v1/devices/cm-wall/apikey", Map.of("apikey", "x"))
                        .status())
                .isEqualTo(404);

        var duty = user("cm-duty", "duty", "220282");
        assertThat(give(duty, "cm-wall", Map.of("do", "reboot")).status()).isEqualTo(403);
        assertThat(give(duty, "cm-wall", Map.of("do", "getstatus")).status()).isEqualTo(202);
        var viewer = user("cm-viewer", "viewer", "220282");
        assertThat(give(viewer, "cm-wall", Map.of("do", "getstatus")).status()).isEqualTo(403);
        assertThat(viewer.get("/api/v1/devices/cm-wall/commands").status()).isEqualTo(200);
        assertThat(viewer.get("/api/v1/devices/cm-wall").response().body()).doesNotContain("key-of-cm-wall");
        assertThat(stranger.admin().get("/api/v1/audit").response().body()).doesNotContain("key-of-cm-wall");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dance     | a=b         | do            | one of sample, status, reqtime, sensors, reboot, settime, interval, limits, mode, siren, broadcast, rain-risk, stop
            upgrade   | size=1      | do            | one of sample, status, reqtime, sensors, reboot, settime, interval, limits, mode, siren, broadcast, rain-risk, stop
            interval  | sample=0    | args.sensor   | a value
            broadcast | text=快跑😀   | args.text     | characters of GB2312
            """)
    void whatTheDeviceWouldNotUnderstandIsTold(String word, String arg, String field, String expected) {
        var admin = stranger.admin();
        if (registry.findDevice("cm-dumb").isEmpty()) {
            national("cm-dumb");
        }
        var refused = give(admin, "cm-dumb", Map.of("do", word, "args", Map.of(arg.split("=")[0], arg.split("=")[1])));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(refused.json().at("/errors/0/expected").asString()).isEqualTo(expected);
    }

    @Test
    void commandsAreBounded() {
        var admin = stranger.admin();
        national("cm-many");
        for (int i = 0; i < Orders.MOST_OPEN; i++) {
            assertThat(give(admin, "cm-many", Map.of("do", "sample")).status()).isEqualTo(202);
        }
        assertThat(give(admin, "cm-many", Map.of("do", "sample")).status()).isEqualTo(429);
        assertThat(give(admin, "cm-many", Map.of("do", "stop")).status())
                .as("who silences a siren is never told to wait")
                .isEqualTo(202);
    }

    @Test
    void whatTheJobHasOrderedTakesNobodysPlace() {
        national("cm-job");
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < Orders.MOST_OPEN; i++) {
            orders.note(new Order(
                    "job-" + i,
                    "cm-job",
                    "siren",
                    Map.of(),
                    "job",
                    Realm.LIVE,
                    now,
                    now.plusSeconds(600),
                    Order.State.SENT,
                    null,
                    null));
        }
        assertThat(give(stranger.admin(), "cm-job", Map.of("do", "sample")).status())
                .isEqualTo(202);
    }
}
