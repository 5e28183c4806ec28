package cn.shanshao.center.alert;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Scenery;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which words of an episode wake somebody. */
class RiseTest {
    private long seq;

    private Alert measured(Level level) {
        return Scenery.alert("rs", 1, ++seq, AlertState.RAISED, level);
    }

    private Alert held(Level level, @Nullable Level evidence) {
        var said = evidence == null ? "null" : "\"" + evidence.wire() + "\"";
        var json = Json.text(measured(level))
                .replace(
                        "\"hold\":null",
                        "\"hold\":{\"since\":\"2026-07-21T18:00:00Z\",\"until\":\"2026-07-21T19:00:00Z\",\"evidence\":%s}"
                                .formatted(said));
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    /** Whether each of them, behind the ones before it, is a rise. */
    private static List<Boolean> rises(Alert... words) {
        var rises = new ArrayList<Boolean>();
        Episode episode = null;
        for (var word : words) {
            rises.add(Rise.is(episode, word));
            var regrown = episode == null ? null : Rise.regrown(episode, word);
            episode = new Episode(word, true, word.since(), null, regrown);
        }
        return rises;
    }

    @Test
    void evidenceThatGrowsBelowAHeldLevelIsARiseOnceForEachLevel() {
        assertThat(rises(
                        measured(Level.RED),
                        held(Level.RED, null),
                        held(Level.RED, Level.YELLOW),
                        held(Level.RED, null),
                        held(Level.RED, Level.YELLOW),
                        held(Level.RED, Level.ORANGE),
                        held(Level.RED, Level.YELLOW),
                        held(Level.RED, Level.ORANGE)))
                .containsExactly(true, false, true, false, false, true, false, false);
    }

    @Test
    void underTheLevelToWhichItFellItCountsAnew() {
        assertThat(rises(
                        measured(Level.RED),
                        held(Level.RED, null),
                        held(Level.RED, Level.YELLOW),
                        held(Level.ORANGE, null),
                        held(Level.ORANGE, Level.YELLOW)))
                .containsExactly(true, false, true, false, true);
    }

    @Test
    void andSoItDoesOnceTheLevelWasBorneOut() {
        assertThat(rises(
                        measured(Level.RED),
                        held(Level.RED, null),
                        held(Level.RED, Level.YELLOW),
                        measured(Level.RED),
                        held(Level.RED, null),
                        held(Level.RED, Level.YELLOW)))
                .containsExactly(true, false, true, true, false, true);
    }

    @Test
    void whoSawAWordBeforeItGrewHasNotSeenIt() {
        assertThat(Rise.isAny(List.of(held(Level.RED, null), held(Level.RED, Level.YELLOW))))
                .isTrue();
        assertThat(Rise.isAny(List.of(held(Level.RED, Level.ORANGE), held(Level.RED, null))))
                .isFalse();
    }

    @Test
    void whoSawEvidenceThatWaversHasSeenItUpToTheHeightWhereTheySawIt() {
        var seen = held(Level.RED, Level.ORANGE);
        assertThat(Rise.isAny(List.of(seen, held(Level.RED, null), held(Level.RED, Level.ORANGE))))
                .isFalse();
        assertThat(Rise.isAny(List.of(seen, held(Level.RED, null), held(Level.RED, Level.YELLOW))))
                .isFalse();
        assertThat(Rise.isAny(List.of(seen, held(Level.RED, null), held(Level.RED, Level.RED))))
                .as("more than they saw")
                .isTrue();
        assertThat(Rise.isAny(
                        List.of(held(Level.RED, Level.YELLOW), held(Level.RED, null), held(Level.RED, Level.ORANGE))))
                .isTrue();
        assertThat(Rise.isAny(List.of(measured(Level.RED), held(Level.RED, null), measured(Level.RED))))
                .as("borne out again wakes everybody anew")
                .isTrue();
    }
}
