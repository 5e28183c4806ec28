package cn.shanshao.center.rules;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.RuleConfig.AppliesTo;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a caller describes it.
 *
 * @param version that the caller has seen; 0 or absent for a new rule
 * @param approvedBy who approved the limits: a name; needed where it replaces another rule
 * @param replaces the rule whose place it takes on one point or device
 * @param unit of the limits; may be left out, and must be that of the quantity
 */
record RuleForm(
        @NotNull String id,
        @Nullable Long version,
        @NotNull String method,
        @NotNull AppliesTo appliesTo,
        @Nullable Map<String, @NotNull Double> params,
        @NotNull Map<Level, @NotNull Double> levels,
        @Nullable String unit,
        @Nullable Double onDelay,
        @Nullable Double offDelay,
        @Nullable Double deadband,
        @Nullable List<@NotNull Integer> season,
        @Nullable Boolean shadow,
        @Nullable String approvedBy,
        @Nullable String replaces) {
    RuleConfig rule() {
        return new RuleConfig(
                id,
                Objects.requireNonNullElse(version, 0L),
                method,
                appliesTo,
                Objects.requireNonNullElse(params, Map.<String, Double>of()),
                levels,
                Objects.requireNonNullElse(onDelay, 0.0),
                Objects.requireNonNullElse(offDelay, 0.0),
                Objects.requireNonNullElse(deadband, 0.0),
                season,
                Objects.requireNonNullElse(shadow, false),
                approvedBy,
                replaces);
    }
}
