package cn.shanshao.detect.debris;

import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.Station;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way down a gully. Two stations that are reached one after the other, in flow order and neither faster nor slower
 * than a debris flow runs, have seen the same front: 2…15 m/s. A man on foot is slower; thunder, and a fault that hits two
 * stations at once, is faster.
 */
public final class Gully {
    /** m/s. */
    public static final double SLOWEST = 2;

    /** m/s. */
    public static final double FASTEST = 15;

    /** Stations nearer than this are one, m: two sensors on one mast [our default]. */
    private static final double APART = 20;

    /** So late a reading may come, ms. */
    private static final long LATE = 600_000;

    private final Map<String, Double> chainages;
    private final @Nullable Double village;

    private Gully(Map<String, Double> chainages, @Nullable Double village) {
        this.chainages = chainages;
        this.village = village;
    }

    public static Gully of(Flow flow) {
        return new Gully(
                flow.stations().stream()
                        .collect(Collectors.toMap(Station::deviceId, Station::chainage, (one, other) -> one)),
                flow.village());
    }

    public boolean hasStation(String device) {
        return chainages.containsKey(device);
    }

    /** Chainage of a station, m; 0 for a device that is none. */
    public double chainage(String device) {
        return chainages.getOrDefault(device, 0.0);
    }

    /** How long a front is remembered: the slowest flow has passed all stations, and the latest reading has come. ms. */
    public long memory() {
        var longest =
                chainages.values().stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return LATE + Math.round(Math.max(0, longest.getMax() - longest.getMin()) / SLOWEST * 1_000);
    }

    /**
     * The passage that these fronts prove. Which one, and since when, depends on the fronts alone and not on their order:
     * the one that has come furthest down, over its shortest stretch; {@code since} is when the first of all was proved.
     *
     * @param cleanOnly fronts of doubtful readings do not count
     * @param clock of the point, Unix ms: what came down longer ago than the memory has passed
     */
    public Optional<Passage> passage(Collection<Front> fronts, boolean cleanOnly, long clock) {
        var able = fronts.stream()
                .filter(front -> hasStation(front.device()) && (front.clean() || !cleanOnly))
                .toList();
        var proved = able.stream()
                .flatMap(upper -> able.stream()
                        .filter(lower -> clock - lower.at() <= memory() && isOneFlow(upper, lower))
                        .map(lower -> between(upper, lower)))
                .toList();
        var since = proved.stream().mapToLong(one -> one.lower().at()).min();
        return proved.stream()
                .max(Comparator.comparingDouble(
                                (Passage one) -> chainage(one.lower().device()))
                        .thenComparingLong(one -> -one.lower().at())
                        .thenComparingDouble(one -> chainage(one.upper().device()))
                        .thenComparingLong(one -> one.upper().at())
                        .thenComparing(
                                one -> one.upper().device() + '~' + one.upper().quantity())
                        .thenComparing(
                                one -> one.lower().device() + '~' + one.lower().quantity()))
                .map(one -> one.since(since.orElseThrow()));
    }

    private boolean isOneFlow(Front upper, Front lower) {
        var distance = chainage(lower.device()) - chainage(upper.device());
        var seconds = (lower.at() - upper.at()) / 1_000.0;
        return distance >= APART && seconds >= distance / FASTEST && seconds <= distance / SLOWEST;
    }

    private Passage between(Front upper, Front lower) {
        var distance = chainage(lower.device()) - chainage(upper.device());
        var left = village == null ? null : village - chainage(lower.device());
        return new Passage(upper, lower, distance, distance * 1_000 / (lower.at() - upper.at()), left, lower.at());
    }
}
