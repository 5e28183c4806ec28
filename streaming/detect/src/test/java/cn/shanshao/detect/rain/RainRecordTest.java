package cn.shanshao.detect.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RainRecordTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_782_864_000_000L;

    private final RainRecord rain = RainRecord.full();

    private void fall(double fromMinute, double toMinute, double mm) {
        fall(fromMinute, toMinute, mm, Fall.Kind.MEASURED);
    }

    private void fall(double fromMinute, double toMinute, double mm, Fall.Kind kind) {
        rain.take(new Fall(START + Math.round(fromMinute * MINUTE), START + Math.round(toMinute * MINUTE), mm, kind));
    }

    private Amount sum(Duration span) {
        return rain.sum(span);
    }

    @Test
    void everySpanHasItsSum() {
        for (var i = 0; i < 18 * 144; i++) {
            fall(10 * i, 10 * i + 10, 0.1);
        }
        for (var span : RainRecord.SPANS) {
            assertThat(sum(span)).isEqualTo(new Amount(span.toMinutes() / 100.0, 1, 0, 0));
        }
    }

    @Test
    void aSumSlidesWithTheReadings() {
        fall(0, 10, 10);
        fall(10, 65, 0);
        assertThat(sum(Duration.ofHours(1))).isEqualTo(new Amount(5, 1, 0, 0));
        fall(65, 66, 1);
        assertThat(sum(Duration.ofMinutes(10)).mm()).isEqualTo(1);
        assertThat(sum(Duration.ofHours(1)).mm()).isEqualTo(5);
        fall(66, 188, 0);
        assertThat(sum(Duration.ofHours(3)).mm()).isCloseTo(1 + 2, within(1e-9));
        fall(188, 24 * 60 + 45, 0);
        assertThat(sum(Duration.ofDays(3)).mm()).isEqualTo(11);
    }

    @Test
    void ofTheHourInWhichASpanOfDaysBeginsAShareCounts() {
        for (var hour = 0; hour < 72; hour++) {
            fall(hour * 60, hour * 60 + 60, 6);
        }
        fall(72 * 60, 72 * 60 + 20, 1);
        assertThat(sum(Duration.ofDays(3)).mm()).isCloseTo(72 * 6 - 2 + 1, within(1e-9));
        assertThat(sum(Duration.ofDays(3)).known()).isEqualTo(1);
    }

    @Test
    void missingIsNotZero() {
        fall(0, 60, 10);
        fall(180, 240, 5);
        assertThat(sum(Duration.ofHours(1))).isEqualTo(new Amount(5, 1, 0, 0));
        assertThat(sum(Duration.ofHours(3)).known()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(sum(Duration.ofHours(3)).isComplete()).isFalse();
        assertThat(sum(Duration.ofHours(24)).known()).isCloseTo(2.0 / 24, within(1e-9));
        assertThat(sum(Duration.ofHours(24)).mm()).isEqualTo(15);
    }

    @Test
    void timeAfterTheNewestReadingIsMissing() {
        fall(0, 60, 10);
        assertThat(rain.sum(START + 120 * MINUTE, Duration.ofHours(2))).isEqualTo(new Amount(10, 0.5, 0, 0));
    }

    @Test
    void whatFellInAGapIsSpreadAndMarkedWhereTheSpanCutsIt() {
        fall(0, 600, 0);
        fall(600, 840, 24, Fall.Kind.SPREAD);
        fall(840, 960, 0);
        var day = Duration.ofHours(16);
        assertThat(sum(day)).isEqualTo(new Amount(24, 1, 0, 0));
        var three = sum(Duration.ofHours(3));
        assertThat(three.mm()).isCloseTo(6, within(0.01));
        assertThat(three.known()).isEqualTo(1);
        assertThat(three.unplaced()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(three.isComplete()).isFalse();
    }

    @Test
    void whatIsNotEvaluatedIsMissingAndWhatIsSuspectIsMarked() {
        fall(0, 30, 0, Fall.Kind.FROZEN);
        fall(30, 60, 2, Fall.Kind.SUSPECT);
        assertThat(sum(Duration.ofHours(1))).isEqualTo(new Amount(2, 0.5, 0, 0.5));
    }

    @Test
    void theDaysBeforeCanBeAskedForThemselves() {
        for (var hour = 0; hour < 500; hour++) {
            fall(hour * 60, hour * 60 + 60, hour < 428 ? 0.25 : 1);
        }
        assertThat(rain.sum(rain.until(), Duration.ofHours(72)).mm()).isEqualTo(72);
        var before = rain.sum(rain.until() - 72 * 60 * MINUTE, Duration.ofHours(360));
        assertThat(before).isEqualTo(new Amount(90, 1, 0, 0));
    }

    @Test
    void itAgreesWithAddingUp() {
        var random = new Random(11);
        var hundredths = new int[30 * 144];
        for (var i = 0; i < hundredths.length; i++) {
            hundredths[i] = random.nextInt(10) == 0 ? random.nextInt(2_000) : 0;
            fall(10 * i, 10 * i + 10, hundredths[i] / 100.0);
            if (i > 4_000 && i % 6 == 5) {
                for (var span : RainRecord.SPANS) {
                    var sum = 0;
                    for (var j = i - (int) (span.toMinutes() / 10) + 1; j <= i; j++) {
                        sum += hundredths[j];
                    }
                    assertThat(sum(span).mm()).isCloseTo(sum / 100.0, within(1e-9));
                }
            }
        }
    }

    @Test
    void itsMemoryStaysSmallAndSurvivesARestart() throws IOException {
        var random = new Random(5);
        for (var i = 0; i < 40_000; i++) {
            var kind = Fall.Kind.values()[random.nextInt(4)];
            fall(i + random.nextDouble() * 0.5, i + 1, random.nextInt(4_000) / 1000.0, kind);
        }
        var bytes = new ByteArrayOutputStream();
        rain.write(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(8_000);
        var again = RainRecord.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        var copy = rain.copy();
        fall(40_000, 40_010, 1);
        for (var span : RainRecord.SPANS) {
            assertThat(again.sum(span)).isEqualTo(copy.sum(span)).isNotEqualTo(sum(span));
        }
    }
}
