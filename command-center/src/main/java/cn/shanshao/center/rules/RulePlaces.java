package cn.shanshao.center.rules;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where rules hold, and who may see them: those that hold everywhere, and those of one's own division. */
@Component
public class RulePlaces {
    private final Rules rules;
    private final Registry registry;
    private final Divisions divisions;

    RulePlaces(Rules rules, Registry registry, Divisions divisions) {
        this.rules = rules;
        this.registry = registry;
        this.divisions = divisions;
    }

    /**
     * The rule in its newest version.
     *
     * @throws Problem 404 when there is none that the user sees
     */
    public RuleConfig seen(CurrentUser user, String id) {
        return rules.find(id).filter(rule -> sees(user, rule)).orElseThrow(() -> Problem.notFound("rule", id));
    }

    boolean sees(CurrentUser user, RuleConfig rule) {
        var place = of(rule).orElse(divisions.root());
        return divisions.sees(user, place) || divisions.isUnder(user.division(), place);
    }

    /** The division in which a rule holds; empty when it names a point or a device that is not there. */
    Optional<String> of(RuleConfig rule) {
        var to = rule.appliesTo();
        if (to.deviceId() != null) {
            return registry.findDevice(to.deviceId()).map(Device::division);
        }
        return to.pointId() == null
                ? Optional.of(divisions.root())
                : registry.findPoint(to.pointId()).map(HazardPoint::division);
    }
}
