package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static cn.shanshao.center.Scenery.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.screen.CenterHealth;
import cn.shanshao.center.screen.Part;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoadCenterTest
class CheckMessagesTest {
    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    Alerts alerts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CenterHealth health;

    @Autowired
    Letters letters;

    @Autowired
    Sender sender;

    @Autowired
    TransactionTemplate transaction;

    private MqttConnection job;

    @BeforeEach
    void connect() throws Exception {
        job = TestRoad.job(broker);
    }

    @AfterEach
    void close() {
        job.close();
    }

    private void publish(Alert alert) {
        TestRoad.publish(job, alert);
    }

    private List<MessageView> of(String point) {
        return messages.list("22", point, null, 100);
    }

    /** What was asked there was asked so long ago that an answer is late. */
    private void age(String point) {
        jdbc.sql("update message set created_at = created_at - interval '11 minutes' where point_id = ?")
                .param(point)
                .update();
    }

    private MessageView only(String point) {
        assertThat(of(point)).hasSize(1);
        return of(point).get(0);
    }

    @Test
    void oneMessageForEveryLevelThatIsReachedAndNoneTwice() {
        Scenery.slope(registry, "check-levels", HUADIAN, "10000000201");
        publish(alert("check-levels", 1, 1, AlertState.RAISED, Level.BLUE));
        publish(alert("check-levels", 1, 2, AlertState.ESCALATED, Level.YELLOW));
        publish(alert("check-levels", 1, 2, AlertState.ESCALATED, Level.YELLOW));
        publish(alert("check-levels", 1, 3, AlertState.ESCALATED, Level.RED));
        publish(alert("check-levels", 1, 4, AlertState.EASED, Level.YELLOW));
        publish(alert("check-levels", 1, 5, AlertState.ESCALATED, Level.RED));
        publish(alert("check-levels", 1, 6, AlertState.CLEARED, null));
        publish(alert("check-levels", 2, 7, AlertState.RAISED, Level.RED));

        eventually(() ->
                assertThat(alerts.find("check-levels-e2").map(Episode::open)).contains(true));
        eventually(() -> assertThat(of("check-levels"))
                .as("what comes back at once is covered by what was asked just now")
                .extracting(MessageView::level, MessageView::state)
                .containsExactlyInAnyOrder(
                        tuple(Level.YELLOW, MessageState.SIMULATED), tuple(Level.RED, MessageState.SIMULATED)));
        assertThat(carrier.submittedTo("10000000201")).hasSize(2);

        publish(alert("check-levels", 2, 8, AlertState.CLEARED, null));
        age("check-levels");
        publish(alert("check-levels", 3, 9, AlertState.RAISED, Level.RED));
        eventually(() -> assertThat(carrier.submittedTo("10000000201")).hasSize(3));
    }

