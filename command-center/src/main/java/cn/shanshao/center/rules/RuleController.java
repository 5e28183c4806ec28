package cn.shanshao.center.rules;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.RuleConfig;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules: those that hold everywhere, and those of the user's division. */
@RestController
@RequestMapping("/api/v1/rules")
class RuleController {
    private final Rules rules;
    private final Registry registry;
    private final Divisions divisions;
    private final RuleTemplates templates;
    private final RulePlaces places;
    private final RuleDoubts doubts;

    RuleController(
            Rules rules,
            Registry registry,
            Divisions divisions,
            RuleTemplates templates,
            RulePlaces places,
            RuleDoubts doubts) {
        this.rules = rules;
        this.registry = registry;
        this.divisions = divisions;
        this.templates = templates;
        this.places = places;
        this.doubts = doubts;
    }

    @GetMapping
    List<RuleConfig> list(@AuthenticationPrincipal CurrentUser user) {
        return rules.all().stream().filter(rule -> places.sees(user, rule)).toList();
    }

    @GetMapping("/templates")
    List<RuleTemplates.Template> templates() {
        return templates.all();
    }

    @GetMapping("/{id}")
    RuleConfig get(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return places.seen(user, id);
    }

    /** All versions, newest first. */
    @GetMapping("/{id}/versions")
    List<RuleConfig> versions(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        get(user, id);
        return rules.versions(id);
    }

    /** A rule as it was kept, and what should be thought over. */
    record Kept(@JsonUnwrapped RuleConfig rule, List<RuleDoubts.Doubt> warnings) {}

    /** Makes a rule, or a new version of it; {@code version} is the one the caller has seen. */
    @PutMapping("/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    Kept put(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody RuleForm form) {
        if (!form.id().equals(id)) {
            throw Problem.invalid("id", form.id(), id);
        }
        var rule = form.rule();
        RuleCheck.demand(rule, form.unit());
        mustChange(user, rule);
        rules.find(id).ifPresent(before -> mustChange(user, before));
        mustFitOwnLimits(rule);
        var kept = rules.change(rule, user.username());
        return new Kept(kept, doubts.of(kept, user.division()));
    }

    /** Limits of a channel stand in place of the rule's, so the rule must not turn round under them. */
    private void mustFitOwnLimits(RuleConfig rule) {
        var misfits = registry.misfits(rule);
        if (!misfits.isEmpty()) {
            throw Problem.invalid("params", rule.params(), "such that the own limits of %s fit".formatted(misfits));
        }
    }

    private void mustChange(CurrentUser user, RuleConfig rule) {
        var place = places.of(rule)
                .orElseThrow(() -> Problem.invalid("appliesTo", rule.appliesTo(), "a point or device that exists"));
        if (!divisions.sees(user, place)) {
            throw Problem.forbidden("this rule holds in %s, beyond your division".formatted(place));
        }
    }
}
