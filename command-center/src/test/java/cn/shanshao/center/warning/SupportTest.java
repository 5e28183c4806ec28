package cn.shanshao.center.warning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Scenery;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is news of an alert that people have judged. */
class SupportTest {
    private static final Instant NOW = Instant.parse("2026-07-21T18:00:00Z");

    private static Episode at(long seq, Level level) {
        var alert = Scenery.alert("sp", 1, seq, AlertState.RAISED, level);
        return new Episode(alert, true, alert.since(), null, null);
    }

    /** People dismissed it at red. */
    private static Support dismissed() {
        var e = at(1, Level.RED);
        return new Support(e.id(), Level.RED, Level.RED, true, NOW, NOW, Level.RED, false, null, null);
    }

    @Test
    void aDismissedRedIsNoNewsWhileItSinks() {
        assertThat(dismissed().followClosed(at(2, Level.ORANGE), NOW).unjudged())
                .isNull();
        assertThat(dismissed().followClosed(at(2, Level.RED), NOW).unjudged()).isNull();
    }

    @Test
    void onceItsWarningIsClosedWhatSinksAndRisesAgainIsNews() {
        var sunk = dismissed().followClosed(at(2, Level.ORANGE), NOW);
        assertThat(sunk.settled()).isEqualTo(Level.ORANGE);
        assertThat(sunk.followClosed(at(3, Level.RED), NOW).unjudged()).isEqualTo(Level.RED);
    }

    @Test
    void whileItsWarningIsOpenWhatWasDismissedAtRedIsJudgedUpToRed() {
        var sunk = dismissed().follow(at(2, Level.ORANGE), NOW);
        assertThat(sunk.settled()).isEqualTo(Level.RED);
        assertThat(sunk.follow(at(3, Level.RED), NOW).unjudged()).isNull();
    }

    @Test
    void whatWasSaidToBeOverIsJudgedByItsEvidenceClosedOrNot() {
        var lifted = new Support("sp-e1", Level.RED, Level.ORANGE, true, NOW, NOW, Level.ORANGE, true, null, null);
        assertThat(lifted.followClosed(at(2, Level.RED), NOW)).isEqualTo(lifted.follow(at(2, Level.RED), NOW));
        assertThat(lifted.followClosed(at(2, Level.RED), NOW).unjudged()).isEqualTo(Level.RED);
    }
}
