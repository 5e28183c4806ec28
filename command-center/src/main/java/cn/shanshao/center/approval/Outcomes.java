package cn.shanshao.center.approval;

import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.People;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of papers; told to the other modules in the same transaction. */
@Component
class Outcomes {
    private final ApprovalStore store;
    private final People people;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outcomes(ApprovalStore store, People people, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.people = people;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    List<Signature> signatures(String id) {
        return store.signatures(id).stream()
                .map(s -> new Signature(
                        s.username(),
                        people.nameOf(s.username()),
                        s.role(),
                        s.division(),
                        s.at(),
                        s.method(),
                        s.step(),
                        s.standsFor()))
                .toList();
    }

    void approved(String id) {
        var paper = store.lock(id).orElseThrow();
        store.state(id, State.APPROVED);
        store.remark(paper, "clock", Remark.What.APPROVED, null, null, clock.instant());
        audit.record(Act.of("approval", "approval.approve", id)
                .in(paper.said().division())
                .telling(Map.of(
                        "subject", paper.said().subject(), "hash", paper.said().hash())));
        events.publishEvent(
                new Approved(id, paper.said().subject(), paper.said().hash(), signatures(id)));
    }
}
