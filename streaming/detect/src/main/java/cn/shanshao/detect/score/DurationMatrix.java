package cn.shanshao.detect.score;

import cn.shanshao.ingest.wire.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The duration matrix of EDuMaP: the time that was spent in each warning level while an event of each class was going on.
 * Unlike a table of two by two it shows levels, and how many slides there were. Calvello &amp; Piciullo (2016), Nat.
 * Hazards Earth Syst. Sci. 16, 103–122.
 */
public final class DurationMatrix {
    private static final double HOUR = 3_600_000;

    /**
     * A warning, Unix ms.
     *
     * @param to exclusive
     */
    public record Warning(long from, long to, Level level) {}

    /**
     * An event, Unix ms, with the time before and after it in which a warning counts.
     *
     * @param to exclusive
     * @param size class, 1 for the smallest: by the number of landslides in the zone
     */
    public record Event(long from, long to, int size) {}

    private final double[][] hours;

    private DurationMatrix(int classes) {
        hours = new double[Level.values().length + 1][classes + 1];
    }

    /**
     * Lays warnings over events. Where several overlap the gravest level and the greatest class count.
     *
     * @param from of the time that is judged, Unix ms
     * @param to exclusive
     * @param classes of events
     */
    public static DurationMatrix of(
            long from, long to, Collection<Warning> warnings, Collection<Event> events, int classes) {
        var matrix = new DurationMatrix(classes);
        var edges = edges(from, to, warnings, events);
        for (var i = 1; i < edges.size(); i++) {
            var at = edges.get(i - 1);
            matrix.hours[level(warnings, at)][size(events, at)] += (edges.get(i) - at) / HOUR;
        }
        return matrix;
    }

    private static List<Long> edges(long from, long to, Collection<Warning> warnings, Collection<Event> events) {
        var edges = new TreeSet<Long>(List.of(from, to));
        warnings.forEach(one -> edges.addAll(List.of(one.from, one.to)));
        events.forEach(one -> edges.addAll(List.of(one.from, one.to)));
        return new ArrayList<>(edges.subSet(from, true, to, true));
    }

    private static int level(Collection<Warning> warnings, long at) {
        return warnings.stream()
                .filter(one -> at >= one.from && at < one.to)
                .mapToInt(one -> row(one.level))
                .max()
                .orElse(0);
    }

    private static int size(Collection<Event> events, long at) {
        return events.stream()
                .filter(one -> at >= one.from && at < one.to)
                .mapToInt(Event::size)
                .max()
                .orElse(0);
    }

    private static int row(@Nullable Level level) {
        return level == null ? 0 : level.rank();
    }

    /**
     * Hours in a level while an event of a class was going on.
     *
     * @param level {@code null} for no warning
     * @param size 0 for no event
     */
    public double hours(@Nullable Level level, int size) {
        return hours[row(level)][size];
    }

    /** The table of two by two, in hours, when a level and above are warnings, and a class and above are events. */
    public Contingency contingency(Level from, int fromSize) {
        var table = Contingency.EMPTY;
        for (var row = 0; row < hours.length; row++) {
            for (var size = 0; size < hours[row].length; size++) {
                table = table.add(row >= row(from), size >= fromSize, hours[row][size]);
            }
        }
        return table;
    }
}
