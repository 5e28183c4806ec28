package cn.shanshao.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quality control must never filter away what it is all about: the last acceleration of a slope. */
class FailureTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;

    /** A slope that runs to failure by Voight's law, read by an instrument with noise. */
    private record Failure(long interval, double[] values, double[] steps, double sigma) {
        static Failure of(long seed) {
            var random = new Random(seed);
            var power = 1 / (0.5 + 0.7 * random.nextDouble());
            var interval = Math.round(between(random, MINUTE, DAY));
            var count = 60 + random.nextInt(240);
            var sigma = between(random, 0.02, 5);
            var first = sigma * between(random, 0.003, 3);
            var end = count - 1 + Math.max(0.02, random.nextDouble());
            var values = new double[count];
            var steps = new double[count];
            for (var i = 0; i < count; i++) {
                var left = (end - i) / end;
                values[i] = first * end * (Math.pow(left, 1 - power) - 1) / (power - 1) + sigma * random.nextGaussian();
                steps[i] = first * Math.pow(left, -power);
            }
            return new Failure(interval, values, steps, sigma);
        }

        private static double between(Random random, double low, double high) {
            return low * Math.pow(high / low, random.nextDouble());
        }

        /** It moves by more than its noise between two readings. */
        boolean isLastPart(int i) {
            return steps[i] > sigma;
        }
    }

    @Test
    void noReadingOfAnAccelerationFailsAndNoneStaysSuspectForLong() {
        for (var seed = 0; seed < 2_000; seed++) {
            look(Failure.of(seed), "seed " + seed);
        }
    }

    private static void look(Failure failure, String name) {
        var quality = new Quality(Checks.of("crack"));
        var suspect = new TreeSet<Long>();
        for (var i = 0; i < failure.values.length; i++) {
            var at = i * failure.interval;
            var verdict = quality.look(at, failure.values[i], Flag.PASS);
            if (verdict.flag() != Flag.PASS) {
                suspect.add(at);
            }
            for (var amendment : verdict.amended()) {
                assertThat(amendment.flag()).as(name).isEqualTo(Flag.PASS);
                suspect.remove(amendment.at());
            }
            if (failure.isLastPart(i) && !suspect.isEmpty()) {
                assertThat((at - suspect.first()) / failure.interval).as(name).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void mostOfTheLastPartIsNeverSuspect() {
        var suspect = 0;
        var all = 0;
        for (var seed = 0; seed < 500; seed++) {
            var failure = Failure.of(seed);
            var quality = new Quality(Checks.of("crack"));
            for (var i = 0; i < failure.values.length; i++) {
                var flag = quality.look(i * failure.interval, failure.values[i], Flag.PASS)
                        .flag();
                if (failure.isLastPart(i)) {
                    all++;
                    suspect += flag == Flag.PASS ? 0 : 1;
                }
            }
        }
        assertThat(suspect / (double) all).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preonzo_E1_daily",
                "preonzo_E2_daily",
                "preonzo_E3_daily",
                "preonzo_E1_daily_STABLE_jan2012",
                "preonzo_E3_daily_STABLE_jan2012"
            })
    void nothingOfPreonzoFails(String name) throws IOException {
        var lines = Files.readAllLines(Path.of("../sensor-sim/src/main/resources/records/preonzo", name + ".csv"));
        var rows = lines.stream().skip(1).map(line -> line.split(",")).toList();
        var at = rows.stream()
                .mapToLong(row -> LocalDate.parse(row[0]).toEpochDay() * DAY)
                .toArray();
        var values =
                rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();

        assertThat(Quality.flags("displacement", at, values)).doesNotContain(Flag.FAIL);
    }
}
