package cn.shanshao.center.rules;

import cn.shanshao.center.Problem;
import cn.shanshao.detect.Method;
import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a rule must keep before the job may see it. */
final class RuleCheck {
    private static final Map<Method, Map<String, Span>> PARAMS = Map.of(
            Method.THRESHOLD, Map.of("absolute", Span.SWITCH, "below", Span.SWITCH),
            Method.MUD_RISE, Map.of("minutes", new Span(1, 60)),
            Method.TREMOR,
                    Map.of(
                            "short", new Span(0.01, 60),
                            "long", new Span(1, 3_600),
                            "hold", new Span(1, 100),
                            "floor", new Span(0, 100_000)),
            Method.VELOCITY, Map.of("samples", new Span(1, 5), "noise", new Span(0, 1_000)),
            Method.TANGENTIAL_ANGLE,
                    Map.of(
                            "v0", new Span(0.001, 1_000),
                            "rate", new Span(0, 10_000),
                            "samples", new Span(1, 5),
                            "noise", new Span(0, 1_000)),
            Method.INVERSE_VELOCITY,
                    Map.of(
                            "below", new Span(1, 1),
                            "rate", new Span(0, 10_000),
                            "horizon", new Span(1, 365),
                            "noise", new Span(0, 1_000)));
    private static final String METHODS =
            Arrays.stream(Method.values()).map(Method::wire).sorted().toList().toString();
    private static final Set<String> KINDS =
            Set.of("landslide", "collapse", "debris-flow", "subsidence", "slope", "fissure", "land-subsidence");
    private static final Set<String> SHAKEN = Set.of(
            "vibration",
            "vibration.x",
            "vibration.y",
            "vibration.z",
            "infrasound",
            "ground.sound",
            "acoustic.emission");
    private static final double LONGEST_DELAY = 30 * 86_400.0;

    /** What a parameter may be. */
    record Span(double low, double high) {
        static final Span SWITCH = new Span(0, 1);

        boolean holds(double value) {
            return value >= low && value <= high && (!equals(SWITCH) || value == low || value == high);
        }

        @Override
        public String toString() {
            return equals(SWITCH) ? "0 or 1" : "%s…%s".formatted(low, high);
        }
    }

    private final List<Problem.Fault> faults = new ArrayList<>();
    private final RuleConfig rule;
    private final @Nullable Method method;

    private RuleCheck(RuleConfig rule) {
        this.rule = rule;
        this.method = Method.of(rule.method()).orElse(null);
    }

    /**
     * @param unit that the caller says the limits have; {@code null} when it does not say
     * @throws Problem 422 that names every wrong field
     */
    static void demand(RuleConfig rule, @Nullable String unit) {
        var check = new RuleCheck(rule);
        check.head();
        check.quantity(unit);
        check.levels();
        check.rain();
        check.instrumentLimits();
        check.delays();
        check.place();
        if (!check.faults.isEmpty()) {
            throw Problem.invalid(check.faults);
        }
    }

    private void head() {
        unless(Topics.isId(rule.id()), "id", rule.id(), "[A-Za-z0-9_-]{1,64}");
        unless(method != null, "method", rule.method(), "one of " + METHODS);
        params();
        unless(!on("absolute") || !on("below"), "params", rule.params(), "absolute or below, not both");
        var kinds = rule.appliesTo().kinds();
        unless(kinds == null || KINDS.containsAll(kinds), "appliesTo.kinds", kinds, "of " + KINDS);
        var season = rule.season();
        unless(
                season == null || (!season.isEmpty() && season.stream().allMatch(m -> m >= 1 && m <= 12)),
                "season",
                season,
                "months 1…12, or null for always");
    }

    /** Whoever lays other limits over a slope is named, and says which slope. */
    private void place() {
        var replaces = rule.replaces();
        if (replaces == null) {
            return;
        }
        unless(Topics.isId(replaces) && !replaces.equals(rule.id()), "replaces", replaces, "the id of another rule");
        unless(
                rule.appliesTo().pointId() != null || rule.appliesTo().deviceId() != null,
                "appliesTo",
                rule.appliesTo(),
                "a pointId or a deviceId, for it replaces " + replaces);
        unless(
                rule.approvedBy() != null && !rule.approvedBy().isBlank(),
                "approvedBy",
                rule.approvedBy(),
                "the name of who approved the limits, for it replaces " + replaces);
    }

    private void params() {
        var known = method == null ? Map.<String, Span>of() : known(method);
        rule.params().forEach((name, value) -> {
            var span = known.get(name);
            unless(span != null, "params." + name, value, "one of " + new TreeSet<>(known.keySet()));
            unless(span == null || span.holds(value), "params." + name, value, String.valueOf(span));
        });
        unless(
                method != Method.INVERSE_VELOCITY || on("below"),
                "params.below",
                rule.params().get("below"),
                "1: the less time is left, the graver");
    }

    /** The parameters that a rule of the method may have. */
    static Map<String, Span> known(Method method) {
        return RainRules.isMine(method)
                ? RainRules.params(method)
                : InstrumentRules.isMine(method)
                        ? InstrumentRules.params(method)
                        : PARAMS.getOrDefault(method, Map.of());
    }

