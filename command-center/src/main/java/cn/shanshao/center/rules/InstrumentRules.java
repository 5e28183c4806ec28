package cn.shanshao.center.rules;

import cn.shanshao.center.rules.RuleCheck.Span;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.instrument.ChangeOver;
import cn.shanshao.detect.instrument.Percentile;
import cn.shanshao.detect.instrument.TiltRate;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the methods of single instruments ask of a rule: tilt, change, peak and percentile. */
final class InstrumentRules {
    private static final Map<Method, Map<String, Span>> PARAMS = Map.of(
            Method.TILT_RATE,
                    Map.of(
                            "hours", new Span(1, TiltRate.LONGEST_HOURS),
                            "noise", new Span(0, 10),
                            "compensate", Span.SWITCH),
            Method.CHANGE,
                    Map.of(
                            "hours",
                            new Span(ChangeOver.SHORTEST_HOURS, ChangeOver.LONGEST_HOURS),
                            "absolute",
                            Span.SWITCH),
            Method.PEAK, Map.of("seconds", new Span(1, 86_400), "base", new Span(0, 86_400)),
            Method.PERCENTILE,
                    Map.of("days", new Span(Percentile.FEWEST_DAYS, 730), "least", new Span(-100_000, 100_000)));

    private static final Set<String> TILT = Set.of("tilt", "tilt.x", "tilt.y", "tilt.z");

    private static final String MOISTURE = "soil.moisture";

    /** It makes a slope weaker, and nobody has seen anything move: it is never red alone. */
    private static final Set<String> WATER = Set.of(MOISTURE, "pore.pressure", "water.level", "seepage");

    /** What shakes or sounds, and so has a peak. */
    private static final Set<String> SHAKING = Set.of(
            "acceleration.x",
            "acceleration.y",
            "acceleration.z",
            "vibration",
            "vibration.x",
            "vibration.y",
            "vibration.z",
            "acoustic.emission",
            "ground.sound",
            "infrasound");

    /** A counter, or what turns round: a difference or a rank of it says nothing. */
    private static final Set<String> NO_MEASURE = Set.of("rain", "rain.total", "azimuth", "battery", "signal");

    private InstrumentRules() {}

    static boolean isMine(Method method) {
        return PARAMS.containsKey(method);
    }

    static Map<String, Span> params(Method method) {
        return PARAMS.getOrDefault(method, Map.of());
    }

    /** What the method may look at, in words; a quantity of one's own may be looked at by each. */
    static String quantities(Method method) {
        return switch (method) {
            case TILT_RATE -> "one of tilt, tilt.x, tilt.y, tilt.z";
            case PEAK -> "an acceleration, a vibration or a sound";
            default -> "a measured value, no rain, direction or housekeeping";
        };
    }

    static boolean suits(Method method, String quantity) {
        Predicate<String> suits = switch (method) {
            case TILT_RATE -> TILT::contains;
            case PEAK -> SHAKING::contains;
            default -> Predicate.not(NO_MEASURE::contains);
        };
        return suits.test(quantity);
    }

    /** Whether a red limit has no place in the rule. */
    static boolean isNeverRed(RuleConfig rule, Method method, String quantity) {
        return rule.levels().containsKey(Level.RED)
                && (method.gravest() != Level.RED
                        || quantity.equals(MOISTURE)
                        || isMine(method) && WATER.contains(quantity));
    }

    /** What every limit must be; {@code null} where any number will do. */
    static @Nullable Span limits(Method method) {
        return switch (method) {
            case TILT_RATE -> new Span(1e-4, 1_000);
            case PEAK -> new Span(1e-9, 1e9);
            case PERCENTILE -> new Span(1, 100);
            default -> null;
        };
    }
}
