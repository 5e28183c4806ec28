package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.movement.InverseVelocity;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Forecast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InverseVelocityTest {
    private static final Path PREONZO = Path.of("../../sensor-sim/src/main/resources/records/preonzo");
    private static final Instant START = Instant.parse("2026-07-01T00:00:00Z");

    private record Reading(Instant at, double mm) {}

    private static List<Reading> preonzo(String name) throws IOException {
        return Files.readAllLines(PREONZO.resolve(name)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> new Reading(Instant.parse(cells[0] + "T00:00:00Z"), Double.parseDouble(cells[1])))
                .toList();
    }

    private static Eye eye(double noise) {
        return new Eye(InverseVelocity.of(Map.of("noise", noise, "below", 1.0)));
    }

    private static Forecast after(Eye eye, Reading reading) {
        eye.look(new Sample(reading.at().toEpochMilli(), reading.mm(), true, Flag.PASS));
        return Objects.requireNonNull(eye.forecast());
    }

    /** Voight's law of displacement for α ≠ 2, in mm, {@code left} days before the failure, from 1 at the onset on. */
    private static double path(double alpha, double life, double left) {
        var m = 1 / (alpha - 1);
        return life * (1 - Math.pow(left / life, 1 - m)) / (1 - m);
    }

    /** Creep at a constant rate for half as long again as the life after the onset, then Voight's law. */
    private static List<Reading> slope(double alpha, Random random) {
        var readings = new ArrayList<Reading>();
        var life = 20.0;
        for (var hour = -30 * 24; hour < 20 * 24; hour += 3) {
            var day = hour / 24.0;
            var mm = 3 * (day < 0 ? day : path(alpha, life, life - day)) + 0.1 * random.nextGaussian();
            readings.add(new Reading(START.plus(Duration.ofHours(hour)), mm));
        }
        return readings;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 1.7, 1.9, 2.1, 2.2})
    void theWindowHoldsTheTrueTimeWhateverTheExponent(double alpha) {
        var random = new Random(11);
        var failure = START.plus(Duration.ofDays(20));
        var third = failure.minus(Duration.ofHours(160));
        var issued = 0;
        var held = 0;
        for (var run = 0; run < 20; run++) {
            var eye = eye(0);
            Forecast forecast = null;
            for (var reading : slope(alpha, random)) {
                if (!reading.at().isAfter(third)) {
                    forecast = after(eye, reading);
                }
            }
            if (Objects.requireNonNull(forecast).refusedBy() == null) {
                issued++;
                held += forecast.earliest().isBefore(failure)
                                && forecast.latest().isAfter(failure)
                        ? 1
                        : 0;
            }
        }
        assertThat(issued).isGreaterThanOrEqualTo(12);
        assertThat(held).isGreaterThanOrEqualTo(issued - 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"preonzo_E1_daily_STABLE_jan2012.csv", "preonzo_E3_daily_STABLE_jan2012.csv"})
    void aQuietMonthOfTheSameSensorsIsGivenNoDate(String record) throws Exception {
        var eye = eye(0.03);
        for (var reading : preonzo(record)) {
            assertThat(after(eye, reading).refusedBy())
                    .as("on %s", reading.at())
                    .isNotNull();
        }
    }

    @Test
    void slownessIsNoEmergencyAndSaysWhatIsForetold() {
        var slow = new Eye(InverseVelocity.of(Map.of("rate", 1_000.0)));
        Sample last = null;
        for (var reading : slope(1.9, new Random(3))) {
            last = slow.look(new Sample(reading.at().toEpochMilli(), reading.mm(), true, Flag.PASS));
        }
        assertThat(Objects.requireNonNull(slow.forecast()).refusedBy()).isNull();
        assertThat(Objects.requireNonNull(last).value()).isGreaterThan(2);
    }

    /** A storm has pushed it so far by then, or an instrument has slipped back, mm. */
    private static double pushed(Reading reading, double day, double mm) {
        var since = Duration.between(START, reading.at()).toHours() / 24.0 - day;
        return since <= 0 ? 0 : mm * (1 - Math.exp(-since / 0.2));
    }

    /** At the greater ones the fitted rate decides, and the measured one is below the limit. */
    @ParameterizedTest
    @CsvSource({"5, 8", "30, -6", "60, -3"})
    void anEmergencyDoesNotBounceWhileTheGatesOpenAndShut(double rate, double push) {
        var refused = 0;
        for (var seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var eye = new Eye(InverseVelocity.of(Map.of("rate", rate)));
            var alarmed = Double.NEGATIVE_INFINITY;
            var storm = 16.5 + 3 * random.nextDouble();
            for (var reading : slope(1.7 + 0.1 * (seed % 5), random)) {
                var mm = reading.mm() + pushed(reading, storm, push);
                var judged = eye.look(new Sample(reading.at().toEpochMilli(), mm, true, Flag.PASS));
                var day = reading.at().toEpochMilli() / 86_400_000.0;
                if (day - alarmed <= 1) {
                    assertThat(judged.value())
                            .as("seed %d, day %s", seed, reading.at())
                            .isLessThan(2);
                }
                if (judged.value() < 2) {
                    var isRefused = Objects.requireNonNull(eye.forecast()).refusedBy() != null;
                    refused += isRefused ? 1 : 0;
                    alarmed = isRefused ? alarmed : day;
                }
            }
        }
        assertThat(refused).as("the gates did shut").isPositive();
    }

    @Test
    void aRestartChangesNothing() throws Exception {
        var through = eye(0);
        var broken = eye(0);
        for (var reading : slope(1.8, new Random(5))) {
            var one = after(through, reading);
            assertThat(after(broken, reading)).isEqualTo(one);
            broken = broken.restarted(Method.INVERSE_VELOCITY, Map.of("noise", 0.0, "below", 1.0));
        }
    }
}
