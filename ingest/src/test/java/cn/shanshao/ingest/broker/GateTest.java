package cn.shanshao.ingest.broker;

import static cn.shanshao.ingest.broker.BrokerFixture.JOB_FILTER;
import static cn.shanshao.ingest.broker.BrokerFixture.hello;
import static cn.shanshao.ingest.broker.BrokerFixture.login;
import static cn.shanshao.ingest.broker.BrokerFixture.passwordOf;
import static cn.shanshao.ingest.broker.BrokerFixture.publish;
import static cn.shanshao.ingest.broker.BrokerFixture.register;
import static cn.shanshao.ingest.broker.BrokerFixture.texts;
import static cn.shanshao.ingest.broker.BrokerFixture.until;
import static cn.shanshao.ingest.broker.BrokerFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.broker.BrokerFixture.Worker;
import cn.shanshao.ingest.broker.RawMqtt.Hello;
import cn.shanshao.ingest.broker.RawMqtt.Packet;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what each may do there. */
class GateTest {
    private static final int NOT_AUTHORIZED = 0x87;

    @TempDir
    static Path dir;

    static DeviceLogins devices;
    static EmbeddedBroker broker;
    static int port;

    @BeforeAll
    static void start() {
        devices = DeviceLogins.open(dir.resolve("logins"));
        register(devices, "a");
        register(devices, "b");
        register(devices, "a-b");
        broker = BrokerFixture.start(dir, devices);
        port = broker.port();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @AfterEach
    void emptyTheJobsQueue() throws Exception {
        try (var job = Worker.join(port, "cleaner")) {
            until("the queue is empty", () -> {
                job.acknowledgeAll();
                return broker.health().jobBacklog() == 0;
            });
        }
    }

    private static long refused(Refusal cause) {
        return broker.health().refused().get(cause);
    }

    @Test
    void aDevicePublishesAndTheJobReceives() throws Exception {
        try (var job = Worker.join(port, "0");
                var device = mqtt5("a")) {
            device.publish("shanshao/v1/up/a/data", "[]", false);
            assertThat(device.puback()).isZero();
            until("it arrives", () -> job.held.size() == 1);
            assertThat(texts(job.held)).containsExactly("shanshao/v1/up/a/data []");
        }
    }

    private static RawMqtt mqtt5(String device) throws IOException {
        return new RawMqtt(port, RawMqtt.V5).in(hello(device));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shanshao/v1/up/b/data",
                "shanshao/v1/up/a-b/data",
                "shanshao/v1/down/a/command",
                "shanshao/v1/config/2202",
                "shanshao/v1/alert/2202/p/r/t",
                "$sys/mqtt/sessions",
                "activemq/management",
                "activemq.management"
            })
    void aDevicePublishesNowhereElse(String topic) throws Exception {
        var before = refused(Refusal.PUBLISH);
        try (var device = mqtt5("a")) {
            device.publish(topic, "forged", false);
            assertThat(device.puback()).isEqualTo(NOT_AUTHORIZED);
        }
        assertThat(refused(Refusal.PUBLISH)).isEqualTo(before + 1);
        assertThat(broker.health().jobBacklog()).isZero();
    }

