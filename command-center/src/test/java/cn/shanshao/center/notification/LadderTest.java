package cn.shanshao.center.notification;

import static cn.shanshao.center.notification.Ladder.HOUSEHOLD;
import static cn.shanshao.center.notification.Ladder.OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.notification.Ladder.Climb;
import cn.shanshao.center.notification.Ladder.End;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.Ladder.Facts;
import cn.shanshao.center.notification.Ladder.Next;
import cn.shanshao.center.notification.Ladder.Position;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.center.notification.Ladder.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LadderTest {
    private static final Instant BEGINNING = Instant.parse("2026-07-01T03:00:00Z");
    private static final Duration PACE = Duration.ofMinutes(1);
    private static final Instant DEADLINE = BEGINNING.plus(Duration.ofMinutes(15));

    private static Instant after(int seconds) {
        return BEGINNING.plusSeconds(seconds);
    }

    private static Facts silent(Map<Rung, String> cannot) {
        return new Facts(false, false, false, false, cannot);
    }

    private static Facts settled(Map<Rung, String> cannot) {
        return new Facts(false, false, false, true, cannot);
    }

    private static Next next(Rung rung, Facts facts, int seconds) {
        return Ladder.next(HOUSEHOLD, new Position(rung, BEGINNING, DEADLINE), facts, PACE, after(seconds));
    }

    @Test
    void anAnswerIsWaitedForAsLongAsAStepTakes() {
        assertThat(next(Rung.SMS, silent(Map.of()), 59)).isEqualTo(new Wait(after(60)));
        assertThat(next(Rung.SMS, silent(Map.of()), 60)).isEqualTo(new Climb(Rung.FLASH, Map.of(), after(120)));
    }

    @ParameterizedTest
    @EnumSource(Rung.class)
    void everyRungButTheLastLeadsToTheOneAboveIt(Rung rung) {
        var reached = next(rung, silent(Map.of()), 60);

        if (rung == Rung.MONITOR) {
            assertThat(reached).as("whoever was asked may still accept").isEqualTo(new Wait(DEADLINE));
        } else {
            assertThat(reached).isEqualTo(new Climb(Rung.values()[rung.ordinal() + 1], Map.of(), after(120)));
        }
    }

    @Test
    void whatIsStillToBeTriedLeavesOutWhatCannotBe() {
        assertThat(Ladder.ahead(HOUSEHOLD, Rung.SMS, Map.of(Rung.FLASH, "no flash", Rung.DEPUTY, "one phone")))
                .containsExactly(Rung.VOICE, Rung.RUNNER, Rung.VILLAGE_HEAD, Rung.MONITOR);
        assertThat(Ladder.ahead(HOUSEHOLD, Rung.MONITOR, Map.of())).isEmpty();
    }

    @Test
    void whatHasFailedForGoodIsNotWaitedFor() {
        assertThat(next(Rung.SMS, settled(Map.of()), 1)).isEqualTo(new Climb(Rung.FLASH, Map.of(), after(61)));
    }

    @Test
    void whatCannotBeDoneIsPassedOverAndSaid() {
        var cannot = Map.of(Rung.FLASH, "no flash", Rung.VOICE, "no voice", Rung.DEPUTY, "one phone");

        assertThat(next(Rung.SMS, silent(cannot), 60)).isEqualTo(new Climb(Rung.RUNNER, cannot, after(120)));
    }

    @Test
    void whereNobodyIsLeftToAskItStandsAsUnreachedAtOnce() {
        var cannot = Map.of(Rung.MONITOR, "no monitor");

        assertThat(next(Rung.VILLAGE_HEAD, settled(cannot), 5)).isEqualTo(new End(Ending.UNREACHED, cannot));
    }

    @Test
    void nobodyIsWaitedForBeyondTheDeadline() {
        assertThat(next(Rung.RUNNER, silent(Map.of()), 900)).isEqualTo(new End(Ending.UNREACHED, Map.of()));
        var late = new Position(Rung.FLASH, after(880), DEADLINE);
        assertThat(Ladder.next(HOUSEHOLD, late, silent(Map.of()), PACE, after(890)))
                .isEqualTo(new Wait(DEADLINE));
    }

    @Test
    void anAnswerARunnerOrTheAllClearEndsIt() {
        assertThat(next(Rung.VOICE, new Facts(false, true, false, false, Map.of()), 60))
                .isEqualTo(new End(Ending.ANSWERED, Map.of()));
        assertThat(next(Rung.RUNNER, new Facts(false, false, true, false, Map.of()), 60))
                .isEqualTo(new End(Ending.RUNNER, Map.of()));
        assertThat(next(Rung.SMS, new Facts(true, true, true, true, Map.of()), 60))
                .isEqualTo(new End(Ending.OVER, Map.of()));
        assertThat(next(Rung.RUNNER, new Facts(false, false, true, false, Map.of()), 901))
                .as("who accepted before nobody looked has accepted")
                .isEqualTo(new End(Ending.RUNNER, Map.of()));
    }

    @Test
    void anOfficersTelephoneRingsBeforeAFlashMessageIsTried() {
        assertThat(Ladder.next(OFFICER, new Position(Rung.SMS, BEGINNING, DEADLINE), silent(Map.of()), PACE, after(60)))
                .isEqualTo(new Climb(Rung.VOICE, Map.of(), after(120)));
    }

    @Test
    void forAnOfficerNobodyElseIsSent() {
        var called = new Position(Rung.FLASH, BEGINNING, DEADLINE);

        assertThat(Ladder.next(OFFICER, called, silent(Map.of()), PACE, after(60)))
                .isEqualTo(new Wait(DEADLINE));
        assertThat(Ladder.next(OFFICER, called, settled(Map.of()), PACE, after(60)))
                .isEqualTo(new End(Ending.UNREACHED, Map.of()));
    }
}
