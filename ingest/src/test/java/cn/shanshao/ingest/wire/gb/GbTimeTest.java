package cn.shanshao.ingest.wire.gb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GbTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-14T06:00:00.000Z, 2026-03-14T06:00:00Z",
        "2026-03-14T06:00Z, 2026-03-14T06:00:00Z",
        "2026-03-14T06:00:00.1239Z, 2026-03-14T06:00:00.123Z",
        "2026-03-14T14:00:00+08:00, 2026-03-14T06:00:00Z",
        "2026-03-14T14:00:00, 2026-03-14T06:00:00Z",
        "2026-03-14 14:00:00, 2026-03-14T06:00:00Z",
        "2026-03-14 14:00:00.5, 2026-03-14T06:00:00.500Z",
        "20260314140000, 2026-03-14T06:00:00Z",
        "1773468000, 2026-03-14T06:00:00Z",
        "1773468000123, 2026-03-14T06:00:00.123Z"
    })
    void aTimeIsTakenAtItsWordAndIsOfBeijingWithoutAZone(String written, Instant meant) {
        assertThat(GbTime.isMeant(written)).isTrue();
        assertThat(GbTime.read(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1978-07-04T21:24:15Z", "0000000000"})
    void aClockThatWasNeverSetGivesNoTime(String written) {
        assertThat(GbTime.isMeant(written)).isTrue();
        assertThat(GbTime.read(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-14T06:00:00Z",
                "0000-00-00T00:00:00Z",
                "2026-03-14T",
                "2026-",
                "2026-03-14T06:00:00+99:00",
                "99999999999999"
            })
    void anotherTimeIsRefused(String written) {
        assertThat(GbTime.isMeant(written)).isTrue();
        assertThatThrownBy(() -> GbTime.read(written))
                .hasMessage("time: expected RFC 3339, yyyyMMddHHmmss or Unix time, was \"%s\"", written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "gpsTotalX", "1", "12345678", "L1_LF_1", ""})
    void aKeyIsNoTime(String key) {
        assertThat(GbTime.isMeant(key)).isFalse();
    }
}
