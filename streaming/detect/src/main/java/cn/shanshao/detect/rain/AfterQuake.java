package cn.shanshao.detect.rain;

import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits of rain that are lowered for a time after an earthquake, as is the practice in Japan: what was shaken loose needs
 * less rain. A rule says by how much ({@code quakeFactor}), for how long ({@code quakeDays}) and how far around an
 * earthquake of magnitude 5 ({@code quakeRadius}, km); half a magnitude more reaches 1.8 times as far. The factors and the
 * way the radius grows are defaults of this system, of no standard.
 *
 * <p>What counts is the time of the reading that is judged: a past that is looked at again meets the limits of its own day.
 *
 * @param factor to which share the limits are lowered, 0…1
 * @param spans when
 */
public record AfterQuake(double factor, List<Span> spans) {
    /** Nothing is lowered. */
    public static final AfterQuake NONE = new AfterQuake(1, List.of());

    /** The earthquakes that a rule knows of, as parameters: {@code shaken.0}, {@code shaken.1} …, Unix ms. */
    private static final String SHAKEN = "shaken.";

    private static final double USUAL_DAYS = 90;
    private static final double USUAL_RADIUS = 20;
    private static final double DAY_MS = 86_400_000;
    private static final double EARTH_KM = 6371;

    public AfterQuake {
        spans = List.copyOf(spans);
    }

    /**
     * A time in which limits are lowered, Unix ms.
     *
     * @param to the first moment after it
     */
    public record Span(long from, long to) {
        boolean holds(long at) {
            return from <= at && at < to;
        }
    }

    /** The same rule, knowing of those earthquakes that lower its limits at a place. */
    public static RuleConfig noted(RuleConfig rule, double lon, double lat, Collection<EventConfig> events) {
        var near = factor(rule.params()) >= 1
                ? List.<EventConfig>of()
                : events.stream()
                        .filter(event -> reaches(rule, event, lon, lat))
                        .sorted(Comparator.comparing(EventConfig::at))
                        .toList();
        if (near.isEmpty()) {
            return rule;
        }
        var params = new HashMap<>(rule.params());
        for (var event : near) {
            params.put(SHAKEN + (params.size() - rule.params().size()), (double)
                    event.at().toEpochMilli());
        }
        return new RuleConfig(
                rule.id(),
                rule.version(),
                rule.method(),
                rule.appliesTo(),
                params,
                rule.levels(),
                rule.onDelay(),
                rule.offDelay(),
                rule.deadband(),
                rule.season(),
                rule.shadow(),
                rule.approvedBy(),
                rule.replaces());
    }

    private static boolean reaches(RuleConfig rule, EventConfig event, double lon, double lat) {
        var reach = rule.params().getOrDefault("quakeRadius", USUAL_RADIUS) * Math.pow(10, (event.magnitude() - 5) / 2);
        return EventConfig.EARTHQUAKE.equals(event.kind()) && km(lon, lat, event.lon(), event.lat()) <= reach;
    }

    /** On a sphere. */
    static double km(double lon, double lat, double otherLon, double otherLat) {
        var north = Math.sin(Math.toRadians(otherLat - lat) / 2);
        var east = Math.sin(Math.toRadians(otherLon - lon) / 2);
        var chord = north * north + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(otherLat)) * east * east;
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    /** What a rule with these parameters knows. */
    public static AfterQuake of(Map<String, Double> params) {
        var days = params.getOrDefault("quakeDays", USUAL_DAYS);
        var spans = new ArrayList<Span>();
        params.forEach((name, value) -> {
            if (name.startsWith(SHAKEN)) {
                var at = Math.round(value);
                spans.add(new Span(at, at + Math.round(days * DAY_MS)));
            }
        });
        spans.sort(Comparator.comparingLong(Span::from));
        return spans.isEmpty() ? NONE : new AfterQuake(factor(params), spans);
    }

    /** The least share to which a rule may ever lower its limits; 1 when it does not. */
    public static double factor(Map<String, Double> params) {
        return Math.min(1, params.getOrDefault("quakeFactor", 1.0));
    }

    /** The parameters as they are registered. */
    public static Map<String, Double> without(Map<String, Double> params) {
        var plain = new HashMap<>(params);
        plain.keySet().removeIf(name -> name.startsWith(SHAKEN));
        return plain;
    }

    /** To which share the limits are lowered at a time, Unix ms; 1 when they are not. */
    public double at(long time) {
        return spans.stream().anyMatch(span -> span.holds(time)) ? factor : 1;
    }
}
