package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Level;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrandTest {
    @Test
    void aRedCallToFleeAndACorrectionOvertakeEverythingElse() {
        var first = Errand.ISSUE.urgency(Level.RED);

        assertThat(Errand.UPGRADE.urgency(Level.RED)).isEqualTo(first);
        assertThat(Errand.CORRECT.urgency(null)).isEqualTo(first);
        assertThat(Arrays.stream(Errand.values())
                        .filter(errand -> errand != Errand.CORRECT)
                        .map(errand -> errand.urgency(Level.ORANGE)))
                .allMatch(urgency -> urgency > first);
        assertThat(Errand.CHECK.urgency(Level.RED)).isGreaterThan(first);
    }

    @Test
    void anAllClearComesBeforeWhatIsRoutine() {
        var allClear = Errand.LIFT.urgency(null);

        assertThat(allClear).isLessThan(Errand.ISSUE.urgency(Level.ORANGE));
        assertThat(allClear).isGreaterThan(Errand.CHECK.urgency(Level.RED));
    }

    @Test
    void theGraverComesFirst() {
        assertThat(Errand.CHECK.urgency(Level.ORANGE)).isLessThan(Errand.CHECK.urgency(Level.YELLOW));
        assertThat(Errand.CHECK.urgency(Level.YELLOW)).isLessThan(Errand.CHECK.urgency(Level.BLUE));
        assertThat(Errand.CHECK.urgency(Level.BLUE)).isLessThan(Errand.CHECK.urgency(null));
    }

    @Test
    void aStaleCallToFleeDoesHarmAndAnAllClearDoesNot() {
        assertThat(Errand.ISSUE.life()).isLessThan(Errand.LIFT.life());
        assertThat(Errand.CORRECT.life()).isEqualTo(Errand.LIFT.life());
    }

    @ParameterizedTest
    @EnumSource(Errand.class)
    void isReadBackAsItIsWritten(Errand errand) {
        assertThat(Errand.of(errand.wire())).isEqualTo(errand);
    }

    @Test
    void aCorrectionThatTakesEverythingBackAsksWhoIsHome() {
        assertThat(Errand.CORRECT.asked(null)).isEqualTo(Asked.RETURN);
        assertThat(Errand.CORRECT.asked(Level.RED)).isEqualTo(Asked.MOVE);
    }
}
