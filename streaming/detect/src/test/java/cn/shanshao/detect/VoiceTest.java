package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Level;
import org.junit.jupiter.api.Test;

class VoiceTest {
    private final Voice red = new Voice("a", null, null, Level.RED, true);

    @Test
    void anotherDeviceOneLevelBelowBearsItOut() {
        assertThat(red.isBorneOutBy(new Voice("b", null, null, Level.ORANGE, true)))
                .isTrue();
        assertThat(red.isBorneOutBy(new Voice("b", null, null, Level.YELLOW, true)))
                .isFalse();
    }

    @Test
    void theSameDeviceDoesNot() {
        assertThat(red.isBorneOutBy(new Voice("a", null, null, Level.RED, true)))
                .isFalse();
    }

    @Test
    void oneBehindTheSameGatewayOrPowerDoesNot() {
        var behind = new Voice("a", "g", "p", Level.RED, true);
        assertThat(behind.isBorneOutBy(new Voice("b", "g", null, Level.RED, true)))
                .isFalse();
        assertThat(behind.isBorneOutBy(new Voice("b", null, "p", Level.RED, true)))
                .isFalse();
        assertThat(behind.isBorneOutBy(new Voice("g", null, null, Level.RED, true)))
                .isFalse();
        assertThat(behind.isBorneOutBy(new Voice("b", "h", "q", Level.RED, true)))
                .isTrue();
    }

    @Test
    void doubtfulReadingsDoNotOnEitherSide() {
        assertThat(red.isBorneOutBy(new Voice("b", null, null, Level.RED, false)))
                .isFalse();
        assertThat(new Voice("b", null, null, Level.RED, false).isBorneOutBy(red))
                .isFalse();
    }
}
