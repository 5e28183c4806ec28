package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.notification.twilio.TwilioPeer;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

/** A system whose real messages and calls go through Twilio, which calls back to its public address. */
@RoadCenterTest
@Import(TwilioMessagesTest.Live.class)
@TestPropertySource(properties = {"shanshao.demo=false", "shanshao.public-url=" + TwilioMessagesTest.PUBLIC + "/"})
@DirtiesContext
class TwilioMessagesTest {
    static final String PUBLIC = "https://shanshao.example";
    private static final String CALLBACKS = PUBLIC + "/api/v1/callbacks/twilio/abroad";

    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    ScriptedCarrier virtual;

    @Autowired
    TwilioPeer twilio;

    @Autowired
    Messages messages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Caller stranger;

    private MqttConnection job;

    @TestConfiguration(proxyBeanMethods = false)
    static class Live {
        @Bean
        TwilioPeer twilio() {
            return TwilioPeer.start("token-3");
        }

        @Bean
        DynamicPropertyRegistrar gateways(TwilioPeer twilio) {
            return properties -> {
                properties.add("shanshao.sms.gateways[0].name", () -> "abroad");
                properties.add("shanshao.sms.gateways[0].kind", () -> "twilio");
                properties.add("shanshao.sms.gateways[0].api", twilio::api);
                properties.add("shanshao.sms.gateways[0].login", () -> TwilioPeer.ACCOUNT);
                properties.add("shanshao.sms.gateways[0].secret", () -> "token-3");
                properties.add("shanshao.sms.gateways[0].from", () -> TwilioPeer.FROM);
                properties.add("shanshao.sms.gateways[0].answer", () -> "2s");
                properties.add("shanshao.sms.gateways[0].enquire", () -> "200ms");
            };
        }
    }

    @BeforeEach
    void connect() throws Exception {
        var here = stranger.uri("").toString();
        twilio.goesBy(url -> url.replace(PUBLIC, here));
        twilio.callsBackAt(CALLBACKS);
        job = TestRoad.job(broker);
        eventually(() -> assertThat(messages.gatewaysAway()).isEmpty());
    }

    @AfterEach
    void close() {
        job.close();
    }

    private void raise(String id, String phone) {
        registry.savePoint(
                new HazardPoint(
                        id, 0, null, "西沟", "landslide", HUADIAN, Realm.LIVE, 126.7, 42.9, 5, List.of(), List.of()),
                "test");
        registry.saveContact(new Contact(id + "-m", id, "钱三", phone, ContactRole.MONITOR, "zh", Realm.LIVE), "test");
        TestRoad.publish(job, Scenery.live(alert(id, 1, 1, AlertState.RAISED, Level.ORANGE)));
    }

