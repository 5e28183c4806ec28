package cn.shanshao.center.warning;

import static cn.shanshao.center.warning.WarningState.CLOSED;
import static cn.shanshao.center.warning.WarningState.DETECTED;
import static cn.shanshao.center.warning.WarningState.DISMISSED;
import static cn.shanshao.center.warning.WarningState.ISSUED;
import static cn.shanshao.center.warning.WarningState.LIFTED;
import static cn.shanshao.center.warning.WarningState.PROPOSED;
import static cn.shanshao.center.warning.WarningState.VERIFIED;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The life cycle of a warning: which step leads from which state to which. What does not stand here cannot be done. What
 * is taken back before anything was issued is the unverified red alone, so the state stays.
 */
final class Life {
    private static final Map<WarningState, Map<Step, WarningState>> NEXT = table();

    private Life() {}

    private static Map<WarningState, Map<Step, WarningState>> table() {
        var table = new EnumMap<WarningState, Map<Step, WarningState>>(WarningState.class);
        table.put(
                DETECTED,
                Map.of(
                        Step.RISE, DETECTED,
                        Step.ACKNOWLEDGE, DETECTED,
                        Step.VERIFY, VERIFIED,
                        Step.DISMISS, DISMISSED,
                        Step.SHELVE, DETECTED,
                        Step.UNSHELVE, DETECTED,
                        Step.ISSUE, ISSUED,
                        Step.GO_UNVERIFIED, DETECTED,
                        Step.TAKE_BACK, DETECTED));
        table.put(
                VERIFIED,
                Map.of(
                        Step.RISE, VERIFIED,
                        Step.ACKNOWLEDGE, VERIFIED,
                        Step.DISMISS, DISMISSED,
                        Step.SHELVE, VERIFIED,
                        Step.UNSHELVE, VERIFIED,
                        Step.PROPOSE, PROPOSED,
                        Step.ISSUE, ISSUED,
                        Step.GO_UNVERIFIED, VERIFIED,
                        Step.TAKE_BACK, VERIFIED));
        table.put(
                PROPOSED,
                Map.of(
                        Step.RISE, PROPOSED,
                        Step.ACKNOWLEDGE, PROPOSED,
                        Step.UNSHELVE, PROPOSED,
                        Step.PROPOSE, PROPOSED,
                        Step.RETURN, VERIFIED,
                        Step.ISSUE, ISSUED,
                        Step.GO_UNVERIFIED, PROPOSED,
                        Step.TAKE_BACK, PROPOSED));
        table.put(
                ISSUED,
                Map.of(
                        Step.RISE, ISSUED,
                        Step.ACKNOWLEDGE, ISSUED,
                        Step.PROPOSE, ISSUED,
                        Step.RETURN, ISSUED,
                        Step.ISSUE, ISSUED,
                        Step.GO_UNVERIFIED, ISSUED,
                        Step.LIFT, LIFTED,
                        Step.TAKE_BACK, LIFTED));
        table.put(
                DISMISSED,
                Map.of(
                        Step.RISE, DETECTED,
                        Step.ISSUE, ISSUED,
                        Step.TAKE_BACK, DISMISSED,
                        Step.CLOSE, CLOSED));
        table.put(LIFTED, Map.of(Step.RISE, DETECTED, Step.ISSUE, ISSUED, Step.CLOSE, CLOSED));
        table.put(CLOSED, Map.of());
        return Map.copyOf(table);
    }

    /** Empty where it cannot be done. */
    static Optional<WarningState> next(WarningState from, Step step) {
        return Optional.ofNullable(NEXT.getOrDefault(from, Map.of()).get(step));
    }

    /** What can be done. */
    static Set<Step> steps(WarningState from) {
        return NEXT.getOrDefault(from, Map.of()).keySet();
    }
}
