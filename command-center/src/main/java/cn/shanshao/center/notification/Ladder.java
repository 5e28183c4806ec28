package cn.shanshao.center.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calling ladder (叫应): what is tried next, until somebody of the household has answered, or somebody else has accepted
 * to go there. A rung is left when its time is over, and at once when nothing that was tried on it can be answered any
 * more. What cannot be done is passed over, and said. At the deadline, or when nobody is left to ask, the household stands
 * as unreached.
 */
final class Ladder {
    /** For a household. */
    static final List<Rung> HOUSEHOLD = List.of(Rung.values());
    /** For an officer, in whose place the clock that woke the officer wakes another: the telephone rings first. */
    static final List<Rung> OFFICER = List.of(Rung.SMS, Rung.VOICE, Rung.FLASH);

    static final String APPROVAL = "approval/";
    static final String HANDOVER = "handover/";

    private Ladder() {}

    /** What is tried. */
    enum Rung {
        /** A short message to every phone of the household. */
        @JsonProperty("sms")
        SMS,
        /** A flash message to the first phone. */
        @JsonProperty("flash")
        FLASH,
        /** A call to the first phone. */
        @JsonProperty("voice")
        VOICE,
        /** Flash messages and calls to the other phones of the household. */
        @JsonProperty("deputy")
        DEPUTY,
        /** The neighbour on the household's card is asked to go there. */
        @JsonProperty("runner")
        RUNNER,
        /** The village head is. */
        @JsonProperty("village-head")
        VILLAGE_HEAD,
        /** The monitor is. */
        @JsonProperty("monitor")
        MONITOR;

        /** Whether somebody is asked to go there, and not the household called. */
        boolean isOnFoot() {
            return compareTo(RUNNER) >= 0;
        }
    }

    /** How it ended. */
    enum Ending {
        /** The household has answered. */
        @JsonProperty("answered")
        ANSWERED,
        /** Somebody has accepted to go there. */
        @JsonProperty("runner")
        RUNNER,
        /** Nobody has, and nobody is left to ask or there is no time. */
        @JsonProperty("unreached")
        UNREACHED,
        /** There is nothing to call for any more. */
        @JsonProperty("over")
        OVER
    }

    /** Where one stands. */
    record Position(Rung rung, Instant since, Instant deadline) {}

    /**
     * What has become of what was tried.
     *
     * @param isSettled nothing that was tried on this rung can be answered any more
     * @param cannot why a rung cannot be tried; those not named can
     */
    record Facts(boolean isOver, boolean hasAnswered, boolean hasRunner, boolean isSettled, Map<Rung, String> cannot) {
        Facts {
            cannot = Map.copyOf(cannot);
        }
    }

    /** What to do. */
    sealed interface Next {}

    record Wait(Instant until) implements Next {}

    /**
     * Try that.
     *
     * @param skipped rungs that were passed over, and why, in their order
     */
    record Climb(Rung to, Map<Rung, String> skipped, Instant until) implements Next {}

    /** @param skipped as in {@link Climb} */
    record End(Ending ending, Map<Rung, String> skipped) implements Next {}

    /** @param rungs {@link #HOUSEHOLD} or {@link #OFFICER} */
    static Next next(List<Rung> rungs, Position at, Facts facts, Duration pace, Instant now) {
        if (facts.isOver()) {
            return new End(Ending.OVER, Map.of());
        }
        if (facts.hasAnswered()) {
            return new End(Ending.ANSWERED, Map.of());
        }
        if (facts.hasRunner()) {
            return new End(Ending.RUNNER, Map.of());
        }
        if (!now.isBefore(at.deadline())) {
            return new End(Ending.UNREACHED, Map.of());
        }
        var ends = at.since().plus(pace);
        if (!facts.isSettled() && now.isBefore(ends)) {
            return new Wait(earlier(ends, at.deadline()));
        }
        var skipped = new LinkedHashMap<Rung, String>();
        for (var rung : rungs.subList(rungs.indexOf(at.rung()) + 1, rungs.size())) {
            var why = facts.cannot().get(rung);
            if (why == null) {
                return new Climb(rung, skipped, earlier(now.plus(pace), at.deadline()));
            }
            skipped.put(rung, why);
        }
        return facts.isSettled() ? new End(Ending.UNREACHED, skipped) : new Wait(at.deadline());
    }

    /** What is still to be tried above a rung, in its order, by what is known now. */
    static List<Rung> ahead(List<Rung> rungs, Rung at, Map<Rung, String> cannot) {
        return rungs.subList(rungs.indexOf(at) + 1, rungs.size()).stream()
                .filter(rung -> !cannot.containsKey(rung))
                .toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
