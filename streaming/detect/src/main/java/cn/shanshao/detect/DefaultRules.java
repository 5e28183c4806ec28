package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.RuleConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * The rules to begin with, for a place that nobody has set limits for (起始规则). Their limits come from no standard,
 * except where {@code source} in the file says otherwise; the sources of the methods are with the methods.
 */
public final class DefaultRules {
    private static final List<RuleConfig> ALL = read();

    /** What is judged as another quantity is. */
    private static final Map<String, String> LIKE = like();

    private DefaultRules() {}

    private static List<RuleConfig> read() {
        try (var in = Objects.requireNonNull(DefaultRules.class.getResourceAsStream("default-rules.json"))) {
            return List.of(Json.read(in.readAllBytes(), RuleConfig[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> like() {
        var like = new HashMap<String, String>();
        for (var movement : List.of(
                "displacement.e",
                "displacement.n",
                "displacement.u",
                "displacement.deep.x",
                "displacement.deep.y",
                "settlement",
                "crack")) {
            like.put(movement, "displacement");
        }
        like.put("rain", "rain.total");
        for (var axis : List.of(".x", ".y", ".z")) {
            like.put("tilt" + axis, "tilt");
            like.put("vibration" + axis, "vibration");
        }
        return like;
    }

    /**
     * Those for a quantity, with or without depth, each for just that: its own, and of what it is like those of other
     * methods. Empty where there is none.
     */
    public static List<RuleConfig> of(String quantity) {
        var slash = quantity.indexOf('/');
        var name = slash < 0 ? quantity : quantity.substring(0, slash);
        var rules = new ArrayList<>(laidOver(name, quantity));
        var own = rules.stream().map(RuleConfig::method).toList();
        if (LIKE.containsKey(name)) {
            laidOver(LIKE.get(name), quantity).stream()
                    .filter(rule -> !own.contains(rule.method()))
                    .forEach(rules::add);
        }
        return List.copyOf(rules);
    }

    private static List<RuleConfig> laidOver(String written, String quantity) {
        return ALL.stream()
                .filter(rule -> rule.appliesTo().quantity().equals(written))
                .map(rule -> retargeted(rule, quantity))
                .toList();
    }

    /** The quantities that have any, without depth. */
    public static List<String> quantities() {
        return StreamSupport.stream(Quantity.all().spliterator(), false)
                .map(Quantity::name)
                .filter(name -> !of(name).isEmpty())
                .toList();
    }

    /** The same rule for another quantity, at whatever place. */
    public static RuleConfig retargeted(RuleConfig rule, String quantity) {
        return new RuleConfig(
                rule.id(),
                rule.version(),
                rule.method(),
                new RuleConfig.AppliesTo(quantity, null, null, null),
                rule.params(),
                rule.levels(),
                rule.onDelay(),
                rule.offDelay(),
                rule.deadband(),
                rule.season(),
                rule.shadow(),
                rule.approvedBy());
    }
}
