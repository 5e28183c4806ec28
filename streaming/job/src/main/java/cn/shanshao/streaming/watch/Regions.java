package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Judged;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.rain.RainNow;
import cn.shanshao.detect.rain.RainTable;
import cn.shanshao.detect.rain.RegionalRisk;
import cn.shanshao.ingest.wire.DivisionRisk;
import cn.shanshao.ingest.wire.RainForecast;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rain risk of each division of what its gauges have said and of the newest forecast, once a minute. Gauges of
 * the exercise count only where there is no live one. It is not checkpointed: gauges speak again, forecasts are retained.
 */
final class Regions {
    private static final long EVERY = 60_000;

    /** Told again after this, changed or not, ms. */
    private static final long AGAIN = 600_000;

    /** A gauge that has said nothing for so long counts no more, ms. */
    private static final long SILENT = 2 * 3_600_000;

    private static final long HOUR = 3_600_000;
    private static final int AHEAD_HOURS = 24;

    private record Heard(RainNow rain, long at) {}

    private record Told(DivisionRisk risk, long at) {}

    /** What of a forecast falls into the next hours. */
    private record Expected(RainForecast forecast, double[] mm, double hours) {}

    /** Device and quantity → what it said. */
    private final Map<String, Map<String, Heard>> gauges = new HashMap<>();

    private final Map<String, RainForecast> forecasts = new TreeMap<>();
    private final Map<String, Told> told = new HashMap<>();
    private long next;

    void hear(String device, String quantity, RainNow rain, long now) {
        gauges.computeIfAbsent(device, id -> new HashMap<>()).put(quantity, new Heard(rain, now));
    }

    /** The newest of each source counts. */
    void expect(RainForecast forecast) {
        forecasts.merge(
                forecast.source(), forecast, (one, other) -> other.issuedAt().isBefore(one.issuedAt()) ? one : other);
    }

    /** Publishes what has changed, at most once a minute. */
    void publish(Book book, long now, Consumer<Outgoing> out) {
        if (now < next) {
            return;
        }
        next = now + EVERY;
        var regions = regions(book, now);
        var all = new TreeSet<>(regions.keySet());
        all.addAll(told.keySet());
        for (var division : all) {
            var found = regions.getOrDefault(division, List.of());
            var risk = risk(division, found, now);
            var before = told.get(division);
            if (before == null || now - before.at >= AGAIN || !saysTheSame(risk, before.risk)) {
                out.accept(Outgoing.retained(Topics.risk(division), risk));
                told.put(division, new Told(risk, now));
            }
            if (found.isEmpty()) {
                told.remove(division);
            }
        }
    }

    private static boolean saysTheSame(DivisionRisk one, DivisionRisk other) {
        return new DivisionRisk(one.division(), one.realm(), other.at(), one.now(), one.next24h()).equals(other);
    }

    private record Found(Assigned device, RegionalRisk.Gauge gauge) {}

    private Map<String, List<Found>> regions(Book book, long now) {
        var found = new HashMap<String, List<Found>>();
        gauges.entrySet().removeIf(entry -> {
            entry.getValue().values().removeIf(heard -> now - heard.at > SILENT);
            var device = book.device(entry.getKey());
            if (device != null && device.device().inService(Instant.ofEpochMilli(now))) {
                gauge(book, device, entry.getValue())
                        .ifPresent(gauge -> found.computeIfAbsent(device.division(), code -> new ArrayList<>())
                                .add(new Found(device, gauge)));
            }
            return entry.getValue().isEmpty();
        });
        return found;
    }

    /** A device that says both is one gauge; its counter is preferred. */
    private static Optional<RegionalRisk.Gauge> gauge(Book book, Assigned device, Map<String, Heard> said) {
        return Stream.of("rain.total", "rain")
                .flatMap(
                        quantity -> Optional.ofNullable(said.get(quantity))
                                .map(heard -> gauge(book, device, quantity, heard.rain))
                                .stream())
                .filter(gauge -> !gauge.table().isEmpty())
                .findFirst();
    }

    /** With the columns of all tables by which it is judged, as they hold by its own clock; any one is enough. */
    private static RegionalRisk.Gauge gauge(Book book, Assigned device, String quantity, RainNow rain) {
        var table = book.rules(device, quantity).stream()
                .filter(rule ->
                        rule.method() == Method.RAIN_TABLE && !rule.config().shadow())
                .flatMap(rule -> RainTable.columns(rule.config().params(), rain.at()).stream())
                .toList();
        return new RegionalRisk.Gauge(device.id(), rain, table);
    }

