package cn.shanshao.center.warning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.warning.Warning.Due;
import cn.shanshao.center.warning.Warning.Shelf;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a warning makes of what happens to it. */
class EditTest {
    private static final Instant BEGINNING = Instant.parse("2026-07-21T18:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration UNVERIFIED = Duration.ofMinutes(5);

    private List<Support> supports = List.of(alert("a", Level.YELLOW, null));
    private Kept kept = opened(Level.YELLOW);

    private static Support alert(String id, Level level, @Nullable Level settled) {
        return new Support(id, level, level, true, BEGINNING, BEGINNING, settled, false, null, null);
    }

    private static Kept opened(Level level) {
        var edit = Edit.open("w", "p", "220282", Realm.EXERCISE, level, null, BEGINNING);
        edit.detected(List.of(), List.of(alert("a", level, null)));
        return risen(edit).done();
    }

    private static Edit risen(Edit edit) {
        return edit.rise(PATIENCE, UNVERIFIED);
    }

    private Edit after(int seconds) {
        return Edit.of(kept, BEGINNING.plusSeconds(seconds));
    }

    private boolean becomes(int seconds, Support... now) {
        var edit = after(seconds);
        var rises = edit.detected(supports, List.of(now));
        supports = List.of(now);
        kept = (rises ? risen(edit) : edit).done();
        return rises;
    }

    @Test
    void whatBecomesWorsePutsNoCallOff() {
        assertThat(becomes(170, alert("a", Level.ORANGE, null))).isTrue();
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plus(PATIENCE), 0, 0));

