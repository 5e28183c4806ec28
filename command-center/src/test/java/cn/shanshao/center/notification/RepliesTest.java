package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.TestRoad;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoadCenterTest
class RepliesTest {
    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    Mailroom mailroom;

    @Autowired
    Vault vault;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private MqttConnection job;

    @BeforeEach
    void connect() throws Exception {
        job = TestRoad.job(broker);
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
    }

    @AfterEach
    void close() {
        job.close();
    }

    private List<ReplyView> saying(String text) {
        return messages.replies("22", 100).stream()
                .filter(r -> r.text().equals(text))
                .toList();
    }

    @Test
    void belongToTheNewestCheckOfAnOpenEpisode() {
        Scenery.slope(registry, "reply-over", HUADIAN, "10000000301");
        Scenery.slope(registry, "reply-open", HUADIAN, "10000000301");
        TestRoad.publish(job, alert("reply-open", 1, 1, AlertState.RAISED, Level.ORANGE));
        TestRoad.publish(job, alert("reply-over", 1, 1, AlertState.RAISED, Level.ORANGE));
        eventually(() -> assertThat(carrier.submittedTo("10000000301")).hasSize(2));
        TestRoad.publish(job, alert("reply-over", 1, 2, AlertState.CLEARED, null));
        eventually(() -> assertThat(messages.list("22", "reply-open", null, 1))
                .extracting(MessageView::state)
                .containsExactly(MessageState.SIMULATED));

        eventually(() -> {
            carrier.type("10000000301", "2 ");
            assertThat(saying("2").get(0).pointId()).isEqualTo("reply-open");
        });
        assertThat(saying("2").get(0).meaning()).isEqualTo(Meaning.NOTHING);
        assertThat(messages.list("22", "reply-open", null, 1).get(0).replies()).isNotEmpty();
    }

    @Test
    void whatAMonitorAnswersAfterANoticeIsSeenWithTheCheckToo() {
        var phone = "10000000388";
        Scenery.slope(registry, "reply-both", HUADIAN, phone);
        TestRoad.publish(job, alert("reply-both", 1, 1, AlertState.RAISED, Level.ORANGE));
        eventually(() -> assertThat(carrier.submittedTo(phone)).hasSize(1));
        var warning = Scene.warning("reply-both", Realm.EXERCISE, Level.RED);
        transaction.executeWithoutResult(
                status -> events.publishEvent(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED)));
        eventually(() -> assertThat(carrier.submittedTo(phone)).hasSize(2));

        carrier.type(phone, "1");

