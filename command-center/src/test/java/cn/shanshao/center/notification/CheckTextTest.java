package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class CheckTextTest {
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("桦", "甸", "𠮷", "沟", "A", "1")
                .list()
                .ofMinSize(1)
                .ofMaxSize(80)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Quantity> quantities() {
        return Arbitraries.of(
                StreamSupport.stream(Quantity.all().spliterator(), false).toList());
    }

    @Provide
    Arbitrary<Level> levels() {
        return Arbitraries.of(Level.class);
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of("≥", "≤", "<", ">", "");
    }

    @Property(tries = 1000)
    void isAlwaysOneWholeMessageThatSaysWhoAsksAndHowToAnswer(
            @ForAll("names") String name,
            @ForAll("quantities") Quantity quantity,
            @ForAll double value,
            @ForAll double limit,
            @ForAll("levels") Level level,
            @ForAll AlertKind kind,
            @ForAll("signs") String sign,
            @ForAll boolean exercise) {
        var alert = alert(kind, quantity.name(), value, quantity.unit(), limit, sign);
        var text = CheckText.of(alert, level, name, exercise ? "演示" : null);

        assertThat(text.length()).isLessThanOrEqualTo(70);
        assertThat(StandardCharsets.UTF_16BE.newEncoder().canEncode(text)).isTrue();
        assertThat(text).startsWith(exercise ? "【山哨】演示：" : "【山哨】").endsWith("属实回1，未见回2。");
        assertThat(text).contains(name.substring(0, name.offsetByCodePoints(0, 1)));
    }

    @Example
    void tellsWhatWasMeasuredAndTheLimit() {
        var alert = alert(AlertKind.THRESHOLD, "displacement", 52.0, "mm", 48.0, "≥");

        assertThat(CheckText.of(alert, Level.ORANGE, "桦甸老岭沟后山", "演示"))
                .isEqualTo("【山哨】演示：桦甸老岭沟后山 橙色，位移52毫米超限48毫米。请在安全处察看，属实回1，未见回2。");
    }

    @Example
    void saysThatASingleDoubtfulReadingIsNotConfirmed() {
        var alert = alert(AlertKind.THRESHOLD, "crack", 62.0, "mm", 50.0, "≥");
        var json = Json.text(alert);
        var doubtful = json.replaceAll("\"confidence\":[0-9.]+", "\"confidence\":0.5");
        assertThat(doubtful).isNotEqualTo(json);
        assertThat(CheckText.of(read(doubtful), Level.RED, "老岭沟", null)).contains("老岭沟 红色待证实，裂缝62毫米");
        var borneOut = doubtful.replace("\"corroborated\":false", "\"corroborated\":true");
        assertThat(CheckText.of(read(borneOut), Level.RED, "老岭沟", null)).contains("老岭沟 红色，裂缝62毫米");
    }

    private static Alert read(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    @Example
    void saysOfARateAndOfAForecastWhatTheyAre() {
        var rate = alert(AlertKind.TREND, "crack", 62.0, "mm/d", 50.0, "≥");
        assertThat(CheckText.of(rate, Level.RED, "老岭沟", null)).contains("裂缝速率62毫米/天超限50毫米/天");
        var forecast = alert(AlertKind.TREND, "crack", 1.5, "d", 2.0, "≤");
        assertThat(CheckText.of(forecast, Level.RED, "老岭沟", null)).contains("最早1.5天后可能破坏");
    }

    @Example
    void saysAtWhichDepthSomethingMovesAndOverWhichTime() {
        var deep = alert(AlertKind.TREND, "displacement.deep.x/12.5", 6.0, "mm/d", 5.0, "≥");
        assertThat(CheckText.of(deep, Level.YELLOW, "老岭沟", null)).contains("黄色，12.5米深位移速率6毫米/天超限5毫米/天。");
        var soil = alert(AlertKind.THRESHOLD, "soil.moisture/0.5", 39.0, "%", 38.0, "≥");
        assertThat(CheckText.of(soil, Level.YELLOW, "老岭沟", null)).contains("0.5米深土壤39%超限38%");
        var why = new Evidence("d", "crack", 12, Instant.EPOCH, "12 ≥ 10 mm · 24 h");
        var change = with(alert(AlertKind.THRESHOLD, "crack", 12.0, "mm", 10.0, "≥"), why);
        assertThat(CheckText.of(change, Level.YELLOW, "老岭沟", null)).contains("裂缝24小时变化12毫米超限10毫米");
    }

    @Example
    void saysOfATiltHowFastItLeansAndOfWaterWhereItStandsInItsRecord() {
        var tilt = alert(AlertKind.TILT, "tilt", 0.12, "deg/h", 0.1, "≥");
        assertThat(CheckText.of(tilt, Level.ORANGE, "老岭沟", null)).contains("橙色，倾斜速率0.12°/时超限0.1°/时。");
        var pore = alert(AlertKind.THRESHOLD, "pore.pressure/6", 99.2, "percentile", 99.0, "≥");
        assertThat(CheckText.of(pore, Level.ORANGE, "老岭沟", null)).contains("6米深孔压99.2百分位超限99百分位");
    }

    @Example
    void saysOfRainOverWhichTimeItFell() {
        var why = new Evidence("d", "rain", 76, Instant.EPOCH, "76 ≥ 75 mm · 3 h");
        var sum = with(alert(AlertKind.RAINFALL, "rain", 76.0, "mm", 75.0, "≥"), why);
        assertThat(CheckText.of(sum, Level.YELLOW, "西沟", null)).contains("西沟 黄色，3小时雨量76毫米超限75毫米。");
        var ratio = alert(AlertKind.RAINFALL, "rain", 1.25, "1", 1.0, "≥");
        assertThat(CheckText.of(ratio, Level.YELLOW, "西沟", null)).contains("西沟 黄色，雨情指标1.25超限1。");
    }

    @Example
    void neverSaysTheOppositeOfTheFinding() {
        assertThat(water(-1.0, "≥", -2.0)).isEqualTo("【山哨】西沟 黄色，水位-1米超限-2米。请在安全处察看，属实回1，未见回2。");
        assertThat(water(-3.0, "≤", -2.0)).isEqualTo("【山哨】西沟 黄色，水位-3米低于下限-2米。请在安全处察看，属实回1，未见回2。");
        assertThat(water(1.0, "≤", 2.0)).contains("水位1米低于下限2米");
        assertThat(water(-52.0, "≥", 48.0)).as("a rule about the size").contains("水位-52米超限48米");
    }

    @Example
    void saysSoWhereTheLevelOnlyHoldsOn() {
        assertThat(water(-2.1, "<", -2.0)).contains("水位-2.1米已低于限值-2米");
        assertThat(water(-1.9, ">", -2.0)).contains("水位-1.9米已高于下限-2米");
    }

    @Example
    void takesNoSideWhereTheJobTookNone() {
        assertThat(water(-1.5, "", 2.0)).isEqualTo("【山哨】西沟 黄色，水位-1.5米，限值2米。请在安全处察看，属实回1，未见回2。");
    }

    @Example
    void listensToTheEvidenceOfItsOwnQuantity() {
        var other = new Evidence("d", "rain", 60, Instant.EPOCH, "60 ≥ 50 mm");
        var alert = with(alert(AlertKind.THRESHOLD, "water.level", -3.0, "m", -2.0, "≤"), other);

        assertThat(CheckText.of(alert, Level.YELLOW, "西沟", null)).contains("低于下限");
    }

    private static String water(double value, String sign, double limit) {
        return CheckText.of(
                alert(AlertKind.THRESHOLD, "water.level", value, "m", limit, sign), Level.YELLOW, "西沟", null);
    }

    @Example
    void withoutAValueSaysWhatSortOfFindingItIs() {
        var alert = alert(AlertKind.DEBRIS_FLOW, null, null, null, null, "");

        assertThat(CheckText.of(alert, Level.RED, "西沟", "演练")).isEqualTo("【山哨】演练：西沟 红色，疑似泥石流。勿进沟，在高处察看，属实回1，未见回2。");
    }

    /** The same alert with this evidence before its own. */
    private static Alert with(Alert alert, Evidence first) {
        var json = Json.text(alert).replace("\"evidence\":[", "\"evidence\":[" + Json.text(first) + ",");
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    /** @param sign as the job compared value and limit; empty when it says nothing of it */
    private static Alert alert(
            AlertKind kind,
            @Nullable String quantity,
            @Nullable Double value,
            @Nullable String unit,
            @Nullable Double limit,
            String sign) {
        var at = Instant.parse("2026-07-20T03:00:00Z");
        var evidence = quantity == null || value == null || sign.isEmpty()
                ? List.<Evidence>of()
                : List.of(new Evidence("d", quantity, value, at, "%s %s %s %s".formatted(value, sign, limit, unit)));
        return new Alert(
                "a",
                1,
                "d~q",
                Realm.EXERCISE,
                AlertState.RAISED,
                null,
                null,
                null,
                kind,
                "p",
                "d",
                "220282",
                "r",
                1,
                quantity,
                value,
                unit,
                limit,
                1,
                false,
                null,
                at,
                at,
                at,
                null,
                evidence,
                new Text("", ""));
    }
}
