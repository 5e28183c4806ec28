package cn.shanshao.center.approval;

import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.People;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of papers; told to the other modules in the same transaction. */
@Component
class Outcomes {
    /** Who does what nobody did. */
    static final String CENTRE = "centre";

    private final ApprovalStore store;
    private final People people;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<Course> course;
    private final Hands hands;
    private final Clock clock;

    /** @param course whose engine calls this, so that neither can be first */
    Outcomes(
            ApprovalStore store,
            Hands hands,
            ObjectProvider<Course> course,
            People people,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.hands = hands;
        this.course = course;
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

    /** Everybody has signed. */
    void approved(String id) {
        var paper = store.lock(id).orElseThrow();
        store.state(id, State.APPROVED);
        store.remark(paper, CENTRE, Remark.What.APPROVED, null, null, clock.instant());
        audit.record(Act.of(CENTRE, "approval.approve", id)
                .in(paper.said().division())
                .telling(Map.of(
                        "subject", paper.said().subject(), "hash", paper.said().hash())));
        events.publishEvent(
                new Approved(id, paper.said().subject(), paper.said().hash(), signatures(id)));
    }

    /** A step has begun, or waits here again. */
    void wanted(String id) {
        var paper = store.find(id).orElseThrow();
        var open = course.getObject().open(paper);
        if (paper.carrier() == Carrier.HERE && !open.isEmpty()) {
            events.publishEvent(new SignatureWanted(id, paper.said().subject(), hands.rung(paper, open)));
        }
    }

    /** A step has reached its deadline, once more. */
    void overdue(String id) {
        var paper = store.lock(id).orElseThrow();
        var stage = paper.stage() + 1;
        store.climbed(id, stage, clock.instant().plus(paper.said().deadline()));
        var called = hands.called(paper, course.getObject().open(paper), stage);
        store.remark(
                paper,
                CENTRE,
                Remark.What.OVERDUE,
                null,
                "%d: %s".formatted(stage, String.join(", ", called)),
                clock.instant());
        audit.record(Act.of(CENTRE, "approval.climb", id)
                .in(paper.said().division())
                .telling(Map.of("subject", paper.said().subject(), "stage", stage, "called", called)));
        events.publishEvent(new SignatureOverdue(id, paper.said().subject(), stage, called));
    }
}
