package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A standing order (常设指令) on its way through the hands that make it: drafted, its limits approved, signed, and in the
 * end expired or revoked.
 *
 * @param version rises with every step
 * @param level from which on
 * @param until its end, at most a year ahead
 * @param sirens ids of devices of the point
 * @param grounds why people may be woken without anybody being asked
 * @param limits at which the order is met, as they stood when they were drafted or approved
 * @param approved who answers for the limits; {@code null} until somebody does
 * @param signed {@code null} until it is in force
 * @param revokedFor why; {@code null} unless it was
 */
record OrderPaper(
        String id,
        long version,
        String pointId,
        Level level,
        Set<AlertKind> kinds,
        Instant until,
        List<String> sirens,
        String grounds,
        List<SiteLimit> limits,
        Step drafted,
        @Nullable Step approved,
        @Nullable Step signed,
        @Nullable Step revoked,
        @Nullable String revokedFor) {
    OrderPaper {
        kinds = Set.copyOf(kinds);
        sirens = List.copyOf(sirens);
        limits = List.copyOf(limits);
    }

    /** What one person did, by name. */
    record Step(String by, String name, Instant at) {
        /** By somebody whose name is not known: the login stands for it. */
        static Step of(String by, Instant at) {
            return new Step(by, by, at);
        }

        private static @Nullable Step unnamed(@Nullable Step step) {
            return step == null ? null : new Step(step.by(), "", step.at());
        }

        private static @Nullable Step named(@Nullable Step step, @Nullable String name) {
            return step == null || name == null ? step : new Step(step.by(), name, step.at());
        }

        /** Without the name, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Step[%s at %s]".formatted(by, at);
        }
    }

    /** The same with these names of its people; {@code null} leaves what stands there. */
    OrderPaper named(
            @Nullable String drafter, @Nullable String approver, @Nullable String signer, @Nullable String revoker) {
        return new OrderPaper(
                id,
                version,
                pointId,
                level,
                kinds,
                until,
                sirens,
                grounds,
                limits,
                drafter == null ? drafted : new Step(drafted.by(), drafter, drafted.at()),
                Step.named(approved, approver),
                Step.named(signed, signer),
                Step.named(revoked, revoker),
                revokedFor);
    }

    /** With logins alone, for the trail, from which no name can be taken back. */
    OrderPaper unnamed() {
        return new OrderPaper(
                id,
                version,
                pointId,
                level,
                kinds,
                until,
                sirens,
                grounds,
                limits,
                new Step(drafted.by(), "", drafted.at()),
                Step.unnamed(approved),
                Step.unnamed(signed),
                Step.unnamed(revoked),
                revokedFor);
    }

    /**
     * The limit of one channel at the level of the order.
     *
     * @param level at which it stands: that of the order, or the next above where the rule has none there
     * @param limit in {@code unit}
     */
    record SiteLimit(String deviceId, String quantity, String unit, String ruleId, Level level, double limit) {}

    enum State {
        @JsonProperty("draft")
        DRAFT,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("in-force")
        IN_FORCE,
        @JsonProperty("expired")
        EXPIRED,
        @JsonProperty("revoked")
        REVOKED
    }

    State state(Instant now) {
        if (revoked != null) {
            return State.REVOKED;
        }
        if (!now.isBefore(until)) {
            return State.EXPIRED;
        }
        return signed != null ? State.IN_FORCE : approved != null ? State.APPROVED : State.DRAFT;
    }

    /** As the job is told of it. */
    StandingOrder order() {
        return new StandingOrder(id, level, kinds, until, sirens);
    }

    OrderPaper approved(Step step) {
        return new OrderPaper(
                id, version, pointId, level, kinds, until, sirens, grounds, limits, drafted, step, null, null, null);
    }

    OrderPaper signed(Step step) {
        return new OrderPaper(
                id, version, pointId, level, kinds, until, sirens, grounds, limits, drafted, approved, step, null,
                null);
    }

    OrderPaper revoked(Step step, String why) {
        return new OrderPaper(
                id, version, pointId, level, kinds, until, sirens, grounds, limits, drafted, approved, signed, step,
                why);
    }
}
