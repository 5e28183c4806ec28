package cn.shanshao.detect.rain;

import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits of rain that are lowered for a time after an earthquake, as is the practice in Japan: what was shaken loose needs
 * less rain. A rule says by how much ({@code quakeFactor}), for how long ({@code quakeDays}) and how far around an
 * earthquake of magnitude 5 ({@code quakeRadius}, km); half a magnitude more reaches 1.8 times as far. The factors and the
 * way the radius grows are defaults of this system, of no standard.
 */
public final class AfterQuake {
    /** To which share the limits are lowered; a parameter of the lowered rule. */
    public static final String LOWERED = "lowered";

    private static final double USUAL_DAYS = 90;
    private static final double USUAL_RADIUS = 20;
    private static final double DAY_MS = 86_400_000;
    private static final double EARTH_KM = 6371;

    private AfterQuake() {}

    /** The least factor of any earthquake that still counts at a place; 1 for none, or a rule that does not ask. */
    public static double factor(RuleConfig rule, double lon, double lat, Instant now, Collection<EventConfig> events) {
        var lowering = rule.params().getOrDefault("quakeFactor", 1.0);
        return lowering < 1 && events.stream().anyMatch(event -> counts(rule, event, lon, lat, now)) ? lowering : 1;
    }

    private static boolean counts(RuleConfig rule, EventConfig event, double lon, double lat, Instant now) {
        var age = (now.toEpochMilli() - event.at().toEpochMilli()) / DAY_MS;
        var reach = rule.params().getOrDefault("quakeRadius", USUAL_RADIUS) * Math.pow(10, (event.magnitude() - 5) / 2);
        return EventConfig.EARTHQUAKE.equals(event.kind())
                && age >= 0
                && age < rule.params().getOrDefault("quakeDays", USUAL_DAYS)
                && km(lon, lat, event.lon(), event.lat()) <= reach;
    }

    /** On a sphere. */
    static double km(double lon, double lat, double otherLon, double otherLat) {
        var north = Math.sin(Math.toRadians(otherLat - lat) / 2);
        var east = Math.sin(Math.toRadians(otherLon - lon) / 2);
        var chord = north * north + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(otherLat)) * east * east;
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    /** The same rule with lower limits: of a table those of its columns, else those of its levels. */
    public static RuleConfig lower(RuleConfig rule, double factor) {
        if (factor >= 1) {
            return rule;
        }
        var columns = RainTable.columns(rule.params());
        var params = new HashMap<>(rule.params());
        for (var column : columns) {
            for (var level : Level.values()) {
                var name = RainTable.SPANS.get(column.number() - 1) + "." + level.wire();
                params.computeIfPresent(name, (same, limit) -> limit * factor);
            }
        }
        params.put(LOWERED, factor);
        var levels = new HashMap<Level, Double>();
        rule.levels().forEach((level, limit) -> levels.put(level, columns.isEmpty() ? limit * factor : limit));
        return new RuleConfig(
                rule.id(),
                rule.version(),
                rule.method(),
                rule.appliesTo(),
                params,
                levels,
                rule.onDelay(),
                rule.offDelay(),
                columns.isEmpty() ? rule.deadband() * factor : rule.deadband(),
                rule.season(),
                rule.shadow(),
                rule.approvedBy(),
                rule.replaces());
    }

    /** To which share the limits of a rule are lowered; 1 when they are not. */
    public static double loweredTo(Map<String, Double> params) {
        return params.getOrDefault(LOWERED, 1.0);
    }
}
