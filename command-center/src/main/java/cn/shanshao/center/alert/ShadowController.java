package cn.shanshao.center.alert;

import cn.shanshao.center.Problem;
import cn.shanshao.center.alert.ShadowAlerts.Said;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.monitoring.SpanTime;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.rules.RulePlaces;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shadow rule (试运行规则) beside the rules in force that it would replace. */
@RestController
class ShadowController {
    static final int MOST_TARGETS = 200;
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final ShadowAlerts shadows;
    private final Rules rules;
    private final RulePlaces places;
    private final Registry registry;
    private final Divisions divisions;
    private final Clock clock;

    ShadowController(
            ShadowAlerts shadows, Rules rules, RulePlaces places, Registry registry, Divisions divisions, Clock clock) {
        this.shadows = shadows;
        this.rules = rules;
        this.places = places;
        this.registry = registry;
        this.divisions = divisions;
        this.clock = clock;
    }

    /**
     * @param against the rules in force
     * @param shadowSince since when the rule runs as a shadow
     * @param left targets beyond the {@value #MOST_TARGETS} that are told
     */
    record Comparison(
            String ruleId,
            long ruleVersion,
            List<String> against,
            Instant from,
            Instant to,
            Instant shadowSince,
            List<ShadowSpells> targets,
            int left) {}

    @GetMapping("/api/v1/rules/{id}/shadow")
    Comparison compare(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var rule = places.seen(user, id);
        var began = rules.shadowSince(id)
                .orElseThrow(() -> Problem.conflict("rule %s is no shadow: it can alert itself".formatted(id)));
        var end = to == null ? clock.instant() : SpanTime.parse("to", to);
        var start = from == null ? end.minus(USUAL) : SpanTime.parse("from", from);
        if (!start.isBefore(end) || start.isBefore(end.minus(LONGEST))) {
            throw Problem.badParameter(
                    "from", from, "a time before to, which is %s, by at most %d days".formatted(end, LONGEST.toDays()));
        }
        var against = against(rule);
        var since = began.isAfter(start) ? began : start;
        var mine = divisions.under(user.division());
        var said = byTarget(shadows.ofShadow(id, mine));
        var live = byTarget(shadows.ofLive(against, mine, since));
        var names = new TreeSet<>(said.keySet());
        live.keySet().stream().filter(target -> looksAt(rule, target)).forEach(names::add);
        var targets = names.stream()
                .limit(MOST_TARGETS)
                .map(target -> spells(
                        target, said.getOrDefault(target, List.of()), live.getOrDefault(target, List.of()), since, end))
                .toList();
        return new Comparison(id, rule.version(), against, start, end, began, targets, names.size() - targets.size());
    }

    /** Of a shadow that says much only the newest words are kept. */
    private static ShadowSpells spells(String target, List<Said> shadow, List<Said> live, Instant since, Instant end) {
        var oldest = shadow.size() < ShadowAlerts.KEPT ? since : shadow.get(0).at();
        return ShadowSpells.of(target, shadow, live, oldest.isAfter(since) ? oldest : since, end);
    }

    private static Map<String, List<Said>> byTarget(List<Said> said) {
        return said.stream().collect(Collectors.groupingBy(Said::target));
    }

    /** The one that it names, else those in force of the same method for the same quantity. */
    private List<String> against(RuleConfig rule) {
        return rules.all().stream()
                .filter(other -> !other.shadow())
                .filter(other -> rule.replaces() == null
                        ? other.method().equals(rule.method())
                                && other.appliesTo()
                                        .quantity()
                                        .equals(rule.appliesTo().quantity())
                        : other.id().equals(rule.replaces()))
                .map(RuleConfig::id)
                .toList();
    }

    private boolean looksAt(RuleConfig rule, String target) {
        var parts = target.split("~", 2);
        if (parts.length < 2) {
            return false;
        }
        var device = registry.findDevice(parts[0]);
        var point = device.map(Device::pointId).flatMap(registry::findPoint);
        return device.isPresent()
                && rule.appliesTo()
                        .covers(
                                parts[1].replace('@', '/'),
                                parts[0],
                                device.get().pointId(),
                                point.map(HazardPoint::kind).orElse(null));
    }
}
