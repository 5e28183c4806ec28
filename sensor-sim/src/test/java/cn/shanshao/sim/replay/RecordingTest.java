package cn.shanshao.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.sim.Usage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
    private static final Instant EIGHT = Instant.parse("2012-04-10T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void isInOrderOfTimeWithGapsLeftOutAndTheLastOfEachTime() throws Exception {
        var recording = read("""
                t,crack (mm)
                2012-04-12 08:00,3
                2012-04-10 08:00,1
                2012-04-10 08:05,
                2012-04-10 09:00,NaN
                2012-04-11 20:30,2.5
                2012-04-12 08:00,3.5
                """, "t", "crack");
        assertThat(recording.values())
                .containsExactly(
                        new Recording.Value(EIGHT, 1),
                        new Recording.Value(Instant.parse("2012-04-11T12:30:00Z"), 2.5),
                        new Recording.Value(Instant.parse("2012-04-12T00:00:00Z"), 3.5));
        assertThat(recording.empty()).isEqualTo(2);
        assertThat(recording.repeated()).isEqualTo(1);
        assertThat(recording.column()).isEqualTo("crack (mm)");
        assertThat(recording.unit()).isEqualTo("mm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when,v\n2012-04-10 08:00,1.5\n",
                "when,v\n2012-04-10T00:00:00Z,1.5\n",
                "when,v\n2012-04-10T08:00:00+08,1.5\n",
                "when;v\n10.04.2012 08:00;1,5\n",
                "when\tv\n2012/4/10 8:00\t1,5\n",
                "when;v\n1334016000;1,5\n",
                "when,v\n1334016000000,+1.5e0\n",
                "when,v\n41009.3333333333,1.5\n",
                "when,v\n4/10/2012 8:00:00 AM,1.5\n",
                "when,v\n4/10/2012 8:00,1.5\n4/13/2012 8:00,\n",
                "when,v\n10/4/2012 8:00,1.5\n13/4/2012 8:00,\n",
                "when,v\n20120410 08:00,1.5\n",
                "when,v\n20120410T000000Z,1.5\n",
                "\uFEFF\"when\",\"v\"\r\n\"2012-04-10 08:00\",\"1.5\"\r\n",
                "when,v\n2012年4月10日 8:00,1.5\n"
            })
    void readsTheSameFromEveryWayOfWritingIt(String csv) throws Exception {
        assertThat(read(csv, "when", "v").values()).containsExactly(new Recording.Value(EIGHT, 1.5));
    }

    @Test
    void takesATimeWithoutAZoneForBeijingTimeUnlessToldOtherwise() throws Exception {
        var file = file("when,v\n2012-04-10,1\n");
        assertThat(Recording.read(file, "when", "v").values().get(0).at()).isEqualTo("2012-04-09T16:00:00Z");
        assertThat(Recording.read(file, null, "v", ZoneOffset.UTC)
                        .values()
                        .get(0)
                        .at())
                .isEqualTo("2012-04-10T00:00:00Z");
    }

    @Test
    void readsWhatWasMeasuredBeforeTheYear1970() throws Exception {
        assertThat(read("when,v\n1963-10-09,200\n", "when", "v").values().get(0).at())
                .isEqualTo("1963-10-08T16:00:00Z");
    }

    @Test
    void readsHeadingsOfChineseSpreadsheets() throws Exception {
        var file = folder.resolve("gbk.csv");
        Files.write(file, "监测时间,位移(mm)\n2012-04-10 08:00,\"1,234.5\"\n".getBytes(Charset.forName("GBK")));
        assertThat(Recording.read(file, "监测时间", "位移").values()).containsExactly(new Recording.Value(EIGHT, 1234.5));
    }

    @Test
    void readsTheRecordsThatComeWithTheModule() throws Exception {
        var preonzo = Recording.read(shipped("preonzo/preonzo_E3_daily.csv"), null, "displacement_mm", ZoneOffset.UTC);
        assertThat(preonzo.values()).hasSize(36);
        assertThat(preonzo.values()).extracting(Recording.Value::at).isSorted();
        var rain = Recording.read(shipped("usgs/KBFI_t.txt"), "time", "rain");
        assertThat(rain.unit()).isEqualTo("in");
        assertThat(rain.values()).hasSizeGreaterThan(12_000);
    }

    private static Path shipped(String name) throws Exception {
        return Path.of(RecordingTest.class.getResource("/records/" + name).toURI());
    }

    @Test
    void namesAColumnThatIsNotThereAndThoseThatAre() {
        assertThatThrownBy(() -> read("when,v\n2012-04-10,1\n", "when", "w"))
                .isInstanceOf(Usage.class)
                .hasMessage("there is no column w; there are: when, v");
        assertThatThrownBy(() -> read("when,v\n2012-04-10,1\n", "date", "v"))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("date")
                .hasMessageContaining("when, v");
    }

    @Test
    void tellsLineColumnValueAndWhatWasExpectedOfACellItCannotRead() {
        assertThatThrownBy(() -> read("# remark\nwhen,v\n2012-04-10,1\n2012-04-11,wet\n", "when", "v"))
                .isInstanceOf(Usage.class)
                .hasMessage("line 4, column v: expected a number such as 12.5, or nothing for no value, was \"wet\"");
        assertThatThrownBy(() -> read("when,v\n2012-04-10,1\nsoon,2\n", "when", "v"))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("line 3, column when: expected a time such as")
                .hasMessageContaining("was \"soon\"");
        // days first in one line and months first in another: neither is guessed
        assertThatThrownBy(() -> read("when,v\n13/4/2012,1\n4/14/2012,2\n", "when", "v"))
                .hasMessageContaining("line 3, column when");
        assertThatThrownBy(() -> read("when,v\n2012-04-10,Infinity\n", "when", "v"))
                .hasMessageContaining("line 2, column v");
    }

    private Recording read(String csv, String time, String value) throws Exception {
        return Recording.read(file(csv), time, value);
    }

    private Path file(String csv) throws Exception {
        return Files.write(folder.resolve("record.csv"), csv.getBytes(StandardCharsets.UTF_8));
    }
}
