package cn.shanshao.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrossRangeTest {
    @ParameterizedTest
    @CsvSource({
        "crack, 5000, 1",
        "crack, 5000.1, 4",
        "crack, -5000, 1",
        "crack, NaN, 4",
        "soil.moisture/0.5, 100.5, 4",
        "soil.moisture/0.5, 40, 1",
        "azimuth, -1, 4",
        "x.sap, 1e300, 2"
    })
    void judgesByTheCatalogue(String quantity, double value, int flag) {
        assertThat(GrossRange.flag(quantity, value, null)).isEqualTo(flag);
    }

    @Test
    void theRangeOfTheChannelComesFirst() {
        assertThat(GrossRange.flag("crack", 60, List.of(0.0, 50.0))).isEqualTo(Flag.FAIL);
        assertThat(GrossRange.flag("x.sap", 60, List.of(0.0, 80.0))).isEqualTo(Flag.PASS);
    }

    @Test
    void rainIsJudgedByItsRate() {
        assertThat(GrossRange.rain(20.8, Duration.ofMinutes(5))).isEqualTo(Flag.PASS);
        assertThat(GrossRange.rain(20.9, Duration.ofMinutes(5))).isEqualTo(Flag.FAIL);
        assertThat(GrossRange.rain(-0.1, Duration.ofMinutes(5))).isEqualTo(Flag.FAIL);
        assertThat(GrossRange.rain(1, Duration.ZERO)).isEqualTo(Flag.NOT_EVALUATED);
    }

    @Test
    void theWorseVerdictStands() {
        assertThat(Flag.worse(Flag.PASS, Flag.FAIL)).isEqualTo(Flag.FAIL);
        assertThat(Flag.worse(Flag.SUSPECT, Flag.NOT_EVALUATED)).isEqualTo(Flag.SUSPECT);
        assertThat(Flag.worse(Flag.PASS, Flag.MISSING)).isEqualTo(Flag.PASS);
    }
}
