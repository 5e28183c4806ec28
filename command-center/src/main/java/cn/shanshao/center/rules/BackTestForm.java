package cn.shanshao.center.rules;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tested: all channels of a point, or one of a device.
 *
 * @param rule a rule as it stands in the list of rules, or an array of them; {@code null} for the rules that are in force
 *     for the channel, and where there is none the default rules of its quantity
 * @param mask spans that are left out, as if their readings had been corrected away
 * @param events when something happened: adds the score
 * @param windowHours before an event in which an alert is a warning of it; {@code null} for what is
 *     usual for the rules
 */
record BackTestForm(
        @Nullable String pointId,
        @Nullable String deviceId,
        @Nullable String quantity,
        @NotNull Instant from,
        @NotNull Instant to,
        @Nullable Object rule,
        @Size(max = BackTestForm.MOST_MASKS) @Nullable List<@Valid @NotNull Span> mask,
        @Size(max = BackTestForm.MOST_EVENTS) @Nullable List<@NotNull Instant> events,
        @Nullable Double windowHours) {

    static final int MOST_MASKS = 100;
    static final int MOST_EVENTS = 100;

    /** Without its end. */
    record Span(@NotNull Instant from, @NotNull Instant to) {}
}
