package cn.shanshao.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.sim.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    @Test
    void countsEmptyCellsAndTellsBadOnesWithTheirLine() {
        var series = of(
                "date,v\n2012-04-10,1.5\n2012-04-11,\n2012-04-12,NaN\n2012-04-13,oops\nnever,2\n2012-04-15,3\n", "v");
        assertThat(series.values()).extracting(Series.Value::value).containsExactly(1.5, 3.0);
        assertThat(series.empty()).isEqualTo(2);
        assertThat(series.bad()).hasSize(2);
        assertThat(series.bad().get(0)).contains("line 5").contains("oops");
        assertThat(series.bad().get(1)).contains("line 6").contains("never");
    }

    @Test
    void tellsHowManyRowsHaveATimeThatStoodBefore() {
        assertThat(of("date,v\n2012-04-10,1\n2012-04-10,2\n2012-04-11,2\n", "v").repeated())
                .isEqualTo(1);
    }

    @Test
    void doesNotSendATimeThatSenMlCannotSay() {
        assertThat(of("date,v\n1975-01-01,1\n", "v").bad())
                .singleElement()
                .asString()
                .contains("line 2");
    }

    @Test
    void takesTheUnitFromTheOptionThenFromTheHeadingThenFromTheContract() {
        assertThat(of("date,v/cm\n2012-04-10,1\n", "v/cm").unit()).isEqualTo("cm");
        assertThat(of("date,v/cm\n2012-04-10,1\n", "v/cm", "crack", "m").unit()).isEqualTo("m");
        assertThat(of("date,v (third try)\n2012-04-10,1\n", "v (third try)").unit())
                .isEqualTo("mm");
        assertThatThrownBy(() -> of("date,v\n2012-04-10,1\n", "v", "crack", "kPa"))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("mm");
        assertThatThrownBy(() -> of("date,v\n2012-04-10,1\n", "v", "wobble", null))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("wobble");
    }

    @Test
    void knowsTheUsualStep() {
        assertThat(of("date,v\n2012-04-10,1\n2012-04-11,1\n2012-04-12,1\n2012-05-12,1\n", "v")
                        .step())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aPackSaysTheUnitOfTheRecordAndTheWayInConvertsIt() {
        var at = Instant.parse("2010-07-24T01:00:00Z");
        var pack = Pack.encode("g1", List.of(new Pack.Item(at, "rain", "in", 0.15), new Pack.Item(at, "x.a", null, 1)));
        var read = SenMl.decode(pack, "g1", Instant.now());
        assertThat(read.bad()).isEmpty();
        assertThat(read.readings().get(0).value()).isCloseTo(3.81, Offset.offset(1e-9));
        assertThat(read.readings().get(0).at()).isEqualTo(at);
        assertThat(read.readings().get(1).device()).isEqualTo("g1");
    }

    private static Series of(String text, String column) {
        return of(text, column, "crack", null);
    }

    private static Series of(String text, String column, String quantity, @Nullable String unit) {
        var table = Table.parse(text);
        return Series.of(table, Times.find(table, null, BEIJING), new Series.Wish(column, "d1", quantity, unit));
    }
}
