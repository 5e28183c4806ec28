package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slopes that failed and slopes that did not, under the default rules and nothing else. */
class RealRecordsTest {
    private static final Path PREONZO = Path.of("../../sensor-sim/src/main/resources/records/preonzo");

    /** The hour is recalled, the day is published. */
    private static final Instant FAILED = Instant.parse("2012-05-15T03:30:00Z");

    private static final Instant DAY_BEFORE = Instant.parse("2012-05-14T00:00:00Z");

    private static List<Sample> record(Path csv, int dateColumn, int valueColumn) throws IOException {
        var samples = new ArrayList<Sample>();
        for (var line : Files.readAllLines(csv)) {
            var cells = line.replace("\uFEFF", "").split(",", -1);
            if (Character.isDigit(cells[0].charAt(0))) {
                var at = LocalDate.parse(cells[dateColumn]).atStartOfDay(ZoneOffset.UTC);
                samples.add(new Sample(
                        at.toInstant().toEpochMilli(), Double.parseDouble(cells[valueColumn]), true, Flag.PASS));
            }
        }
        return samples;
    }

    private static BackTest.Result run(List<Sample> record) {
        return BackTest.run("d", "displacement", DefaultRules.of("displacement"), null, record);
    }

    private static BackTest.Result preonzo(String name) throws IOException {
        return run(record(PREONZO.resolve("preonzo_" + name + "_daily.csv"), 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"E1", "E2"})
    void twoExtensometersOfPreonzoAreAtLeastOrangeADayBeforeItFailed(String name) throws Exception {
        assertThat(Objects.requireNonNull(preonzo(name).first(Level.ORANGE))).isBeforeOrEqualTo(DAY_BEFORE);
    }

    @Test
    void theThirdIsRed() throws Exception {
        assertThat(Objects.requireNonNull(preonzo("E3").first(Level.RED))).isBeforeOrEqualTo(DAY_BEFORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E1", "E2", "E3"})
    void everyWindowThatWasStatedHeldTheFailure(String name) throws Exception {
        for (var outlook : preonzo(name).outlooks()) {
            var forecast = outlook.forecast();
            if (forecast.refusedBy() == null && outlook.at().isBefore(FAILED)) {
                assertThat(FAILED)
                        .as("on %s", outlook.at())
                        .isBetween(
                                Objects.requireNonNull(forecast.earliest()), Objects.requireNonNull(forecast.latest()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"E1", "E3"})
    void inAQuietMonthTheyAreNormal(String name) throws Exception {
        var result = run(record(PREONZO.resolve("preonzo_" + name + "_daily_STABLE_jan2012.csv"), 0, 1));
        assertThat(result.spells()).isEmpty();
    }

    private static Path others() {
        var directory = System.getenv("SHANSHAO_DATA");
        assumeTrue(directory != null, "SHANSHAO_DATA names the records that may not be shipped");
        return Path.of(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void outangNeverFailedAndIsNeverRed(int station) throws Exception {
        assertThat(run(record(others().resolve("outang/monitoring_data.csv"), 0, station))
                        .first(Level.RED))
                .isNull();
    }

    @Test
    void neitherAreBazimenAndBaijiabao() throws Exception {
        var folder = others().resolve("bazimen_baijiabao");
        assertThat(run(record(folder.resolve("bazimen_monthly.csv"), 0, 3)).first(Level.RED))
                .isNull();
        assertThat(run(record(folder.resolve("baijiabao_daily.csv"), 0, 1)).first(Level.RED))
                .isNull();
    }
}
