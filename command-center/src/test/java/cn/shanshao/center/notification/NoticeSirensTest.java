package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.monitoring.Sirens;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@RoadCenterTest
class NoticeSirensTest {
    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    DeviceLogins logins;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    Sirens sirens;

    /** Takes commands to the broker. */
    @Autowired
    @Qualifier("dispatch")
    SmartLifecycle dispatch;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    /** Hears commands, and says yes to each. */
    private static final class Horn implements MqttConnection.Listener {
        private final List<Command> heard = new CopyOnWriteArrayList<>();
        private final String id;

        Horn(String id) {
            this.id = id;
        }

        @Override
        public void arrived(Delivery delivery) {
            var command = Json.read(delivery.payload(), Command.class);
            heard.add(command);
            var ignored = delivery.from()
                    .publish(Topics.ack(id), new CommandAck(command.id(), true, "sounding").encode(), 1, false);
            delivery.from().acknowledge(delivery);
        }

        @Override
        public void lost(String why) {}
    }

    private MqttConnection open(String id, Horn horn) throws Exception {
        var told = stranger.admin().post("/api/v1/devices/" + id + "/credentials", Map.of());
        var password = told.json().get("password").asString();
        logins.put(id, "salt", DeviceLogins.hash("salt", password));
        var connection =
                MqttConnection.open(new MqttLogin("tcp://127.0.0.1:" + broker.port(), id, password, id), null, horn);
        connection.subscribe("shanshao/v1/down/%s/#".formatted(id), 1);
        return connection;
    }

    private void device(String id, String model) {
        device(id, "loud", model);
    }

    private void device(String id, String point, String model) {
        assertThat(stranger.admin()
                        .post("/api/v1/devices", Map.of("id", id, "pointId", point, "model", model))
                        .status())
                .isEqualTo(201);
    }

    private void issue(NoticeIssued issued) {
        transaction.executeWithoutResult(status -> events.publishEvent(issued));
    }

    @Test
    void aRedSoundsTheSirensOfThePointAndTheAllClearStopsThemAndEachAnswerIsShown() throws Exception {
        Scene.point(registry, "loud", Realm.EXERCISE);
        device("loud-siren", "siren");
        device("loud-speaker", "loudspeaker");
        device("loud-mute", "siren");
        var siren = new Horn("loud-siren");
        var speaker = new Horn("loud-speaker");
        try (var one = open("loud-siren", siren);
                var other = open("loud-speaker", speaker)) {
            assertThat(List.of(one, other)).doesNotContainNull();
            var warning = Scene.warning("loud", Realm.EXERCISE, Level.RED);
            issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));

            eventually(() -> assertThat(rollCalls.get("loud-w").sirens())
                    .extracting(RollCallView.Siren::deviceId, RollCallView.Siren::action, RollCallView.Siren::state)
                    .containsExactly(
                            tuple("loud-mute", "siren", "unsent"),
                            tuple("loud-siren", "siren", "acknowledged"),
                            tuple("loud-speaker", "broadcast", "acknowledged")));
            assertThat(rollCalls.get("loud-w").sirens().get(0).detail()).contains("has no login");
            assertThat(siren.heard).singleElement().satisfies(command -> {
                assertThat(command.action()).isEqualTo("siren");
                assertThat(command.args()).isEqualTo(Map.of("level", "red"));
            });
            assertThat(speaker.heard.get(0).args().get("text")).contains("老岭沟");

