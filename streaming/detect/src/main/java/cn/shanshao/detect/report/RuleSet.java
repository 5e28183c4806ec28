package cn.shanshao.detect.report;

import cn.shanshao.detect.DefaultRules;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.rain.AfterQuake;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules that are tested together: one, or several parts under a name of their own. */
public record RuleSet(String id, long version, List<RuleConfig> parts) {
    private static final String UNNAMED = "rule";

    public RuleSet {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("rule: expected at least one, was none");
        }
        parts = List.copyOf(parts);
    }

    /** The default rules of a quantity; {@code null} where it has none. */
    public static @Nullable RuleSet ofDefaults(String quantity) {
        var parts = DefaultRules.of(quantity);
        return parts.isEmpty() ? null : new RuleSet("default-" + quantity, newest(parts), parts);
    }

    /** Rules as they are in force. */
    public static RuleSet of(List<RuleConfig> parts) {
        return new RuleSet(parts.size() == 1 ? parts.get(0).id() : "rules", newest(parts), parts);
    }

    /** The same rules, knowing of the earthquakes that lower their limits of rain at a place. */
    public RuleSet noted(double lon, double lat, Collection<EventConfig> earthquakes) {
        var noted = parts.stream()
                .map(rule -> Method.of(rule.method())
                                .filter(method -> method.kind() == AlertKind.RAINFALL)
                                .isPresent()
                        ? AfterQuake.noted(rule, lon, lat, earthquakes)
                        : rule)
                .toList();
        return new RuleSet(id, version, noted);
    }

    private static long newest(List<RuleConfig> parts) {
        return parts.stream().mapToLong(RuleConfig::version).max().orElse(1);
    }

    /**
     * Reads what somebody wrote: one rule, or an array of them. What a rule leaves out is as in the default rule of its
     * method, where there is one.
     *
     * @param quantity that it is laid over, whatever it says itself
     * @throws IllegalArgumentException naming field, what was expected and what was there
     */
    public static RuleSet read(byte[] json, String quantity) {
        var isMany = startsArray(json);
        var drafts = isMany ? List.of(Json.read(json, RuleJson[].class)) : List.of(Json.read(json, RuleJson.class));
        var parts = new ArrayList<RuleConfig>();
        for (var i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            if (draft == null) {
                throw new IllegalArgumentException("[%d]: expected a rule, was null".formatted(i));
            }
            parts.add(draft.rule(quantity, isMany ? "[%d].".formatted(i) : "", i));
        }
        if (parts.stream().map(RuleConfig::id).distinct().count() < parts.size()) {
            throw new IllegalArgumentException("id: expected another one for each rule, was %s"
                    .formatted(parts.stream().map(RuleConfig::id).toList()));
        }
        return of(parts);
    }

    private static boolean startsArray(byte[] json) {
        for (var b : json) {
            if (!Character.isWhitespace(b)) {
                return b == '[';
            }
        }
        return false;
    }

    /** Before an event in which an alert is a warning of it, where nobody says: slopes take weeks, storms hours. */
    public Duration usualWindow() {
        var isMovement = parts.stream()
                .flatMap(rule -> Method.of(rule.method()).stream())
                .anyMatch(method -> method.kind() == AlertKind.TREND);
        return isMovement ? Duration.ofDays(30) : Duration.ofDays(1);
    }

    /** As a document: a single rule is itself. */
    public Object document() {
        return parts.size() == 1 && id.equals(parts.get(0).id()) ? parts.get(0) : this;
    }

    /** A rule as somebody wrote it: anything may be missing. */
    record RuleJson(
            @Nullable String id,
            @Nullable Long version,
            @Nullable String method,
            @Nullable Map<String, @Nullable Double> params,
            @Nullable Map<String, @Nullable Double> levels,
            @Nullable Double onDelay,
            @Nullable Double offDelay,
            @Nullable Double deadband,
            @Nullable List<Integer> season,
            @Nullable String approvedBy) {

        RuleConfig rule(String quantity, String at, int place) {
            var known = Method.of(Objects.requireNonNullElse(method, ""))
                    .orElseThrow(() -> wrong(
                            at + "method",
                            "one of "
                                    + Arrays.stream(Method.values())
                                            .map(Method::wire)
                                            .sorted()
                                            .toList(),
                            method));
            var usual = DefaultRules.of(quantity).stream()
                    .filter(rule -> rule.method().equals(method))
                    .findFirst()
                    .orElse(null);
            return new RuleConfig(
                    Objects.requireNonNullElse(id, place == 0 ? UNNAMED : UNNAMED + (place + 1)),
                    Objects.requireNonNullElse(version, 1L),
                    known.wire(),
                    new RuleConfig.AppliesTo(quantity, null, null, null),
                    params(known, usual, at),
                    levels(known, usual, at),
                    delay(at + "onDelay", onDelay, usual == null ? 0 : usual.onDelay()),
                    delay(at + "offDelay", offDelay, usual == null ? 0 : usual.offDelay()),
                    delay(at + "deadband", deadband, usual == null || levels != null ? 0 : usual.deadband()),
                    season(at),
                    false,
                    approvedBy);
        }

        private Map<String, Double> params(Method method, @Nullable RuleConfig usual, String at) {
            var all = new HashMap<String, Double>();
            // the columns of a table and the switches of a threshold are the rule; what is not written there is not
            // meant
            if (usual != null && (params == null || method.kind() == AlertKind.TREND)) {
                all.putAll(usual.params());
            }
            if (method == Method.INVERSE_VELOCITY) {
                all.put("below", 1.0);
            }
            new TreeMap<>(Objects.requireNonNullElse(params, Map.of())).forEach((name, value) -> {
                if (value == null || !Double.isFinite(value)) {
                    throw wrong(at + "params." + name, "a finite number", value);
                }
                all.put(name, value);
            });
            return all;
        }

        private Map<Level, Double> levels(Method method, @Nullable RuleConfig usual, String at) {
            if (levels == null && usual != null) {
                return usual.levels();
            }
            if (levels == null || levels.isEmpty()) {
                throw wrong(at + "levels", "a limit for at least one of blue, yellow, orange, red", levels);
            }
            var all = new TreeMap<Level, Double>();
            levels.forEach((name, limit) -> {
                var level = Arrays.stream(Level.values())
                        .filter(one -> one.wire().equals(name))
                        .findFirst()
                        .orElseThrow(() -> wrong(at + "levels", "blue, yellow, orange, red", name));
                if (limit == null || !Double.isFinite(limit)) {
                    throw wrong(at + "levels." + name, "a finite number", limit);
                }
                all.put(level, limit);
            });
            demandOrder(all, isBelow(method), at);
            return all;
        }

        private boolean isBelow(Method method) {
            var below = params == null ? null : params.get("below");
            return method == Method.INVERSE_VELOCITY || below != null && below != 0;
        }

        private static void demandOrder(Map<Level, Double> levels, boolean isBelow, String at) {
            Double before = null;
            for (var entry : levels.entrySet()) {
                var limit = entry.getValue();
                if (before != null && (isBelow ? limit >= before : limit <= before)) {
                    throw wrong(
                            at + "levels." + entry.getKey().wire(),
                            "%s than %s, the limit of the milder level".formatted(isBelow ? "less" : "more", before),
                            limit);
                }
                before = limit;
            }
        }

        private static double delay(String field, @Nullable Double said, double usual) {
            if (said != null && !(said >= 0 && Double.isFinite(said))) {
                throw wrong(field, "0 or more", said);
            }
            return said == null ? usual : said;
        }

        private @Nullable List<Integer> season(String at) {
            if (season != null && !season.stream().allMatch(month -> month != null && month >= 1 && month <= 12)) {
                throw wrong(at + "season", "months 1…12", season);
            }
            return season;
        }

        private static IllegalArgumentException wrong(String field, String expected, @Nullable Object was) {
            return new IllegalArgumentException(
                    "%s: expected %s, was %s".formatted(field, expected, was == null ? "nothing" : Shown.of(was)));
        }
    }
}
