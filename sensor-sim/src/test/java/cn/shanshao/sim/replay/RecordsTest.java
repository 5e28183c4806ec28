package cn.shanshao.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the real records is read. The figures were counted by other means. */
class RecordsTest {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "E1_daily, 36, 571.9",
        "E2_daily, 36, 619.9",
        "E3_daily, 36, 667.1",
        "E1_daily_STABLE_jan2012, 31, 543.83",
        "E3_daily_STABLE_jan2012, 31, 622.85"
    })
    void readsPreonzo(String name, int rows, double first) throws Exception {
        var series = shipped("preonzo/preonzo_" + name + ".csv", "displacement_mm", "displacement");
        assertThat(series.values()).hasSize(rows);
        assertThat(series.values().get(0).value()).isEqualTo(first);
        assertThat(series.step()).isEqualTo(Duration.ofDays(1));
        assertThat(series.bad()).isEmpty();
    }

    @Test
    void readsAnHourlyGaugeOfTheUsgs() throws Exception {
        var series = shipped("usgs/KBFI_t.txt", "rain", "rain");
        assertThat(series.values()).hasSize(12_507);
        assertThat(series.bad()).isEmpty();
        assertThat(series.repeated()).isZero();
        assertThat(series.unit()).isEqualTo("in");
        assertThat(series.values().get(0).at()).isEqualTo(Instant.parse("2010-07-23T16:00:00Z"));
        assertThat(series.step()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void readsAFifteenMinuteGaugeOfTheUsgs() throws Exception {
        var series = shipped("usgs/waMWWD_rain.txt", "rain", "rain");
        assertThat(series.values()).hasSize(8_970);
        assertThat(series.values().stream().mapToDouble(Series.Value::value).sum())
                .isCloseTo(16.06, Offset.offset(1e-6));
        assertThat(series.step()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "SHANSHAO_DATA",
            matches = ".+",
            disabledReason = "SHANSHAO_DATA does not name a folder with the records that may not be shipped")
    void readsOutangWhereItsFolderIsNamed() throws Exception {
        var file = Path.of(System.getenv("SHANSHAO_DATA"), "outang", "monitoring_data.csv");
        assertThat(file).isReadable();
        for (var column : new String[] {"MJ9/mm", "MJ1", "mj3", "ATU4", "ATU5", "ATU3", "ATU2", "ATU1", "Rainfall"}) {
            var series = of(file, column, column.equals("Rainfall") ? "rain" : "displacement");
            assertThat(series.values()).as(column).hasSize(1_461);
            assertThat(series.unit()).isEqualTo("mm");
            assertThat(series.bad()).isEmpty();
        }
        assertThat(of(file, "GWT", "water.level").unit()).isEqualTo("m");
        assertThat(of(file, "aveT", "temperature").unit()).isEqualTo("℃");
    }

    private static Series shipped(String name, String column, String quantity) throws Exception {
        var url = RecordsTest.class.getResource("/records/" + name);
        assertThat(url).as(name).isNotNull();
        return of(Path.of(url.toURI()), column, quantity);
    }

    private static Series of(Path file, String column, String quantity) throws Exception {
        var table = Table.read(file);
        return Series.of(table, Times.find(table, null, BEIJING), new Series.Wish(column, "d1", quantity, null));
    }
}
