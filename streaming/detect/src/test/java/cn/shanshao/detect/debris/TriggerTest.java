package cn.shanshao.detect.debris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerTest {
    private static double look(Trigger trigger, double seconds, double value) {
        return trigger.look(Math.round(seconds * 1_000), value);
    }

    private static byte[] written(Trigger trigger) throws IOException {
        var bytes = new ByteArrayOutputStream();
        trigger.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void aRiseOfHalfAMetreInFiveMinutesIsSeenAndASlowOneIsNot() {
        var fast = MudRise.of(Map.of());
        assertThat(look(fast, 0, 2.0)).isZero();
        assertThat(look(fast, 60, 2.1)).isCloseTo(0.1, within(1e-9));
        assertThat(look(fast, 240, 2.55)).isCloseTo(0.55, within(1e-9));

        var slow = MudRise.of(Map.of());
        for (var minute = 0; minute < 120; minute++) {
            assertThat(look(slow, minute * 60, 2 + minute * 0.05)).isLessThan(0.31);
        }
    }

    @Test
    void theLevelFallsAndTheRiseIsCountedFromTheNewLowest() {
        var mud = MudRise.of(Map.of());
        look(mud, 0, 3);
        look(mud, 30, 1);
        assertThat(look(mud, 60, 1.6)).isCloseTo(0.6, within(1e-9));
        assertThat(look(mud, 1_000, 1.6)).as("after a gap nothing is known").isZero();
    }

    @Test
    void steadyNoiseHasTheRatioOneAndAFlowHasMoreThanFour() {
        var tremor = Tremor.of(Map.of());
        var highest = 0.0;
        for (var i = 0; i < 600; i++) {
            highest = Math.max(highest, look(tremor, i, 0.02 + 0.005 * (i % 3)));
        }
        assertThat(highest).isBetween(0.9, 1.5);
        for (var i = 600; i < 660; i++) {
            var ratio = look(tremor, i, 0.5);
            if (i >= 602) {
                assertThat(ratio).as("at second %d", i).isGreaterThan(4);
            }
        }
    }

    @Test
    void aKnockIsOverBeforeTenSeconds() {
        var tremor = Tremor.of(Map.of());
        for (var i = 0; i < 100; i++) {
            look(tremor, i, 0.02);
        }
        look(tremor, 100, 5);
        var above = 0;
        for (var i = 101; i < 120; i++) {
            above += look(tremor, i, 0.02) >= 4 ? 1 : 0;
        }
        assertThat(above).isLessThan(10);
    }

    @Test
    void whatShakesForEverBecomesTheBackground() {
        var tremor = Tremor.of(Map.of());
        for (var i = 0; i < 100; i++) {
            look(tremor, i, 0.02);
        }
        var ratio = 0.0;
        for (var i = 100; i < 600; i++) {
            ratio = look(tremor, i, 0.5);
        }
        assertThat(ratio).isLessThan(4);
    }

    @Test
    void aSilentSensorMakesNothingOfNothing() {
        var tremor = Tremor.of(Map.of("floor", 0.05));
        for (var i = 0; i < 100; i++) {
            assertThat(look(tremor, i, i == 60 ? 0.001 : 0)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void theMemoryIsSmallAndComesBackFromWriting() throws IOException {
        var mud = MudRise.of(Map.of());
        var tremor = Tremor.of(Map.of());
        for (var i = 0; i < 10_000; i++) {
            look(mud, i, 1 + i % 7 * 0.1);
            look(tremor, i, 0.02 + i % 5 * 0.01);
        }
        assertThat(written(mud)).hasSizeLessThan(300);
        assertThat(written(tremor)).hasSizeLessThan(60);
        var again = MudRise.read(Map.of(), new DataInputStream(new ByteArrayInputStream(written(mud))));
        assertThat(look(again, 10_000, 2.5)).isEqualTo(look(mud.copy(), 10_000, 2.5));
        var shaken = Tremor.read(Map.of(), new DataInputStream(new ByteArrayInputStream(written(tremor))));
        assertThat(look(shaken, 10_000, 0.4)).isEqualTo(look(tremor.copy(), 10_000, 0.4));
    }

    @Test
    void oneKnockDoesNotMakeASensorDeafForEver() {
        var tremor = Tremor.of(Map.of());
        look(tremor, 0, 400);
        var later = 10 * 86_400;
        for (var i = 0; i < 600; i++) {
            look(tremor, later + i, 0.01);
        }
        var ratio = 0.0;
        for (var i = 600; i < 605; i++) {
            ratio = look(tremor, later + i, 0.3);
        }
        assertThat(ratio).isGreaterThan(4);
    }

    @Test
    void aFloorThatIsGivenHoldsWhateverWasStrongest() {
        var tremor = Tremor.of(Map.of("floor", 0.02));
        look(tremor, 0, 400);
        for (var i = 1; i < 1_200; i++) {
            look(tremor, i, 0.01);
        }
        var ratio = 0.0;
        for (var i = 1_200; i < 1_205; i++) {
            ratio = look(tremor, i, 0.3);
        }
        assertThat(ratio).isGreaterThan(4);
    }
}
