package cn.shanshao.detect.debris;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.fusion.Picture;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.Station;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DebrisFlowTest {
    private static final OptionalLong DRY = OptionalLong.empty();
    private static final OptionalLong RAIN = OptionalLong.of(5_000);
    private static final Gully GULLY =
            Gully.of(new Flow(List.of(new Station("high", 0), new Station("low", 500)), 2_000.0));

    private static Picture of(OptionalLong rain, Front... fronts) {
        return DebrisFlow.of(GULLY, List.of(fronts), rain, 0, 0).picture();
    }

    private static Front mud(String device, long seconds, Level level) {
        return new Front(device, "mud.level", 1.2, seconds * 1_000, level, true, true);
    }

    @Test
    void nothingIsCalmAndRainAloneIsYellow() {
        assertThat(of(DRY)).isEqualTo(Picture.CALM);
        assertThat(of(RAIN).level()).isEqualTo(Level.YELLOW);
        assertThat(of(RAIN).agreed()).isFalse();
    }

    @Test
    void oneStationIsOrangeWithRainOnly() {
        assertThat(of(DRY, mud("low", 9, Level.YELLOW)).level()).isEqualTo(Level.YELLOW);
        var both = of(RAIN, mud("low", 9, Level.YELLOW));
        assertThat(both.level()).isEqualTo(Level.ORANGE);
        assertThat(both.since()).as("when both were there").isEqualTo(9_000);
        assertThat(both.corroborated()).isFalse();
        assertThat(both.confidence())
                .isGreaterThan(of(DRY, mud("low", 9, Level.YELLOW)).confidence());
    }

    @Test
    void mudAtTheLevelOfTheSiteIsRedAndNotCorroborated() {
        var red = of(RAIN, mud("low", 9, Level.RED));
        assertThat(red.level()).isEqualTo(Level.RED);
        assertThat(red.corroborated()).isFalse();
        assertThat(of(DRY, new Front("low", "vibration", 40, 9_000, Level.RED, true, true))
                        .level())
                .as("shaking alone is not mud")
                .isEqualTo(Level.YELLOW);
        assertThat(of(DRY, mud("low", 9, Level.RED).open(false)).level())
                .as("it is over")
                .isEqualTo(Level.YELLOW);
    }

    @Test
    void twoStationsInFlowOrderAreACorroboratedRed() {
        var red = of(DRY, mud("high", 0, Level.YELLOW).open(false), mud("low", 100, Level.YELLOW));
        assertThat(red.level()).isEqualTo(Level.RED);
        assertThat(red.corroborated()).isTrue();
        assertThat(red.since()).isEqualTo(100_000);
    }

    @Test
    void doubtfulReadingsAreShownAndDoNotCorroborate() {
        var doubtful = new Front("low", "mud.level", 1, 100_000, Level.YELLOW, false, true);
        var red = of(DRY, mud("high", 0, Level.YELLOW), doubtful);
        assertThat(red.level()).isEqualTo(Level.RED);
        assertThat(red.corroborated()).isFalse();
        assertThat(red.confidence()).isLessThan(0.7);
    }

    @Test
    void aSpiderOnOneRadarNeverMakesACorroboratedRed() {
        for (var seconds = 1; seconds < 600; seconds++) {
            var spider = of(
                    RAIN,
                    mud("low", 0, Level.RED),
                    mud("low", seconds, Level.RED),
                    new Front("low", "flow.speed", 12, seconds * 1_000L, Level.RED, true, true));
            assertThat(spider.level()).isEqualTo(Level.RED);
            assertThat(spider.corroborated()).isFalse();
        }
    }
}
