package cn.shanshao.center.warning;

import static cn.shanshao.center.Scenery.alert;
import static cn.shanshao.center.Scenery.second;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static cn.shanshao.center.warning.Valley.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Scenery;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What alerts make of a warning, and what people cannot make them do. */
@ValleyTest
class DetectionTest {
    @Autowired
    Valley valley;

    @Autowired
    Town town;

    @Autowired
    Warnings warnings;

    @Autowired
    WarningClocks clocks;

    @Autowired
    Alerts alerts;

    @Autowired
    WarningStore store;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @AfterEach
    void everybodyHears() {
        town.deafTo(null);
    }

    @Test
    void everyAlertOfThePointBelongsToItAndBlueAloneOpensNone() {
        var point = "wd-many";
        valley.settle(point, "10000003101");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.BLUE);
        assertThat(warnings.list(COUNTY, null, point, 10)).isEmpty();

        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.YELLOW);
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.BLUE)));
        valley.take(second(alert(point, 2, 2, AlertState.ESCALATED, Level.ORANGE)));
        assertThat(warnings.list(COUNTY, null, point, 10)).singleElement().satisfies(w -> {
            assertThat(w.alertIds()).containsExactly(point + "-e1", point + "-e2-second");
            assertThat(w.level()).isEqualTo(Level.ORANGE);
        });

        valley.take(second(alert(point, 2, 3, AlertState.CLEARED, null)));
        assertThat(valley.of(point).level()).as("the other one stands").isEqualTo(Level.YELLOW);
        assertThat(valley.of(point).highest()).isEqualTo(Level.ORANGE);
        valley.alert(point, 1, 3, AlertState.CLEARED, null);
        assertThat(valley.of(point).quiet()).isTrue();
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DETECTED);
    }

    @Test
    void aClosedOneStaysAndTheNextAlertOpensAnother() {
        var point = "wd-next";
        valley.settle(point, "10000003102");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.YELLOW);
        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "设备检修")), 200);
        done(valley.act(valley.duty(), point, "close", Map.of("review", "检修未报备")), 200);
        valley.alert(point, 1, 2, AlertState.CLEARED, null);
        valley.alert(point, 2, 3, AlertState.RAISED, Level.YELLOW);
        assertThat(warnings.list(COUNTY, null, point, 10))
                .extracting(Warning::state)
                .containsExactly(WarningState.DETECTED, WarningState.CLOSED);
    }

    @Test
    void whatWasDismissedComesBackWhenItIsWorseOrWhenItIsNew() {
        var point = "wd-back";
        valley.settle(point, "10000003103");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "牛碰了裂缝计")), 200);
        valley.alert(point, 1, 2, AlertState.EASED, Level.YELLOW);
        valley.alert(point, 1, 3, AlertState.ESCALATED, Level.ORANGE);
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.BLUE)));
        assertThat(valley.of(point).state()).as("no worse").isEqualTo(WarningState.DISMISSED);
        valley.alert(point, 1, 4, AlertState.ESCALATED, Level.RED);
        assertThat(valley.of(point).state()).as("worse").isEqualTo(WarningState.DETECTED);
        assertThat(valley.of(point).clock()).isNotNull();
        assertThat(valley.of(point).unverifiedAt()).isNotNull();

        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "仍是误报")), 200);
        assertThat(valley.of(point).unverifiedAt()).isNull();
        valley.take(second(alert(point, 2, 3, AlertState.CLEARED, null)));
        valley.alert(point, 1, 5, AlertState.CLEARED, null);
        valley.alert(point, 3, 6, AlertState.RAISED, Level.YELLOW);
        assertThat(valley.of(point).state()).as("a new episode after silence").isEqualTo(WarningState.DETECTED);
    }

    @Test
    void aRedThatWasDismissedHidesNoOtherInstrument() {
        var point = "wd-broken";
        valley.settle(point, "10000003110");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "雨量计损坏")), 200);
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.YELLOW)));
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.state()).isEqualTo(WarningState.DETECTED);
            assertThat(w.clock()).as("somebody looks at the yellow").isNotNull();
            assertThat(w.unverifiedAt()).as("the red was judged").isNull();
        });

        done(valley.act(valley.duty(), point, "acknowledge", Map.of()), 200);
        valley.take(second(alert(point, 2, 2, AlertState.ESCALATED, Level.RED)));
        assertThat(valley.of(point).clock()).as("this red is another one").isNotNull();
        assertThat(valley.of(point).unverifiedAt()).isNotNull();
    }

    @Test
    void aShelfHidesNoRiseAndEndsByItself() {
        var point = "wd-shelf";
        valley.settle(point, "10000003104");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.YELLOW);
        var until = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        var form = Map.of("until", until.toString(), "reason", "施工振动，10 点结束");
        done(valley.act(valley.duty(), point, "shelve", form), 200);
        assertThat(valley.of(point).shelf()).isNotNull();
        assertThat(valley.of(point).clock()).isNull();

        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.BLUE)));
        assertThat(valley.of(point).shelf()).as("below yellow").isNotNull();
        assertThat(valley.of(point).clock()).isNull();
        clocks.look(valley.of(point).id(), until.minusSeconds(1));
        assertThat(valley.of(point).shelf()).isNotNull();
        clocks.look(valley.of(point).id(), until);
        assertThat(valley.of(point).shelf()).as("its time is over").isNull();

        done(valley.act(valley.duty(), point, "shelve", form), 200);
        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.ORANGE);
        assertThat(valley.of(point).shelf()).as("above the shelved level").isNull();
        assertThat(valley.of(point).clock()).isNotNull();

        done(valley.act(valley.duty(), point, "shelve", form), 200);
        valley.take(second(alert(point, 2, 2, AlertState.ESCALATED, Level.YELLOW)));
        assertThat(valley.of(point).shelf())
                .as("another instrument, below the shelved level")
                .isNull();
        assertThat(valley.of(point).clock()).isNotNull();
        var far = Map.of("until", Instant.now().plusSeconds(100_000).toString(), "reason", "太久");
        assertThat(valley.act(valley.duty(), point, "shelve", far).status()).isEqualTo(422);
    }

    @Test
    void aStandingOrderActsAtOnceAndOncePerLevel() {
        var point = "wd-order";
        valley.settle(point, "10000003105");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        assertThat(town.heardOf(point))
                .as("not corroborated: nothing to residents")
                .isEmpty();

        valley.take(ordered(alert(point, 1, 2, AlertState.RAISED, Level.ORANGE), "so-1"));
        valley.take(ordered(alert(point, 1, 3, AlertState.EASED, Level.ORANGE), "so-1"));
        assertThat(town.heardOf(point)).singleElement().satisfies(n -> {
            assertThat(n.purpose()).isEqualTo(Purpose.ISSUE);
            assertThat(n.act()).isEqualTo(Act.EVACUATION);
            assertThat(n.level()).isEqualTo(Level.ORANGE);
            assertThat(n.standingOrder()).isEqualTo("so-1");
            assertThat(n.reason())
                    .as("nobody knows an order by its id")
                    .startsWith("按该点常设指令发出：")
                    .doesNotContain("so-1");
            assertThat(n.signatures()).extracting(Notice.Signature::method).containsExactly("standing-order");
            assertThat(n.people()).isEqualTo(6);
            assertThat(n.informed()).containsExactly("2202", "22");
        });
        valley.take(ordered(alert(point, 1, 4, AlertState.ESCALATED, Level.RED), "so-1"));
        assertThat(town.heardOf(point)).extracting(Notice::purpose).containsExactly(Purpose.ISSUE, Purpose.UPGRADE);
        assertThat(valley.of(point).unverifiedAt()).as("people know").isNull();

        var chief = valley.as("wd-chief", Role.SIGNER, COUNTY);
        valley.issue(point, notice("evacuation", "lift", null), chief);
        valley.take(ordered(alert(point, 1, 5, AlertState.ESCALATED, Level.RED), "so-1"));
        assertThat(town.heardOf(point))
                .as("people lifted it with their eyes open")
                .hasSize(3);
        valley.take(ordered(alert(point, 1, 6, AlertState.EASED, Level.ORANGE), "so-1"));
        valley.take(ordered(alert(point, 1, 7, AlertState.ESCALATED, Level.RED), "so-1"));
        assertThat(town.heardOf(point)).as("it climbed again").hasSize(4);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.ISSUED);
    }

    @Test
    void anOrderThatFailsLosesNoAlertAndIsTriedAgain() {
        var point = "wd-deaf";
        valley.settle(point, "10000003106");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        town.deafTo(point);
        valley.take(ordered(alert(point, 1, 2, AlertState.RAISED, Level.ORANGE), "so-2"));
        assertThat(alerts.find(point + "-e1").map(Episode::alert).map(a -> a.corroborated()))
                .contains(true);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DETECTED);
        assertThat(valley.notices(point)).isEmpty();
        town.deafTo(null);
        clocks.look();
        assertThat(town.heardOf(point)).hasSize(1);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.ISSUED);
    }

    /** As if nobody had heard of its alerts. */
    private void forget(String point) {
        var id = valley.of(point).id();
        for (var table : List.of("warning_log", "warning_alert")) {
            jdbc.sql("delete from " + table + " where warning_id = ?").param(id).update();
        }
        jdbc.sql("delete from warning where id = ?").param(id).update();
    }

    @Test
    void anAlertThatHasNoWarningGetsOneAlthoughAnotherOneCannotBeMended() {
        for (var point : List.of("wd-a-deaf", "wd-lost", "wd-lost-blue", "wd-lost-over")) {
            valley.settle(point, "1000000311" + point.length() % 10);
            valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        }
        valley.alert("wd-lost-blue", 1, 2, AlertState.EASED, Level.BLUE);
        valley.alert("wd-lost-over", 1, 2, AlertState.CLEARED, null);
        town.deafTo("wd-a-deaf");
        valley.take(ordered(alert("wd-a-deaf", 1, 2, AlertState.RAISED, Level.ORANGE), "so-3"));
        for (var point : List.of("wd-lost", "wd-lost-blue", "wd-lost-over")) {
            forget(point);
        }
        clocks.look();
        assertThat(valley.of("wd-lost")).satisfies(w -> {
            assertThat(w.state()).isEqualTo(WarningState.DETECTED);
            assertThat(w.level()).isEqualTo(Level.ORANGE);
            assertThat(w.clock()).isNotNull();
        });
        assertThat(warnings.list(COUNTY, null, "wd-lost-blue", 10)).isEmpty();
        assertThat(warnings.list(COUNTY, null, "wd-lost-over", 10)).isEmpty();
        assertThat(valley.of("wd-a-deaf").state()).isEqualTo(WarningState.DETECTED);
        assertThat(store.strayed("", 1000)).contains("wd-a-deaf-e1");
        assertThat(store.strayed("wd-a-deaf-e1", 1000)).doesNotContain("wd-a-deaf-e1");
    }

    @Test
    void whateverWasNotToldIsFoundHoweverItStrayed() {
        var point = "wd-stray";
        valley.settle(point, "10000003198");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        var episode = point + "-e1";
        assertThat(strayedAfter(episode)).doesNotContain(episode);
        for (var change : List.of(
                "update warning_alert set level = 'YELLOW' where episode_id = ?",
                "update warning_alert set open = false, level = null where episode_id = ?",
                "update episode set open = false, level = null where id = ?",
                "update episode set point_id = 'wd-elsewhere' where id = ?",
                "update episode set alert = alert || '{\"standingOrder\":\"so-9\",\"corroborated\":true}' where id = ?",
                "delete from warning_alert where episode_id = ?")) {
            assertThat(strayedAfter(episode, change)).as(change).contains(episode);
        }
        for (var change : List.of(
                "update episode set level = 'blue' where id = ?",
                "update episode set alert = alert || '{\"kind\":\"offline\"}' where id = ?")) {
            assertThat(strayedAfter(episode, "delete from warning_alert where episode_id = ?", change))
                    .as("needs no warning: " + change)
                    .doesNotContain(episode);
        }
        assertThat(strayedAfter(
                        episode,
                        "update warning set state = 'CLOSED' from warning_alert a"
                                + " where a.warning_id = warning.id and a.episode_id = ?"))
                .as("people closed it as it stands")
                .doesNotContain(episode);
        assertThat(strayedAfter(
                        episode,
                        "update warning set state = 'CLOSED' from warning_alert a"
                                + " where a.warning_id = warning.id and a.episode_id = ?",
                        "update episode set level = 'red' where id = ?"))
                .as("it rose after people closed it")
                .contains(episode);
    }

    /** What strays once that was done to the episode; nothing of it stays. */
    private List<String> strayedAfter(String episode, String... changes) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            for (var change : changes) {
                assertThat(jdbc.sql(change).param(episode).update()).as(change).isEqualTo(1);
            }
            return store.strayed("", 1000);
        }));
    }

    @Test
    void whatPeopleClosedStaysClosedThoughItsAlertStands() {
        var point = "wd-closed";
        valley.settle(point, "10000003115");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "设备检修")), 200);
        done(valley.act(valley.duty(), point, "close", Map.of("review", "检修未报备")), 200);
        clocks.look();
        assertThat(warnings.list(COUNTY, null, point, 10))
                .singleElement()
                .satisfies(w -> assertThat(w.state()).isEqualTo(WarningState.CLOSED));
    }

    private static Alert of(String point, Alert a) {
        var json = Json.text(a).replace("\"pointId\":\"" + a.pointId() + "\"", "\"pointId\":\"" + point + "\"");
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    @Test
    void theWarningOfAPointDoesNotStayAtWhatADeviceSaidThatIsOfAnotherPointNow() {
        var before = "wd-from";
        var after = "wd-to";
        valley.settle(before, "10000003116");
        valley.settle(after, "10000003117");
        valley.take(ordered(alert(before, 1, 1, AlertState.RAISED, Level.RED), "so-4"));
        valley.issue(before, notice("evacuation", "lift", null), valley.as("wd-chief", Role.SIGNER, COUNTY));

        valley.take(of(after, alert(before, 1, 2, AlertState.RAISED, Level.RED)));
        assertThat(valley.of(after).level()).isEqualTo(Level.RED);
        assertThat(valley.of(after).clock()).isNotNull();
        assertThat(valley.of(before).quiet()).isTrue();
        assertThat(valley.of(before).alertIds()).as("on the record").containsExactly(before + "-e1");
        assertThat(store.strayed("", 1000)).doesNotContain(before + "-e1");
        done(valley.act(valley.duty(), before, "close", Map.of("review", "设备登记在错的点上")), 200);

        valley.take(of(after, alert(before, 1, 3, AlertState.CLEARED, null)));
        assertThat(valley.of(after).quiet()).isTrue();
        assertThat(store.strayed("", 1000)).doesNotContain(before + "-e1");
    }

    @Test
    void anExerciseAlertNeverTouchesALiveWarning() {
        var point = "wd-realm";
        valley.settle(point, "10000003107");
        valley.take(Scenery.live(alert(point, 1, 1, AlertState.RAISED, Level.YELLOW)));
        assertThat(valley.of(point).realm()).as("the point is of the exercise").isEqualTo(Realm.EXERCISE);
    }

    @Test
    void aPatrolOpensOneByHandAndNoInstrumentClearsThat() {
        var point = "wd-hand";
        valley.settle(point, "10000003108");
        var form = Map.of("level", "yellow", "reason", "巡查发现后缘裂缝 3 cm");
        var opened = done(valley.duty().post("/api/v1/points/" + point + "/warnings", form), 201);
        assertThat(opened.get("byHand").asBoolean()).isTrue();
        assertThat(opened.get("acknowledgedBy").asString()).isEqualTo("wa-duty");
        var twice = done(valley.duty().post("/api/v1/points/" + point + "/warnings", form), 200);
        assertThat(twice.get("id").asString()).isEqualTo(opened.get("id").asString());
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        valley.alert(point, 1, 2, AlertState.CLEARED, null);
        assertThat(valley.of(point).level()).isEqualTo(Level.YELLOW);
        assertThat(valley.of(point).quiet()).isFalse();
    }

    @Test
    void acknowledgingTheWarningAcknowledgesItsAlertsAndStopsTheClock() {
        var point = "wd-ack";
        valley.settle(point, "10000003109");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.YELLOW);
        var seen = valley.of(point).version();
        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.ORANGE);
        assertThat(valley.act(valley.duty(), point, "acknowledge", Map.of("version", seen))
                        .status())
                .as("it rose meanwhile")
                .isEqualTo(409);
        done(valley.act(valley.duty(), point, "acknowledge", Map.of()), 200);
        assertThat(valley.of(point).clock()).isNull();
        assertThat(alerts.find(point + "-e1").map(Episode::acknowledgement)).isPresent();
        valley.alert(point, 1, 3, AlertState.ESCALATED, Level.RED);
        assertThat(valley.of(point).clock()).as("nobody has seen the red").isNotNull();
    }
}
