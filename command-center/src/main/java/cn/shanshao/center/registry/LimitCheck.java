package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the limits of a channel must keep that stand in place of a rule's: the graver the level, the further its limit
 * lies, in the direction of the rules that look at the channel.
 *
 * @param rules that do, of all methods
 */
record LimitCheck(Faults faults, String at, Channel channel, List<RuleConfig> rules) {
    void run() {
        var limits = channel.limits();
        if (limits == null) {
            return;
        }
        faults.unless(!limits.isEmpty(), at, limits, "at least one level, or null where the rule's hold");
        var falling = is("below");
        var rising = rules.stream().anyMatch(rule -> isThreshold(rule) && !rule.isOn("below"));
        faults.unless(
                !falling || !rising,
                at,
                limits,
                "null: rules look at this channel that alarm above, and such that alarm below");
        each(limits);
        if (falling != rising) {
            order(limits, falling);
        } else if (!rising) {
            order(limits, isFalling(limits));
        }
    }

    private void each(Map<Level, Double> limits) {
        var absolute = is("absolute");
        var range = range();
        limits.forEach((level, limit) -> faults.unless(Double.isFinite(limit), field(level), limit, "a finite number")
                .unless(!absolute || limit > 0, field(level), limit, "more than 0, for |value| is compared")
                .unless(
                        range == null || limit >= range.get(0) && limit <= range.get(1),
                        field(level),
                        limit,
                        range == null
                                ? ""
                                : "within the range of the channel, %s…%s".formatted(range.get(0), range.get(1))));
    }

    private void order(Map<Level, Double> limits, boolean falling) {
        Double before = null;
        for (var level : Level.values()) {
            var limit = limits.get(level);
            if (limit != null && before != null) {
                faults.unless(
                        falling ? limit < before : limit > before,
                        field(level),
                        limit,
                        (falling ? "less than " : "more than ") + before + ", the limit of the milder level");
            }
            before = limit == null ? before : limit;
        }
    }

    /** Nobody says yet which way: the first two say it. */
    private static boolean isFalling(Map<Level, Double> limits) {
        var inOrder = List.of(Level.values()).stream()
                .filter(limits::containsKey)
                .map(limits::get)
                .toList();
        return inOrder.size() > 1 && inOrder.get(1) < inOrder.get(0);
    }

    private @Nullable List<Double> range() {
        var own = channel.range();
        return own != null && own.size() == 2
                ? own
                : Quantity.of(channel.quantity())
                        .map(q -> List.of(q.min(), q.max()))
                        .orElse(null);
    }

    private boolean is(String parameter) {
        return rules.stream().anyMatch(rule -> isThreshold(rule) && rule.isOn(parameter));
    }

    private static boolean isThreshold(RuleConfig rule) {
        return rule.method().equals("threshold");
    }

    private String field(Level level) {
        return at + "." + level.wire();
    }
}
