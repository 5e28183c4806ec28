package cn.shanshao.allinone.bench;

import cn.shanshao.detect.BackTest;
import cn.shanshao.detect.DefaultRules;
import cn.shanshao.detect.Sample;
import cn.shanshao.detect.movement.FukuzonoLine;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Forecast;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.sim.series.FailingSlope;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How early, how often and how surely the default rules tell of slopes that fail, beside a naive inverse velocity (a line
 * through the newest ten rates) and a naive tangential angle (weekly rate over the median rate): the same slopes for all.
 */
final class ForecastBench {
    private static final double[] EXPONENTS = {1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.1, 2.2};
    private static final double DAY_MS = 86_400_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The penalty of the interval score: 2/α at 95 %. */
    private static final double PENALTY = 40;

    private final int slopes;
    private final long seed;
    private final double noisiness;
    private final double storminess;
    private final PrintStream out;

    ForecastBench(int slopes, long seed, double noisiness, double storminess, PrintStream out) {
        this.slopes = slopes;
        this.seed = seed;
        this.noisiness = noisiness;
        this.storminess = storminess;
        this.out = out;
    }

    /**
     * Of one slope; times in days before the failure, NaN for never.
     *
     * @param tooSoon red before the onset
     * @param width of the window that stood when a third of the life was left, as a share of what remained when it was
     *     given; NaN for no window
     * @param score interval score of it, in the same unit
     */
    private record Outcome(
            double red, double orange, boolean tooSoon, boolean held, double width, double score, Naive naive) {}

    /**
     * @param dates that it gave before the onset, when nothing was to be foretold
     * @param within a fifth of what remained, when a third of the life was left
     */
    private record Naive(int dates, boolean within, boolean redBeforeOnset) {}

    void run() {
        out.printf(
                "%d slopes for each exponent, seed %d, noise %s, storms %s; a third of the life is left where a window is asked for%n",
                slopes, seed, noisiness, storminess);
        out.println("| α | red before failure | red, d before | orange, d before | red before onset | window by then"
                + " | holds the truth | median width / remaining | interval score | naive 1/v: within 20 %"
                + " | dates before onset, per slope | naive angle: red before onset |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (var alpha : EXPONENTS) {
            row(alpha);
        }
    }

    private void row(double alpha) {
        var random = new Random(seed + Math.round(alpha * 10));
        var drawn = IntStream.range(0, slopes)
                .mapToObj(i -> FailingSlope.draw(random, alpha, noisiness, storminess))
                .toList();
        var outcomes = drawn.parallelStream().map(ForecastBench::judge).toList();
        var windows =
                outcomes.stream().filter(one -> !Double.isNaN(one.width())).toList();
        out.printf(
                "| %.1f | %s | %.1f | %.1f | %s | %s | %s | %.2f | %.2f | %s | %.1f | %s |%n",
                alpha,
                share(outcomes, one -> !Double.isNaN(one.red())),
                median(outcomes.stream().mapToDouble(Outcome::red)),
                median(outcomes.stream().mapToDouble(Outcome::orange)),
                share(outcomes, Outcome::tooSoon),
                share(outcomes, one -> !Double.isNaN(one.width())),
                share(windows, Outcome::held),
                median(windows.stream().mapToDouble(Outcome::width)),
                median(windows.stream().mapToDouble(Outcome::score)),
                share(outcomes, one -> one.naive().within()),
                outcomes.stream().mapToInt(one -> one.naive().dates()).average().orElse(0),
                share(outcomes, one -> one.naive().redBeforeOnset()));
    }

    private static String share(List<Outcome> of, Predicate<Outcome> which) {
        return of.isEmpty()
                ? "–"
                : "%.0f %%".formatted(100.0 * of.stream().filter(which).count() / of.size());
    }

