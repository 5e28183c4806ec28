package cn.shanshao.detect.report;

import cn.shanshao.detect.BackTest;
import cn.shanshao.detect.score.Contingency;
import cn.shanshao.detect.score.DurationMatrix;
import cn.shanshao.detect.score.LeadTimes;
import cn.shanshao.detect.score.RocArea;
import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good the alerts were, against what happened. A ratio that nothing can be said of is {@code null}.
 *
 * @param windowHours before an event in which an alert is a warning of it
 * @param auc of the days: the share of pairs (a day in a window, a day in none) in which the first came nearer to the
 *     limits
 * @param matrix hours in each level: without an event ahead, and with one
 */
public record Score(
        double windowHours,
        List<Instant> events,
        At orange,
        At red,
        @Nullable Double auc,
        Matrix matrix) {
    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");
    private static final double HOUR_MS = 3_600_000;
    private static final double HOUR_MINUTES = 60;

    /** Hours in a level. */
    public record Hours(double quiet, double event) {}

    /**
     * The duration matrix.
     *
     * @param none no level stood
     */
    public record Matrix(Hours none, Hours blue, Hours yellow, Hours orange, Hours red) {}

    /**
     * When a level and above are warnings.
     *
     * @param hits events with a warning in their window
     * @param missed events without
     * @param falseAlarms warnings, from beginning to end, that no event followed
     * @param tss of days
     * @param leads of each event, in their order: hours from the first warning in its window; {@code null} if missed
     * @param leadHours {@code null} without a hit
     */
    public record At(
            int hits,
            int missed,
            int falseAlarms,
            @Nullable Double pod,
            @Nullable Double far,
            @Nullable Double tss,
            List<@Nullable Double> leads,
            @Nullable Leads leadHours) {}

    /** Over the events that were warned of. */
    public record Leads(double median, double least, double most) {}

    /** A stretch of a level and above, Unix ms. */
    private record Run(long from, long to) {}

    static Score of(
            List<BackTest.Phase> phases,
            Map<LocalDate, Double> days,
            Instant first,
            Instant last,
            List<Instant> events,
            Duration window) {
        var sorted = events.stream().sorted().toList();
        var end = Math.max(last.toEpochMilli(), sorted.get(sorted.size() - 1).toEpochMilli());
        var before = window.toMillis();
        return new Score(
                before / HOUR_MS,
                sorted,
                at(Level.ORANGE, phases, days, sorted, before, end),
                at(Level.RED, phases, days, sorted, before, end),
                auc(days, sorted, window),
                matrix(phases, first.toEpochMilli(), end, sorted, before));
    }

    private static At at(
            Level level,
            List<BackTest.Phase> phases,
            Map<LocalDate, Double> days,
            List<Instant> events,
            long window,
            long end) {
        var runs = runs(level, phases, end);
        var leads = new ArrayList<@Nullable Double>();
        var hours = new ArrayList<Duration>();
        for (var event : events) {
            var at = event.toEpochMilli();
            var warned = runs.stream()
                    .filter(run -> run.from <= at && run.to >= at - window)
                    .mapToLong(Run::from)
                    .min();
            leads.add(warned.isPresent() ? rounded((at - warned.getAsLong()) / HOUR_MS) : null);
            warned.ifPresent(from -> hours.add(Duration.ofMillis(at - from)));
        }
        var hits = hours.size();
        var wrong = (int) runs.stream()
                .filter(run -> events.stream()
                        .mapToLong(Instant::toEpochMilli)
                        .noneMatch(at -> run.from <= at + window && run.to >= at - window))
                .count();
        var byEvent = new Contingency(hits, events.size() - hits, wrong, 0);
        return new At(
                hits,
                events.size() - hits,
                wrong,
                orNull(byEvent.pod()),
                orNull(byEvent.far()),
                orNull(byDay(runs, days, events, Duration.ofMillis(window)).tss()),
                leads,
                hours.isEmpty() ? null : leads(LeadTimes.of(hours)));
    }

    private static Leads leads(LeadTimes minutes) {
        return new Leads(
                rounded(minutes.median() / HOUR_MINUTES),
                rounded(minutes.least() / HOUR_MINUTES),
                rounded(minutes.most() / HOUR_MINUTES));
    }

    private static List<Run> runs(Level level, List<BackTest.Phase> phases, long end) {
        var runs = new ArrayList<Run>();
        var from = Long.MIN_VALUE;
        for (var phase : phases) {
            var stands = phase.level() != null && phase.level().atLeast(level);
            if (stands && from == Long.MIN_VALUE) {
                from = phase.from().toEpochMilli();
            } else if (!stands && from != Long.MIN_VALUE) {
                runs.add(new Run(from, phase.from().toEpochMilli()));
                from = Long.MIN_VALUE;
            }
        }
        if (from != Long.MIN_VALUE) {
            runs.add(new Run(from, end));
        }
        return runs;
    }

    private static Contingency byDay(
            List<Run> runs, Map<LocalDate, Double> days, List<Instant> events, Duration window) {
        var table = Contingency.EMPTY;
        for (var day : days.keySet()) {
            var from = day.atStartOfDay(LOCAL).toInstant().toEpochMilli();
            var to = day.plusDays(1).atStartOfDay(LOCAL).toInstant().toEpochMilli();
            var warned = runs.stream().anyMatch(run -> run.from < to && run.to >= from);
            table = table.add(warned, isAhead(day, events, window));
        }
        return table;
    }

    /** The day touches the window of an event. */
    private static boolean isAhead(LocalDate day, List<Instant> events, Duration window) {
        return events.stream()
                .anyMatch(event -> !day.isAfter(event.atZone(LOCAL).toLocalDate())
                        && !day.isBefore(event.minus(window).atZone(LOCAL).toLocalDate()));
    }

    private static @Nullable Double auc(Map<LocalDate, Double> days, List<Instant> events, Duration window) {
        var with = days.entrySet().stream()
                .filter(day -> isAhead(day.getKey(), events, window))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        var without = days.entrySet().stream()
                .filter(day -> !isAhead(day.getKey(), events, window))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        return with.length == 0 || without.length == 0 ? null : orNull(RocArea.of(with, without));
    }

    private static Matrix matrix(List<BackTest.Phase> phases, long first, long end, List<Instant> events, long window) {
        var warnings = new ArrayList<DurationMatrix.Warning>();
        for (var i = 0; i < phases.size(); i++) {
            var level = phases.get(i).level();
            if (level != null) {
                warnings.add(new DurationMatrix.Warning(
                        phases.get(i).from().toEpochMilli(),
                        i + 1 < phases.size() ? phases.get(i + 1).from().toEpochMilli() : end,
                        level));
            }
        }
        var ahead = events.stream()
                .map(event -> new DurationMatrix.Event(event.toEpochMilli() - window, event.toEpochMilli(), 1))
                .toList();
        var matrix = DurationMatrix.of(first, end, warnings, ahead, 1);
        return new Matrix(
                hours(matrix, null),
                hours(matrix, Level.BLUE),
                hours(matrix, Level.YELLOW),
                hours(matrix, Level.ORANGE),
                hours(matrix, Level.RED));
    }

    private static Hours hours(DurationMatrix matrix, @Nullable Level level) {
        return new Hours(rounded(matrix.hours(level, 0)), rounded(matrix.hours(level, 1)));
    }

    private static @Nullable Double orNull(double ratio) {
        return Double.isNaN(ratio) ? null : Math.round(ratio * 1e4) / 1e4;
    }

    private static double rounded(double hours) {
        return Math.round(hours * 100) / 100.0;
    }
}