            issue(Scene.notice(warning, 2, Purpose.LIFT, null));
            eventually(() -> assertThat(siren.heard).extracting(Command::action).containsExactly("siren", "stop"));
            assertThat(siren.heard.get(1).expires())
                    .as("a siren that was away hears it when it is back")
                    .isAfter(Instant.now().plus(Duration.ofMinutes(50)));
        }
    }

    @Test
    void whatTheBrokerDoesNotTakeIsGivenAgainUntilItDoes() throws Exception {
        Scene.point(registry, "loud-again", Realm.EXERCISE);
        device("loud-again-siren", "loud-again", "siren");
        var siren = new Horn("loud-again-siren");
        try (var one = open("loud-again-siren", siren)) {
            assertThat(one).isNotNull();
            dispatch.stop();
            issue(Scene.notice(Scene.warning("loud-again", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
            eventually(() -> assertThat(rollCalls.get("loud-again-w").sirens())
                    .singleElement()
                    .satisfies(shown -> {
                        assertThat(shown.state()).isEqualTo("queued");
                        assertThat(shown.detail()).contains("is stopping");
                    }));
            dispatch.start();

            eventually(() -> assertThat(rollCalls.get("loud-again-w").sirens())
                    .extracting(RollCallView.Siren::state)
                    .containsExactly("acknowledged"));
            assertThat(siren.heard).extracting(Command::action).contains("siren");
        } finally {
            dispatch.start();
        }
    }

    @Test
    void nothingIsHeldWhileTheBrokerIsWaitedFor() {
        Scene.point(registry, "loud-held", Realm.EXERCISE);
        device("loud-held-siren", "loud-held", "siren");
        var siren = registry.findDevice("loud-held-siren").orElseThrow();

        assertThatThrownBy(() -> transaction.execute(
                        status -> sirens.sound(siren, Level.RED, Realm.EXERCISE, Duration.ofMinutes(1), "test")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aSirenThatIsBackBeforeTheNoticeIsOldSounds() throws Exception {
        Scene.point(registry, "loud-back", Realm.EXERCISE);
        device("loud-back-siren", "loud-back", "siren");
        var siren = new Horn("loud-back-siren");
        open("loud-back-siren", siren).close();

        issue(Scene.notice(Scene.warning("loud-back", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(rollCalls.get("loud-back-w").sirens())
                .extracting(RollCallView.Siren::state)
                .containsExactly("sent"));
        try (var one = open("loud-back-siren", siren)) {
            assertThat(one).isNotNull();
            eventually(() -> assertThat(rollCalls.get("loud-back-w").sirens())
                    .extracting(RollCallView.Siren::state)
                    .containsExactly("acknowledged"));
        }
        assertThat(siren.heard.get(0).expires())
                .as("as long as the call to leave holds")
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(4)), Instant.now().plus(Duration.ofMinutes(5)));
    }

    @Test
    void oneThatCannotBeCommandedHoldsUpNoOther() throws Exception {
        Scene.point(registry, "loud-full", Realm.EXERCISE);
        device("loud-full-a", "loud-full", "loudspeaker");
        device("loud-full-b", "loud-full", "siren");
        stranger.admin().post("/api/v1/devices/loud-full-a/credentials", Map.of());
        var siren = new Horn("loud-full-b");
        try (var one = open("loud-full-b", siren)) {
            assertThat(one).isNotNull();
            jdbc.sql("""
                insert into device_command (id, device_id, action, args, ordered_by, realm, sent_at, expires, state)
                select 'loud-full-' || i, 'loud-full-a', 'broadcast', '{}', 'test', 'EXERCISE', now(),
                  now() + interval '1 hour', 'SENT' from generate_series(1, 20) i\
                """).update();

            issue(Scene.notice(Scene.warning("loud-full", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));

            eventually(() -> assertThat(rollCalls.get("loud-full-w").sirens())
                    .extracting(RollCallView.Siren::state)
                    .containsExactly("queued", "acknowledged"));
            assertThat(rollCalls.get("loud-full-w").sirens().get(0).detail()).contains("20 commands wait");

            jdbc.sql("update device_command set state = 'ACKNOWLEDGED' where device_id = 'loud-full-a'")
                    .update();
            jdbc.sql("update notice_siren set due_at = now() where device_id = 'loud-full-a'")
                    .update();
            eventually(() -> assertThat(rollCalls.get("loud-full-w").sirens())
                    .extracting(RollCallView.Siren::state)
                    .containsExactly("sent", "acknowledged"));
        }
    }

    @Test
    void aNoticeOfTheOtherRealmSoundsNothing() {
        Scene.point(registry, "quiet", Realm.EXERCISE);
        var live = Scene.notice(Scene.warning("quiet", Realm.LIVE, Level.RED), 1, Purpose.ISSUE, Level.RED);
        assertThat(stranger.admin()
                        .post("/api/v1/devices", Map.of("id", "quiet-siren", "pointId", "quiet", "model", "siren"))
                        .status())
                .isEqualTo(201);

        issue(live);

        assertThat(rollCalls.get("quiet-w").sirens())
                .as("the device is of the other realm than the notice")
                .isEmpty();
    }
}
