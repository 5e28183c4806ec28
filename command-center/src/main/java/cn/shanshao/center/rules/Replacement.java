package cn.shanshao.center.rules;

import cn.shanshao.center.Problem;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.RuleConfig.AppliesTo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a rule must keep that takes the place of another: no slope is watched less for it than before. */
final class Replacement {
    private static final List<Integer> ALWAYS =
            IntStream.rangeClosed(1, 12).boxed().toList();

    private final List<Problem.Fault> faults = new ArrayList<>();
    private final RuleConfig rule;
    private final RuleConfig replaced;

    private Replacement(RuleConfig rule, RuleConfig replaced) {
        this.rule = rule;
        this.replaced = replaced;
    }

    /**
     * @param stored every rule in its newest version; a replaced one that is not among them is not looked at
     * @throws Problem 422 that names every wrong field
     */
    static void demand(RuleConfig rule, List<RuleConfig> stored) {
        var faults = faults(rule, stored);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /**
     * The other way round: a rule that others replace must not ask for more than they watch. What was amiss before is not
     * its fault.
     *
     * @param stored every rule in its newest version, this one in the version before
     * @throws Problem 422 that names every rule that would watch less
     */
    static void demandOfReplacers(RuleConfig rule, List<RuleConfig> stored) {
        var next = Stream.concat(stored.stream().filter(other -> !other.id().equals(rule.id())), Stream.of(rule))
                .toList();
        var faults = new ArrayList<Problem.Fault>();
        for (var replacer : stored) {
            if (rule.id().equals(replacer.replaces())) {
                var before = faults(replacer, stored).stream()
                        .map(Problem.Fault::field)
                        .toList();
                faults(replacer, next).stream()
                        .filter(fault -> !before.contains(fault.field()))
                        .forEach(fault -> faults.add(new Problem.Fault(
                                fault.field(),
                                replacer.id(),
                                "that %s, which replaces this rule, is changed first: %s"
                                        .formatted(replacer.id(), fault.expected()))));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static List<Problem.Fault> faults(RuleConfig rule, List<RuleConfig> stored) {
        var byId = stored.stream().collect(Collectors.toMap(RuleConfig::id, Function.identity()));
        var replaced = rule.replaces() == null ? null : byId.get(rule.replaces());
        if (replaced == null) {
            return List.of();
        }
        var check = new Replacement(rule, replaced);
        check.unless(
                !comesBack(rule, byId),
                "replaces",
                rule.replaces(),
                "a rule that does not itself replace %s, directly or through others".formatted(rule.id()));
        check.subject();
        check.levels();
        check.season();
        return check.faults;
    }

    private static boolean comesBack(RuleConfig rule, Map<String, RuleConfig> byId) {
        var seen = new HashSet<String>();
        for (var id = rule.replaces(); id != null && seen.add(id); ) {
            if (id.equals(rule.id())) {
                return true;
            }
            var next = byId.get(id);
            id = next == null ? null : next.replaces();
        }
        return false;
    }

    private void subject() {
        unless(
                rule.method().equals(replaced.method()),
                "method",
                rule.method(),
                "%s, as %s that it replaces".formatted(replaced.method(), replaced.id()));
        var own = rule.appliesTo().quantity();
        var other = replaced.appliesTo().quantity();
        unless(
                isWithin(own, other) || isWithin(other, own),
                "appliesTo.quantity",
                own,
                "%s, as %s that it replaces".formatted(other, replaced.id()));
    }

    /** The same, or a depth of it. */
    private static boolean isWithin(String quantity, String wider) {
        return new AppliesTo(wider, null, null, null).covers(quantity, "", null, null);
    }

    private void levels() {
        for (var level : Level.values()) {
            unless(
                    rule.levels().containsKey(level) || !replaced.levels().containsKey(level),
                    "levels." + level.wire(),
                    null,
                    "a limit, for %s that it replaces has one".formatted(replaced.id()));
        }
    }

    private void season() {
        unless(
                months(rule).containsAll(months(replaced)),
                "season",
                rule.season(),
                "all months of %s that it replaces, %s, or null for always".formatted(replaced.id(), months(replaced)));
    }

    private static List<Integer> months(RuleConfig rule) {
        return rule.season() == null ? ALWAYS : rule.season();
    }

    private void unless(boolean right, String field, @Nullable Object value, String expected) {
        if (!right) {
            faults.add(new Problem.Fault(field, value, expected));
        }
    }
}
