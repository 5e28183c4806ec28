package cn.shanshao.center.approval;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where store go next. */
@Component
class Course {
    private final ApprovalStore store;
    private final Outcomes outcomes;

    Course(ApprovalStore store, Outcomes outcomes) {
        this.store = store;
        this.outcomes = outcomes;
    }

    /**
     * A signature that is waited for.
     *
     * @param seat which of the step's seats; -1: any
     */
    record Slot(Step step, int seat) {}

    List<Slot> open(Paper paper) {
        if (paper.state() != Approval.State.SIGNING) {
            return List.of();
        }
        var given = store.signatures(paper.id()).stream()
                .map(s -> new Slot(s.step(), s.step() == Step.SIGN ? -1 : s.seat()))
                .toList();
        return Stream.concat(
                        IntStream.range(0, paper.said().cosigners().size()).mapToObj(i -> new Slot(Step.COSIGN, i)),
                        Stream.of(new Slot(Step.SIGN, -1)))
                .filter(slot -> !given.contains(slot))
                .toList();
    }

    void sign(Paper paper, Slot slot) {
        if (open(paper).isEmpty()) {
            outcomes.approved(paper.id());
        }
    }
}
