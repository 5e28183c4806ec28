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
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@RoadCenterTest
class SealedMessagesTest {
    @Autowired
    Registry registry;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    Envelopes envelopes;

    @Autowired
    ReplyParts parts;

    @Autowired
    Erasure erasure;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Caller stranger;

    private MqttConnection job;

    @BeforeEach
    void connect() throws Exception {
        job = TestRoad.job(broker);
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
    }

    @AfterEach
    void close() {
        job.close();
        // no other test knows such purposes
        jdbc.update("delete from message where purpose ~ '^check[0-9]+$'");
    }

    private MessageView asked(String point) {
        return messages.list("22", point, null, 10).stream()
                .filter(message -> message.purpose().equals(Errand.CHECK.wire()))
                .findFirst()
                .orElseThrow();
    }

    private void ask(String point, String phone) throws Exception {
        Scenery.slope(registry, point, HUADIAN, phone);
        TestRoad.publish(job, alert(point, 1, 1, AlertState.RAISED, Level.ORANGE));
        eventually(() -> assertThat(carrier.submittedTo(phone)).hasSize(1));
    }

    @Test
    void whatStoodInTheOpenIsSealedAtTheNextStartInLotsAndFoundByItsNumber() throws Exception {
        ask("sealed-old", "10000000601");
        carrier.type("10000000601", "1");
        jdbc.update("insert into message (purpose, channel, realm, level, division, point_id, episode_id, to_name,"
                + " to_role, phone, text, segments, state, detected_at, expires_at) select 'check' || n, 'sms',"
                + " 'EXERCISE', level, division, point_id, episode_id, '赵德福', 'monitor', '10000000602', text, 1,"
                + " 'failed', now(), now() from message, generate_series(1, 1100) n where point_id ="
                + " 'sealed-old'");
        jdbc.update("insert into message (purpose, channel, realm, division, point_id, episode_id, to_name, to_role,"
                + " phone, text, segments, state, detected_at, expires_at) select purpose, 'sms', 'EXERCISE',"
                + " division, point_id, episode_id, '—', 'monitor', '', text, 1, 'failed', now(), now() from"
                + " message where point_id = 'sealed-old' and purpose = 'check'");
        jdbc.update(
                "insert into reply (phone, from_name, point_id, division, text, meaning)"
                        + " values ('10000000602', '赵德福', 'sealed-old', ?, '我是老赵', 'TEXT')",
                HUADIAN);
        jdbc.update(
                "insert into reply_part (phone, reference, total, part, body) values ('10000000602', 91, 2, 1, ?)",
                "后山".getBytes(StandardCharsets.UTF_16BE));

        new OpenRows(jdbc, envelopes, parts, transaction);

        assertThat(jdbc.queryForObject(
                        "select count(*) from message where phone is not null or to_name is not null", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject(
                        "select count(*) from message where phone_index = ? and body is not null",
                        Long.class,
                        envelopes.index("10000000602")))
                .isEqualTo(1100);
        var list = messages.list("22", "sealed-old", null, 1_000);
        assertThat(list.get(0).to()).isEqualTo(new MessageView.To("—", "monitor", ""));
        assertThat(list.get(1).to()).isEqualTo(new MessageView.To("赵德福", "monitor", "100****0602"));
        assertThat(messages.replies("22", 1).get(0)).satisfies(reply -> {
            assertThat(reply.text()).isEqualTo("我是老赵");
            assertThat(reply.from()).isEqualTo(new ReplyView.From("赵德福", "100****0602"));
        });
        var last = "快来".getBytes(StandardCharsets.UTF_16BE);
        var part = new byte[6 + last.length];
        System.arraycopy(new byte[] {5, 0, 3, 91, 2, 2}, 0, part, 0, 6);
        System.arraycopy(last, 0, part, 6, last.length);
        carrier.typePart("10000000602", part);
        assertThat(messages.replies("22", 1).get(0).text()).isEqualTo("后山快来");
    }

    @Test
    void whoWantsToBeForgottenIsAndTheMessageStays() throws Exception {
        ask("sealed-gone", "10000000603");
        carrier.type("10000000603", "我家后面塌了");
        eventually(() -> assertThat(asked("sealed-gone").replies()).hasSize(1));
        var admin = stranger.admin();
        var answer = admin.post("/api/v1/messages/erasures", Map.of("phone", "+86 100-0000-0603"));
        assertThat(answer.json().get("erased").asInt())
                .as("two messages and what was typed")
                .isEqualTo(3);

        var message = asked("sealed-gone");
        assertThat(message.to()).isEqualTo(new MessageView.To(null, "monitor", ""));
        assertThat(message.text()).contains("老岭沟");
        assertThat(message.replies()).singleElement().satisfies(reply -> {
            assertThat(reply.text()).isNull();
            assertThat(reply.meaning()).isEqualTo(Meaning.TEXT);
        });
        assertThat(jdbc.queryForList(
                        "select owner from vault_key where owner = ?", String.class, "message/" + message.id()))
                .isEmpty();
        assertThat(admin.post("/api/v1/messages/erasures", Map.of("phone", "10000000603"))
                        .status())
                .isEqualTo(404);
        assertThat(admin.post("/api/v1/messages/erasures", Map.of("phone", "no number"))
                        .response()
                        .body())
                .contains("phone");
    }

    @Test
    void whatIsOlderThanTheRuleSaysIsErasedAtNight() throws Exception {
        ask("sealed-aged", "10000000604");
        ask("sealed-young", "10000000605");
        jdbc.update("update message set created_at = now() - interval '1096 days' where point_id = 'sealed-aged'");

        erasure.everyNight();

        assertThat(asked("sealed-aged").to().name()).isNull();
        assertThat(asked("sealed-young").to().name()).isEqualTo("赵德福");
    }

    @Test
    void aMessageWhosePersonWasForgottenBeforeItLeftFailsAndHoldsUpNoOther() throws Exception {
        Scenery.slope(registry, "sealed-late", HUADIAN, "10000000606");
        var never = new Does[50];
        Arrays.fill(never, Does.THROTTLE);
        carrier.script("10000000606", never);
        TestRoad.publish(job, alert("sealed-late", 1, 1, AlertState.RAISED, Level.ORANGE));
        eventually(() -> assertThat(carrier.submittedTo("10000000606")).isNotEmpty());

        stranger.admin().post("/api/v1/messages/erasures", Map.of("phone", "10000000606"));

        eventually(() -> assertThat(asked("sealed-late").reason()).isEqualTo("收信人的个人信息已删除"));
        assertThat(asked("sealed-late").state()).isEqualTo(MessageState.FAILED);
        ask("sealed-after", "10000000607");
    }
}
