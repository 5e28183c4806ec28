package cn.shanshao.center.rules;

import cn.shanshao.center.rules.RuleCheck.Span;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.rain.RainEffective;
import cn.shanshao.detect.rain.RainRecord;
import cn.shanshao.detect.rain.RainTable;
import cn.shanshao.detect.rain.Thaw;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the methods of rain and of thaw ask of a rule. */
final class RainRules {
    private static final Set<String> RAIN = Set.of("rain", "rain.total");
    private static final Set<String> TEMPERATURE = Set.of("temperature", "soil.temperature");

    /** Share of the time that must be seen; below a half nothing could be said of the other. */
    private static final Map<String, Span> ALL = Map.of("known", new Span(0.5, 1));

    /** Limits of rain may be lowered after an earthquake. */
    private static final Map<String, Span> QUAKE = Map.of(
            "quakeFactor", new Span(0.3, 1),
            "quakeDays", new Span(1, 1_100),
            "quakeRadius", new Span(1, 200));

    /** mm in a table: more than ever fell. */
    private static final Span MM = new Span(0.1, 2_500);

    private static final Map<Method, Map<String, Span>> OWN = Map.of(
            Method.RAIN_SUM, Map.of("hours", new Span(1 / 6.0, RainRecord.REACH_HOURS)),
            Method.RAIN_TABLE, table(),
            Method.RAIN_INTENSITY_DURATION,
                    Map.of(
                            "c", new Span(0, 100),
                            "alpha", new Span(0.01, 1_000),
                            "beta", new Span(0, 3),
                            "shortest", new Span(0.1, 1_500),
                            "longest", new Span(0.1, 1_500),
                            "dry", new Span(0.5, 240),
                            "dryCold", new Span(0.5, 240)),
            Method.RAIN_ANTECEDENT,
                    Map.of(
                            "intercept", new Span(1, 2_500),
                            "slope", new Span(0, 5),
                            "recent", new Span(1, RainRecord.REACH_HOURS - 1.0),
                            "before", new Span(1, RainRecord.REACH_HOURS - 1.0)),
            Method.RAIN_EFFECTIVE, Map.of("k", new Span(0.1, 0.99), "days", new Span(1, RainEffective.MOST_DAYS)),
            Method.SOIL_WATER_INDEX, Map.of("step", new Span(1, 1)),
            Method.THAW, Map.of("days", new Span(1, Thaw.MOST_DAYS), "frost", new Span(-30, 0)));

    private RainRules() {}

    private static Map<String, Span> table() {
        var params = new HashMap<String, Span>();
        for (var span : RainTable.SPANS) {
            for (var level : Level.values()) {
                params.put(span + "." + level.wire(), MM);
            }
        }
        return params;
    }

    static boolean isMine(Method method) {
        return OWN.containsKey(method);
    }

    static Map<String, Span> params(Method method) {
        var params = new HashMap<>(ALL);
        params.putAll(method.kind() == AlertKind.RAINFALL ? QUAKE : Map.of());
        params.putAll(OWN.getOrDefault(method, Map.of()));
        return params;
    }

    /** What the method may look at. */
    static Set<String> quantities(Method method) {
        return method.kind() == AlertKind.RAINFALL ? RAIN : TEMPERATURE;
    }

    /** A field that is wrong, and what it should be. */
    record Wrong(String field, Object value, String expected) {}

    static List<Wrong> check(RuleConfig rule, Method method) {
        var wrong = new ArrayList<Wrong>();
        rule.levels().forEach((level, limit) -> {
            if (!(limit > 0)) {
                wrong.add(new Wrong("levels." + level.wire(), limit, "more than 0"));
            }
        });
        switch (method) {
            case RAIN_SUM -> require(rule, "hours", "the hours that are summed", wrong);
            case SOIL_WATER_INDEX -> require(rule, "step", "1: the limits belong to steps of an hour", wrong);
            case RAIN_ANTECEDENT -> withinReach(rule, wrong);
            case RAIN_INTENSITY_DURATION -> inOrder(rule, wrong);
            case RAIN_TABLE -> table(rule, wrong);
            default -> {}
        }
        return wrong;
    }

    private static void require(RuleConfig rule, String param, String what, List<Wrong> wrong) {
        if (!rule.params().containsKey(param)) {
            wrong.add(new Wrong("params." + param, "null", what));
        }
    }

    private static void withinReach(RuleConfig rule, List<Wrong> wrong) {
        var hours = rule.params().getOrDefault("recent", 72.0) + rule.params().getOrDefault("before", 360.0);
        if (hours > RainRecord.REACH_HOURS) {
            wrong.add(new Wrong(
                    "params.before",
                    rule.params().get("before") + "",
                    "with recent at most " + RainRecord.REACH_HOURS));
        }
    }

    private static void inOrder(RuleConfig rule, List<Wrong> wrong) {
        var longest = rule.params().getOrDefault("longest", 240.0);
        if (longest < rule.params().getOrDefault("shortest", 0.167)) {
            wrong.add(new Wrong("params.longest", longest, "at least shortest"));
        }
    }

    /** The levels of a table are its colours; every column has a limit for each of them, and for no other. */
    private static void table(RuleConfig rule, List<Wrong> wrong) {
        rule.levels().forEach((level, rank) -> {
            if (rank != level.rank()) {
                wrong.add(
                        new Wrong("levels." + level.wire(), rank, level.rank() + ": a table's limits stand in params"));
            }
        });
        var columns = RainTable.columns(rule.params());
        if (columns.isEmpty()) {
            wrong.add(new Wrong(
                    "params", rule.params(), "a column at least, as 1h.blue … 1h.red, of " + RainTable.SPANS));
        }
        columns.forEach(column -> column(rule, column, wrong));
    }

    private static void column(RuleConfig rule, RainTable.Column column, List<Wrong> wrong) {
        var before = 0.0;
        for (var level : Level.values()) {
            var limit = column.limits()[level.rank() - 1];
            var field = "params." + RainTable.SPANS.get(column.number() - 1) + "." + level.wire();
            if (Double.isNaN(limit) == rule.levels().containsKey(level)) {
                wrong.add(new Wrong(field, limit, "a limit for each of the levels, and for no other"));
            } else if (limit <= before) {
                wrong.add(new Wrong(field, limit, "more than %s, the limit of the milder level".formatted(before)));
            }
            before = Double.isNaN(limit) ? before : limit;
        }
    }
}
