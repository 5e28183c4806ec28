package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A threshold rule on one channel, as the contract words it: on-delay, off-delay and deadband on the channel's clock. */
final class Judge {
    private final RuleConfig rule;
    private final Map<Level, Double> above = new TreeMap<>();
    private @Nullable Level level;
    private double lowSince = Double.NaN;

    /** When each level was first reached, seconds. */
    final Map<Level, Double> reached = new TreeMap<>();

    Judge(RuleConfig rule) {
        this.rule = rule;
    }

    @Nullable
    Level level() {
        return level;
    }

    void take(double t, double value) {
        var x = rule.params().getOrDefault("absolute", 0.0) == 1 ? Math.abs(value) : value;
        for (var limit : rule.levels().entrySet()) {
            if (x >= limit.getValue()) {
                above.putIfAbsent(limit.getKey(), t);
            } else {
                above.remove(limit.getKey());
            }
        }
        above.entrySet().stream()
                .filter(since -> t - since.getValue() >= rule.onDelay())
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .ifPresent(held -> {
                    if (level == null || held.compareTo(level) > 0) {
                        level = held;
                        reached.putIfAbsent(held, t);
                    }
                });
        ease(t, x);
    }

    private void ease(double t, double x) {
        if (level == null || x >= rule.levels().get(level) - rule.deadband()) {
            lowSince = Double.NaN;
            return;
        }
        if (Double.isNaN(lowSince)) {
            lowSince = t;
        }
        if (t - lowSince >= rule.offDelay()) {
            level = rule.levels().entrySet().stream()
                    .filter(limit -> x >= limit.getValue())
                    .map(Map.Entry::getKey)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            lowSince = Double.NaN;
        }
    }
}
