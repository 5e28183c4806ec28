package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.wire.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegionalRiskTest {
    private static final List<RainTable.Column> TABLE = RainTable.columns(FourColours.JIANGHUA.params());

    /** A gauge at which so much has fallen in each of the last hours, the newest first. */
    private static RegionalRisk.Gauge gauge(String id, double... newestFirst) {
        var record = RainRecord.full();
        for (var hour = -400; hour < 0; hour++) {
            var mm = -hour <= newestFirst.length ? newestFirst[-hour - 1] : 0;
            record.take(new Fall(hour * RainRecord.HOUR, (hour + 1) * RainRecord.HOUR, mm, Fall.Kind.MEASURED));
        }
        return new RegionalRisk.Gauge(id, RainNow.of(record), TABLE);
    }

    private static double[] expected(int from, int to, double mm) {
        return IntStream.range(0, 24)
                .mapToDouble(hour -> hour >= from && hour < to ? mm : 0)
                .toArray();
    }

    @Test
    void withFewGaugesTheHighestIsTheRegion() {
        var risk = RegionalRisk.now(List.of(gauge("a", 1), gauge("b", 30, 30, 15), gauge("c")))
                .orElseThrow();
        assertThat(risk.worst().device()).isEqualTo("b");
        assertThat(risk.grade()).isEqualTo(3);
        assertThat(risk.level()).isEqualTo(Level.YELLOW);
        assertThat(risk.mm()).isEqualTo(75);
    }

    @Test
    void oneBrokenGaugeOfManyColoursNoCounty() {
        var gauges = new ArrayList<RegionalRisk.Gauge>();
        for (var i = 0; i < 11; i++) {
            gauges.add(gauge("g" + i, i));
        }
        gauges.add(gauge("broken", 200));
        var risk = RegionalRisk.now(gauges).orElseThrow();
        assertThat(risk.grade()).isEqualTo(1);
        assertThat(risk.level()).isNull();
        assertThat(risk.worst().device()).isEqualTo("broken");
        assertThat(risk.worstRank()).isGreaterThan(4);
    }

    @Test
    void whatIsExpectedFallsOnWhatHasFallen() {
        var gauges = List.of(gauge("a", 20, 20, 20));
        assertThat(RegionalRisk.now(gauges).orElseThrow().grade()).isEqualTo(2);
        var dry = RegionalRisk.ahead(gauges, expected(0, 24, 0)).orElseThrow();
        assertThat(dry.grade()).as("never below now").isEqualTo(2);
        var wet = RegionalRisk.ahead(gauges, expected(0, 3, 15)).orElseThrow();
        assertThat(wet.mm()).as("six hours: 60 and 45 mm").isEqualTo(105);
        assertThat(wet.grade()).isEqualTo(3);
        var later = RegionalRisk.ahead(gauges, expected(21, 24, 26)).orElseThrow();
        assertThat(later.mm())
                .as("three of those hours, what fell before is over")
                .isEqualTo(78);
    }

    @Test
    void aColumnOfDaysIsLookedAtWhenTheDayIsOver() {
        var table = RainTable.columns(Map.of("3d.blue", 100.0, "3d.yellow", 200.0));
        var rain = new double[72];
        rain[60] = 90;
        rain[30] = 80;
        var gauges = List.of(new RegionalRisk.Gauge("a", gauge("a", rain).rain(), table));
        assertThat(RegionalRisk.now(gauges).orElseThrow().mm()).isEqualTo(170);
        assertThat(RegionalRisk.ahead(gauges, expected(0, 10, 12)).orElseThrow().mm())
                .as("the 90 mm are over by then")
                .isEqualTo(200);
        assertThat(RegionalRisk.ahead(gauges, expected(0, 10, 5)).orElseThrow().mm())
                .isCloseTo(170, within(1e-9));
    }

    @Test
    void withoutATableThereIsNoRisk() {
        assertThat(RegionalRisk.now(
                        List.of(new RegionalRisk.Gauge("a", gauge("a").rain(), List.of()))))
                .isEmpty();
    }
}