    private DivisionRisk risk(String division, List<Found> found, long now) {
        var live = found.stream()
                .filter(one -> one.device.realm() == Realm.LIVE)
                .map(Found::gauge)
                .toList();
        var counting = live.isEmpty() ? found.stream().map(Found::gauge).toList() : live;
        var realm = live.isEmpty() && !found.isEmpty() ? Realm.EXERCISE : Realm.LIVE;
        return new DivisionRisk(
                division,
                realm,
                Instant.ofEpochMilli(now),
                RegionalRisk.now(counting).map(risk -> now(risk, counting)).orElse(null),
                expected(division, now)
                        .flatMap(expected ->
                                RegionalRisk.ahead(counting, expected.mm).map(risk -> ahead(risk, expected)))
                        .orElse(null));
    }

    private static DivisionRisk.Now now(RegionalRisk.Risk risk, List<RegionalRisk.Gauge> gauges) {
        var incomplete =
                gauges.stream().filter(gauge -> !gauge.rain().isComplete()).count();
        return new DivisionRisk.Now(
                risk.grade(),
                risk.level(),
                rounded(risk.rank()),
                gauges.size(),
                (int) incomplete,
                risk.worst().device(),
                why(risk));
    }

    private static DivisionRisk.Ahead ahead(RegionalRisk.Risk risk, Expected expected) {
        var mm = 0.0;
        for (var one : expected.mm) {
            mm += one;
        }
        return new DivisionRisk.Ahead(
                risk.grade(),
                risk.level(),
                rounded(risk.rank()),
                rounded(mm),
                rounded(expected.hours),
                expected.forecast.source(),
                expected.forecast.issuedAt(),
                risk.worst().device(),
                why(risk));
    }

    private static String why(RegionalRisk.Risk risk) {
        return Judged.ofColumn(risk.column(), risk.worstRank()).why();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** Of the source that spoke last of the division's next hours. */
    private Optional<Expected> expected(String division, long now) {
        Expected newest = null;
        for (var forecast : forecasts.values()) {
            var expected = expected(forecast, division, now);
            var isNewer = newest == null || forecast.issuedAt().isAfter(newest.forecast.issuedAt());
            newest = expected != null && isNewer ? expected : newest;
        }
        return Optional.ofNullable(newest);
    }

    /** Of intervals that overlap the one that is stated last holds, for the time that it speaks of. */
    private static @Nullable Expected expected(RainForecast forecast, String division, long now) {
        var mm = new double[AHEAD_HOURS];
        var intervals = forecast.divisions().getOrDefault(division, List.of());
        var open = List.of(new Span(now, now + AHEAD_HOURS * HOUR));
        for (var i = intervals.size() - 1; i >= 0 && !open.isEmpty(); i--) {
            var interval = intervals.get(i);
            var whole = Span.of(interval);
            var left = new ArrayList<Span>();
            for (var span : open) {
                span.within(whole).ifPresent(piece -> piece.spread(interval.mm() / whole.length(), now, mm));
                span.without(whole).forEach(left::add);
            }
            open = left;
        }
        var covered = AHEAD_HOURS * HOUR - open.stream().mapToLong(Span::length).sum();
        return covered == 0 ? null : new Expected(forecast, mm, (double) covered / HOUR);
    }

    /** A time that nothing newer speaks of, Unix ms. */
    private record Span(long from, long to) {
        static Span of(RainForecast.Interval interval) {
            return new Span(interval.from().toEpochMilli(), interval.to().toEpochMilli());
        }

        long length() {
            return to - from;
        }

        Optional<Span> within(Span other) {
            return Optional.of(new Span(Math.max(from, other.from), Math.min(to, other.to)))
                    .filter(both -> both.length() > 0);
        }

        /** What lies before the other, and what lies after it. */
        Stream<Span> without(Span other) {
            return Stream.of(new Span(from, Math.min(to, other.from)), new Span(Math.max(from, other.to), to))
                    .filter(rest -> rest.length() > 0);
        }

        /** Adds so much per ms to the hours that it lies in, of which the first begins now. */
        void spread(double rate, long now, double[] mm) {
            for (var hour = 0; hour < mm.length; hour++) {
                var begin = now + hour * HOUR;
                mm[hour] += rate * Math.max(0, Math.min(to, begin + HOUR) - Math.max(from, begin));
            }
        }
    }
}
