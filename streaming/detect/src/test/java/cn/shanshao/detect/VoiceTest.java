package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceTest {
    private final Voice red = voice("a", null, null, Level.RED, true);

    private static Voice voice(
            String device, @Nullable String gateway, @Nullable String power, Level level, boolean clean) {
        return new Voice(device, gateway, power, level, clean, Nature.MOVEMENT, 0);
    }

    private static Voice of(Nature nature, String device, Level level) {
        return new Voice(device, null, null, level, true, nature, 0);
    }

    @Test
    void rainIsNoInstrument() {
        assertThat(red.isBorneOutBy(of(Nature.RAIN, "b", Level.RED))).isFalse();
        assertThat(of(Nature.RAIN, "b", Level.RED).isBorneOutBy(red)).isFalse();
        assertThat(of(Nature.RAIN, "b", Level.RED).isBorneOutBy(of(Nature.RAIN, "c", Level.ORANGE)))
                .isTrue();
    }

    @Test
    void waterInTheGroundIsNotRedByItself() {
        var water = of(Nature.WATER, "b", Level.RED);
        assertThat(water.isBorneOutBy(of(Nature.WATER, "c", Level.RED))).isFalse();
        assertThat(of(Nature.WATER, "b", Level.ORANGE).isBorneOutBy(of(Nature.WATER, "c", Level.RED)))
                .isTrue();
        assertThat(water.isBorneOutBy(red)).isTrue();
        assertThat(red.isBorneOutBy(water)).isTrue();
    }

    @Test
    void everyQuantityHasItsNature() {
        assertThat(Nature.of("pore.pressure/12.5")).isEqualTo(Nature.WATER);
        assertThat(Nature.of("rain.total")).isEqualTo(Nature.RAIN);
        assertThat(Nature.of("mud.level")).isEqualTo(Nature.MOVEMENT);
        assertThat(Nature.of("surface.water.level")).isEqualTo(Nature.WATER);
        assertThat(Nature.of("displacement.deep.x/3")).isEqualTo(Nature.MOVEMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.anything", "azimuth", "soil.pressure", "frame.change", "battery"})
    void whatNobodyHasNamedBearsNothingOut(String quantity) {
        assertThat(Nature.of(quantity)).isEqualTo(Nature.OTHER);
        assertThat(red.isBorneOutBy(of(Nature.of(quantity), "b", Level.RED))).isFalse();
    }

    @Test
    void anotherDeviceOneLevelBelowBearsItOut() {
        assertThat(red.isBorneOutBy(voice("b", null, null, Level.ORANGE, true))).isTrue();
        assertThat(red.isBorneOutBy(voice("b", null, null, Level.YELLOW, true))).isFalse();
    }

    @Test
    void theSameDeviceDoesNot() {
        assertThat(red.isBorneOutBy(voice("a", null, null, Level.RED, true))).isFalse();
    }

    @Test
    void oneBehindTheSameGatewayOrPowerDoesNot() {
        var behind = voice("a", "g", "p", Level.RED, true);
        assertThat(behind.isBorneOutBy(voice("b", "g", null, Level.RED, true))).isFalse();
        assertThat(behind.isBorneOutBy(voice("b", null, "p", Level.RED, true))).isFalse();
        assertThat(behind.isBorneOutBy(voice("g", null, null, Level.RED, true))).isFalse();
        assertThat(behind.isBorneOutBy(voice("b", "h", "q", Level.RED, true))).isTrue();
    }

    @Test
    void doubtfulReadingsDoNotOnEitherSide() {
        assertThat(red.isBorneOutBy(voice("b", null, null, Level.RED, false))).isFalse();
        assertThat(voice("b", null, null, Level.RED, false).isBorneOutBy(red)).isFalse();
    }
}
