package cn.shanshao.sim.replay;

import static cn.shanshao.sim.replay.Times.Form.MONTH_FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.sim.Usage;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2012-04-10, 2012-04-09T16:00:00Z",
        "2012/4/10 8:05, 2012-04-10T00:05:00Z",
        "2012.04.10 08:05:30, 2012-04-10T00:05:30Z",
        "2012-04-10T08:05:30.25, 2012-04-10T00:05:30.250Z",
        "2012-04-10T08:05:30Z, 2012-04-10T08:05:30Z",
        "2012-04-10 08:05:30+01:00, 2012-04-10T07:05:30Z",
        "2012-04-10 24:00, 2012-04-10T16:00:00Z",
        "20120410, 2012-04-09T16:00:00Z",
        "10.4.2012 8:05, 2012-04-10T00:05:00Z",
        "4/10/2012 12:05:30 AM, 2012-04-09T16:05:30Z",
        "4/10/2012 12:05 PM, 2012-04-10T04:05:00Z",
        "201204100805, 2012-04-10T00:05:00Z",
        "1334016000, 2012-04-10T00:00:00Z",
        "1334016000250, 2012-04-10T00:00:00.250Z",
        "1334016000.5, 2012-04-10T00:00:00.500Z"
    })
    void understandsTheWaysInWhichLoggersWriteATime(String text, Instant expected) {
        assertThat(Times.parse(text, BEIJING, MONTH_FIRST)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "12",
                "3.5",
                "2012-13-01",
                "2012-02-30",
                "13/04/2012",
                "2012-04-10 25:00",
                "4/10/2012 13:00 PM",
                "41009.5"
            })
    void doesNotGuessWhatIsNoTime(String text) {
        var row = new Table.Row(1, java.util.List.of(text));
        assertThat(new Times(java.util.List.of(0), false, BEIJING, MONTH_FIRST).of(row))
                .isEmpty();
    }

    @Test
    void guessesTheColumnByItsNameThenByItsLook() {
        assertThat(find("value,Timestamp\n1,2012-04-10\n").columns()).containsExactly(1);
        assertThat(find("位移,监测时间\n1,2012-04-10\n").columns()).containsExactly(1);
        assertThat(find("value,when\n1,2012-04-10\n2,2012-04-11\n").columns()).containsExactly(1);
        assertThat(find("Year,Month,Day,Hour,v\n2012,4,10,8,1\n").columns()).containsExactly(0, 1, 2, 3);
        assertThatThrownBy(() -> find("a,b\n1,2\n")).isInstanceOf(Usage.class).hasMessageContaining("a, b");
    }

    @Test
    void putsADateAndTheTimeOfDayBesideItTogether() {
        var table = Table.parse("日期,时间,v\n2012/4/10,8:05,1\n2012/4/10,20:05,2\n");
        for (var name : new String[] {null, "日期", "时间"}) {
            var times = Times.find(table, name, BEIJING);
            assertThat(times.columns()).containsExactly(0, 1);
            assertThat(times.of(table.rows().get(1))).contains(Instant.parse("2012-04-10T12:05:00Z"));
        }
        assertThat(find("日期,v\n2012/4/10,1\n").columns()).containsExactly(0);
    }

    @Test
    void believesTheZoneThatTheHeadingNames() {
        for (var heading : new String[] {"time (UTC)", "utc", "GMT+0", "time_utc"}) {
            var table = Table.parse(heading + ",v\n2012-04-10 08:05,1\n");
            assertThat(Times.find(table, heading, BEIJING).of(table.rows().get(0)))
                    .contains(Instant.parse("2012-04-10T08:05:00Z"));
        }
        assertThat(find("Time(UTC+8),v\n2012-04-10 08:05,1\n").zone()).isEqualTo(ZoneOffset.ofHours(8));
        assertThat(find("time,v\n2012-04-10 08:05,1\n").zone()).isEqualTo(BEIJING);
    }

    @Test
    void joinsSeparateColumns() {
        var table = Table.parse("2015 \t 09 \t 02 \t 11 \t 15 \t 0.02\n");
        var times = Times.find(table, null, ZoneOffset.UTC);
        assertThat(times.of(table.rows().get(0))).contains(Instant.parse("2015-09-02T11:15:00Z"));
    }

    @Property(tries = 300)
    void everyMinuteOfACenturyIsReadBackInEachForm(
            @ForAll @LongRange(min = 300_000_000, max = 4_000_000_000L) long second,
            @ForAll @IntRange(max = 2) int form) {
        var at = Instant.ofEpochSecond(second / 60 * 60);
        var local = LocalDateTime.ofInstant(at, ZoneOffset.ofHours(8));
        var pattern = new String[] {"yyyy-MM-dd HH:mm", "yyyy/M/d H:mm:ss", "yyyyMMddHHmm"}[form];
        assertThat(Times.parse(local.format(DateTimeFormatter.ofPattern(pattern)), ZoneOffset.ofHours(8), MONTH_FIRST))
                .contains(at);
    }

    private static Times find(String text) {
        return Times.find(Table.parse(text), null, BEIJING);
    }
}
