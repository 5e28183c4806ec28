package cn.shanshao.sim.network;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.RuleConfig.AppliesTo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Rules for the points of the network, each for one point alone, so that they never judge a point of somebody else. The
 * limits are values to start from, of no standard; every one lies above what the weather and the noise do.
 */
final class NetworkRules {
    private static final double CONFIRMED = 11;

    private final Place place;
    private final List<RuleConfig> rules = new ArrayList<>();

    private NetworkRules(Place place) {
        this.place = place;
    }

    static List<RuleConfig> of(Place place) {
        var all = new NetworkRules(place);
        switch (place.point().kind()) {
            case "landslide" -> {
                all.absolute("displacement.e", 60, 6, 20, 40, 70, 110);
                all.absolute("crack", 60, 0.5, 5, 12, 25, 50);
                all.absolute("tilt.x", 60, 0.03, 0.2, 0.5, 1.2, 2.5);
                if (place.full()) {
                    all.trends();
                }
            }
            case "collapse" -> {
                all.absolute("crack", 60, 0.5, 3, 6, 12, 25);
                all.absolute("tilt.x", 60, 0.03, 0.2, 0.5, 1.2, 2.5);
                all.above("vibration.x", 0, 0.5, 3, 8, 20, 40);
            }
            case "debris-flow" -> {
                // a second sample must confirm a level: what one sample alone says may be a spider. A value stands
                // until
                // the next one comes, so the delay must be longer than the ten seconds between two
                all.above("mud.level", CONFIRMED, 0.1, 0.6, 1, 1.6, 2.4);
                all.above("infrasound", CONFIRMED, 0.3, 1.2, 3, 6, 12);
                all.above("vibration", CONFIRMED, 0.5, 2, 5, 12, 30);
            }
            case "subsidence" -> all.absolute("settlement", 300, 1, 10, 20, 35, 50);
            default -> {
                all.absolute("crack", 60, 0.5, 5, 12, 25, 50);
                all.absolute("tilt.x", 60, 0.03, 0.2, 0.5, 1.2, 2.5);
            }
        }
        return all.rules;
    }

    /** How fast the wire is drawn out, when it would break by Voight's law, and the water below. */
    private void trends() {
        add("velocity", "displacement", "velocity", Map.of(), levels(2, 5, 20, 50), 0, 1);
        var days = new EnumMap<Level, Double>(Level.class);
        days.put(Level.ORANGE, 7.0);
        days.put(Level.RED, 2.0);
        add("failure", "displacement", "inverse-velocity", Map.of("below", 1.0), days, 0, 0);
        above("pore.pressure", 300, 1, 45, 60, 80, 100);
    }

    private void absolute(String quantity, double onDelay, double deadband, double... limits) {
        add(named(quantity), quantity, "threshold", Map.of("absolute", 1.0), levels(limits), onDelay, deadband);
    }

    private void above(String quantity, double onDelay, double deadband, double... limits) {
        add(named(quantity), quantity, "threshold", Map.of(), levels(limits), onDelay, deadband);
    }

    private static String named(String quantity) {
        return quantity.replace('.', '-');
    }

    private static Map<Level, Double> levels(double... limits) {
        return Map.of(Level.BLUE, limits[0], Level.YELLOW, limits[1], Level.ORANGE, limits[2], Level.RED, limits[3]);
    }

    private void add(
            String name,
            String quantity,
            String method,
            Map<String, Double> params,
            Map<Level, Double> levels,
            double onDelay,
            double deadband) {
        var point = place.point().id();
        rules.add(new RuleConfig(
                "%s-%s".formatted(point, name),
                0,
                method,
                new AppliesTo(quantity, point, null, null),
                params,
                levels,
                onDelay,
                Math.max(30, onDelay),
                deadband,
                null,
                false,
                null));
    }
}
