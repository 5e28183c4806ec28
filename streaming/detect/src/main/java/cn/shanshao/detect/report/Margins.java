package cn.shanshao.detect.report;

import cn.shanshao.detect.BackTest;
import cn.shanshao.detect.Rule;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How near to its limits each day came, whatever the rule judges: 1 at the limit of blue, 2 of yellow, 3 of orange, 4 of
 * red, on the line between, in proportion below the mildest and beyond the gravest; of all rules and readings the most.
 */
final class Margins {
    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");

    private final Map<String, Rule> rules = new TreeMap<>();
    private final TreeMap<LocalDate, Double> days = new TreeMap<>();
    private long dayBegins = 1;
    private long dayEnds;
    private LocalDate day = LocalDate.EPOCH;

    Margins(Collection<RuleConfig> rules, DeviceConfig.@Nullable Channel channel) {
        rules.forEach(rule -> this.rules.put(rule.id(), Rule.of(rule, channel)));
    }

    void take(BackTest.Moment moment) {
        var at = moment.at().toEpochMilli();
        if (at < dayBegins || at >= dayEnds) {
            day = moment.at().atZone(LOCAL).toLocalDate();
            dayBegins = day.atStartOfDay(LOCAL).toInstant().toEpochMilli();
            dayEnds = day.plusDays(1).atStartOfDay(LOCAL).toInstant().toEpochMilli();
        }
        var most = 0.0;
        for (var judged : moment.judged().entrySet()) {
            var rule = rules.get(judged.getKey());
            most = rule == null ? most : Math.max(most, margin(rule, judged.getValue()));
        }
        days.merge(day, most, Math::max);
    }

    /** Days with a reading. */
    Map<LocalDate, Double> days() {
        return days;
    }

    static double margin(Rule rule, double judged) {
        var isBelow = rule.config().isOn("below");
        var value = rule.config().isOn("absolute") ? Math.abs(judged) : judged;
        var lowLimit = Double.NaN;
        var lowRank = 0;
        for (var level : Level.values()) {
            var limit = rule.ladder().limit(level);
            if (Double.isNaN(limit)) {
                continue;
            }
            var rank = level.rank();
            var isBeyond = isBelow ? value <= limit : value >= limit;
            if (!isBeyond) {
                return lowRank == 0
                        ? rank * share(limit, value, isBelow)
                        : lowRank + (rank - lowRank) * (value - lowLimit) / (limit - lowLimit);
            }
            lowLimit = limit;
            lowRank = rank;
        }
        return lowRank * beyond(lowLimit, value, isBelow);
    }

    /** 0…1 below the mildest limit. */
    private static double share(double limit, double value, boolean isBelow) {
        var share = isBelow ? limit / value : value / limit;
        return Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
    }

    /** 1 at the gravest limit, and on; bounded, for a time that is left may be 0. */
    private static double beyond(double limit, double value, boolean isBelow) {
        var ratio = isBelow ? limit / Math.max(value, Double.MIN_NORMAL) : value / limit;
        return Double.isFinite(ratio) ? Math.max(1, Math.min(1_000, ratio)) : 1;
    }
}