    private void instrument(Quantity q) {
        if (method == null) {
            return;
        }
        unless(
                !InstrumentRules.isMine(method) || InstrumentRules.suits(method, q.name()),
                "appliesTo.quantity",
                q.name(),
                InstrumentRules.quantities(method) + ", for " + rule.method());
        neverRed(q.name());
    }

    private void instrumentLimits() {
        var span = method == null ? null : InstrumentRules.limits(method);
        if (span != null) {
            rule.levels()
                    .forEach((level, limit) ->
                            unless(span.holds(limit), "levels." + level.wire(), limit, String.valueOf(span)));
        }
    }

    private void neverRed(String quantity) {
        unless(
                method == null || !InstrumentRules.isNeverRed(rule, method, quantity),
                "levels.red",
                rule.levels().get(Level.RED),
                "no red limit: %s of %s is a sign that is never red alone, orange is the most"
                        .formatted(rule.method(), quantity));
    }

    private void rain() {
        if (method != null && RainRules.isMine(method)) {
            RainRules.check(rule, method)
                    .forEach(wrong -> unless(false, wrong.field(), wrong.value(), wrong.expected()));
        }
    }

    private void quantity(@Nullable String unit) {
        var name = rule.appliesTo().quantity();
        if (name == null) {
            unless(false, "appliesTo.quantity", null, "a quantity of the catalogue, or x.<name>");
            return;
        }
        var known = Quantity.of(name);
        unless(
                Channels.normal(name).isPresent(),
                "appliesTo.quantity",
                name,
                "a quantity of the catalogue, or x.<name>");
        if (method != null && RainRules.isMine(method)) {
            var allowed = RainRules.quantities(method);
            unless(
                    known.filter(q -> allowed.contains(q.name())).isPresent(),
                    "appliesTo.quantity",
                    name,
                    "one of " + new TreeSet<>(allowed) + ", for " + rule.method());
        }
        if (known.isEmpty()) {
            neverRed(name);
        }
        known.ifPresent(q -> {
            var judged = method == null ? q.unit() : method.unit(q.unit());
            unless(unit == null || unit.equals(judged), "unit", unit, judged);
            instrument(q);
            if (method == Method.THRESHOLD) {
                withinRange(q);
            } else if (method == Method.MUD_RISE) {
                unless(q.name().equals("mud.level"), "appliesTo.quantity", name, "mud.level, for " + rule.method());
            } else if (method == Method.TREMOR) {
                unless(
                        SHAKEN.contains(q.name()),
                        "appliesTo.quantity",
                        name,
                        "one of " + new TreeSet<>(SHAKEN) + ", for " + rule.method());
            } else if (method == null || !RainRules.isMine(method) && !InstrumentRules.isMine(method)) {
                unless(isMovement(q), "appliesTo.quantity", name, "a movement in mm, for " + rule.method());
            }
        });
    }

    private static boolean isMovement(Quantity q) {
        return q.unit().equals("mm")
                && !RainRules.quantities(Method.RAIN_SUM).contains(q.name())
                && !q.name().equals("snow.depth");
    }

    private void withinRange(Quantity q) {
        rule.levels()
                .forEach((level, limit) -> unless(
                        limit >= q.min() && limit <= q.max(),
                        "levels." + level.wire(),
                        limit,
                        "within the range of %s, %s…%s %s".formatted(q.name(), q.min(), q.max(), q.unit())));
    }

    /** The graver the level, the further its limit lies. */
    private void levels() {
        unless(!rule.levels().isEmpty(), "levels", rule.levels(), "at least one level");
        Double before = null;
        for (var level : Level.values()) {
            var limit = rule.levels().get(level);
            if (limit == null) {
                continue;
            }
            var field = "levels." + level.wire();
            unless(Double.isFinite(limit), field, limit, "a finite number");
            unless(!on("absolute") || limit > 0, field, limit, "more than 0, for |value| is compared");
            if (before != null) {
                var further = on("below") ? limit < before : limit > before;
                unless(
                        further,
                        field,
                        limit,
                        (on("below") ? "less than " : "more than ") + before + ", the limit of the milder level");
            }
            before = limit;
        }
    }

    private void delays() {
        unless(isDelay(rule.onDelay()), "onDelay", rule.onDelay(), "seconds, 0 to 30 days");
        unless(isDelay(rule.offDelay()), "offDelay", rule.offDelay(), "seconds, 0 to 30 days");
        unless(
                Double.isFinite(rule.deadband()) && rule.deadband() >= 0,
                "deadband",
                rule.deadband(),
                "0 or more, in the unit of the quantity");
    }

    private boolean on(String name) {
        return rule.params().getOrDefault(name, 0.0) == 1;
    }

    private static boolean isDelay(double seconds) {
        return seconds >= 0 && seconds <= LONGEST_DELAY;
    }

    private void unless(boolean right, String field, @Nullable Object value, String expected) {
        if (!right) {
            faults.add(new Problem.Fault(field, value, expected));
        }
    }
}
