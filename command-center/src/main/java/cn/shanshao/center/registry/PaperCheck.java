package cn.shanshao.center.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What prevention plans and treatment works must keep. */
final class PaperCheck {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 1_000;
    private static final double MOST_COST = 1e12;

    private final Faults faults = new Faults();

    private PaperCheck() {}

    /**
     * Looks at every field.
     *
     * @param today in China
     * @throws cn.shanshao.center.Problem 422 that names every wrong one
     */
    static void demand(Paper paper, LocalDate today) {
        var check = new PaperCheck();
        if (paper instanceof PreventionPlan plan) {
            check.plan(plan, today);
        } else if (paper instanceof TreatmentWork work) {
            check.work(work, today);
        }
        check.faults.tell();
    }

    private void plan(PreventionPlan p, LocalDate today) {
        name("edition", p.edition());
        name("author", p.author());
        optional("approvedBy", p.approvedBy(), LONGEST_NAME);
        optional("orderGiver", p.orderGiver(), LONGEST_NAME);
        optional("monitoring", p.monitoring(), LONGEST_TEXT);
        optional("signal", p.signal(), LONGEST_TEXT);
        optional("route", p.route(), LONGEST_TEXT);
        optional("shelter", p.shelter(), LONGEST_TEXT);
        past("preparedOn", p.preparedOn(), today);
        past("approvedOn", p.approvedOn(), today);
        faults.unless(
                        (p.approvedBy() == null) == (p.approvedOn() == null),
                        "approvedOn",
                        p.approvedOn(),
                        "the day of the approval together with who approved it, or neither")
                .unless(
                        isInOrder(p.preparedOn(), p.approvedOn()),
                        "approvedOn",
                        p.approvedOn(),
                        "not before it was written, " + p.preparedOn())
                .unless(
                        p.approvedOn() == null || p.validUntil() != null,
                        "validUntil",
                        null,
                        "the last day on which an approved plan holds")
                .unless(
                        isInOrder(p.approvedOn(), p.validUntil()),
                        "validUntil",
                        p.validUntil(),
                        "not before it was approved, " + p.approvedOn());
    }

    private void work(TreatmentWork w, LocalDate today) {
        name("name", w.name());
        optional("designer", w.designer(), LONGEST_NAME);
        optional("builder", w.builder(), LONGEST_NAME);
        optional("supervisor", w.supervisor(), LONGEST_NAME);
        optional("acceptedBy", w.acceptedBy(), LONGEST_NAME);
        optional("note", w.note(), LONGEST_TEXT);
        past("endedOn", w.endedOn(), today);
        past("acceptedOn", w.acceptedOn(), today);
        faults.unless(
                        isInOrder(w.startedOn(), w.endedOn()),
                        "endedOn",
                        w.endedOn(),
                        "not before it was begun, " + w.startedOn())
                .unless(
                        (w.acceptance() == TreatmentWork.Acceptance.PENDING) == (w.acceptedOn() == null),
                        "acceptedOn",
                        w.acceptedOn(),
                        "the day of the inspection together with what came of it, or neither")
                .unless(
                        isInOrder(w.endedOn(), w.acceptedOn()),
                        "acceptedOn",
                        w.acceptedOn(),
                        "not before it was finished, " + w.endedOn())
                .unless(
                        w.cost() == null || w.cost() >= 0 && w.cost() <= MOST_COST,
                        "cost",
                        w.cost(),
                        "yuan, 0…%.0f".formatted(MOST_COST));
    }

    private static boolean isInOrder(@Nullable LocalDate first, @Nullable LocalDate then) {
        return first == null || then == null || !then.isBefore(first);
    }

    private void past(String field, @Nullable LocalDate day, LocalDate today) {
        faults.unless(day == null || !day.isAfter(today), field, day, "not after today, " + today);
    }

    private void name(String field, String value) {
        faults.unless(
                !value.isBlank() && value.length() <= LONGEST_NAME,
                field,
                value,
                "1 to %d characters".formatted(LONGEST_NAME));
    }

    private void optional(String field, @Nullable String value, int longest) {
        faults.unless(
                value == null || !value.isBlank() && value.length() <= longest,
                field,
                value,
                "1 to %d characters, or null".formatted(longest));
    }
}
