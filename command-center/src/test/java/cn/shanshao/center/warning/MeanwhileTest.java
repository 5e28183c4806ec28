package cn.shanshao.center.warning;

import static cn.shanshao.center.Scenery.alert;
import static cn.shanshao.center.Scenery.second;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static cn.shanshao.center.warning.Valley.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The slope does not wait for people: what they decide meets what has become of it meanwhile. */
@ValleyTest
class MeanwhileTest {
    @Autowired
    Valley valley;

    @Autowired
    Town town;

    @Autowired
    WarningClocks clocks;

    @Autowired
    Warnings warnings;

    @Autowired
    JdbcClient jdbc;

    private Caller chief() {
        return valley.as("wm-chief", Role.SIGNER, COUNTY);
    }

    private void issued(String point, String phone, String level) {
        valley.settle(point, phone);
        valley.alert(point, 1, 1, AlertState.RAISED, Level.valueOf(level.toUpperCase(Locale.ROOT)));
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.issue(point, notice("evacuation", "issue", level), chief());
    }

    private JsonNode proposed(String point, String purpose, @Nullable String level) {
        return done(valley.act(valley.duty(), point, "notices", notice("evacuation", purpose, level)), 201);
    }

    private void mustBeWithdrawn(String point, JsonNode notice) {
        var id = notice.get("id").asString();
        assertThat(valley.notices(point))
                .filteredOn(n -> n.id().equals(id))
                .extracting(Notice::state)
                .containsExactly(NoticeState.WITHDRAWN);
        var paper = done(chief().get("/api/v1/approvals/" + id), 200);
        assertThat(paper.get("state").asString()).isEqualTo("withdrawn");
        assertThat(paper.at("/remarks").valueStream().map(r -> r.get("text").asString("")))
                .last()
                .isEqualTo("险情上升，自动撤回");
        assertThat(warnings.view(valley.of(point)).log())
                .filteredOn(line -> line.act().equals("withdraw"))
                .last()
                .satisfies(line -> {
                    assertThat(line.by()).isEqualTo("system");
                    assertThat(line.detail()).containsEntry("comment", "险情上升，自动撤回");
                });
        assertThat(valley.sign(chief(), notice).status())
                .as("nobody can sign it")
                .isEqualTo(409);
    }

    @Test
    void anAllClearThatWaitsWhenTheSlopeRisesIsWithdrawn() {
        var point = "wm-lift";
        issued(point, "10000003601", "orange");
        var lift = proposed(point, "lift", null);
        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.RED);

