package cn.shanshao.sim.backtest;

import cn.shanshao.detect.report.Report;
import cn.shanshao.detect.report.Report.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts of a back-test as a life-expectancy plot, in plain SVG: when a failure was foretold, upward, against when that
 * was said, to the right. Forecasts that hold lie along a level line; those that only run ahead of the day lie along the
 * slanting one. The same report makes the same bytes.
 */
final class LifePlot {
    private static final double LEFT = 92;
    private static final double RIGHT = 884;
    private static final double TOP = 64;
    private static final double BOTTOM = 376;
    private static final int MOST_TICKS = 9;
    /** How far beyond the record the far ends of windows are followed, in shares of its length. */
    private static final double BEYOND = 0.5;

    private static final List<Integer> STEPS_H = List.of(1, 3, 6, 12, 24, 48, 120, 240, 720, 2160, 8760);

    private final String place;
    private final ZoneId zone;
    private final Instant first;
    private final Instant last;
    private final Instant latest;
    private final @Nullable Instant failure;
    private final StringBuilder svg = new StringBuilder();

    private LifePlot(String place, ZoneId zone, Instant first, Instant last, @Nullable Instant failure) {
        this.place = place;
        this.zone = zone;
        this.first = first;
        this.last = last;
        this.failure = failure;
        var beyond = Duration.ofMillis(
                Math.round(Math.max(1, Duration.between(first, last).toMillis()) * BEYOND));
        this.latest = (failure != null && failure.isAfter(last) ? failure : last).plus(beyond);
    }

    /**
     * @param place what the title calls it; letters, digits, {@code _} and {@code -}
     * @param zone of the days
     * @param failure when it truly failed; {@code null} where nobody says
     */
    static String of(Report report, String place, ZoneId zone, @Nullable Instant failure) {
        var first = report.from();
        var last = report.to();
        if (first == null || last == null) {
            throw new IllegalArgumentException("report: expected one of a record with readings, was one without");
        }
        return new LifePlot(place, zone, first, last, failure).drawn(report.forecasts());
    }

    private String drawn(List<Outlook> outlooks) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 920 440\" font-family=\"sans-serif\""
                + " font-size=\"12\">\n<rect width=\"920\" height=\"440\" fill=\"#fff\"/>\n");
        text(16, 24, "font-size=\"15\" font-weight=\"bold\"", place + "  失稳时间预报  failure foretold");
        text(16, 46, "fill=\"#555\"", "点：最可能；竖条：时间窗；灰刻：无预报。 Dot: best estimate; bar: window; grey tick: no forecast.");
        text((LEFT + RIGHT) / 2, 420, "text-anchor=\"middle\" fill=\"#555\"", "作出预报的时间 when it was stated");
        grid();
        line(x(first), y(first), x(last), y(last), "stroke=\"#999\" stroke-dasharray=\"4 3\"");
        outlooks.forEach(this::outlook);
        if (failure != null) {
            line(LEFT, y(failure), RIGHT, y(failure), "stroke=\"#c62828\" stroke-width=\"1.5\"");
            text(LEFT + 8, y(failure) - 6, "fill=\"#c62828\"", "实际失稳 it failed " + label(failure, "yyyy-MM-dd HH:mm"));
        }
        if (outlooks.stream().noneMatch(one -> one.failureAt() != null)) {
            text((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2, "text-anchor=\"middle\"", "没有作出预报 no forecast was made");
        }
        return svg.append("</svg>\n").toString();
    }

    private void grid() {
        for (var tick : ticks(first, last)) {
            line(x(tick), TOP, x(tick), BOTTOM, "stroke=\"#eee\"");
            text(x(tick), BOTTOM + 18, "text-anchor=\"middle\"", label(tick, form(first, last)));
        }
        for (var tick : ticks(first, latest)) {
            line(LEFT, y(tick), RIGHT, y(tick), "stroke=\"#eee\"");
            text(LEFT - 6, y(tick) + 4, "text-anchor=\"end\"", label(tick, form(first, latest)));
        }
        line(LEFT, BOTTOM, RIGHT, BOTTOM, "stroke=\"#555\"");
        line(LEFT, TOP, LEFT, BOTTOM, "stroke=\"#555\"");
    }

    private void outlook(Outlook one) {
        var x = x(one.at());
        if (one.failureAt() == null) {
            line(x, BOTTOM - 5, x, BOTTOM, "stroke=\"#999\"");
            return;
        }
        var from = one.earliest() == null ? one.failureAt() : one.earliest();
        var to = one.latest() == null ? latest : one.latest();
        if (y(from) > y(to)) {
            line(x, y(from), x, y(to), "stroke=\"#1565c0\" stroke-width=\"5\" stroke-opacity=\".35\"");
        }
        if (to.isAfter(latest) || one.latest() == null) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %.1fl-4 7h8z\" fill=\"#1565c0\" fill-opacity=\".6\"/>\n",
                    x,
                    TOP - 7));
        }
        if (!one.failureAt().isAfter(latest)) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"#1565c0\"/>\n",
                    x,
                    y(one.failureAt())));
        }
    }

    /** The step is the least that leaves room for the words; days begin at midnight. */
    private List<Instant> ticks(Instant from, Instant to) {
        var hours = Math.max(1, Duration.between(from, to).toHours());
        var step = STEPS_H.stream()
                .filter(one -> hours / one < MOST_TICKS)
                .findFirst()
                .orElse((int) (hours / MOST_TICKS + 1));
        var ticks = new ArrayList<Instant>();
        var day = LocalDate.ofInstant(from, zone).atStartOfDay(zone);
        for (var tick = day; !tick.toInstant().isAfter(to); ) {
            if (!tick.toInstant().isBefore(from)) {
                ticks.add(tick.toInstant());
            }
            tick = step % 24 == 0 ? tick.plusDays(step / 24) : tick.plusHours(step);
        }
        return ticks;
    }

    private static String form(Instant from, Instant to) {
        var days = Duration.between(from, to).toDays();
        return days < MOST_TICKS ? "MM-dd HH:mm" : days < 300 ? "MM-dd" : "yyyy-MM-dd";
    }

    private String label(Instant at, String form) {
        return DateTimeFormatter.ofPattern(form, Locale.ROOT).withZone(zone).format(at);
    }

    private double x(Instant at) {
        return LEFT + share(at, last) * (RIGHT - LEFT);
    }

    /** What lies outside is drawn at the edge. */
    private double y(Instant at) {
        return BOTTOM - Math.max(0, Math.min(1, share(at, latest))) * (BOTTOM - TOP);
    }

    private double share(Instant at, Instant end) {
        return (double) Duration.between(first, at).toMillis()
                / Math.max(1, Duration.between(first, end).toMillis());
    }

    private void line(double x1, double y1, double x2, double y2, String look) {
        svg.append(String.format(
                Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n", x1, y1, x2, y2, look));
    }

    private void text(double x, double y, String look, String words) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>\n", x, y, look, words));
    }
}