    @Test
    void anAnswerThatIsLateIsAskedForOnceMoreAndOneThatCameIsNot() {
        Scenery.slope(registry, "check-late", HUADIAN, "10000000291");
        Scenery.slope(registry, "check-told", HUADIAN, "10000000292");
        for (var point : List.of("check-late", "check-told")) {
            publish(alert(point, 1, 1, AlertState.RAISED, Level.ORANGE));
        }
        eventually(() -> assertThat(only("check-told").state()).isEqualTo(MessageState.SIMULATED));
        eventually(() -> assertThat(only("check-late").state()).isEqualTo(MessageState.SIMULATED));
        carrier.type("10000000292", "1");
        eventually(() -> assertThat(only("check-told").replies()).hasSize(1));
        age("check-late");
        age("check-told");
        for (var point : List.of("check-late", "check-told")) {
            publish(second(alert(point, 1, 1, AlertState.RAISED, Level.ORANGE)));
        }
        eventually(() -> assertThat(of("check-late")).hasSize(2));
        eventually(() -> assertThat(jdbc.sql("select count(*) from episode where point_id = 'check-told'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2));
        assertThat(of("check-told")).hasSize(1);
    }

    @Test
    void aSecondInstrumentAtTheSameLevelAsksNobodyTwice() {
        Scenery.slope(registry, "check-peers", HUADIAN, "10000000221");
        publish(alert("check-peers", 1, 1, AlertState.RAISED, Level.ORANGE));
        publish(second(alert("check-peers", 1, 1, AlertState.RAISED, Level.YELLOW)));
        publish(second(alert("check-peers", 1, 2, AlertState.ESCALATED, Level.ORANGE)));
        publish(second(alert("check-peers", 1, 3, AlertState.ESCALATED, Level.RED)));
        publish(alert("check-peers", 1, 2, AlertState.ESCALATED, Level.RED));
        publish(alert("check-peers", 1, 3, AlertState.CLEARED, null));

        eventually(() -> assertThat(of("check-peers"))
                .extracting(MessageView::level, MessageView::state)
                .containsExactlyInAnyOrder(
                        tuple(Level.ORANGE, MessageState.SIMULATED), tuple(Level.RED, MessageState.SIMULATED)));
        eventually(() ->
                assertThat(alerts.find("check-peers-e1").map(Episode::open)).contains(false));
        assertThat(of("check-peers")).hasSize(2);
    }

    @Test
    void aReceiptThatOvertakesTheAnswerIsJoined() {
        Scenery.slope(registry, "check-early", HUADIAN, "10000000202");
        carrier.script("10000000202", Does.RECEIPT_FIRST);
        publish(alert("check-early", 1, 1, AlertState.RAISED, Level.ORANGE));

        eventually(() -> assertThat(only("check-early").state()).isEqualTo(MessageState.SIMULATED));
    }

    @Test
    void withoutAReceiptItStaysSubmittedAndABadReceiptIsAFailure() {
        Scenery.slope(registry, "check-none", HUADIAN, "10000000203");
        Scenery.slope(registry, "check-bad", HUADIAN, "10000000204");
        carrier.script("10000000203", Does.NO_RECEIPT);
        carrier.script("10000000204", Does.UNDELIVERABLE);
        publish(alert("check-none", 1, 1, AlertState.RAISED, Level.ORANGE));
        publish(alert("check-bad", 1, 1, AlertState.RAISED, Level.ORANGE));

        eventually(() -> assertThat(only("check-none").state()).isEqualTo(MessageState.SUBMITTED));
        eventually(() -> assertThat(only("check-bad").state()).isEqualTo(MessageState.FAILED));
        assertThat(only("check-bad").reason()).contains("UNDELIV");
    }

    @Test
    void whatIsThrottledIsSentAgainAndWhatIsRefusedIsNot() {
        Scenery.slope(registry, "check-slow", HUADIAN, "10000000205");
        Scenery.slope(registry, "check-refused", HUADIAN, "10000000206");
        carrier.script("10000000205", Does.THROTTLE, Does.THROTTLE);
        carrier.script("10000000206", Does.REFUSE);
        publish(alert("check-slow", 1, 1, AlertState.RAISED, Level.ORANGE));
        publish(alert("check-refused", 1, 1, AlertState.RAISED, Level.ORANGE));

        eventually(() -> assertThat(only("check-slow").state()).isEqualTo(MessageState.SIMULATED));
        eventually(() -> assertThat(only("check-refused").state()).isEqualTo(MessageState.FAILED));
        assertThat(carrier.submittedTo("10000000205")).hasSize(3);
        assertThat(carrier.submittedTo("10000000206")).hasSize(1);
        assertThat(only("check-refused").reason()).contains("0x0B");
    }

    @Test
    void anAnswerThatNeverCameIsRepeatedOnceWithTheSameReferenceAndThenLeftUnknown() {
        Scenery.slope(registry, "check-silent", HUADIAN, "10000000207");
        carrier.script("10000000207", Does.NO_ANSWER, Does.NO_ANSWER);
        publish(alert("check-silent", 1, 1, AlertState.RAISED, Level.ORANGE));

        eventually(() -> assertThat(jdbc.sql("select unknowns from message where point_id = 'check-silent'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2));
        assertThat(only("check-silent").state()).isEqualTo(MessageState.OUTCOME_UNKNOWN);
        assertThat(carrier.submittedTo("10000000207"))
                .hasSize(2)
                .extracting(ScriptedCarrier.Submitted::reference, ScriptedCarrier.Submitted::text)
                .containsOnly(tuple(
                        carrier.submittedTo("10000000207").get(0).reference(),
                        only("check-silent").text()));
    }

    @Test
    void aConnectionLostUnderWayIsBoundAgainAndTheMessageRepeated() {
        Scenery.slope(registry, "check-lost", HUADIAN, "10000000208");
        carrier.script("10000000208", Does.HANG_UP);
        publish(alert("check-lost", 1, 1, AlertState.RAISED, Level.ORANGE));

        eventually(() -> assertThat(only("check-lost").state()).isEqualTo(MessageState.SIMULATED));
        assertThat(carrier.submittedTo("10000000208")).hasSize(2);
    }

    @Test
    void whatACrashLeftBetweenSubmitAndAnswerIsRepeatedOnce() {
        Scenery.slope(registry, "check-crash", HUADIAN, "10000000209");
        publish(alert("check-crash", 1, 1, AlertState.RAISED, Level.ORANGE));
        eventually(() -> assertThat(only("check-crash").state()).isEqualTo(MessageState.SIMULATED));
        jdbc.sql("update message set state = 'queued', claimed_at = now() - interval '2 minutes'"
                        + " where point_id = 'check-crash'")
                .update();

        eventually(() -> assertThat(carrier.submittedTo("10000000209")).hasSize(2));
        eventually(() -> assertThat(only("check-crash").state()).isEqualTo(MessageState.SIMULATED));
        assertThat(jdbc.sql("select unknowns from message where point_id = 'check-crash'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aPointWithoutAMonitorAndALiveOneWithoutACarrierSaySo() {
        Scenery.slope(registry, "check-nobody", HUADIAN, "10000000210");
        jdbc.sql("delete from contact where point_id = 'check-nobody'").update();
        registry.savePoint(
                new HazardPoint(
                        "check-live",
                        0,
                        null,
                        "西沟",
                        "landslide",
                        HUADIAN,
                        Realm.LIVE,
                        126.7,
                        42.9,
                        5,
                        List.of(),
                        List.of()),
                "test");
        registry.saveContact(
                new Contact("check-live-m", "check-live", "钱三", "13800000210", ContactRole.MONITOR, "zh", Realm.LIVE),
                "test");
        publish(alert("check-nobody", 1, 1, AlertState.RAISED, Level.ORANGE));
        publish(Scenery.live(alert("check-live", 1, 1, AlertState.RAISED, Level.ORANGE)));

        eventually(() -> assertThat(only("check-nobody").reason()).isEqualTo("该点未登记监测员"));
        eventually(() -> assertThat(only("check-live").reason()).isEqualTo("短信未接入"));
        assertThat(only("check-live").state()).isEqualTo(MessageState.FAILED);
        assertThat(only("check-live").text()).startsWith("【山哨】西沟");
        assertThat(carrier.submittedTo("13800000210")).isEmpty();
    }

    @Test
    void whatCouldNotLeaveInTimeIsNotSentAnyMore() {
        Scenery.slope(registry, "check-old", HUADIAN, "10000000211");
        carrier.script("10000000211", Collections.nCopies(100, Does.THROTTLE).toArray(Does[]::new));
        publish(alert("check-old", 1, 1, AlertState.RAISED, Level.ORANGE));
        eventually(() -> assertThat(carrier.submittedTo("10000000211")).hasSize(1));
        jdbc.sql("update message set expires_at = now() where point_id = 'check-old'")
                .update();

        eventually(() -> assertThat(only("check-old").state()).isEqualTo(MessageState.FAILED));
        assertThat(only("check-old").reason()).isEqualTo("超过时限未能发出");
    }

    @Test
    void aLongMessageGoesOnWhereItWasThrottled() {
        Scenery.slope(registry, "check-long", HUADIAN, "10000000212");
        carrier.script("10000000212", Does.ACCEPT, Does.THROTTLE, Does.ACCEPT, Does.ACCEPT);
        longMessage("check-long", "10000000212");

        eventually(() -> assertThat(only("check-long").state()).isEqualTo(MessageState.SIMULATED));
        assertThat(partsTo("10000000212")).containsExactly(1, 2, 2, 3);
    }

    @Test
    void aLongMessageOfWhichAPartIsRefusedSaysWhatHasLeft() {
        Scenery.slope(registry, "check-part", HUADIAN, "10000000213");
        carrier.script("10000000213", Does.ACCEPT, Does.REFUSE);
        longMessage("check-part", "10000000213");

        eventually(() -> assertThat(only("check-part").state()).isEqualTo(MessageState.FAILED));
        assertThat(only("check-part").reason()).isEqualTo("运营商拒绝（0x0B），此前已发出 1/3 段");
        assertThat(partsTo("10000000213")).containsExactly(1, 2);
    }

    @Test
    void onlyThePartWithoutAnAnswerIsRepeated() {
        Scenery.slope(registry, "check-gap", HUADIAN, "10000000214");
        carrier.script("10000000214", Does.ACCEPT, Does.NO_ANSWER);
        longMessage("check-gap", "10000000214");

        eventually(() -> assertThat(only("check-gap").state()).isEqualTo(MessageState.SIMULATED));
        assertThat(partsTo("10000000214")).containsExactly(1, 2, 2, 3);
    }

    @Test
    void aLongMessageIsNotDeliveredWhenOneOfItsPartsIsNot() {
        Scenery.slope(registry, "check-third", HUADIAN, "10000000215");
        carrier.script("10000000215", Does.UNDELIVERABLE);
        longMessage("check-third", "10000000215");

        eventually(() -> assertThat(only("check-third").reason()).isEqualTo("未送达（UNDELIV）"));
        assertThat(partsTo("10000000215")).containsExactly(1, 2, 3);
    }

    /** No check is as long; other messages will be. */
    private void longMessage(String point, String phone) {
        publish(alert(point, 1, 1, AlertState.RAISED, Level.BLUE));
        eventually(() -> assertThat(alerts.find(point + "-e1")).isPresent());
        transaction.executeWithoutResult(status -> letters.add(Letter.sms(
                Errand.CHECK,
                Realm.EXERCISE,
                Level.BLUE,
                HUADIAN,
                point,
                Letter.Cause.of(alert(point, 1, 1, AlertState.RAISED, Level.BLUE)),
                Letter.Reader.of(registry.contactsByPhone(phone).get(0)),
                "山".repeat(150),
                null)));
    }

    private List<Integer> partsTo(String phone) {
        return carrier.submittedTo(phone).stream().map(s -> (int) s.body()[5]).toList();
    }

    @Test
    void aStopLetsEverythingLeaveThatWasClaimedAndAStartGoesOn() {
        Scenery.slope(registry, "check-stop", HUADIAN, "10000000216");
        for (var round = 1; round <= 3; round++) {
            sender.stop();
            assertThat(sender.isRunning()).isFalse();
            publish(alert("check-stop", round, 2 * round, AlertState.RAISED, Level.ORANGE));
            publish(alert("check-stop", round, 2 * round + 1, AlertState.CLEARED, null));
            var written = round;
            eventually(() -> assertThat(of("check-stop")).hasSize(written));
            assertThat(claimed()).isZero();

            sender.start();
            eventually(() ->
                    assertThat(of("check-stop")).extracting(MessageView::state).containsOnly(MessageState.SIMULATED));
            age("check-stop");
        }
        assertThat(carrier.submittedTo("10000000216")).hasSize(3);
    }

    private long claimed() {
        return jdbc.sql("select count(*) from message where claimed_at is not null")
                .query(Long.class)
                .single();
    }

    @Test
    void aClaimThatNeverLeftIsDueAgainAndNotUnknown() {
        Scenery.slope(registry, "check-claim", HUADIAN, "10000000217");
        sender.stop();
        publish(alert("check-claim", 1, 1, AlertState.RAISED, Level.ORANGE));
        eventually(() -> assertThat(of("check-claim")).hasSize(1));
        sender.start();
        // whether it has left before this or not: as after a commit of which the answer was lost
        jdbc.sql("update message set state = 'queued', claimed_at = now(), claimed_by = :run, attempts = 1"
                        + " where point_id = 'check-claim'")
                .param("run", sender.run())
                .update();

        eventually(() -> assertThat(only("check-claim").state()).isEqualTo(MessageState.SIMULATED));
        assertThat(jdbc.sql("select unknowns from message where point_id = 'check-claim'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anAlertOfAPointThatNobodyRegisteredSaysSo() {
        publish(alert("check-stranger", 1, 1, AlertState.RAISED, Level.RED));

        eventually(() -> assertThat(only("check-stranger").reason()).isEqualTo("该点未登记，无人可核查"));
        assertThat(only("check-stranger").state()).isEqualTo(MessageState.FAILED);
        assertThat(only("check-stranger").text()).contains("check-stranger", "红色");
        assertThat(alerts.open("22")).extracting(Episode::id).contains("check-stranger-e1");
    }

    @Test
    void whatWaitedWhileItsAlertEndedIsNotSentAnyMore() {
        Scenery.slope(registry, "check-stale", HUADIAN, "10000000218");
        Scenery.slope(registry, "check-holds", HUADIAN, "10000000219");
        sender.stop();
        publish(alert("check-stale", 1, 1, AlertState.RAISED, Level.RED));
        publish(alert("check-stale", 1, 2, AlertState.EASED, Level.YELLOW));
        publish(alert("check-holds", 1, 1, AlertState.RAISED, Level.RED));
        eventually(() -> assertThat(of("check-holds")).hasSize(1));
        jdbc.sql("update message set created_at = now() - interval '3 minutes'"
                        + " where point_id in ('check-stale', 'check-holds')")
                .update();
        sender.start();

        eventually(() -> assertThat(only("check-stale").reason()).isEqualTo("警情已解除，不再发送"));
        eventually(() -> assertThat(only("check-holds").state()).isEqualTo(MessageState.SIMULATED));
        assertThat(carrier.submittedTo("10000000218")).isEmpty();
    }

    @Test
    void whatTheDatabaseCouldNotTakeForHoursIsNotSentWhenItsAlertIsOver() {
        Scenery.slope(registry, "check-hours", HUADIAN, "10000000220");
        sender.stop();
        publish(alert("check-hours", 1, 1, AlertState.RAISED, Level.RED));
        publish(alert("check-hours", 1, 2, AlertState.CLEARED, null));
        eventually(() ->
                assertThat(alerts.find("check-hours-e1").map(Episode::open)).contains(false));
        jdbc.sql("update message set detected_at = now() - interval '3 hours' where point_id = 'check-hours'")
                .update();
        sender.start();

        eventually(() -> assertThat(only("check-hours").state()).isEqualTo(MessageState.FAILED));
        assertThat(carrier.submittedTo("10000000220")).isEmpty();
    }

    @Test
    void anAlertIsThereAlthoughItsMessageCannotBeWrittenAndThatIsToldAndTriedAgain() {
        Scenery.slope(registry, "check-broken", HUADIAN, "10000000222");
        eventually(() -> assertThat(sms()).isEqualTo(Part.State.OK));
        jdbc.sql("""
            create function no_message() returns trigger language plpgsql as $$ begin
              if new.point_id = 'check-broken' then raise exception 'no message'; end if;
              return new;
            end $$\
            """).update();
        jdbc.sql("create trigger no_message before insert on message for each row execute function no_message()")
                .update();
        try {
            publish(alert("check-broken", 1, 1, AlertState.RAISED, Level.ORANGE));

            eventually(
                    () -> assertThat(alerts.open("22")).extracting(Episode::id).contains("check-broken-e1"));
            eventually(() -> assertThat(sms()).isEqualTo(Part.State.DEGRADED));
            assertThat(of("check-broken")).isEmpty();
        } finally {
            jdbc.sql("drop function no_message cascade").update();
        }

        eventually(() -> assertThat(only("check-broken").state()).isEqualTo(MessageState.SIMULATED));
        eventually(() -> assertThat(sms()).isEqualTo(Part.State.OK));
        assertThat(carrier.submittedTo("10000000222")).hasSize(1);
    }

    private Part.State sms() {
        return health.parts().stream()
                .filter(part -> part.name().equals("sms"))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