    @Test
    void aRefusedPublishFailsInOurClientAndTheConnectionLives() throws Exception {
        try (var device = MqttConnection.open(login(port, "a"), null, new Worker())) {
            assertThatThrownBy(() -> device.publish("shanshao/v1/up/b/data", utf8("x"), 1, false)
                            .get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(MqttFailure.class)
                    .cause()
                    .extracting("reasonCode")
                    .isEqualTo(NOT_AUTHORIZED);
            device.publish("shanshao/v1/up/a/data", utf8("x"), 1, false).get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void anOldDeviceThatPublishesElsewhereIsHungUpOn() throws Exception {
        try (var device = new RawMqtt(port, RawMqtt.V3_1_1).in(hello("a"))) {
            device.publish("shanshao/v1/up/b/data", "forged", false);
            assertThat(device.lastWords()).isNull();
        }
        assertThat(broker.health().jobBacklog()).isZero();
    }

    @Test
    void anOldDeviceSpeaksMqtt311() throws Exception {
        try (var job = Worker.join(port, "0");
                var device = new RawMqtt(port, RawMqtt.V3_1_1).in(hello("a"))) {
            device.subscribe("shanshao/v1/down/a/#");
            assertThat(device.suback()).isEqualTo(1);
            device.publish("shanshao/v1/up/a/data", "old", false);
            device.puback();
            until("it arrives", () -> job.held.size() == 1);
            assertThat(job.held.peek().received()).isNotNull();
            try (var centre = MqttConnection.open(login(port, "centre"), null, new Worker())) {
                centre.publish("shanshao/v1/down/a/command", utf8("siren"), 1, false)
                        .get(30, TimeUnit.SECONDS);
            }
            assertThat(device.message()).isEqualTo("shanshao/v1/down/a/command siren");
        }
    }

    /** Whatever a message says of itself: its topic is made from the login. */
    @Test
    void theNationalTopicsBecomeTheDevicesOwn() throws Exception {
        try (var job = Worker.join(port, "0");
                var device = mqtt5("a");
                var old = new RawMqtt(port, RawMqtt.V3_1_1).in(hello("b"))) {
            device.publish("$dp", "{\"b\":{\"L1_LF_1\":1}}", false);
            assertThat(device.puback()).isZero();
            old.publish("$dp", "frame", true);
            old.puback();
            old.publish("$dr", "$cmd=reboot&result=succ", true);
            old.puback();
            until("all arrive", () -> job.held.size() == 3);
            assertThat(texts(job.held))
                    .containsExactlyInAnyOrder(
                            "shanshao/v1/up/a/gb {\"b\":{\"L1_LF_1\":1}}",
                            "shanshao/v1/up/b/gb frame",
                            "shanshao/v1/up/b/ack $cmd=reboot&result=succ");
            assertThat(job.held)
                    .allSatisfy(delivery -> assertThat(delivery.received()).isNotNull());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$dp/a", "$DP", "$dpx", "$creq/a/1", "dp"})
    void noOtherTopicIsTakenForANationalOne(String topic) throws Exception {
        try (var device = mqtt5("a")) {
            device.publish(topic, "frame", false);
            assertThat(device.puback()).isEqualTo(NOT_AUTHORIZED);
        }
        assertThat(broker.health().jobBacklog()).isZero();
    }

    /** Firmware that was published listens at {@code $creq/{its id}/cmd}, in MQTT 3.1.1. */
    @ParameterizedTest
    @CsvSource({"$creq/b/cmd, $creq/b/cmd", "$creq/b/#, $creq/b/cmd", "$cmd/b, $cmd/b"})
    void aDeviceHearsCommandsOnTheTopicOfItsModelAndANeighbourDoesNot(String filter, String topic) throws Exception {
        try (var device = new RawMqtt(port, RawMqtt.V3_1_1).in(hello("b"));
                var neighbour = mqtt5("a");
                var centre = MqttConnection.open(login(port, "centre"), null, new Worker())) {
            device.subscribe(filter);
            assertThat(device.suback()).isEqualTo(1);
            for (var wish : new String[] {filter, topic, "$creq/#", "$creq/+/cmd", "#", "+/b/#"}) {
                neighbour.subscribe(wish);
                assertThat(neighbour.suback()).isEqualTo(NOT_AUTHORIZED);
            }
            neighbour.subscribe(filter.replace("/b", "/a"));
            assertThat(neighbour.suback()).isEqualTo(1);

            centre.publish(topic, utf8("$cmd=reboot&msgid=m"), 1, false).get(30, TimeUnit.SECONDS);
            centre.publish(topic.replace("/b", "/a"), utf8("yours"), 1, false).get(30, TimeUnit.SECONDS);
            assertThat(device.message()).isEqualTo(topic + " $cmd=reboot&msgid=m");
            assertThat(neighbour.message()).isEqualTo(topic.replace("/b", "/a") + " yours");
        }
    }

    @Test
    void aCommandThatIsOverDoesNotReachADeviceThatComesBackLate() throws Exception {
        try (var device = new RawMqtt(port, RawMqtt.V5).in(hello("b").keepingSession(3_600))) {
            device.subscribe("$creq/b/cmd");
            assertThat(device.suback()).isEqualTo(1);
        }
        until("it is gone", () -> broker.health().connections() == 0);
        long sent;
        try (var centre = MqttConnection.open(login(port, "centre"), null, new Worker())) {
            centre.publishFor(Duration.ofSeconds(1), "$creq/b/cmd", utf8("late"), false)
                    .get(30, TimeUnit.SECONDS);
            sent = System.currentTimeMillis();
            centre.publishFor(Duration.ofHours(1), "$creq/b/cmd", utf8("in time"), false)
                    .get(30, TimeUnit.SECONDS);
        }
        until("the first is over", () -> System.currentTimeMillis() > sent + 1_500);
        try (var device = new RawMqtt(port, RawMqtt.V5).in(hello("b").keepingSession(0))) {
            assertThat(device.message()).isEqualTo("$creq/b/cmd in time");
        }
    }

    @Test
    void answersWaitForTheCommandCentre() throws Exception {
        try (var device = mqtt5("a")) {
            device.publish("$dr", "$cmd=reboot&result=succ&msgid=waits", false);
            assertThat(device.puback()).isZero();
        }
        try (var centre = Worker.open(login(port, "centre").as("acks"))) {
            centre.connection.subscribe("$share/centre/shanshao/v1/up/+/ack", 1);
            until(
                    "it arrives",
                    () -> texts(centre.held).contains("shanshao/v1/up/a/ack $cmd=reboot&result=succ&msgid=waits"));
            centre.acknowledgeAll();
        }
    }

    @Test
    void nobodyReadsAlongOnANationalTopic() throws Exception {
        try (var device = mqtt5("a")) {
            device.subscribe("$dp");
            assertThat(device.suback()).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, a, wrong",
        "a, nobody, nobody-password",
        "job, job, wrong",
        "x, '', ''",
        "a, ACTIVEMQ.CLUSTER.ADMIN.USER, CHANGE ME!!"
    })
    void wrongPasswordsAreRefused(String clientId, String user, String password) throws Exception {
        try (var somebody = new RawMqtt(port, RawMqtt.V5)) {
            assertThat(somebody.connect(new Hello(clientId, user, password)).connack())
                    .isGreaterThanOrEqualTo(0x80);
        }
        try (var somebody = new RawMqtt(port, RawMqtt.V3_1_1)) {
            assertThat(somebody.connect(new Hello(clientId, user, password)).connack())
                    .isBetween(1, 5);
        }
    }

    @Test
    void nobodyComesInWithoutALogin() throws Exception {
        var before = refused(Refusal.LOGIN);
        try (var somebody = new RawMqtt(port, RawMqtt.V5)) {
            assertThat(somebody.connect(new Hello("x", null, null)).connack()).isGreaterThanOrEqualTo(0x80);
            assertThat(somebody.lastWords()).isNull();
        }
        try (var somebody = new RawMqtt(port, RawMqtt.V5)) {
            somebody.publish("shanshao/v1/up/a/data", "no CONNECT", false);
            assertThat(somebody.lastWords()).isNull();
        }
        assertThat(refused(Refusal.LOGIN)).isEqualTo(before + 1);
        assertThat(broker.health().jobBacklog()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "job-0", "centre", "b", "b-1", "a-b", "a-b-1", "ab", "x"})
    void aClientIdOfAnotherIsRefused(String clientId) throws Exception {
        var before = refused(Refusal.CLIENT_ID);
        for (var version : new int[] {RawMqtt.V5, RawMqtt.V3_1_1}) {
            try (var device = new RawMqtt(port, version)) {
                assertThat(device.connect(new Hello(clientId, "a", passwordOf("a")))
                                .connack())
                        .isNotZero();
                assertThat(device.lastWords()).isNull();
            }
        }
        assertThat(refused(Refusal.CLIENT_ID)).isEqualTo(before + 2);
    }

    @Test
    void aDeviceWithoutAClientIdIsGivenOne() throws Exception {
        try (var device = new RawMqtt(port, RawMqtt.V5)) {
            var answer = device.connect(new Hello("", "a", passwordOf("a"))).expect(Packet.CONNACK);
            assertThat(answer.body()[1]).isZero();
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("a-");
            device.publish("shanshao/v1/up/a/data", "x", false);
            assertThat(device.puback()).isZero();
        }
    }

    @Test
    void aDeviceCannotTakeTheJobsReadingsInAnyOfTheThreeWays() throws Exception {
        publish(port, "b", 0, 1000);
        var before = refused(Refusal.SUBSCRIBE) + refused(Refusal.CLIENT_ID);

        try (var device = mqtt5("a")) {
            device.subscribe(JOB_FILTER);
            assertThat(device.suback()).isEqualTo(NOT_AUTHORIZED);
            device.subscribe("shanshao/v1/up/#");
            assertThat(device.suback()).isEqualTo(NOT_AUTHORIZED);
            device.subscribe("shanshao/v1/up/#::job.shanshao.v1.up.#");
            assertThat(device.suback()).isEqualTo(NOT_AUTHORIZED);
            device.subscribe("shanshao/v1/down/a/x::job.shanshao.v1.up.#");
            assertThat(device.suback()).isEqualTo(NOT_AUTHORIZED);
            device.unsubscribe(JOB_FILTER);
        }
        try (var device = new RawMqtt(port, RawMqtt.V3_1_1).in(hello("a"))) {
            device.subscribe(JOB_FILTER);
            assertThat(device.suback()).isEqualTo(0x80);
        }
        for (var id : new String[] {"job", "b"}) {
            try (var device = new RawMqtt(port, RawMqtt.V5)) {
                device.connect(new Hello(id, "a", passwordOf("a")));
                device.subscribe("shanshao/v1/up/#");
                device.lastWords();
            } catch (java.net.SocketException e) {
                assertThat(e).as("hung up on while it went on").isNotNull();
            }
        }

        assertThat(refused(Refusal.SUBSCRIBE) + refused(Refusal.CLIENT_ID)).isEqualTo(before + 7);
        assertThat(broker.health().jobBacklog()).isEqualTo(1000);
        try (var job = Worker.join(port, "0")) {
            until("all 1000 arrive", () -> job.distinct() == 1000);
        }
    }

    @Test
    void aDeviceCannotFillTheBrokerWithSubscriptions() throws Exception {
        try (var device = mqtt5("a")) {
            for (var i = 0; i < Limits.DEVICE_FILTERS; i++) {
                device.subscribe("shanshao/v1/down/a/" + i);
                assertThat(device.suback()).isEqualTo(1);
            }
            device.subscribe("shanshao/v1/down/a/more");
            assertThat(device.suback()).isEqualTo(NOT_AUTHORIZED);
            device.subscribe("shanshao/v1/down/a/0");
            assertThat(device.suback()).isEqualTo(1);
        }
    }

    @Test
    void theJobSubscribesToNothingThatIsNotItsOwn() throws Exception {
        try (var job = MqttConnection.open(login(port, "job").as("x"), null, new Worker())) {
            for (var filter : new String[] {"#", "shanshao/v1/up/#", "$share/centre/shanshao/v1/alert/#"}) {
                assertThatThrownBy(() -> job.subscribe(filter, 1))
                        .as(filter)
                        .isInstanceOf(MqttFailure.class)
                        .extracting("reasonCode")
                        .isEqualTo(NOT_AUTHORIZED);
            }
            job.subscribe("shanshao/v1/config/+", 1);
        }
    }

    @Test
    void theServicesMeetOnTheirTopics() throws Exception {
        try (var atCentre = Worker.open(login(port, "centre").as("x"));
                var atJob = Worker.open(login(port, "job").as("x"));
                var device = mqtt5("a")) {
            var centre = atCentre.connection;
            var job = atJob.connection;
            centre.publish("shanshao/v1/config/2202", utf8("points"), 1, true).get(30, TimeUnit.SECONDS);
            job.subscribe("shanshao/v1/config/#", 1);
            until("the configuration arrives", () -> atJob.held.size() == 1);
            assertThat(atJob.held.peek().retained()).isTrue();

            job.publish("shanshao/v1/alert/2202/p/r/d~displacement.e", utf8("red"), 1, false)
                    .get(30, TimeUnit.SECONDS);
            centre.subscribe("$share/centre/shanshao/v1/alert/#", 1);
            centre.subscribe("shanshao/v1/state/#", 1);
            centre.subscribe("shanshao/v1/up/+/ack", 1);
            until("the alert arrives", () -> atCentre.held.size() == 1);
            job.publish("shanshao/v1/state/2202", utf8("[]"), 1, true).get(30, TimeUnit.SECONDS);
            device.publish("shanshao/v1/up/a/ack", "done", false);
            device.puback();
            until("state and answer arrive", () -> atCentre.held.size() == 3);
            assertThat(texts(atCentre.held))
                    .containsExactlyInAnyOrder(
                            "shanshao/v1/alert/2202/p/r/d~displacement.e red",
                            "shanshao/v1/state/2202 []",
                            "shanshao/v1/up/a/ack done");
            atCentre.acknowledgeAll();
            until("the alert is gone", () -> broker.health().centreBacklog() == 0);
        }
    }

    @Test
    void whatADeviceRetainsIsNotRetained() throws Exception {
        try (var device = mqtt5("a")) {
            device.publish("shanshao/v1/up/a/ack", "retained?", true);
            assertThat(device.puback()).isZero();
        }
        try (var device = new RawMqtt(port, RawMqtt.V5).in(hello("a").willing("shanshao/v1/up/a/ack", true))) {
            device.reset();
        }
        try (var job = Worker.join(port, "0")) {
            until("message and will arrive", () -> job.held.size() == 2);
            assertThat(texts(job.held)).contains("shanshao/v1/up/a/ack gone");
        }
        var late = new Worker();
        try (var centre = MqttConnection.open(login(port, "centre").as("late"), null, late);
                var device = mqtt5("b")) {
            centre.subscribe("shanshao/v1/up/+/ack", 1);
            device.publish("shanshao/v1/up/b/ack", "after", false);
            device.puback();
            until("the later one arrives", () -> !late.held.isEmpty());
            assertThat(texts(late.held)).containsExactly("shanshao/v1/up/b/ack after");
        }
    }

    @Test
    void aWillOnAnothersTopicIsRefused() throws Exception {
        var before = refused(Refusal.WILL);
        try (var device = new RawMqtt(port, RawMqtt.V5)) {
            assertThat(device.connect(hello("a").willing("shanshao/v1/up/b/status", false))
                            .connack())
                    .isEqualTo(NOT_AUTHORIZED);
        }
        assertThat(refused(Refusal.WILL)).isEqualTo(before + 1);
    }

    @Test
    void theTimeOfArrivalCannotBeForged() throws Exception {
        var from = System.currentTimeMillis();
        try (var job = Worker.join(port, "0");
                var device = mqtt5("a")) {
            device.publish("shanshao/v1/up/a/data", "x", false, RawMqtt.userProperty("received", "1"));
            assertThat(device.puback()).isZero();
            until("it arrives", () -> job.held.size() == 1);
            assertThat(job.held.peek().received().toEpochMilli()).isBetween(from, System.currentTimeMillis());
        }
    }

    @Test
    void aReadingDoesNotExpireWhileTheJobIsAway() throws Exception {
        long sent;
        try (var device = mqtt5("a")) {
            device.publish("shanshao/v1/up/a/data", "short", false, RawMqtt.messageExpiry(1));
            assertThat(device.puback()).isZero();
            sent = System.currentTimeMillis();
            device.publish("shanshao/v1/up/a/data", "overflowing", false, RawMqtt.messageExpiry(2_592_000));
            assertThat(device.puback()).isZero();
        }
        until("its expiry is over", () -> System.currentTimeMillis() > sent + 1_500);
        try (var job = Worker.join(port, "0")) {
            until("both arrive", () -> job.held.size() == 2);
        }
        assertThat(broker.health().deadLetters()).isZero();
    }

    @Test
    void aCommandWaitsForADeviceThatAskedForAnEndlessSession() throws Exception {
        for (var id : new String[] {"b", "a-b"}) {
            var asking = hello(id).keepingSession(id.equals("b") ? 2_592_000 : 0xFFFFFFFFL);
            try (var device = new RawMqtt(port, RawMqtt.V5).in(asking)) {
                device.subscribe("shanshao/v1/down/" + id + "/#");
                assertThat(device.suback()).isEqualTo(1);
            }
            until("it is gone", () -> broker.health().connections() == 0);
            var gone = System.currentTimeMillis();
            until("sessions were looked through twice", () -> System.currentTimeMillis() > gone + 1_200);
            try (var centre = MqttConnection.open(login(port, "centre"), null, new Worker())) {
                centre.publish("shanshao/v1/down/" + id + "/command", utf8("siren"), 1, false)
                        .get(30, TimeUnit.SECONDS);
            }
            try (var device = new RawMqtt(port, RawMqtt.V5).in(asking)) {
                assertThat(device.message()).isEqualTo("shanshao/v1/down/" + id + "/command siren");
            }
        }
    }

    @Test
    void aPacketThatIsTooLargeIsRefusedBeforeItIsCollected() throws Exception {
        var before = refused(Refusal.PACKET);
        for (var version : new int[] {RawMqtt.V5, RawMqtt.V3_1_1}) {
            try (var device = new RawMqtt(port, version).in(hello("a"))) {
                device.begin(0x32, 200 << 20, utf8("\0\1t\0\1\0 and so on"));
                var last = device.lastWords();
                assertThat(last == null ? -1 : last.body()[0] & 0xff).isEqualTo(version == RawMqtt.V5 ? 0x95 : -1);
            }
        }
        try (var somebody = new RawMqtt(port, RawMqtt.V5)) {
            somebody.begin(0x10, 2_000_000, utf8("\0\4MQTT\5"));
            assertThat(somebody.lastWords()).isNull();
        }
        assertThat(refused(Refusal.PACKET)).isEqualTo(before + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST / HTTP/1.1\r\nContent-Length: 2000000000\r\n\r\n", "AMQP\0\1\0\0", "\20\20rubbish"})
    void whoeverSpeaksAnythingElseIsHungUpOn(String beginning) throws Exception {
        try (var somebody = new RawMqtt(port, RawMqtt.V5)) {
            somebody.write(utf8(beginning));
            assertThat(somebody.lastWords()).isNull();
        }
    }

    @Test
    void aFrameOfAQuarterMegabytePasses() throws Exception {
        var picture = "x".repeat(256 << 10);
        try (var job = Worker.join(port, "0");
                var device = mqtt5("a")) {
            device.publish("shanshao/v1/up/a/frame/1700000000000", picture, false);
            assertThat(device.puback()).isZero();
            until("it arrives", () -> job.held.size() == 1);
            assertThat(job.held.peek().payload()).hasSize(256 << 10);
        }
    }

    @Test
    void aRevokedDeviceIsThrownOutAndOthersStay() throws Exception {
        register(devices, "gone");
        var listener = new Worker();
        try (var device = MqttConnection.open(login(port, "gone"), null, listener);
                var other = mqtt5("b")) {
            device.publish("shanshao/v1/up/gone/data", utf8("x"), 1, false).get(30, TimeUnit.SECONDS);
            devices.remove("gone");
            listener.lost.get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> MqttConnection.open(login(port, "gone"), null, new Worker()))
                    .isInstanceOf(MqttFailure.class);
            other.publish("shanshao/v1/up/b/data", "x", false);
            assertThat(other.puback()).isZero();
        }
    }

    @Test
    void aNewPasswordEndsTheConnectionWithTheOldOne() throws Exception {
        register(devices, "turned");
        var listener = new Worker();
        try (var device = MqttConnection.open(login(port, "turned"), null, listener)) {
            devices.put("turned", "s", DeviceLogins.hash("s", "new"));
            listener.lost.get(30, TimeUnit.SECONDS);
            assertThat(device.isOpen()).isFalse();
        }
        var fresh = new MqttLogin("tcp://127.0.0.1:" + port, "turned", "new", "turned");
        try (var device = MqttConnection.open(fresh, null, new Worker())) {
            assertThat(device.isOpen()).isTrue();
        }
        devices.remove("turned");
    }

    @Test
    void aDeviceThatCameTooEarlyIsLetInOnceItIsRegistered() throws Exception {
        try (var device = new RawMqtt(port, RawMqtt.V5)) {
            assertThat(device.connect(hello("early")).connack()).isNotZero();
        }
        register(devices, "early");
        try (var device = mqtt5("early")) {
            device.publish("shanshao/v1/up/early/data", "x", false);
            assertThat(device.puback()).isZero();
        }
        devices.remove("early");
    }
}