    private static double median(DoubleStream values) {
        var sorted = values.filter(one -> !Double.isNaN(one)).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static Outcome judge(FailingSlope slope) {
        var record = slope.record();
        var samples = record.stream()
                .map(one -> new Sample(at(one.day()).toEpochMilli(), one.mm(), true, Flag.PASS))
                .toList();
        var result = BackTest.run("slope", "displacement", DefaultRules.of("displacement"), null, samples);
        var failure = at(slope.failure());
        var onset = at(slope.steady());
        var third = at(slope.failure() - slope.life() / 3);
        var last = result.outlooks().stream()
                .filter(one -> one.forecast().refusedBy() == null)
                .filter(one -> !one.at().isBefore(onset) && !one.at().isAfter(third))
                .reduce((one, other) -> other)
                .orElse(null);
        var red = result.first(Level.RED);
        var naive = naive(slope, record);
        return last == null
                ? new Outcome(
                        before(red, failure),
                        before(result.first(Level.ORANGE), failure),
                        red != null && red.isBefore(onset),
                        false,
                        Double.NaN,
                        Double.NaN,
                        naive)
                : outcome(last, red, result.first(Level.ORANGE), onset, failure, naive);
    }

    private static Outcome outcome(
            BackTest.Outlook last,
            @Nullable Instant red,
            @Nullable Instant orange,
            Instant onset,
            Instant failure,
            Naive naive) {
        var remaining = before(last.at(), failure);
        var earliest = before(earliest(last.forecast()), failure);
        var latest = before(latest(last.forecast()), failure);
        var missed = Math.max(0, -earliest) + Math.max(0, latest);
        return new Outcome(
                before(red, failure),
                before(orange, failure),
                red != null && red.isBefore(onset),
                missed == 0,
                (earliest - latest) / remaining,
                (earliest - latest + PENALTY * missed) / remaining,
                naive);
    }

    private static Instant earliest(Forecast forecast) {
        return Objects.requireNonNull(forecast.earliest());
    }

    private static Instant latest(Forecast forecast) {
        return Objects.requireNonNull(forecast.latest());
    }

    /** Days. */
    private static double before(@Nullable Instant at, Instant failure) {
        return at == null ? Double.NaN : (failure.toEpochMilli() - at.toEpochMilli()) / DAY_MS;
    }

    private static Instant at(double day) {
        return START.plusMillis(Math.round(day * DAY_MS));
    }

    /** A rate a day; ten of them, R² above 0.8, within 30 days: a date. Weekly over median rate, 85°: red. */
    private static Naive naive(FailingSlope slope, List<FailingSlope.Reading> record) {
        var days = (int) slope.failure();
        var places = new double[days];
        Arrays.fill(places, Double.NaN);
        record.forEach(one -> {
            if ((int) one.day() < days) {
                places[(int) one.day()] = one.mm();
            }
        });
        for (var i = 1; i < days; i++) {
            places[i] = Double.isNaN(places[i]) ? places[i - 1] : places[i];
        }
        var dates = 0;
        var within = false;
        var redBeforeOnset = false;
        for (var day = 10; day < days; day++) {
            var isBeforeOnset = day < slope.steady();
            var date = naiveDate(places, day);
            if (!Double.isNaN(date)) {
                dates += isBeforeOnset ? 1 : 0;
                var remaining = slope.failure() - day;
                within |= remaining <= slope.life() / 3 + 1
                        && remaining > slope.life() / 3 - 1
                        && Math.abs(date - slope.failure()) <= 0.2 * remaining;
            }
            redBeforeOnset |= isBeforeOnset && naiveRed(places, day);
        }
        return new Naive(dates, within, redBeforeOnset);
    }

    private static double naiveDate(double[] places, int day) {
        var t = new double[10];
        var v = new double[10];
        for (var i = 0; i < 10; i++) {
            t[i] = day - 9 + i;
            v[i] = places[day - 9 + i] - places[day - 10 + i];
            if (!(v[i] > 0)) {
                return Double.NaN;
            }
        }
        return FukuzonoLine.through(t, v)
                .filter(line -> line.r2() > 0.8 && line.failure() > day && line.failure() <= day + 30)
                .map(FukuzonoLine::failure)
                .orElse(Double.NaN);
    }

    private static boolean naiveRed(double[] places, int day) {
        var rates = IntStream.rangeClosed(7, day)
                .mapToDouble(i -> Math.abs(places[i] - places[i - 7]) / 7)
                .sorted()
                .toArray();
        var now = Math.abs(places[day] - places[Math.max(0, day - 7)]) / 7;
        return now >= Math.tan(Math.toRadians(85)) * rates[rates.length / 2];
    }
}
