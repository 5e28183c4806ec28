package cn.shanshao.sim.network;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.series.Noise;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeatherTest {
    private static final Instant JANUARY = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-10T00:00:00Z");
    private static final double DAY = 86_400;
    private static final double SIDEREAL_DAY = 86_164.0905;

    private final Network network = Network.jilin(1);
    private final Weather weather = new Weather(Place.all().get(0), Network.FAR);

    @Test
    void wintersAreColdAndDryAndSummersWarmAndWet() {
        assertThat(mean(24, i -> weather.temperature(seconds(JANUARY) + i * 3_600)))
                .isBetween(-25.0, -8.0);
        assertThat(mean(24, i -> weather.temperature(seconds(JULY) + i * 3_600)))
                .isBetween(13.0, 28.0);
        assertThat(weather.snow(seconds(JANUARY))).isGreaterThan(50);
        assertThat(weather.snow(seconds(JULY))).isZero();
        assertThat(weather.rained(seconds(Instant.parse("2026-03-01T00:00:00Z"))))
                .isLessThan(10);
        assertThat(weather.rained(seconds(Instant.parse("2026-12-31T23:00:00Z"))))
                .isBetween(250.0, 1_200.0);
    }

    private static double yearly(Predicate<Place> where) {
        return Place.all().stream()
                .filter(where)
                .mapToDouble(WeatherTest::yearly)
                .average()
                .orElseThrow();
    }

    /** mm, mean of three years. */
    private static double yearly(Place place) {
        var own = new Weather(place, Network.FAR);
        return IntStream.of(2026, 2027, 2028)
                .mapToDouble(year -> own.rained(seconds(Instant.parse(year + "-12-31T23:00:00Z"))))
                .average()
                .orElseThrow();
    }

    @Test
    void anotherSeedIsAnotherWeather() {
        var other = new Weather(Place.all().get(0), 2 * Network.FAR);
        var autumn = seconds(Instant.parse("2026-10-01T00:00:00Z"));
        assertThat(other.rained(autumn)).isNotCloseTo(weather.rained(autumn), Offset.offset(1.0));
        assertThat(other.temperature(autumn)).isNotEqualTo(weather.temperature(autumn));
    }

    @Test
    void theSunIsHighAtNoonAndBelowTheHorizonAtMidnight() {
        var midnight = seconds(Instant.parse("2026-06-21T16:00:00Z"));
        assertThat(weather.sun(midnight)).isZero();
        assertThat(weather.sun(midnight + DAY / 2)).isBetween(0.9, 1.0);
        assertThat(weather.sun(seconds(Instant.parse("2026-12-21T04:00:00Z")))).isBetween(0.35, 0.5);
    }

    @Test
    void theGaugeCountsInTipsAndTheIntervalsAddUpToTheCounter() {
        var counter = device("jl-220323-101-rain1");
        var last = 0.0;
        for (var hour = 0; hour < 24 * 180; hour += 5) {
            var now = value(
                    counter, "rain.total", Instant.parse("2026-04-01T00:00:00Z").plus(Duration.ofHours(hour)));
            assertThat(now).isGreaterThanOrEqualTo(last);
            assertThat(now / Network.TIP).isCloseTo(Math.rint(now / Network.TIP), Offset.offset(1e-6));
            last = now;
        }
        assertThat(last).isGreaterThan(100);
        var interval = device("jl-220112-101-rain1");
        var fallen = IntStream.range(0, 31 * 288)
                .mapToDouble(i -> value(interval, "rain", JULY.plus(Duration.ofMinutes(5L * i))))
                .sum();
        var place = Place.all().stream()
                .filter(p -> p.point().id().equals("jl-220112-101"))
                .findFirst()
                .orElseThrow();
        var own = new Weather(place, Network.FAR);
        assertThat(fallen)
                .isPositive()
                .isCloseTo(own.rained(seconds(JULY) + 31 * DAY) - own.rained(seconds(JULY)), Offset.offset(0.5));
    }

    @Test
    void colouredNoiseHasAVarianceOfOneAndALongMemory() {
        var n = 4_000;
        IntToDoubleFunction noise = i -> Noise.flicker(7, i * 3_600.0, 3_600, 8);
        assertThat(mean(n, i -> Math.pow(noise.applyAsDouble(i), 2))).isBetween(0.7, 1.3);
        assertThat(mean(n, noise)).isBetween(-0.3, 0.3);
        assertThat(mean(n, i -> noise.applyAsDouble(i) * noise.applyAsDouble(i + 2)))
                .isGreaterThan(0.6);
        assertThat(mean(n, i -> noise.applyAsDouble(i) * noise.applyAsDouble(i + 2_000)))
                .isBetween(-0.3, 0.3);
    }

    /** Stacked over sidereal days the multipath stands out; over days of another length it does not. */
    @Test
    void gnssMultipathComesAgainAfterASiderealDay() {
        assertThat(stacked(SIDEREAL_DAY)).isGreaterThan(0.4);
        assertThat(stacked(SIDEREAL_DAY * 1.37)).isLessThan(0.25);
    }

    /** Amplitude of the sine of that period in half a year of an east component, mm. */
    private double stacked(double period) {
        var gnss = device("jl-220323-101-gnss1");
        var n = 180 * 24;
        var sine = mean(
                n, i -> east(gnss, i) * Math.sin(2 * Math.PI * seconds(JANUARY.plus(Duration.ofHours(i))) / period));
        var cosine = mean(
                n, i -> east(gnss, i) * Math.cos(2 * Math.PI * seconds(JANUARY.plus(Duration.ofHours(i))) / period));
        return 2 * Math.hypot(sine, cosine);
    }

    private double east(DemoDevice gnss, int hour) {
        return value(gnss, "displacement.e", JANUARY.plus(Duration.ofHours(hour)));
    }

    @Test
    void cracksCloseInSummerPolesBendWithTheHeatAndBatteriesFillByDay() {
        var crack = device("jl-220323-101-crack1");
        var tilt = device("jl-220323-101-tilt1");
        assertThat(overADay(crack, "crack", JANUARY) - overADay(crack, "crack", JULY))
                .isBetween(0.2, 0.8);
        assertThat(overADay(tilt, "tilt.x", JULY) - overADay(tilt, "tilt.x", JANUARY))
                .isBetween(0.02, 0.08);
        var noon = value(crack, "battery", JULY.plus(Duration.ofHours(5)));
        var night = value(crack, "battery", JULY.plus(Duration.ofHours(19)));
        assertThat(noon - night).isBetween(0.5, 2.0);
    }

    private double overADay(DemoDevice device, String quantity, Instant day) {
        return mean(24, i -> value(device, quantity, day.plus(Duration.ofHours(i))));
    }

    private double value(DemoDevice device, String quantity, Instant at) {
        return network.measure(device, at, Scene.quiet()).stream()
                .filter(reading -> reading.quantity().equals(quantity))
                .mapToDouble(Reading::value)
                .findFirst()
                .orElseThrow();
    }

    private DemoDevice device(String id) {
        return network.devices().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond();
    }

    private static double mean(int n, IntToDoubleFunction f) {
        return IntStream.range(0, n).mapToDouble(f).average().orElseThrow();
    }
}