    private MessageView only(String point) {
        var found = messages.list("22", point, null, 100).stream()
                .filter(message -> message.purpose().equals(Errand.CHECK.wire()))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void is(String point, MessageState state) {
        eventually(() -> assertThat(only(point).state()).isEqualTo(state));
    }

    private String idOf(String point) {
        return jdbc.sql("select substr(carrier_id, 8) from message_part where message_id = :id")
                .param("id", Long.valueOf(only(point).id()))
                .query(String.class)
                .single();
    }

    private long told(String kind) {
        return jdbc.sql("select count(*) from audit_entry where action = 'callback.refuse' and detail::text like :kind")
                .param("kind", "%" + kind + "%")
                .query(Long.class)
                .single();
    }

    private int status(String id, String status) {
        return twilio.callBack(CALLBACKS + "/status/7", Map.of("MessageSid", id, "MessageStatus", status));
    }

    @Test
    void aRealMessageIsDeliveredAndOneOfTheExerciseNeverMeetsTwilio() {
        Scenery.slope(registry, "twilio-exercise", HUADIAN, "10000000701");
        raise("twilio-live", "13800000701");
        TestRoad.publish(job, alert("twilio-exercise", 1, 1, AlertState.RAISED, Level.ORANGE));

        is("twilio-live", MessageState.DELIVERED);
        is("twilio-exercise", MessageState.SIMULATED);
        assertThat(only("twilio-live").segments()).isEqualTo(1);
        assertThat(twilio.seen()).noneMatch(one -> one.to().startsWith("100"));
        assertThat(virtual.submittedTo("13800000701")).isEmpty();
    }

    @Test
    void whatIsRefusedFailsWithTheCarriersOwnCode() {
        twilio.script("13800000702", Does.REFUSE);
        raise("twilio-refused", "13800000702");

        is("twilio-refused", MessageState.FAILED);
        assertThat(only("twilio-refused").reason()).isEqualTo("运营商拒绝（21211）");
    }

    @Test
    void aStateNeverGoesBackAndAReplayIsRefusedAndTold() {
        twilio.script("13800000703", Does.NO_RECEIPT);
        raise("twilio-order", "13800000703");
        is("twilio-order", MessageState.SUBMITTED);
        var id = idOf("twilio-order");
        var before = told("replayed");

        assertThat(status(id, "delivered")).isEqualTo(200);
        is("twilio-order", MessageState.DELIVERED);
        assertThat(status(id, "delivered")).isEqualTo(403);
        assertThat(told("replayed")).isEqualTo(before + 1);
        assertThat(status(id, "sent")).isEqualTo(200);
        assertThat(status(id, "undelivered")).isEqualTo(200);

        assertThat(only("twilio-order").state()).isEqualTo(MessageState.DELIVERED);
    }

    @Test
    void aForgedCallbackIsRefusedToldAndChangesNothing() {
        twilio.script("13800000704", Does.NO_RECEIPT);
        raise("twilio-forged", "13800000704");
        is("twilio-forged", MessageState.SUBMITTED);
        var form = Map.of("MessageSid", idOf("twilio-forged"), "MessageStatus", "delivered");
        var before = told("forged");

        assertThat(twilio.post(CALLBACKS + "/status/7", form, "c2lnbmF0dXJl")).isEqualTo(403);
        assertThat(twilio.post(CALLBACKS + "/status/7", form, twilio.signature(CALLBACKS + "/status/8", form)))
                .isEqualTo(403);
        assertThat(twilio.callBack(PUBLIC + "/api/v1/callbacks/twilio/nobody/status/7", form))
                .isEqualTo(403);

        assertThat(told("forged")).isEqualTo(before + 3);
        assertThat(only("twilio-forged").state()).isEqualTo(MessageState.SUBMITTED);
    }

    @Test
    void aSignedCallbackThatLacksAFieldSaysWhich() {
        assertThat(twilio.callBack(CALLBACKS + "/status/7", Map.of("MessageSid", "SM1")))
                .isEqualTo(400);
    }

    @Test
    void whatSomebodyTypesBelongsToTheirCheck() {
        raise("twilio-typed", "13800000705");
        is("twilio-typed", MessageState.DELIVERED);

        assertThat(twilio.types("13800000705", "1 裂缝变宽")).isTrue();

        assertThat(only("twilio-typed").replies())
                .singleElement()
                .satisfies(r -> assertThat(r.text()).isEqualTo("1 裂缝变宽"));
    }

    @Test
    void aTextThatDidNotReachUsIsAskedForAndTakenOnce() {
        raise("twilio-missed", "13800000709");
        is("twilio-missed", MessageState.DELIVERED);
        var known = Map.of(
                "AccountSid",
                TwilioPeer.ACCOUNT,
                "MessageSid",
                "SMcame",
                "From",
                "+8613800000709",
                "To",
                TwilioPeer.FROM,
                "Body",
                "1");
        assertThat(twilio.callBack(CALLBACKS + "/text", known)).isEqualTo(200);

        twilio.lists("SMcame", "13800000709", "1");
        twilio.lists("SMmissed", "13800000709", "2 什么也没有");

        eventually(() -> assertThat(only("twilio-missed").replies())
                .extracting(MessageView.Answer::text)
                .containsExactlyInAnyOrder("1", "2 什么也没有"));
        assertThat(twilio.callBack(
                        CALLBACKS + "/text",
                        Map.of("MessageSid", "SMmissed", "From", "+8613800000709", "Body", "2 什么也没有")))
                .as("it came by the other way")
                .isEqualTo(403);
    }

    @Test
    void aReceiptThatCannotBeStoredAtOnceIsBroughtAgain() {
        twilio.script("13800000710", Does.NO_RECEIPT);
        raise("twilio-later", "13800000710");
        is("twilio-later", MessageState.SUBMITTED);
        var tries = new AtomicInteger();
        var here = stranger.uri("").toString();
        twilio.goesBy(url -> tries.incrementAndGet() < 3 ? here + "/api/v1/nothing" : url.replace(PUBLIC, here));

        var address = twilio.statusOf("13800000710");
        assertThat(twilio.callBack(address, Map.of("MessageSid", idOf("twilio-later"), "MessageStatus", "delivered")))
                .isEqualTo(200);

        assertThat(tries).hasValue(3);
        is("twilio-later", MessageState.DELIVERED);
    }

    @Test
    void somebodyIsCalledAndTheKeyIsTheirAnswer() {
        raise("twilio-call", "13800000706");
        is("twilio-call", MessageState.DELIVERED);
        var admin = stranger.admin();

        assertThat(admin.get("/api/v1/points/twilio-call")
                        .json()
                        .get("callable")
                        .valueStream())
                .extracting(realm -> realm.asString())
                .containsExactlyInAnyOrder("live", "exercise");
        var called = admin.post("/api/v1/messages/" + only("twilio-call").id() + "/call", Map.of());

        assertThat(called.status()).isEqualTo(202);
        assertThat(called.json().get("state").asString()).isEqualTo("accepted");
        var call = twilio.calls().get(twilio.calls().size() - 1);
        assertThat(call).containsEntry("To", "+8613800000706");
        assertThat(call.get("Twiml")).contains("西沟", "按1").doesNotContain("回1");
        var action = call.get("Twiml")
                .replaceFirst("(?s).*action=\"([^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(twilio.presses(action, "13800000706", "2")).isEqualTo(200);
        assertThat(only("twilio-call").replies())
                .singleElement()
                .satisfies(r -> assertThat(r.meaning()).isEqualTo(Meaning.NOTHING));
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'message.call' and object = ?")
                        .param(only("twilio-call").id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** Has the message of the point leave once more, as a call in the language of the template; Twilio's id of that. */
    private String called(String point, String phone, String template) {
        raise(point, phone);
        is(point, MessageState.DELIVERED);
        var before = twilio.calls().size();
        jdbc.sql("update message set channel = 'voice', state = 'queued', template = :template where id = :id")
                .param("template", template)
                .param("id", Long.valueOf(only(point).id()))
                .update();
        is(point, MessageState.SUBMITTED);
        assertThat(twilio.calls()).hasSize(before + 1);
        return jdbc.sql("""
            select substr(carrier_id, 8) from message_part where message_id = :id order by attempt desc limit 1\
            """)
                .param("id", Long.valueOf(only(point).id()))
                .query(String.class)
                .single();
    }

    private Map<String, String> lastCall() {
        return twilio.calls().get(twilio.calls().size() - 1);
    }

    private int ended(String id, String status) {
        return twilio.callBack(lastCall().get("StatusCallback"), Map.of("CallSid", id, "CallStatus", status));
    }

    @Test
    void aCallThatWasTakenHasArrivedAndThatNeverGoesBack() {
        var id = called("twilio-taken", "13800000711", "check");
        assertThat(lastCall().get("Twiml")).contains("language=\"cmn-CN\"");

        assertThat(ended(id, "ringing")).isEqualTo(200);
        assertThat(only("twilio-taken").state()).isEqualTo(MessageState.SUBMITTED);
        assertThat(ended(id, "completed")).isEqualTo(200);
        is("twilio-taken", MessageState.DELIVERED);
        assertThat(only("twilio-taken").replies())
                .as("nobody has pressed a key")
                .isEmpty();
        assertThat(ended(id, "completed")).as("replayed").isEqualTo(403);
        assertThat(ended(id, "failed")).isEqualTo(200);

        assertThat(only("twilio-taken").state()).isEqualTo(MessageState.DELIVERED);
    }

    @Test
    void aCallThatNobodyTookHasFailedAndSaysWhy() {
        var id = called("twilio-rang", "13800000712", "evacuation-issue-red-ko");
        assertThat(lastCall().get("Twiml")).contains("language=\"ko-KR\"").doesNotContain("cmn-CN");
        var form = Map.of("CallSid", id, "CallStatus", "no-answer");
        assertThat(twilio.post(CALLBACKS + "/call/7", form, "c2lnbmF0dXJl")).isEqualTo(403);
        assertThat(only("twilio-rang").state()).isEqualTo(MessageState.SUBMITTED);

        assertThat(ended(id, "no-answer")).isEqualTo(200);

        is("twilio-rang", MessageState.FAILED);
        assertThat(only("twilio-rang").reason()).isEqualTo("未送达（NOANSWER）");
    }

    @Test
    void aKeyAnswersWhatIsSpokenAndNotWhatIsWrittenMeanwhile() {
        raise("twilio-spoken", "13800000709");
        is("twilio-spoken", MessageState.DELIVERED);
        assertThat(stranger.admin()
                        .post("/api/v1/messages/" + only("twilio-spoken").id() + "/call", Map.of())
                        .status())
                .isEqualTo(202);
        var call = twilio.calls().get(twilio.calls().size() - 1);
        var action = call.get("Twiml").replaceFirst("(?s).*action=\"([^\"]+)\".*", "$1");
        raise("twilio-meanwhile", "13800000709");
        is("twilio-meanwhile", MessageState.DELIVERED);

        assertThat(twilio.presses(action, "13800000709", "1")).isEqualTo(200);

        assertThat(only("twilio-meanwhile").replies()).isEmpty();
        assertThat(only("twilio-spoken").replies())
                .singleElement()
                .satisfies(r -> assertThat(r.meaning()).isEqualTo(Meaning.REAL));
    }

    @Test
    void nobodyIsCalledForAnAlertThatIsOver() {
        raise("twilio-over", "13800000708");
        is("twilio-over", MessageState.DELIVERED);
        TestRoad.publish(job, Scenery.live(alert("twilio-over", 1, 2, AlertState.CLEARED, null)));
        jdbc.sql("update message set created_at = created_at - interval '1 hour' where point_id = 'twilio-over'")
                .update();

        eventually(() -> {
            var refused = stranger.admin()
                    .post("/api/v1/messages/" + only("twilio-over").id() + "/call", Map.of());
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.response().body()).contains("警情已解除");
        });
    }

    @Test
    void nobodysRealPhoneRingsForAnExercise() {
        Scenery.slope(registry, "twilio-drill", HUADIAN, "10000000707");
        TestRoad.publish(job, alert("twilio-drill", 1, 1, AlertState.RAISED, Level.ORANGE));
        is("twilio-drill", MessageState.SIMULATED);
        var before = twilio.calls().size();

        assertThat(stranger.admin()
                        .post("/api/v1/messages/" + only("twilio-drill").id() + "/call", Map.of())
                        .status())
                .isEqualTo(202);
        assertThat(twilio.calls()).hasSize(before);
        assertThat(virtual.submittedTo("10000000707"))
                .as("one text and one call, both to a phone that is none")
                .extracting(ScriptedCarrier.Submitted::isCall)
                .containsExactly(false, true);
    }
}
