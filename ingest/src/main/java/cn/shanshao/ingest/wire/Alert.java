package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest word on one episode: a rule that is, or was, exceeded at one target. All keys are always present on the
 * wire, {@code null} where not known.
 *
 * @param id of the episode: made once when it opens, from (rule, target, time of the opening reading)
 * @param seq rises with every alert of the episode; only a greater one is taken
 * @param target point id, device id, or {@code device~quantity} with the {@code /} of the quantity written {@code @}
 * @param level {@code null} for equipment alerts and for a cleared episode
 * @param highest the highest level of the episode so far; {@code null} for equipment alerts
 * @param severity of equipment alerts only
 * @param value the value that decided, in {@code unit}
 * @param limit the limit of the level that was crossed, in {@code unit}
 * @param confidence 0…1
 * @param corroborated two independent devices agree (decided by the job alone)
 * @param standingOrder the id of the standing order that this alert meets, or {@code null}
 * @param since placed time of the reading that opened the present level
 * @param at placed time of the newest reading that the alert stands on
 * @param detectedAt the job's clock when the alert was made
 * @param hold where the level is only held; {@code null} while the evidence stands at it, and of what speaks for one
 *     channel alone
 */
public record Alert(
        String id,
        long seq,
        String target,
        Realm realm,
        AlertState state,
        @Nullable Level level,
        @Nullable Level highest,
        @Nullable Severity severity,
        AlertKind kind,
        @Nullable String pointId,
        @Nullable String deviceId,
        String division,
        String ruleId,
        long ruleVersion,
        @Nullable String quantity,
        @Nullable Double value,
        @Nullable String unit,
        @Nullable Double limit,
        double confidence,
        boolean corroborated,
        @Nullable String standingOrder,
        Instant since,
        Instant at,
        Instant detectedAt,
        @Nullable Forecast forecast,
        @Nullable Hold hold,
        List<Evidence> evidence,
        Text text) {

    public Alert {
        if (kind.isEquipment() && level != null) {
            throw new IllegalArgumentException(
                    "alert %s of kind %s is about equipment and must have no level, was %s".formatted(id, kind, level));
        }
        evidence = List.copyOf(evidence);
    }

    /** One whose level is not held. */
    public Alert(
            String id,
            long seq,
            String target,
            Realm realm,
            AlertState state,
            @Nullable Level level,
            @Nullable Level highest,
            @Nullable Severity severity,
            AlertKind kind,
            @Nullable String pointId,
            @Nullable String deviceId,
            String division,
            String ruleId,
            long ruleVersion,
            @Nullable String quantity,
            @Nullable Double value,
            @Nullable String unit,
            @Nullable Double limit,
            double confidence,
            boolean corroborated,
            @Nullable String standingOrder,
            Instant since,
            Instant at,
            Instant detectedAt,
            @Nullable Forecast forecast,
            List<Evidence> evidence,
            Text text) {
        this(
                id,
                seq,
                target,
                realm,
                state,
                level,
                highest,
                severity,
                kind,
                pointId,
                deviceId,
                division,
                ruleId,
                ruleVersion,
                quantity,
                value,
                unit,
                limit,
                confidence,
                corroborated,
                standingOrder,
                since,
                at,
                detectedAt,
                forecast,
                null,
                evidence,
                text);
    }

    /** The same word under the id of another episode. */
    public Alert withId(String other) {
        return new Alert(
                other,
                seq,
                target,
                realm,
                state,
                level,
                highest,
                severity,
                kind,
                pointId,
                deviceId,
                division,
                ruleId,
                ruleVersion,
                quantity,
                value,
                unit,
                limit,
                confidence,
                corroborated,
                standingOrder,
                since,
                at,
                detectedAt,
                forecast,
                hold,
                evidence,
                text);
    }
}
