package cn.shanshao.detect;

import cn.shanshao.detect.rain.AfterQuake;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The four limits of a threshold rule with its delays and deadband, ready to be compared with. */
public final class Ladder {
    /** Seasons are months of the local calendar. */
    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");

    private final double[] limits = new double[Scale.LEVELS.size()];
    private final boolean absolute;
    private final boolean below;
    private final @Nullable List<Integer> season;
    private final AfterQuake afterQuake;
    final double deadband;
    final long onDelay;
    final long offDelay;

    private Ladder(RuleConfig rule, Map<Level, Double> levels) {
        absolute = isSet(rule, "absolute");
        below = isSet(rule, "below");
        season = rule.season();
        // the limits of a table are in its columns, which its lens knows
        afterQuake = rule.method().equals(Method.RAIN_TABLE.wire()) ? AfterQuake.NONE : AfterQuake.of(rule.params());
        deadband = Math.max(0, rule.deadband());
        onDelay = Math.round(rule.onDelay() * 1000);
        offDelay = Math.round(rule.offDelay() * 1000);
        for (var level : Scale.LEVELS) {
            var limit = levels.get(level);
            limits[Scale.of(level)] = limit == null ? Double.NaN : below ? -limit : limit;
        }
    }

    /**
     * @param own limits of the channel, in place of the rule's; {@code null} where the rule's hold
     */
    public static Ladder of(RuleConfig rule, @Nullable Map<Level, Double> own) {
        return new Ladder(rule, own == null || own.isEmpty() ? rule.levels() : own);
    }

    private static boolean isSet(RuleConfig rule, String param) {
        return rule.params().getOrDefault(param, 0.0) != 0;
    }

    /** The limit of a level for a value of that time, Unix ms: it may be lowered. */
    public double limit(Level level, long at) {
        return limit(level) * afterQuake.at(at);
    }

    /** The limit of a level in the unit of the quantity, where nothing lowers it; NaN where it has none. */
    public double limit(Level level) {
        var limit = limits[Scale.of(level)];
        return below ? -limit : limit;
    }

    /**
     * How a value stands to the limit of a level: {@code ≥} or {@code ≤} where it exceeds, {@code <} or {@code >} where
     * the level only holds on by its deadband or its off-delay.
     */
    public String sign(Level level, Sample sample) {
        var isBeyond = strength(sample.value()) >= limits[Scale.of(level)] * afterQuake.at(sample.at());
        return below ? (isBeyond ? "≤" : ">") : isBeyond ? "≥" : "<";
    }

    /** The value as it is compared with the limit of a level: greater is always worse. */
    private double strength(double value) {
        var size = absolute ? Math.abs(value) : value;
        return below ? -size : size;
    }

    /** The gravest level whose limit a value exceeds; {@code null} for none. */
    @Nullable
    Level level(Sample sample) {
        for (var i = limits.length - 1; i >= 0; i--) {
            if (exceeds(i, sample)) {
                return Scale.LEVELS.get(i);
            }
        }
        return null;
    }

    boolean exceeds(int level, Sample sample) {
        return counts(sample) && strength(sample.value()) >= limits[level] * afterQuake.at(sample.at());
    }

    /** Below the limit by more than the deadband, or the limit is gone. */
    boolean releases(int level, Sample sample) {
        return !counts(sample)
                || !(strength(sample.value()) >= (limits[level] - deadband) * afterQuake.at(sample.at()));
    }

    private boolean counts(Sample sample) {
        return season == null
                || season.contains(
                        Instant.ofEpochMilli(sample.at()).atZone(LOCAL).getMonthValue());
    }
}
