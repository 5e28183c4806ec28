package cn.shanshao.detect.rain;

import cn.shanshao.ingest.wire.Level;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The risk of geohazards by rain in a region (地质灾害气象风险), from where its gauges stand in their tables. Of ten gauges and
 * more the highest tenth is left out, so that one broken gauge colours no county; the highest of all is told beside it.
 * Grade 1 is below blue; 2 is blue, 3 yellow (注意), 4 orange (预警), 5 red (警报).
 */
public final class RegionalRisk {
    /** Share of the gauges that stand no higher than the region. A default of this system, of no standard. */
    static final double UPPER = 0.9;

    private RegionalRisk() {}

    /** A gauge and the table that it is judged by. */
    public record Gauge(String device, RainNow rain, List<RainTable.Column> table) {}

    /**
     * @param rank of the region
     * @param worst the gauge that stands highest, by the rain of a column
     */
    public record Risk(double rank, Gauge worst, double worstRank, RainTable.Column column, double mm) {
        public int grade() {
            return 1 + (int) Math.min(4, rank);
        }

        public @Nullable Level level() {
            return grade() == 1 ? null : Level.ofRank(grade() - 1);
        }
    }

    private record Stand(Gauge gauge, RainTable.Column column, double mm) {
        double rank() {
            return column.rank(mm);
        }
    }

    /** As it is now; empty without a gauge that has a table. */
    public static Optional<Risk> now(Collection<Gauge> gauges) {
        return of(gauges.stream()
                .flatMap(gauge -> gauge.table.stream()
                        .map(column -> new Stand(gauge, column, gauge.rain.sums()[column.number() - 1]))
                        .max(Comparator.comparingDouble(Stand::rank))
                        .stream())
                .toList());
    }

    /**
     * What it comes to at its height when so much falls on what has fallen. Columns longer than a day are looked at when
     * the day is over.
     *
     * @param expected mm in each of the next 24 hours
     */
    public static Optional<Risk> ahead(Collection<Gauge> gauges, double[] expected) {
        return of(gauges.stream()
                .flatMap(gauge -> gauge.table.stream()
                        .map(column -> new Stand(gauge, column, most(column, gauge.rain, expected)))
                        .max(Comparator.comparingDouble(Stand::rank))
                        .stream())
                .toList());
    }

    /** The most that falls within a column's time, ending at any of the next hours. */
    private static double most(RainTable.Column column, RainNow rain, double[] expected) {
        var minutes = column.span().toMinutes();
        if (minutes < 60) {
            return Math.max(
                    rain.sums()[column.number() - 1],
                    Arrays.stream(expected).max().orElse(0) * minutes / 60);
        }
        var hours = (int) (minutes / 60);
        if (hours > RainNow.DAY_HOURS) {
            return Math.max(
                    rain.sums()[column.number() - 1],
                    rain.rests()[column.number() - 1] + Arrays.stream(expected).sum());
        }
        var most = rain.sums()[column.number() - 1];
        for (var end = 1; end <= expected.length; end++) {
            var sum = 0.0;
            for (var hour = end - hours; hour < end; hour++) {
                sum += hour >= 0 ? expected[hour] : rain.hours()[-hour - 1];
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private static Optional<Risk> of(List<Stand> stands) {
        if (stands.isEmpty()) {
            return Optional.empty();
        }
        var order =
                stands.stream().sorted(Comparator.comparingDouble(Stand::rank)).toList();
        var worst = order.get(order.size() - 1);
        var upper = order.get((int) Math.ceil(UPPER * order.size()) - 1);
        return Optional.of(new Risk(upper.rank(), worst.gauge, worst.rank(), worst.column, worst.mm));
    }
}
