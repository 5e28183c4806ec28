package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.screen.CenterHealth;
import cn.shanshao.center.screen.Part;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;

/** A system with real points and an exercise, the virtual carrier, and two real ones, the first of them with three sessions. */
@RoadCenterTest
@Import(LiveMessagesTest.Live.class)
@TestPropertySource(properties = "shanshao.demo=false")
@DirtiesContext
class LiveMessagesTest {
    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    ScriptedCarrier virtual;

    @Autowired
    Carriers carriers;

    @Autowired
    Messages messages;

    @Autowired
    CenterHealth health;

    @Autowired
    JdbcClient jdbc;

    private MqttConnection job;

    /** The real ones. */
    record Carriers(ScriptedCarrier first, ScriptedCarrier second) implements AutoCloseable {
        @Override
        public void close() {
            first.close();
            second.close();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Live {
        @Bean
        Carriers carriers() {
            return new Carriers(ScriptedCarrier.start(0), ScriptedCarrier.start(0));
        }

        @Bean
        DynamicPropertyRegistrar gateways(Carriers carriers) {
            return properties -> {
                var ports = List.of(carriers.first().port(), carriers.second().port());
                for (var i = 0; i < ports.size(); i++) {
                    var at = "shanshao.sms.gateways[%d].".formatted(i);
                    var name = List.of("first", "second").get(i);
                    var port = ports.get(i);
                    properties.add(at + "name", () -> name);
                    properties.add(at + "kind", () -> "smpp");
                    properties.add(at + "host", () -> "127.0.0.1");
                    properties.add(at + "port", () -> port);
                    properties.add(at + "login", () -> "shanshao");
                    properties.add(at + "secret", () -> "secret");
                    properties.add(at + "from", () -> "10690001");
                    // longer than a busy machine keeps an answer waiting, and twice that within the patience of a test
                    properties.add(at + "answer", () -> "6s");
                    properties.add(at + "sessions", () -> name.equals("first") ? 3 : 1);
                }
            };
        }
    }

    @BeforeEach
    void connect() throws Exception {
        job = TestRoad.job(broker);
        eventually(() -> assertThat(messages.gatewaysAway()).isEmpty());
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
    }

    @AfterEach
    void close() {
        job.close();
    }

    private void livePoint(String id, String phone) {
        registry.savePoint(
                new HazardPoint(
                        id, 0, null, "西沟", "landslide", HUADIAN, Realm.LIVE, 126.7, 42.9, 5, List.of(), List.of()),
                "test");
        registry.saveContact(new Contact(id + "-m", id, "钱三", phone, ContactRole.MONITOR, "zh", Realm.LIVE), "test");
    }

    private void raise(String point) {
        TestRoad.publish(job, Scenery.live(alert(point, 1, 1, AlertState.RAISED, Level.ORANGE)));
    }

    private MessageView only(String point) {
        var found = messages.list("22", point, null, 100);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void aRealMessageIsDeliveredAndOneOfTheExerciseNeverMeetsARealCarrier() {
        Scenery.slope(registry, "both-exercise", HUADIAN, "10000000601");
        livePoint("both-live", "13800000601");

        TestRoad.publish(job, alert("both-exercise", 1, 1, AlertState.RAISED, Level.ORANGE));
        raise("both-live");

        eventually(() -> assertThat(only("both-live").state()).isEqualTo(MessageState.DELIVERED));
        eventually(() -> assertThat(only("both-exercise").state()).isEqualTo(MessageState.SIMULATED));
        assertThat(carriers.first().submittedTo("13800000601")).hasSize(1);
        assertThat(virtual.submittedTo("10000000601")).hasSize(1);
        assertThat(carriers.first().submitted()).noneMatch(s -> s.to().startsWith("100"));
        assertThat(carriers.second().submitted()).noneMatch(s -> s.to().startsWith("100"));
        assertThat(virtual.submittedTo("13800000601")).isEmpty();
    }

    @Test
    void anExerciseAtALivePointStaysOne() {
        livePoint("drill-live", "13800000602");

        TestRoad.publish(job, alert("drill-live", 1, 1, AlertState.RAISED, Level.ORANGE));

        eventually(() -> assertThat(only("drill-live").state()).isEqualTo(MessageState.SIMULATED));
        assertThat(only("drill-live").realm()).isEqualTo(Realm.EXERCISE);
        assertThat(virtual.submittedTo("13800000602")).hasSize(1);
        assertThat(carriers.first().submittedTo("13800000602")).isEmpty();
        assertThat(carriers.second().submittedTo("13800000602")).isEmpty();
    }

    @Test
    void whatTheFirstCarrierRefusesTheSecondTakes() {
        livePoint("second-takes", "13800000603");
        carriers.first().script("13800000603", Does.REFUSE);

        raise("second-takes");

        eventually(() -> assertThat(only("second-takes").state()).isEqualTo(MessageState.DELIVERED));
        assertThat(carriers.first().submittedTo("13800000603")).hasSize(1);
        assertThat(carriers.second().submittedTo("13800000603")).hasSize(1);
    }

    @Test
    void whatBothRefuseFailsAndSaysWhoSaidWhat() {
        livePoint("both-refuse", "13800000604");
        carriers.first().script("13800000604", Does.REFUSE);
        carriers.second().script("13800000604", Does.REFUSE);

        raise("both-refuse");

        eventually(() -> assertThat(only("both-refuse").state()).isEqualTo(MessageState.FAILED));
        assertThat(only("both-refuse").reason()).isEqualTo("运营商拒绝（first 0x0B；second 0x0B）");
    }

    @Test
    void whatTheFirstCarrierRefusesWaitsForTheSecondThatIsAway() {
        livePoint("second-away", "13800000609");
        var refusals = new Does[60];
        Arrays.fill(refusals, Does.REFUSE);
        carriers.first().script("13800000609", refusals);
        carriers.second().refuseBinds(true);
        carriers.second().hangUp();
        eventually(() -> assertThat(messages.gatewaysAway()).containsExactly("second"));

        raise("second-away");

        eventually(() -> assertThat(carriers.first().submittedTo("13800000609")).isNotEmpty());
        eventually(() -> assertThat(jdbc.sql("select reason from message where point_id = 'second-away'")
                        .query(String.class)
                        .single())
                .contains("运营商拒绝", "其他通道暂不可用"));
        assertThat(only("second-away").state()).isEqualTo(MessageState.QUEUED);
        carriers.second().refuseBinds(false);
        eventually(() -> assertThat(only("second-away").state()).isEqualTo(MessageState.DELIVERED));
        assertThat(carriers.second().submittedTo("13800000609")).hasSize(1);
    }

    @Test
    void anAnswerThatNeverCameIsShownAndRepeatedToTheSameCarrier() {
        livePoint("no-answer", "13800000605");
        carriers.first().script("13800000605", Does.NO_ANSWER, Does.NO_ANSWER);

        raise("no-answer");

        eventually(() -> assertThat(carriers.first().submittedTo("13800000605")).hasSize(2));
        eventually(() -> assertThat(only("no-answer").state()).isEqualTo(MessageState.OUTCOME_UNKNOWN));
        assertThat(carriers.first().submittedTo("13800000605"))
                .extracting(ScriptedCarrier.Submitted::reference)
                .containsOnly(carriers.first().submittedTo("13800000605").get(0).reference());
        assertThat(carriers.second().submittedTo("13800000605")).isEmpty();
    }

    @Test
    void aTextBegunWithACarrierThatThrottlesStaysWithIt() {
        livePoint("stays", "13800000606");
        carriers.first().script("13800000606", Does.ACCEPT, Does.THROTTLE);
        TestRoad.publish(job, Scenery.live(alert("stays", 1, 1, AlertState.RAISED, Level.ORANGE)));
        eventually(() -> assertThat(only("stays").state()).isEqualTo(MessageState.DELIVERED));
        carriers.first().script("13800000606", Does.ACCEPT, Does.THROTTLE);
        again("stays", "山".repeat(100));

        eventually(() -> assertThat(only("stays").state()).isEqualTo(MessageState.DELIVERED));
        assertThat(carriers.second().submittedTo("13800000606")).isEmpty();
    }

    /** The same row once more, with another text. */
    private void again(String point, String text) {
        jdbc.sql("delete from message_part where message_id in (select id from message where point_id = :point)")
                .param("point", point)
                .update();
        jdbc.sql(
                        "update message set state = 'queued', text = :text, segments = 2, parts_sent = 0 where point_id = :point")
                .param("text", text)
                .param("point", point)
                .update();
    }

    @Test
    void whenTheFirstCarrierIsAwayTheSecondTakesAndTheHealthSaysSo() {
        livePoint("away", "13800000607");
        carriers.first().refuseBinds(true);
        carriers.first().hangUp();
        eventually(() -> assertThat(messages.gatewaysAway()).containsExactly("first"));

        raise("away");

        eventually(() -> assertThat(only("away").state()).isEqualTo(MessageState.DELIVERED));
        assertThat(carriers.second().submittedTo("13800000607")).hasSize(1);
        assertThat(health.parts())
                .filteredOn(p -> p.name().equals("sms"))
                .singleElement()
                .extracting(Part::note)
                .asString()
                .contains("first");
        carriers.first().refuseBinds(false);
    }

    @Test
    void whatARealPersonTypesBelongsToTheRealCheck() {
        livePoint("typed-live", "13800000608");
        raise("typed-live");
        eventually(() -> assertThat(only("typed-live").state()).isEqualTo(MessageState.DELIVERED));

        carriers.first().type("13800000608", "1");
        virtual.type("13800000608", "2");

        assertThat(only("typed-live").replies())
                .singleElement()
                .satisfies(r -> assertThat(r.meaning()).isEqualTo(Meaning.REAL));
    }

    /** Each of the two dies with what it has under way at that time; the second when nobody's second try is under way. */
    @Test
    void whenSessionsDieUnderWayNothingIsLostAndOnlyWhatWasUnknownIsDoubled() {
        dies(IntStream.range(0, 15), "dies-8");
        dies(IntStream.range(15, 30), "dies-20");

        assertThat(carriers.second().submitted()).noneMatch(s -> s.to().startsWith("138000007"));
        eventually(() -> assertThat(messages.gatewaysShorthanded()).isEmpty());
    }

    private void dies(IntStream numbers, String victim) {
        var points = numbers.mapToObj(i -> "dies-" + i).toList();
        points.forEach(point -> livePoint(point, phone(point)));
        carriers.first().script(phone(victim), Does.HANG_UP);

        points.forEach(this::raise);

        for (var point : points) {
            eventually(() -> assertThat(only(point).state()).isEqualTo(MessageState.DELIVERED));
        }
        for (var point : points) {
            var times = carriers.first().submittedTo(phone(point)).size();
            assertThat(times).as(point).isBetween(1, 1 + unknowns(point));
        }
        assertThat(unknowns(victim)).isEqualTo(1);
    }

    private static String phone(String point) {
        return "138000007%02d".formatted(Integer.parseInt(point.substring("dies-".length())));
    }

    private int unknowns(String point) {
        return jdbc.sql("select unknowns from message where point_id = :point")
                .param("point", point)
                .query(Integer.class)
                .single();
    }
}
