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

/** What a warning makes of what happens to it. */
class EditTest {
    private static final Instant BEGINNING = Instant.parse("2026-07-21T18:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration UNVERIFIED = Duration.ofMinutes(5);

    private List<Support> supports = List.of(alert("a", Level.YELLOW, null));
    private Kept kept = opened(Level.YELLOW);

    private static Support alert(String id, Level level, @Nullable Level settled) {
        return new Support(id, level, true, BEGINNING, BEGINNING, settled, null);
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
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plus(PATIENCE), 0));

        kept = after(180).calls(List.of("220282/first"), PATIENCE).done();
        assertThat(becomes(340, alert("a", Level.RED, null))).isTrue();
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plusSeconds(360), 1));
        assertThat(kept.called()).as("the next one is called").containsExactly("220282/first");
        assertThat(kept.warning().unverifiedAt()).isEqualTo(BEGINNING.plusSeconds(640));
    }

    @Test
    void whatWasTakenOnAndRisesCallsFromTheTop() {
        kept = after(180).calls(List.of("220282/first"), PATIENCE).done();
        kept = after(200).step(Step.ACKNOWLEDGE).seenBy("first").done();
        assertThat(becomes(300, alert("a", Level.ORANGE, null))).isTrue();
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plusSeconds(480), 0));
        assertThat(kept.called()).isEmpty();
        assertThat(kept.warning().acknowledgedBy()).isNull();
    }

    @Test
    void whatWaitsAgainKeepsTheClockThatRuns() {
        kept = after(60).waits(PATIENCE).done();
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plus(PATIENCE), 0));
    }

    /** Of alert {@code a} people held that it was no red; {@code b} is what they could not have judged. */
    @ParameterizedTest
    @CsvSource({
        "DISMISSED, BLUE,   false, false",
        "DISMISSED, YELLOW, true,  false",
        "DISMISSED, RED,    true,  true",
        "LIFTED,    BLUE,   false, false",
        "LIFTED,    YELLOW, true,  false",
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
}