        kept = after(180).calls(List.of("220282/first"), PATIENCE, true).done();
        assertThat(becomes(340, alert("a", Level.RED, null))).isTrue();
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plusSeconds(360), 1, 0));
        assertThat(kept.called()).as("the next one is called").containsExactly("220282/first");
        assertThat(kept.warning().unverifiedAt()).isEqualTo(BEGINNING.plusSeconds(640));
    }

    @Test
    void whatWasTakenOnAndRisesCallsFromTheTop() {
        kept = after(180).calls(List.of("220282/first"), PATIENCE, true).done();
        kept = after(200).step(Step.ACKNOWLEDGE).seenBy("first").done();
        assertThat(becomes(300, alert("a", Level.ORANGE, null))).isTrue();
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plusSeconds(480), 0, 0));
        assertThat(kept.called()).isEmpty();
        assertThat(kept.warning().acknowledgedBy()).isNull();
    }

    @Test
    void evidenceThatGrowsAgainBelowAHeldLevelIsTakenOnAnew() {
        supports = List.of(held(null));
        kept = opened(Level.RED);
        kept = after(10).step(Step.ACKNOWLEDGE).seenBy("first").done();
        var unverified = kept.warning().unverifiedAt();
        assertThat(becomes(60, held(Level.ORANGE))).isTrue();
        assertThat(kept.warning().acknowledgedBy()).isNull();
        assertThat(kept.warning().clock()).isNotNull();
        assertThat(kept.warning().level()).isEqualTo(Level.RED);
        assertThat(kept.warning().unverifiedAt()).as("no red is new").isEqualTo(unverified);

        kept = after(70).step(Step.ACKNOWLEDGE).seenBy("first").done();
        assertThat(becomes(80, held(Level.ORANGE))).as("no further").isFalse();
        assertThat(kept.warning().acknowledgedBy()).isEqualTo("first");
    }

    /** Red, which is only held, and up to that level its evidence has grown again. */
    private static Support held(@Nullable Level regrown) {
        return new Support("a", Level.RED, regrown, true, BEGINNING, BEGINNING, null, false, regrown, null);
    }

    @Test
    void whatWaitsAgainKeepsTheClockThatRuns() {
        kept = after(60).waits(PATIENCE).done();
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plus(PATIENCE), 0, 0));
    }

    /**
     * Of alert {@code a} people held that it was no red; {@code b} is what they could not have judged. Below what is measured at
     * red still people were sent home: that goes out by itself.
     */
    @ParameterizedTest
    @CsvSource({
        "DISMISSED, BLUE,   false, false",
        "DISMISSED, YELLOW, true,  false",
        "DISMISSED, RED,    true,  true",
        "LIFTED,    BLUE,   false, false",
        "LIFTED,    YELLOW, true,  true",
        "LIFTED,    RED,    true,  true",
        "VERIFIED,  BLUE,   false, false",
        "VERIFIED,  YELLOW, true,  false",
        "VERIFIED,  RED,    true,  true",
    })
    void anInstrumentThatNobodyHasJudgedSpeaksBesideARedThatSomebodyHas(
            WarningState state, Level level, boolean rises, boolean goesUnverified) {
        kept = opened(Level.RED);
        kept = switch (state) {
            case DISMISSED -> after(10).dismissed("duty").done();
            case LIFTED -> {
                kept = after(10).issued(Level.RED).seenBy("duty").done();
                yield after(20).over(Step.LIFT).done();
            }
            default -> {
                var shelf = new Shelf(BEGINNING.plusSeconds(3600), "gauge broken", "duty", Level.RED);
                kept = after(10).step(Step.VERIFY).shelved(shelf).done();
                // the unverified red went before somebody put it aside
                yield after(20).unverified().seenBy("duty").done();
            }
        };
        supports = List.of(alert("a", Level.RED, Level.RED));
        assertThat(becomes(60, supports.get(0), alert("b", level, null))).isEqualTo(rises);
        assertThat(kept.warning().clock() != null).isEqualTo(rises);
        assertThat(kept.warning().unverifiedAt() != null).isEqualTo(goesUnverified);
        assertThat(kept.warning().shelf() == null).isEqualTo(rises || state != WarningState.VERIFIED);
    }

    @Test
    void oneThatWasJudgedSpeaksAgainAboveWhatItWas() {
        kept = after(10).dismissed("duty").done();
        supports = List.of(alert("a", Level.YELLOW, Level.YELLOW));
        assertThat(becomes(20, alert("a", Level.BLUE, Level.YELLOW))).isFalse();
        assertThat(becomes(30, alert("a", Level.YELLOW, Level.YELLOW))).isFalse();
        assertThat(becomes(40, alert("a", Level.ORANGE, Level.YELLOW))).isTrue();
        assertThat(kept.warning().state()).isEqualTo(WarningState.DETECTED);
    }

    @Test
    void whatSomebodyOpenedAndEndedByHandIsNoLevelAnyMore() {
        var edit = Edit.open("w", "p", "220282", Realm.EXERCISE, Level.RED, Level.RED, BEGINNING);
        edit.detected(List.of(), List.of());
        kept = risen(edit).done();
        kept = after(10).dismissed("duty").done();
        supports = List.of();
        assertThat(becomes(20, alert("a", Level.YELLOW, null))).isTrue();
        assertThat(kept.warning().level()).isEqualTo(Level.YELLOW);
        assertThat(kept.warning().byHand()).isFalse();
        assertThat(kept.warning().unverifiedAt()).isNull();
    }

    /** One of the states, with alert {@code a} at orange and somebody who has it in hand: nobody is being called. */
    private void in(WarningState state) {
        kept = opened(Level.ORANGE);
        supports = List.of(alert("a", Level.ORANGE, null));
        if (state == WarningState.DETECTED) {
            kept = after(1).step(Step.ACKNOWLEDGE).seenBy("duty").done();
            return;
        }
        if (state == WarningState.DISMISSED) {
            kept = after(1).dismissed("duty").done();
        } else {
            kept = after(1).step(Step.VERIFY).seenBy("duty").done();
        }
        if (state == WarningState.PROPOSED) {
            kept = after(2).step(Step.PROPOSE).seenBy("duty").done();
        }
        if (state == WarningState.ISSUED || state == WarningState.LIFTED) {
            kept = after(2).issued(Level.ORANGE).done();
        }
        if (state == WarningState.LIFTED) {
            kept = after(3).over(Step.LIFT).done();
        }
        if (state == WarningState.DISMISSED || state == WarningState.LIFTED) {
            supports = List.of(alert("a", Level.ORANGE, Level.ORANGE));
        }
        assertThat(kept.warning().state()).isEqualTo(state);
        assertThat(kept.warning().clock()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = WarningState.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    void noStateIsSilentAboutARedThatIsNewOrClimbsOrIsSeenBySomebody(WarningState state) {
        in(state);
        assertThat(becomes(60, supports.get(0), alert("b", Level.RED, null)))
                .as("new")
                .isTrue();
        mustCall();
        in(state);
        var settled = supports.get(0).settled();
        assertThat(becomes(60, alert("a", Level.RED, settled))).as("climbs").isTrue();
        mustCall();
        in(state);
        kept = after(60).riseByHand(Level.RED, supports, PATIENCE, UNVERIFIED).done();
        mustCall();
        assertThat(becomes(70)).as("no instrument ends what somebody saw").isFalse();
        assertThat(kept.warning().quiet()).isFalse();
        mustCall();
    }

    private void mustCall() {
        var w = kept.warning();
        assertThat(w.state()).isNotIn(WarningState.DISMISSED, WarningState.LIFTED);
        assertThat(w.level()).isEqualTo(Level.RED);
        assertThat(w.clock()).isEqualTo(new Due(BEGINNING.plusSeconds(240), 0, 0));
        assertThat(w.acknowledgedBy()).isNull();
        assertThat(w.unverifiedAt()).isEqualTo(BEGINNING.plusSeconds(360));
    }

    @ParameterizedTest
    @EnumSource(value = WarningState.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    void noStateKeepsAStandingOrderBack(WarningState state) {
        in(state);
        kept = after(60).issued(Level.RED).done();
        assertThat(kept.warning().state()).isEqualTo(WarningState.ISSUED);
        assertThat(kept.warning().issued()).isEqualTo(Level.RED);
    }

    @ParameterizedTest
    @EnumSource(value = WarningState.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    void aLesserSightingByHandCallsTooAndLowersNothing(WarningState state) {
        in(state);
        kept = after(60)
                .riseByHand(Level.YELLOW, supports, PATIENCE, UNVERIFIED)
                .done();
        assertThat(kept.warning().level()).isEqualTo(Level.ORANGE);
        assertThat(kept.warning().clock()).isNotNull();
        assertThat(kept.warning().unverifiedAt()).isNull();
        assertThat(becomes(70)).isFalse();
        assertThat(kept.warning().level()).isEqualTo(Level.YELLOW);
    }
}
