package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoadCenterTest
class NoticeMessagesTest {
    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void connect() {
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
    }

    private void issue(NoticeIssued issued) {
        transaction.executeWithoutResult(status -> events.publishEvent(issued));
    }

    private RollCallView.Home only(String warning) {
        var homes = rollCalls.get(warning).households();
        assertThat(homes).hasSize(1);
        return homes.get(0);
    }

    private List<MessageView> of(String point) {
        return messages.list("22", point, null, 100);
    }

    @Test
    void aHouseholdThatAnswersWithOneHasMovedOnTheRollCall() {
        Scene.point(registry, "notice-one", Realm.EXERCISE);
        Scene.household(residents, "notice-one", "1", Realm.EXERCISE, null, new Line("金顺吉", "10000001001"));

        issue(Scene.notice(Scene.warning("notice-one", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));

        eventually(() -> assertThat(carrier.submittedTo("10000001001")).hasSize(1));
        assertThat(carrier.submittedTo("10000001001").get(0).text()).startsWith("【山哨】演示：老岭沟");
        eventually(() -> assertThat(only("notice-one-w").state()).isEqualTo(RollState.REACHED));
        carrier.type("10000001001", "1");
        assertThat(only("notice-one-w").state()).isEqualTo(RollState.MOVED);
        assertThat(rollCalls.get("notice-one-w").counts().moved()).isEqualTo(1);
        assertThat(only("notice-one-w").lines()).singleElement().satisfies(line -> {
            assertThat(line.reply()).isEqualTo(Meaning.MOVED);
            assertThat(line.phone()).isEqualTo("100****1001");
        });
        assertThat(jdbc.sql(
                                "select before, after, source from roll_change where warning_id = 'notice-one-w' order by id")
                        .query((row, n) -> tuple(row.getString(1), row.getString(2), row.getString(3)))
                        .list())
                .containsExactly(tuple("UNREACHED", "REACHED", "RECEIPT"), tuple("REACHED", "MOVED", "REPLY"));
    }

    @Test
    void aPersonGetsItOnceAndEachHouseholdInItsOwnLanguage() {
        Scene.point(registry, "notice-many", Realm.EXERCISE);
        Scene.household(residents, "notice-many", "1", Realm.EXERCISE, null, new Line("甲", "10000001011"));
        residents.save(
                Scene.household(
                        "notice-many",
                        "2",
                        Realm.EXERCISE,
                        "ko",
                        null,
                        new Line("김", "10000001012"),
                        new Line("甲", "10000001011")),
                "test");
        registry.saveContact(
                new Contact(
                        "notice-many-m", "notice-many", "甲", "10000001011", ContactRole.MONITOR, "zh", Realm.EXERCISE),
                "test");

        issue(Scene.notice(Scene.warning("notice-many", Realm.EXERCISE, Level.ORANGE), 1, Purpose.ISSUE, Level.ORANGE));

        eventually(() -> assertThat(of("notice-many"))
                .filteredOn(m -> m.purpose().equals("issue"))
                .extracting(MessageView::state)
                .containsExactly(MessageState.SIMULATED, MessageState.SIMULATED));
        assertThat(carrier.submittedTo("10000001011")).hasSize(1);
        assertThat(carrier.submittedTo("10000001012").get(0).text()).contains("대피1");
        carrier.type("10000001011", "1");
        assertThat(rollCalls.get("notice-many-w").counts().moved())
                .as("who answers for two households answers for both")
                .isEqualTo(2);
    }
}