        assertThat(messages.list("22", "reply-both", null, 10))
                .filteredOn(message -> !message.purpose().equals("upward"))
                .extracting(message -> tuple(
                        message.purpose(),
                        message.replies().stream()
                                .map(MessageView.Answer::meaning)
                                .toList()))
                .containsExactly(tuple("issue", List.of(Meaning.MOVED)), tuple("check", List.of(Meaning.MOVED)));
    }

    /** The texts of one number, by what they are for. */
    private List<String> purposes(String point) {
        return messages.list("22", point, null, 10).stream()
                .map(MessageView::purpose)
                .sorted()
                .toList();
    }

    @Test
    void thatAreNotUnderstoodAreAskedForANumberOnceForEachCheck() {
        Scenery.slope(registry, "reply-what", HUADIAN, "10000000307");
        TestRoad.publish(job, alert("reply-what", 1, 1, AlertState.RAISED, Level.YELLOW));
        eventually(() -> assertThat(messages.list("22", "reply-what", null, 1))
                .extracting(MessageView::state)
                .containsExactly(MessageState.SIMULATED));

        carrier.type("10000000307", "啥？");
        carrier.type("10000000307", "你们是谁");
        assertThat(purposes("reply-what")).containsExactly("check", "second-ask");
        eventually(() -> assertThat(carrier.submittedTo("10000000307")).hasSize(2));
        assertThat(messages.list("22", "reply-what", null, 1).get(0)).satisfies(second -> {
            assertThat(second.text()).contains("属实回1，未见回2");
            assertThat(second.to().name()).isEqualTo("赵德福");
        });

        TestRoad.publish(job, alert("reply-what", 1, 2, AlertState.RAISED, Level.RED));
        eventually(() -> assertThat(purposes("reply-what")).containsExactly("check", "check", "second-ask"));
        eventually(() -> {
            carrier.type("10000000307", "1");
            assertThat(messages.list("22", "reply-what", null, 10).stream()
                            .filter(m -> m.level() == Level.RED)
                            .flatMap(m -> m.replies().stream())
                            .map(MessageView.Answer::meaning))
                    .contains(Meaning.REAL);
        });
        carrier.type("10000000307", "还要怎样");
        assertThat(purposes("reply-what"))
                .as("it is known by now what there is")
                .containsExactly("check", "check", "second-ask");
    }

    @Test
    void ofANumberThatIsNobodysOrOfAnAlertThatIsOverAreNotAskedForANumber() {
        Scenery.slope(registry, "reply-late", HUADIAN, "10000000308");
        TestRoad.publish(job, alert("reply-late", 1, 1, AlertState.RAISED, Level.YELLOW));
        eventually(() -> assertThat(purposes("reply-late")).containsExactly("check"));
        TestRoad.publish(job, alert("reply-late", 1, 2, AlertState.CLEARED, null));
        eventually(() -> assertThat(jdbc.sql("select open from episode where point_id = 'reply-late'")
                        .query(Boolean.class)
                        .single())
                .isFalse());
        carrier.type("10000000308", "到底怎么了");
        carrier.type("10000000398", "到底怎么了");

        assertThat(purposes("reply-late")).containsExactly("check");
        assertThat(carrier.submittedTo("10000000398")).isEmpty();
    }

    @Test
    void ofANumberThatIsNobodysAreKeptAndShownAtTheTop() {
        carrier.type("10000000399", "这里有滑坡 nobody");

        assertThat(saying("这里有滑坡 nobody")).singleElement().satisfies(r -> {
            assertThat(r.from()).isNull();
            assertThat(r.pointId()).isNull();
            assertThat(r.meaning()).isEqualTo(Meaning.TEXT);
        });
        assertThat(messages.replies(HUADIAN, 100)).noneMatch(r -> r.text().contains("nobody"));
    }

    @Test
    void neverSpeakForSomebodyOfTheLiveRealm() {
        Scenery.slope(registry, "reply-live", HUADIAN, "10000000306");
        var person =
                new Contact("reply-live-m", "reply-live", "李守林", "13900000306", ContactRole.MONITOR, "zh", Realm.LIVE);
        registry.saveContact(person, "test");
        TestRoad.publish(job, alert("reply-live", 1, 1, AlertState.RAISED, Level.ORANGE));
        eventually(() -> assertThat(messages.list("22", "reply-live", null, 1)).hasSize(1));

        carrier.type("13900000306", "2 为真人");

        assertThat(saying("2 为真人")).singleElement().satisfies(r -> {
            assertThat(r.from()).isNull();
            assertThat(r.pointId()).isNull();
        });
        assertThat(messages.replies(HUADIAN, 100)).noneMatch(r -> r.text().equals("2 为真人"));
        assertThat(messages.list("22", "reply-live", null, 1).get(0).replies()).isEmpty();
    }

    @Test
    void inPartsAreJoinedInTheirOrderEvenWhereAPartEndsInsideACharacter() {
        Scenery.slope(registry, "reply-long", HUADIAN, "10000000302");
        var text = "后山裂缝变宽，𠮷家门口也有";
        var bytes = text.getBytes(StandardCharsets.UTF_16BE);
        var cut = 2 * (text.indexOf("𠮷") + 1);

        carrier.typePart("10000000302", part(77, 2, 2, Arrays.copyOfRange(bytes, cut, bytes.length)));
        assertThat(saying(text)).isEmpty();
        carrier.typePart("10000000302", part(77, 2, 1, Arrays.copyOfRange(bytes, 0, cut)));

        assertThat(saying(text)).singleElement().satisfies(r -> {
            assertThat(r.pointId()).isEqualTo("reply-long");
            assertThat(r.from()).isEqualTo(new ReplyView.From("赵德福", "100****0302"));
        });
    }

    @Test
    void aPartThatComesTwiceCountsOnce() {
        carrier.typePart("10000000303", part(5, 2, 1, "甲甲甲".getBytes(StandardCharsets.UTF_16BE)));
        carrier.typePart("10000000303", part(5, 2, 1, "甲甲甲".getBytes(StandardCharsets.UTF_16BE)));
        assertThat(saying("甲甲甲甲甲甲")).isEmpty();
        carrier.typePart("10000000303", part(5, 2, 2, "乙".getBytes(StandardCharsets.UTF_16BE)));

        assertThat(saying("甲甲甲乙")).hasSize(1);
    }

    @Test
    void ofSomebodyWhoseNameIsNoNumberAreKeptToo() {
        carrier.type("CARRIER", "余额不足");

        assertThat(saying("余额不足"))
                .singleElement()
                .satisfies(r -> assertThat(r.from()).isNull());
    }

    @Test
    void ofWhichAPartNeverComesAreShownAsFarAsTheyCame() {
        carrier.typePart("10000000304", part(6, 3, 1, "后山".getBytes(StandardCharsets.UTF_16BE)));
        carrier.typePart("10000000304", part(6, 3, 3, "快来".getBytes(StandardCharsets.UTF_16BE)));
        mailroom.showIncomplete();
        assertThat(saying("后山［缺第2段］快来")).isEmpty();
        jdbc.sql("update reply_part set at = now() - interval '3 minutes' where reference = 6")
                .update();

        mailroom.showIncomplete();
        assertThat(saying("后山［缺第2段］快来")).hasSize(1);
        mailroom.showIncomplete();
        assertThat(saying("后山［缺第2段］快来")).hasSize(1);
    }

    @Test
    void ofWhichOneCannotBeReadHoldBackNoOther() {
        for (var reference = 21; reference <= 23; reference++) {
            carrier.typePart(
                    "10000000309", part(reference, 2, 1, ("半截" + reference).getBytes(StandardCharsets.UTF_16BE)));
        }
        var index = vault.index("10000000309");
        jdbc.sql("update reply_part set body = :body where reference = 22")
                .param("body", vault.seal("parts/%s/22/2".formatted(index), "no JSON".getBytes(StandardCharsets.UTF_8)))
                .update();
        jdbc.sql("update reply_part set at = now() - interval '3 minutes' where phone_index = ?")
                .param(index)
                .update();

        mailroom.showIncomplete();

        assertThat(saying("半截21［缺第2段］")).hasSize(1);
        assertThat(saying("半截23［缺第2段］")).hasSize(1);
        jdbc.sql("delete from reply_part where phone_index = ?").param(index).update();
    }

    @Test
    void areKeptToTheirEndHoweverLong() {
        var text = "裂".repeat(3_000);
        for (var part = 1; part <= 50; part++) {
            carrier.typePart("10000000305", part(8, 50, part, "裂".repeat(60).getBytes(StandardCharsets.UTF_16BE)));
        }

        assertThat(saying(text)).hasSize(1);
    }

    private static byte[] part(int reference, int total, int part, byte[] body) {
        var out = new byte[6 + body.length];
        out[0] = 5;
        out[2] = 3;
        out[3] = (byte) reference;
        out[4] = (byte) total;
        out[5] = (byte) part;
        System.arraycopy(body, 0, out, 6, body.length);
        return out;
    }
}
