package cn.shanshao.center.warning;

import static cn.shanshao.center.Scenery.alert;
import static cn.shanshao.center.Scenery.second;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A level comes down more slowly than the value: what is only held frightens nobody anew, and what grows again does. */
@ValleyTest
class HeldTest {
    @Autowired
    Valley valley;

    @Autowired
    Town town;

    @Autowired
    Warnings warnings;

    @Autowired
    WarningClocks clocks;

    @Autowired
    WarningStore store;

    @Autowired
    Alerts alerts;

    private Caller chief() {
        return valley.as("wh-chief", Role.SIGNER, COUNTY);
    }

    /** The point as a whole stands at that level, and its evidence has fallen to less; {@code null}: to normal. */
    private static Alert held(String point, long seq, AlertState state, Level level, @Nullable Level evidence) {
        var said = evidence == null ? "null" : "\"" + evidence.wire() + "\"";
        var json = Json.text(alert(point, 1, seq, state, level))
                .replace(
                        "\"hold\":null",
                        "\"hold\":{\"since\":\"2026-07-21T18:00:00Z\",\"until\":\"2026-07-21T19:00:00Z\",\"evidence\":%s}"
                                .formatted(said));
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    /** People were called out at red; the evidence has fallen to orange since, and they were told that it is over. */
    private void lifted(String point, String phone) {
        valley.settle(point, phone);
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.issue(point, notice("evacuation", "issue", "red"), chief());
        valley.take(held(point, 2, AlertState.RAISED, Level.RED, Level.ORANGE));
        valley.issue(point, notice("evacuation", "lift", null), chief());
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
    }

    private void closed(String point, String phone) {
        lifted(point, phone);
        done(valley.act(valley.duty(), point, "close", Map.of("review", "已回家")), 200);
    }

    /** Whatever is due within the next hour. */
    private void anHourLater(String point) {
        clocks.look(valley.of(point).id(), Instant.now().plus(Duration.ofHours(1)));
    }

    private void mustCall(String point) {
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.state()).isEqualTo(WarningState.DETECTED);
            assertThat(w.clock()).isNotNull();
            assertThat(w.unverifiedAt()).isNotNull();
        });
    }

    @Test
    void whatIsHeldAndFallsAfterTheAllClearOpensNothing() {
        var point = "wh-falls";
        lifted(point, "10000003801");
        valley.take(held(point, 3, AlertState.RAISED, Level.RED, Level.YELLOW));
        valley.take(held(point, 4, AlertState.EASED, Level.ORANGE, null));
        valley.take(held(point, 5, AlertState.EASED, Level.ORANGE, null));
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
        anHourLater(point);
        assertThat(town.heardOf(point)).extracting(Notice::purpose).containsExactly(Purpose.ISSUE, Purpose.LIFT);
    }

    @Test
    void whatIsHeldAndFallsAfterTheReviewOpensNoOtherWarning() {
        var point = "wh-closed";
        closed(point, "10000003802");
        valley.take(held(point, 3, AlertState.RAISED, Level.RED, Level.YELLOW));
        valley.take(held(point, 4, AlertState.EASED, Level.ORANGE, Level.YELLOW));
        valley.alert(point, 1, 5, AlertState.EASED, Level.YELLOW);
        clocks.look();
        assertThat(warnings.list(COUNTY, null, point, 10))
                .singleElement()
                .satisfies(w -> assertThat(w.state()).isEqualTo(WarningState.CLOSED));
        assertThat(store.strayed("", 1000)).doesNotContain(point + "-e1");
    }

    @Test
    void anotherInstrumentOpensAWarningInWhichTheHeldRedIsNoNews() {
        var point = "wh-other";
        closed(point, "10000003803");
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.YELLOW)));
        valley.take(held(point, 3, AlertState.RAISED, Level.RED, Level.YELLOW));
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.state()).isEqualTo(WarningState.DETECTED);
            assertThat(w.alertIds()).hasSize(2);
            assertThat(w.unverifiedAt()).as("people have judged that red").isNull();
        });
        anHourLater(point);
        assertThat(town.heardOf(point)).extracting(Notice::purpose).containsExactly(Purpose.ISSUE, Purpose.LIFT);

        valley.alert(point, 1, 4, AlertState.RAISED, Level.RED);
        mustCall(point);
        anHourLater(point);
        assertThat(town.heardOf(point)).extracting(Notice::purpose).contains(Purpose.UNVERIFIED);
    }

    @Test
    void evidenceThatGrowsUnderAHeldLevelAfterTheAllClearIsARise() {
        var point = "wh-grows";
        lifted(point, "10000003804");
        valley.take(held(point, 3, AlertState.RAISED, Level.RED, Level.YELLOW));
        valley.alert(point, 1, 4, AlertState.RAISED, Level.RED);
        mustCall(point);
        assertThat(alerts.find(point + "-e1").orElseThrow().acknowledgement())
                .as("nobody has seen that red")
                .isNull();
    }

    @Test
    void evidenceThatGrowsAfterTheReviewOpensAnotherWarning() {
        var point = "wh-anew";
        closed(point, "10000003805");
        valley.take(held(point, 3, AlertState.RAISED, Level.RED, Level.YELLOW));
        valley.alert(point, 1, 4, AlertState.RAISED, Level.RED);
        assertThat(warnings.list(COUNTY, null, point, 10)).hasSize(2);
        mustCall(point);
    }

    @Test
    void aNewEpisodeAfterTheReviewOpensAnotherWarning() {
        var point = "wh-front";
        closed(point, "10000003806");
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.RED)));
        assertThat(warnings.list(COUNTY, null, point, 10)).hasSize(2);
        mustCall(point);
    }

    @Test
    void anAllClearThatWaitsIsWithdrawnWhenTheEvidenceGrowsUpToTheHeldLevel() {
        var point = "wh-waits";
        valley.settle(point, "10000003807");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.issue(point, notice("evacuation", "issue", "red"), chief());
        valley.take(held(point, 2, AlertState.RAISED, Level.RED, Level.YELLOW));
        var lift = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "lift", null)), 201);
        valley.alert(point, 1, 3, AlertState.RAISED, Level.RED);
        assertThat(valley.sign(chief(), lift).status()).isEqualTo(409);
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
    }

    @Test
    void evidenceThatGrowsAgainBelowTheHeldLevelMustBeTakenOnAnewOnceForEachLevel() {
        var point = "wh-again";
        valley.settle(point, "10000003808");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        valley.take(held(point, 2, AlertState.RAISED, Level.RED, null));
        done(valley.act(valley.duty(), point, "acknowledge", Map.of()), 200);
        assertThat(isTakenOn(point)).isTrue();
        var unverified = valley.of(point).unverifiedAt();

        valley.take(held(point, 3, AlertState.RAISED, Level.RED, Level.YELLOW));
        assertThat(isTakenOn(point)).as("it was thought to calm down").isFalse();
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.level()).isEqualTo(Level.RED);
            assertThat(w.clock()).isNotNull();
            assertThat(w.unverifiedAt()).as("no red is new").isEqualTo(unverified);
        });
        assertThat(store.log(valley.of(point).id())).last().satisfies(line -> {
            assertThat(line.act()).isEqualTo("rise");
            assertThat(line.detail()).containsEntry("evidence", "yellow");
        });
        done(valley.act(valley.duty(), point, "acknowledge", Map.of()), 200);

        valley.take(held(point, 4, AlertState.RAISED, Level.RED, null));
        valley.take(held(point, 5, AlertState.RAISED, Level.RED, Level.YELLOW));
        assertThat(isTakenOn(point)).as("it wavers").isTrue();
        assertThat(store.strayed("", 1000)).doesNotContain(point + "-e1");
        valley.take(held(point, 6, AlertState.RAISED, Level.RED, Level.ORANGE));
        assertThat(isTakenOn(point)).as("the next level").isFalse();
        done(valley.act(valley.duty(), point, "acknowledge", Map.of()), 200);

        valley.take(held(point, 7, AlertState.EASED, Level.ORANGE, null));
        assertThat(isTakenOn(point)).isTrue();
        valley.take(held(point, 8, AlertState.EASED, Level.ORANGE, Level.YELLOW));
        assertThat(isTakenOn(point)).as("under the level that it fell to").isFalse();
    }

    /** The warning, and the alert that it rests upon. */
    private boolean isTakenOn(String point) {
        var isSeen = alerts.find(point + "-e1").orElseThrow().acknowledgement() != null;
        assertThat(valley.of(point).acknowledgedBy() != null)
                .as("the alert and its warning")
                .isEqualTo(isSeen);
        return isSeen;
    }

    @Test
    void aRedThatWasDismissedAndClosedOpensAnotherWarningWhenItSinksAndRisesAgain() {
        var point = "wh-dismissed";
        valley.settle(point, "10000003809");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "仪器被撞")), 200);
        done(valley.act(valley.duty(), point, "close", Map.of("review", "已复位")), 200);
        valley.alert(point, 1, 2, AlertState.EASED, Level.ORANGE);
        assertThat(warnings.list(COUNTY, null, point, 10)).as("it eases").hasSize(1);
        valley.alert(point, 1, 3, AlertState.ESCALATED, Level.RED);
        assertThat(warnings.list(COUNTY, null, point, 10)).hasSize(2);
        mustCall(point);
    }
}
