package cn.shanshao.center.warning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.warning.Warning.Due;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a warning makes of what happens to it. */
class EditTest {
    private static final Instant BEGINNING = Instant.parse("2026-07-21T18:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration UNVERIFIED = Duration.ofMinutes(5);

    private Kept kept = risen(opened(Level.YELLOW)).done();

    private static Edit opened(Level level) {
        var edit = Edit.open("w", "p", "220282", Realm.EXERCISE, level, null, BEGINNING);
        edit.detected(List.of(level));
        return edit;
    }

    private static Edit risen(Edit edit) {
        return edit.rise(PATIENCE, UNVERIFIED);
    }

    private Edit after(int seconds) {
        return Edit.of(kept, BEGINNING.plusSeconds(seconds));
    }

    private void climbs(int seconds, Level level) {
        var edit = after(seconds);
        assertThat(edit.detected(List.of(level))).isTrue();
        kept = risen(edit).done();
    }

    @Test
    void whatBecomesWorsePutsNoCallOff() {
        climbs(170, Level.ORANGE);
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plus(PATIENCE), 0));

        kept = after(180).calls(List.of("220282/first"), PATIENCE).done();
        climbs(340, Level.RED);
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plusSeconds(360), 1));
        assertThat(kept.called()).as("the next one is called").containsExactly("220282/first");
        assertThat(kept.warning().unverifiedAt()).isEqualTo(BEGINNING.plusSeconds(640));
    }

    @Test
    void whatWasTakenOnAndRisesCallsFromTheTop() {
        kept = after(180).calls(List.of("220282/first"), PATIENCE).done();
        kept = after(200).step(Step.ACKNOWLEDGE).seenBy("first").done();
        climbs(300, Level.ORANGE);
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plusSeconds(480), 0));
        assertThat(kept.called()).isEmpty();
        assertThat(kept.warning().acknowledgedBy()).isNull();
    }

    @Test
    void whatWaitsAgainKeepsTheClockThatRuns() {
        kept = after(60).waits(PATIENCE).done();
        assertThat(kept.warning().clock()).isEqualTo(new Due(BEGINNING.plus(PATIENCE), 0));
    }
}
