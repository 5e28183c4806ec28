package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.RuleConfig.AppliesTo;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo's rules: four limits, blue to red, for each quantity that can alarm; soil moisture is never red. Delays are at
 * demo speed, and each deadband is above three times the noise of its instrument. The limits are made for the story, not
 * for slopes: a storm of nine minutes and 6 mm stands for a season.
 */
final class JilinRules {
    private static final double ON = 4;
    private static final double OFF = 10;

    private JilinRules() {}

    static List<RuleConfig> rules() {
        return List.of(
                rule("crack", "crack", 1, ON, 0.6, 3, 10, 25, 40),
                rule("gnss-east", "displacement.e", 1, ON, 2.5, 10, 25, 42, 70),
                rule("tilt", "tilt.x", 1, ON, 0.03, 0.15, 0.5, 1.25, 2),
                rule("pore", "pore.pressure", 0, ON, 1, 45, 60, 80, 100),
                rule("soil", "soil.moisture", 0, ON, 1, 42, 46, 52),
                rule("groundwater", "water.level", 0, ON, 0.1, -4, -3, -2, -1),
                rule("inclinometer", "displacement.deep.x", 1, ON, 0.5, 5, 15, 30, 50),
                rule("settlement", "settlement", 1, ON, 0.6, 10, 20, 35, 50),
                rule("mud", "mud.level", 0, ON, 0.1, 0.5, 1, 1.8, 2.5),
                rule("vibration", "vibration", 0, 1, 0.5, 2, 5, 15, 30),
                rule("acceleration", "acceleration.x", 1, ON, 0.1, 0.5, 1, 2, 4),
                rule("infrasound", "infrasound", 0, ON, 0.2, 1, 3, 6, 10),
                rain());
    }

    /** Any one column is enough, as in a county's table of four colours. */
    private static RuleConfig rain() {
        var params = new HashMap<String, Double>();
        column(params, "10min", 0.6, 1.5, 5, 8);
        column(params, "1h", 15, 20, 30, 50);
        var levels = new EnumMap<Level, Double>(Level.class);
        for (var level : Level.values()) {
            levels.put(level, level.ordinal() + 1.0);
        }
        return new RuleConfig(
                "demo-rain",
                1,
                "rain-table",
                new AppliesTo("rain.total", null, null, null),
                params,
                levels,
                0,
                OFF,
                0.1,
                null,
                false,
                "演示");
    }

    private static void column(Map<String, Double> params, String span, double... limits) {
        for (var level : Level.values()) {
            params.put(span + "." + level.wire(), limits[level.ordinal()]);
        }
    }

    private static RuleConfig rule(
            String name, String quantity, int absolute, double onDelay, double deadband, double... limits) {
        var levels = new EnumMap<Level, Double>(Level.class);
        for (var i = 0; i < limits.length; i++) {
            levels.put(Level.ofRank(i + 1), limits[i]);
        }
        return new RuleConfig(
                "demo-" + name,
                1,
                "threshold",
                new AppliesTo(quantity, null, null, null),
                Map.of("absolute", (double) absolute, "below", 0.0),
                levels,
                onDelay,
                OFF,
                deadband,
                null,
                false,
                "演示");
    }
}
