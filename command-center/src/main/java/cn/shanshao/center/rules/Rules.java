package cn.shanshao.center.rules;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.registry.RuleSource;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rules in force, each in its newest version; old versions are kept. */
@Component
@Transactional
public class Rules implements RuleSource {
    private final RuleStore store;
    private final ObjectProvider<RulePlaces> places;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    /** @param places asked for late: the registry, in which they are found, itself looks at the rules */
    Rules(RuleStore store, ObjectProvider<RulePlaces> places, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.places = places;
        this.audit = audit;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public List<RuleConfig> all() {
        return store.newest();
    }

    @Transactional(readOnly = true)
    public Optional<RuleConfig> find(String id) {
        return all().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<RuleConfig> find(String id, long version) {
        return store.find(id, version);
    }

    /**
     * Stores it as the next version of its id, whatever version it says; {@code who} stands in the audit trail.
     *
     * @throws Problem 422 when the rule is not valid, or watches less than the stored one that it replaces, or
     *     asks for more than one that replaces it
     */
    public RuleConfig save(RuleConfig rule, String who) {
        RuleCheck.demand(rule, null);
        var stored = store.newest();
        Replacement.demand(rule, stored);
        Replacement.demandOfReplacers(rule, stored);
        var kept = store.append(rule, who);
        audit.record(Act.of(who, "rule.save", kept.id())
                .in(places.getObject().of(kept).orElse(null))
                .telling(Map.of("version", kept.version())));
        events.publishEvent(new RuleChanged(kept.id(), kept.version()));
        return kept;
    }

    /** When it became the shadow that it is; empty where it can alert. */
    @Transactional(readOnly = true)
    public Optional<Instant> shadowSince(String id) {
        return store.shadowSince(id);
    }

    List<RuleConfig> versions(String id) {
        return store.versions(id);
    }

    /**
     * Stores it when its version is still the newest, 0 for a new rule.
     *
     * @throws Problem 409
     */
    RuleConfig change(RuleConfig rule, String who) {
        var newest = store.lock(rule.id());
        if (rule.version() != newest) {
            throw Problem.conflict("rule %s is in version %d by now, you changed version %d"
                    .formatted(rule.id(), newest, rule.version()));
        }
        return save(rule, who);
    }
}