        mustBeWithdrawn(point, lift);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.ISSUED);
        assertThat(valley.of(point).clock()).as("somebody is still called").isNotNull();
        assertThat(valley.of(point).unverifiedAt())
                .as("and the spot is still told")
                .isNotNull();
        assertThat(town.heardOf(point)).extracting(Notice::purpose).containsExactly(Purpose.ISSUE);
    }

    @Test
    void whatSomebodySawWithdrawsTheAllClearToo() {
        var point = "wm-seen";
        issued(point, "10000003617", "orange");
        var lift = proposed(point, "lift", null);
        var cracks = Map.of("level", "yellow", "reason", "村民来电：裂缝加宽");
        var risen = done(valley.duty().post("/api/v1/points/" + point + "/warnings", cracks), 200);
        assertThat(risen.get("version").asLong()).isEqualTo(valley.of(point).version());
        mustBeWithdrawn(point, lift);
    }

    @Test
    void whatWarnsMoreWaitsOnWhenTheSlopeRises() {
        var point = "wm-more";
        issued(point, "10000003618", "yellow");
        var more = proposed(point, "upgrade", "orange");
        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.RED);
        done(valley.sign(chief(), more), 200);
        assertThat(valley.of(point).issued()).isEqualTo(Level.ORANGE);
    }

    /** As if its withdrawal had failed. */
    @Test
    void whatEasesIsRefusedWhenItIsSignedThoughNothingWithdrewIt() {
        var point = "wm-last";
        issued(point, "10000003619", "orange");
        var lift = proposed(point, "lift", null);
        jdbc.sql("update warning_alert set risen_at = now() where warning_id = ?")
                .param(valley.of(point).id())
                .update();
        var refused = valley.sign(chief(), lift);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("has risen");
        assertThat(valley.of(point).state()).isEqualTo(WarningState.ISSUED);
    }

    @Test
    void noAllClearWaitsOnWhileAnotherInstrumentClimbsBesideOneThatIsAsLoud() {
        var point = "wm-beside";
        issued(point, "10000003614", "red");
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.YELLOW)));
        var lift = proposed(point, "lift", null);
        assertThat(valley.of(point).clock()).as("in hand").isNull();
        valley.take(second(alert(point, 2, 2, AlertState.ESCALATED, Level.RED)));
        mustBeWithdrawn(point, lift);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.ISSUED);
        assertThat(valley.of(point).clock())
                .as("somebody must look again, though it was red before")
                .isNotNull();

        valley.take(second(alert(point, 2, 3, AlertState.CLEARED, null)));
        done(valley.sign(chief(), proposed(point, "lift", null)), 200);
        assertThat(valley.of(point).state()).as("what had climbed is over").isEqualTo(WarningState.LIFTED);
    }

    @Test
    void aLesserLevelThatWaitsIsWithdrawnWhenAnotherInstrumentComes() {
        var point = "wm-came";
        issued(point, "10000003615", "red");
        var less = proposed(point, "downgrade", "yellow");
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.ORANGE)));
        mustBeWithdrawn(point, less);
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
    }

    @Test
    void whatTellsLessThanARedLeavesTheClockOfTheRedRunning() {
        var point = "wm-less";
        valley.settle(point, "10000003602");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        var orange = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.RED);
        done(valley.sign(chief(), orange), 200);

        var at = valley.of(point).unverifiedAt();
        assertThat(at).as("nobody has judged the red").isNotNull();
        clocks.look(valley.of(point).id(), at);
        assertThat(town.heardOf(point)).extracting(Notice::purpose).containsExactly(Purpose.ISSUE, Purpose.UNVERIFIED);
    }

    @Test
    void aLowerNoticeThatWaitedIsNotSignedBehindTheStandingOrdersRed() {
        var point = "wm-stale";
        valley.settle(point, "10000003603");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        var orange = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
        valley.take(ordered(alert(point, 1, 2, AlertState.ESCALATED, Level.RED), "so-1"));

        assertThat(valley.sign(chief(), orange).status()).isEqualTo(409);
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
        assertThat(town.heardOf(point)).extracting(Notice::level).containsExactly(Level.RED);
    }

    @Test
    void aPublicWarningBelowTheEvacuationLeavesWhatHolds() {
        var point = "wm-both";
        issued(point, "10000003604", "red");
        valley.issue(point, notice("public", "issue", "yellow"), valley.as("wm-province", Role.SIGNER, "22"));
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
    }

    @Test
    void aRedThatOneHasTakenOnAndLeftIsCalledOutAgainWhenItGoesUnverified() {
        var point = "wm-asleep";
        valley.settle(point, "10000003605");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        done(valley.act(valley.duty(), point, "acknowledge", Map.of()), 200);
        assertThat(valley.of(point).clock()).isNull();
        var at = valley.of(point).unverifiedAt();
        assertThat(at).isNotNull();
        clocks.look(valley.of(point).id(), at);
        assertThat(valley.of(point).clock()).isNotNull();
    }

    @Test
    void whatWasOpenedByHandAndLiftedHearsTheNextInstrument() {
        var point = "wm-hand";
        valley.settle(point, "10000003606");
        var form = Map.of("level", "red", "reason", "巡查发现后缘裂缝 3 cm");
        done(valley.duty().post("/api/v1/points/" + point + "/warnings", form), 201);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.issue(point, notice("evacuation", "issue", "red"), chief());
        valley.issue(point, notice("evacuation", "lift", null), chief());
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);

        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DETECTED);
        assertThat(valley.of(point).level()).isEqualTo(Level.ORANGE);
        assertThat(valley.of(point).clock()).isNotNull();
    }

    @Test
    void aPatrolRaisesAWarningThatIsOpenEvenWhenItIsOverAndCannotBeClosed() {
        var point = "wm-patrol";
        valley.settle(point, "10000003616");
        valley.take(ordered(alert(point, 1, 1, AlertState.RAISED, Level.ORANGE), "so-1"));
        valley.issue(point, notice("evacuation", "lift", null), chief());
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);

        var cracks = Map.of("level", "red", "reason", "村民来电：裂缝 20 cm");
        var path = "/api/v1/points/" + point + "/warnings";
        var before = valley.of(point).id();
        assertThat(done(valley.duty().post(path, cracks), 200).get("id").asString())
                .isEqualTo(before);
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.state()).isEqualTo(WarningState.DETECTED);
            assertThat(w.level()).isEqualTo(Level.RED);
            assertThat(w.byHand()).isTrue();
            assertThat(w.clock()).as("somebody must take it on").isNotNull();
            assertThat(w.unverifiedAt()).isNotNull();
        });
        valley.alert(point, 1, 2, AlertState.CLEARED, null);
        assertThat(valley.of(point).quiet()).as("no instrument clears it").isFalse();
        assertThat(valley.of(point).level()).isEqualTo(Level.RED);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.issue(point, notice("evacuation", "issue", "red"), chief());
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
    }

    @Test
    void afterTheAllClearAnotherInstrumentIsNewsAlthoughOneIsStillAsLoud() {
        var point = "wm-second";
        issued(point, "10000003607", "red");
        valley.issue(point, notice("evacuation", "lift", null), chief());
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.RED)));
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DETECTED);
        assertThat(valley.of(point).unverifiedAt()).isNotNull();
    }

    @Test
    void afterTheAllClearAKnownInstrumentThatClimbsIsNewsAlthoughOneIsStillAsLoud() {
        var point = "wm-known";
        issued(point, "10000003612", "red");
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.YELLOW)));
        valley.issue(point, notice("evacuation", "lift", null), chief());
        valley.take(second(alert(point, 2, 2, AlertState.ESCALATED, Level.RED)));
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DETECTED);
        assertThat(valley.of(point).clock()).isNotNull();
        assertThat(valley.of(point).unverifiedAt()).isNotNull();
    }

    @Test
    void afterTheAllClearOneThatEasesAndClimbsAgainIsNews() {
        var point = "wm-again";
        issued(point, "10000003613", "red");
        valley.issue(point, notice("evacuation", "lift", null), chief());
        valley.alert(point, 1, 2, AlertState.EASED, Level.ORANGE);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
        valley.alert(point, 1, 3, AlertState.ESCALATED, Level.RED);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DETECTED);
    }

    @Test
    void itIsNotClosedWhileTheStandingOrderWouldActAnew() {
        var point = "wm-stuck";
        valley.settle(point, "10000003608");
        valley.take(ordered(alert(point, 1, 1, AlertState.RAISED, Level.RED), "so-1"));
        valley.issue(point, notice("evacuation", "lift", null), chief());
        var closing = Map.of("review", "传感器卡死，人员已安全返回");
        assertThat(valley.act(valley.duty(), point, "close", closing).status()).isEqualTo(409);
        valley.alert(point, 1, 2, AlertState.CLEARED, null);
        done(valley.act(valley.duty(), point, "close", closing), 200);
        assertThat(town.heardOf(point)).hasSize(2);
    }

    @Test
    void whatComesBackFromTheShelfWaitsForSomebody() {
        var point = "wm-shelf";
        valley.settle(point, "10000003609");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        var until = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        var form = Map.of("until", until.toString(), "reason", "施工振动，10 点结束");
        done(valley.act(valley.duty(), point, "shelve", form), 200);
        clocks.look(valley.of(point).id(), until);
        assertThat(valley.of(point).shelf()).isNull();
        assertThat(valley.of(point).acknowledgedBy()).isNull();
        assertThat(valley.of(point).clock()).isNotNull();
    }

    @Test
    void whatIsTakenOffTheShelfByHandWaitsForSomebodyToo() {
        var point = "wm-unshelf";
        valley.settle(point, "10000003610");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        var until = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        var form = Map.of("until", until.toString(), "reason", "施工振动，10 点结束");
        done(valley.act(valley.duty(), point, "shelve", form), 200);
        done(valley.duty().delete("/api/v1/warnings/" + valley.of(point).id() + "/shelf"), 200);
        assertThat(valley.of(point).shelf()).isNull();
        assertThat(valley.of(point).acknowledgedBy()).isNull();
        assertThat(valley.of(point).clock()).isNotNull();
    }

    @Test
    void aNoticeThatComesBackUnsignedWakesSomebodyWhilePeopleKnowLess() {
        var point = "wm-back";
        valley.settle(point, "10000003611");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        var first = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
        assertThat(valley.of(point).clock()).isNull();
        done(valley.sendBack(chief(), first), 200);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.VERIFIED);
        assertThat(valley.of(point).clock())
                .as("sent back, and nobody was told")
                .isNotNull();
        assertThat(valley.of(point).acknowledgedBy()).isNull();

        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        var lift = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "lift", null)), 201);
        done(valley.sendBack(chief(), lift), 200);
        assertThat(valley.of(point).clock()).as("people know what is detected").isNull();

        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.RED);
        var red = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "upgrade", "red")), 201);
        assertThat(valley.of(point).clock()).isNull();
        var id = red.get("id").asString();
        done(valley.duty().post("/api/v1/notices/" + id + "/withdraw", Map.of("comment", "避险点写错")), 200);
        assertThat(valley.of(point).clock())
                .as("withdrawn, and people know orange")
                .isNotNull();
    }
}
