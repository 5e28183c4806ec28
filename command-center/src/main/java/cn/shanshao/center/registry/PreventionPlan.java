package cn.shanshao.center.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A prevention plan of a hazard point (防灾预案).
 *
 * @param edition as it is printed (版次), e.g. 2026
 * @param author who wrote it (编制单位或编制人)
 * @param preparedOn when it was written (编制日期)
 * @param approvedBy who approved it (批准人); {@code null} while nobody has
 * @param approvedOn when (批准日期)
 * @param validUntil last day on which it holds (有效期至); after it the plan is due for review
 * @param monitoring by what means the slope is watched (监测手段)
 * @param signal that tells people to go (预定报警信号)
 * @param route they go by (疏散路线)
 * @param shelter they go to (避险地点)
 * @param orderGiver who orders them out (疏散命令发布人)
 */
public record PreventionPlan(
        String id,
        long version,
        String pointId,
        String edition,
        String author,
        @Nullable LocalDate preparedOn,
        @Nullable String approvedBy,
        @Nullable LocalDate approvedOn,
        @Nullable LocalDate validUntil,
        @Nullable String monitoring,
        @Nullable String signal,
        @Nullable String route,
        @Nullable String shelter,
        @Nullable String orderGiver)
        implements Paper {
    PreventionPlan with(long another) {
        return new PreventionPlan(
                id,
                another,
                pointId,
                edition,
                author,
                preparedOn,
                approvedBy,
                approvedOn,
                validUntil,
                monitoring,
                signal,
                route,
                shelter,
                orderGiver);
    }

    /** Whether it is approved and holds on that day. */
    public boolean holdsOn(LocalDate day) {
        return approvedOn != null && !approvedOn.isAfter(day) && (validUntil == null || !validUntil.isBefore(day));
    }

    /** Nobody's name. */
    @Override
    public String toString() {
        return "PreventionPlan[%s of %s]".formatted(id, pointId);
    }
}
