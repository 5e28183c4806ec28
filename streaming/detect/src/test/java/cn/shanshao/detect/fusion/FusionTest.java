package cn.shanshao.detect.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static Statement says(String device, Level level, long since) {
        return says(device, null, Nature.MOVEMENT, level, since, true);
    }

    private static Statement says(
            String device, @Nullable String gateway, Nature nature, Level level, long since, boolean fresh) {
        return new Statement(device, new Voice(device, gateway, null, level, true, nature, since), since, fresh);
    }

    private static Picture of(Statement... statements) {
        return Fusion.of(List.of(statements), 0);
    }

    @Test
    void nothingIsCalm() {
        assertThat(of()).isEqualTo(Picture.CALM);
    }

    @Test
    void oneInstrumentIsShownAtOnceAndAgreesWithNobody() {
        var red = of(says("a", Level.RED, 7));
        assertThat(red.level()).isEqualTo(Level.RED);
        assertThat(red.since()).isEqualTo(7);
        assertThat(red.corroborated()).isFalse();
        assertThat(red.agreed()).isFalse();
    }

    @Test
    void anotherOneLevelBelowBearsItOutAndTwoBelowAgreesOnTheLowerLevel() {
        var near = of(says("a", Level.RED, 7), says("b", Level.ORANGE, 3));
        assertThat(near.corroborated()).isTrue();
        assertThat(near.since()).isEqualTo(7);
        var far = of(says("a", Level.RED, 7), says("b", Level.YELLOW, 3));
        assertThat(far.corroborated()).isFalse();
        assertThat(far.agreed()).isTrue();
        assertThat(near.confidence()).isGreaterThan(far.confidence());
    }

    @Test
    void instrumentsBehindOneGatewayDoNotCorroborate() {
        var shared = of(
                says("a", "g", Nature.MOVEMENT, Level.RED, 1, true),
                says("b", "g", Nature.MOVEMENT, Level.RED, 1, true),
                says("g", null, Nature.MOVEMENT, Level.RED, 1, true));
        assertThat(shared.level()).isEqualTo(Level.RED);
        assertThat(shared.corroborated()).isFalse();
        assertThat(shared.agreed()).isFalse();
    }

    @Test
    void whoeverIsSilentCountsAndDoesNotSupport() {
        var old = of(says("a", Level.RED, 1), says("b", null, Nature.MOVEMENT, Level.RED, 1, false));
        assertThat(old.level()).isEqualTo(Level.RED);
        assertThat(old.corroborated()).isFalse();
    }

    @Test
    void rainGivesConfidenceAndReplacesNoInstrument() {
        var rain = says("r", null, Nature.RAIN, Level.RED, 1, true);
        var wet = of(says("a", Level.RED, 1), rain);
        assertThat(wet.corroborated()).isFalse();
        assertThat(wet.agreed()).isFalse();
        assertThat(wet.confidence()).isGreaterThan(of(says("a", Level.RED, 1)).confidence());
        assertThat(of(rain, says("r2", null, Nature.RAIN, Level.RED, 1, true)).agreed())
                .isFalse();
    }

    @Test
    void waterInTheGroundIsNeverRedAlone() {
        var probe = says("p", null, Nature.WATER, Level.RED, 1, true);
        var other = says("q", null, Nature.WATER, Level.RED, 2, true);
        assertThat(of(probe, other).level()).isEqualTo(Level.ORANGE);
        assertThat(of(probe, says("a", Level.ORANGE, 3)).level()).isEqualTo(Level.RED);
        assertThat(of(probe, says("a", Level.ORANGE, 3)).corroborated()).isTrue();
    }

    @Test
    void instrumentsThatSayNothingTakeConfidence() {
        var red = List.of(says("a", Level.RED, 1), says("b", Level.RED, 1));
        assertThat(Fusion.of(red, 0.5).confidence())
                .isLessThan(Fusion.of(red, 0).confidence());
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        var all = new ArrayList<Statement>();
        var random = new Random(1);
        for (var i = 0; i < 30; i++) {
            var nature = Nature.values()[random.nextInt(4)];
            var level = Level.values()[random.nextInt(4)];
            all.add(says("d" + i, i % 3 == 0 ? "g" : null, nature, level, random.nextInt(1_000), i % 4 != 0));
        }
        var expected = Fusion.of(all, 0.1);
        for (var seed = 0; seed < 50; seed++) {
            Collections.shuffle(all, new Random(seed));
            assertThat(Fusion.of(all, 0.1)).isEqualTo(expected);
        }
    }

    @Test
    void aDoubtfulRedTakesNothingFromTheOrangeThatIsSure() {
        var voice = new Voice("c", null, null, Level.RED, false, Nature.MOVEMENT, 3);
        var picture = of(says("a", Level.ORANGE, 1), says("b", Level.ORANGE, 2), new Statement("c", voice, 3, true));
        assertThat(picture.level()).isEqualTo(Level.RED);
        assertThat(picture.corroborated()).isFalse();
        assertThat(picture.sure()).isEqualTo(Level.ORANGE);
    }

    @Test
    void whoeverSaysMoreSaysTheLessToo() {
        assertThat(of(says("a", Level.ORANGE, 1), says("b", Level.YELLOW, 1)).sure())
                .isEqualTo(Level.ORANGE);
        assertThat(of(says("a", Level.RED, 1), says("b", Level.YELLOW, 1)).sure())
                .isEqualTo(Level.ORANGE);
    }

    @Test
    void manyEpisodesOfOneDeviceDoNotCrowdOutAnother() {
        var all = new ArrayList<Statement>();
        for (var i = 0; i < 3; i++) {
            var voice = new Voice("a", null, null, Level.RED, true, Nature.MOVEMENT, i);
            all.add(new Statement("a" + i, voice, i, true));
        }
        all.add(says("b", Level.RED, 9));
        assertThat(Fusion.of(all, 0).corroborated()).isTrue();
    }
}
