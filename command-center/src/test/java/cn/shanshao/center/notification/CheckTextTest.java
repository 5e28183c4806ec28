package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
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

    @Property(tries = 1000)
    void isAlwaysOneWholeMessageThatSaysWhoAsksAndHowToAnswer(
            @ForAll("names") String name,
            @ForAll("quantities") Quantity quantity,
            @ForAll double value,
            @ForAll double limit,
            @ForAll("levels") Level level,
            @ForAll AlertKind kind,
            @ForAll boolean exercise) {
        var alert = alert(kind, quantity.name(), value, quantity.unit(), limit);
        var text = CheckText.of(alert, level, name, exercise ? "演示" : null);

        assertThat(text.length()).isLessThanOrEqualTo(70);
        assertThat(StandardCharsets.UTF_16BE.newEncoder().canEncode(text)).isTrue();
        assertThat(text).startsWith(exercise ? "【山哨】演示：" : "【山哨】").endsWith("属实回1，未见回2。");
        assertThat(text).contains(name.substring(0, name.offsetByCodePoints(0, 1)));
    }

    @Example
    void tellsWhatWasMeasuredAndTheLimit() {
        var alert = alert(AlertKind.THRESHOLD, "displacement", 52.0, "mm", 48.0);

        assertThat(CheckText.of(alert, Level.ORANGE, "桦甸老岭沟后山", "演示"))
                .isEqualTo("【山哨】演示：桦甸老岭沟后山 橙色，位移52mm超限48mm。请立即查看，属实回1，未见回2。");
    }

    @Example
    void countsDownToALowerLimitToo() {
        var alert = alert(AlertKind.THRESHOLD, "water.level", -1.5, "m", 2.0);

        assertThat(CheckText.of(alert, Level.YELLOW, "西沟", null)).isEqualTo("【山哨】西沟 黄色，水位-1.5m低于限值2m。请立即查看，属实回1，未见回2。");
    }

    @Example
    void withoutAValueSaysWhatSortOfFindingItIs() {
        var alert = alert(AlertKind.DEBRIS_FLOW, null, null, null, null);

        assertThat(CheckText.of(alert, Level.RED, "西沟", "演练")).isEqualTo("【山哨】演练：西沟 红色，疑似泥石流。请立即查看，属实回1，未见回2。");
    }

    private static Alert alert(
            AlertKind kind,
            @Nullable String quantity,
            @Nullable Double value,
            @Nullable String unit,
            @Nullable Double limit) {
        var at = Instant.parse("2026-07-20T03:00:00Z");
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
                List.of(),
                new Text("", ""));
    }
}
