package cn.shanshao.center.registry;

import cn.shanshao.center.China;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.audit.Personal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Prevention plans (防灾预案) and treatment works (治理工程) of hazard points. Nothing that was true once is overwritten. */
@Component
@Transactional
public class Papers {

    private final PaperStore papers;
    private final Audit audit;
    private final Clock clock;

    Papers(PaperStore papers, Audit audit, Clock clock) {
        this.papers = papers;
        this.audit = audit;
        this.clock = clock;
    }

    /** The plans of a point as they were then. */
    @Transactional(readOnly = true)
    public List<PreventionPlan> plansOf(String pointId, Instant at) {
        return papers.at(PreventionPlan.class, pointId, at);
    }

    /** The works at a point as they were described then. */
    @Transactional(readOnly = true)
    public List<TreatmentWork> worksOf(String pointId, Instant at) {
        return papers.at(TreatmentWork.class, pointId, at);
    }

    /** Every version of the plans and works of a point, in the order in which they began. */
    @Transactional(readOnly = true)
    public List<PaperVersion> versionsOf(String pointId) {
        return papers.history(pointId);
    }

    /**
     * The one of that point.
     *
     * @throws Problem 404 when there is none any more
     */
    @Transactional(readOnly = true)
    <T extends Paper> T get(Class<T> type, HazardPoint point, String id) {
        return papers.now(type, id).stream()
                .filter(paper -> paper.pointId().equals(point.id()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("paper", id));
    }

    /**
     * Makes or changes a plan.
     *
     * @param plan with the version that it was read in; 0 makes a new one
     * @throws Problem 409 when it has another version by now; 422 when it is not valid
     */
    public PreventionPlan save(HazardPoint point, PreventionPlan plan, String who) {
        var next = plan.with(next(plan));
        write(point, next, "plan.save", who);
        return next;
    }

    /**
     * Makes or changes a work.
     *
     * @param work with the version that it was read in; 0 makes a new one
     * @throws Problem 409 when it has another version by now; 422 when it is not valid
     */
    public TreatmentWork save(HazardPoint point, TreatmentWork work, String who) {
        var next = work.with(next(work));
        write(point, next, "work.save", who);
        return next;
    }

    private long next(Paper paper) {
        PaperCheck.demand(paper, LocalDate.ofInstant(clock.instant(), China.ZONE));
        var held = papers.lock(paper.id());
        if (held != paper.version()) {
            throw Problem.conflict("paper %s is in version %d by now, you changed version %d"
                    .formatted(paper.id(), held, paper.version()));
        }
        return held + 1;
    }

    private void write(HazardPoint point, Paper next, String action, String who) {
        var before = papers.now(next.getClass(), next.id()).stream().findFirst();
        var now = clock.instant();
        papers.end(next.id(), now, who);
        papers.begin(next, now, who);
        audit.record(Act.of(who, action, next.id())
                .in(point.division())
                .telling(Map.of("point", point.id()))
                .changing(before.map(Papers::told).orElse(null), told(next)));
    }

    /**
     * Takes it off the file; that it stood there stays readable.
     *
     * @param paper in the version that the caller has seen
     * @throws Problem 409 when it has another version by now
     */
    public void remove(HazardPoint point, Paper paper, long seen, String who) {
        var held = papers.lock(paper.id());
        if (held != seen) {
            throw Problem.conflict(
                    "paper %s is in version %d by now, you saw version %d".formatted(paper.id(), held, seen));
        }
        papers.end(paper.id(), clock.instant(), who);
        audit.record(Act.of(who, paper instanceof PreventionPlan ? "plan.remove" : "work.remove", paper.id())
                .in(point.division())
                .telling(Map.of("point", point.id()))
                .changing(told(paper), null));
    }

    private static Map<String, Object> told(Paper paper) {
        return paper instanceof PreventionPlan plan ? told(plan) : told((TreatmentWork) paper);
    }

    private static Map<String, Object> told(PreventionPlan p) {
        var all = new LinkedHashMap<String, Object>();
        put(all, "version", p.version());
        put(all, "edition", p.edition());
        put(all, "preparedOn", p.preparedOn());
        put(all, "approvedOn", p.approvedOn());
        put(all, "validUntil", p.validUntil());
        put(all, "monitoring", p.monitoring());
        put(all, "signal", p.signal());
        put(all, "route", p.route());
        put(all, "shelter", p.shelter());
        var persons = new LinkedHashMap<String, Object>();
        put(persons, "author", p.author());
        put(persons, "approvedBy", p.approvedBy());
        put(persons, "orderGiver", p.orderGiver());
        all.put("persons", new Personal("paper:" + p.id(), persons));
        return all;
    }

    private static Map<String, Object> told(TreatmentWork w) {
        var all = new LinkedHashMap<String, Object>();
        put(all, "version", w.version());
        put(all, "measure", w.measure());
        put(all, "name", w.name());
        put(all, "designer", w.designer());
        put(all, "builder", w.builder());
        put(all, "supervisor", w.supervisor());
        put(all, "startedOn", w.startedOn());
        put(all, "endedOn", w.endedOn());
        put(all, "acceptance", w.acceptance());
        put(all, "acceptedOn", w.acceptedOn());
        put(all, "acceptedBy", w.acceptedBy());
        put(all, "cost", w.cost());
        return all;
    }

    private static void put(Map<String, Object> all, String key, @Nullable Object value) {
        Optional.ofNullable(value).ifPresent(known -> all.put(key, known));
    }
}
