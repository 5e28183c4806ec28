package cn.shanshao.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.sim.Usage;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @Test
    void readsNamesPastAByteOrderMarkAndKeepsTheNumberOfEachLine() {
        var table = Table.parse("\uFEFFDate,MJ9/mm,Rainfall/mm\r\n2016-07-01,262.4,77.2\r\n\r\n2016-07-02,262.5,\r\n");
        assertThat(table.names()).containsExactly("Date", "MJ9/mm", "Rainfall/mm");
        assertThat(table.rows()).extracting(Table.Row::line).containsExactly(2, 4);
        assertThat(table.rows().get(1).cell(2)).isEmpty();
        assertThat(table.rows().get(1).cell(9)).isEmpty();
    }

    @Test
    void findsAColumnExactlyThenWithoutCaseThenWithoutItsUnit() {
        var table = Table.parse("date,Rain,rain ,MJ9/mm,水位(m)\n2016-07-01,1,2,3,4\n");
        assertThat(table.column("Rain")).isEqualTo(1);
        assertThat(table.column("DATE")).isZero();
        assertThat(table.column("mj9")).isEqualTo(3);
        assertThat(table.column("水位")).isEqualTo(4);
        assertThatThrownBy(() -> table.column("RAIN")).isInstanceOf(Usage.class).hasMessageContaining("more than one");
        assertThatThrownBy(() -> table.column("snow"))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("date, Rain, rain, MJ9/mm, 水位(m)");
    }

    @Test
    void readsTheFixedWidthHourlyFormOfTheUsgs() {
        var table = Table.parse("012010072400000\r\n012010072401015\n");
        assertThat(table.names()).containsExactly("time", "station", "rain (in)");
        assertThat(table.rows().get(1).cells()).containsExactly("2010-07-24 01:00", "01", "0.15");
    }

    @Test
    void readsTheFifteenMinuteFormOfTheUsgs() {
        var table = Table.parse("2015 \t 09 \t 02 \t 11 \t 15 \t 0.02\n2015 \t 09 \t 02 \t 11 \t 30 \t 0\n");
        assertThat(table.names()).containsExactly("year", "month", "day", "hour", "minute", "rain (in)");
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(0).cell(5)).isEqualTo("0.02");
    }

    @Test
    void callsColumnsByTheirPlaceWhereTheyHaveNoNames() {
        var table = Table.parse("2015-12-18 00:00:00\t10231\t12.86776\n2015-12-18 00:15:00\t10232\t12.67\n");
        assertThat(table.names()).containsExactly("c1", "c2", "c3");
        assertThat(table.rows()).hasSize(2);
    }

    @Test
    void passesOverRemarksBeforeTheTableAndCountsTheirLines() {
        var table = Table.parse("# station 12\n# mm\ndate,v\n2012-04-10,1\n");
        assertThat(table.names()).containsExactly("date", "v");
        assertThat(table.rows().get(0).line()).isEqualTo(4);
    }

    @Test
    void readsWhatChineseSpreadsheetsWrite(@TempDir Path folder) throws Exception {
        var file = folder.resolve("gb.csv");
        Files.write(file, "时间;位移\n2020/7/1 8:00;1.5\n".getBytes(Charset.forName("GB18030")));
        assertThat(Table.read(file).names()).containsExactly("时间", "位移");
    }

    @Test
    void saysWhatItCannotRead(@TempDir Path folder) {
        assertThatThrownBy(() -> Table.read(folder.resolve("none.csv")))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("none.csv");
        assertThat(Table.parse("").rows()).isEmpty();
    }

    @Property(tries = 300)
    void whateverIsWrittenWithQuotesIsReadBack(@ForAll("tables") List<List<String>> written) {
        var text = written.stream()
                .map(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"));
        assertThat(Csv.records(text, ',')).extracting(Table.Row::cells).isEqualTo(written);
    }

    @Property(tries = 300)
    void nothingThatLooksLikeAFileCanBreakIt(@ForAll("texts") String text) {
        var table = Table.parse(text);
        table.rows().forEach(row -> assertThat(row.line()).isPositive());
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        var cell = Arbitraries.strings()
                .withChars("ab,;\"\n\t 1.é位")
                .ofMinLength(1)
                .ofMaxLength(6)
                .map(s -> "x" + s);
        return cell.list().ofMinSize(2).ofMaxSize(5).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("a0123,;\"\r\n\t -:/.位\uFEFF").ofMaxLength(200);
    }
}
