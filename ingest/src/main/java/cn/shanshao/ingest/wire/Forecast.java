package cn.shanshao.ingest.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the slope is expected to fail, or why no date is given.
 *
 * @param earliest start of the 95 % window
 * @param latest end of the 95 % window
 * @param r2 coefficient of determination of the fit, 0…1
 * @param refusedBy the gate that stopped the forecast; {@code null} when a date is given
 */
public record Forecast(
        @Nullable Instant failureAt,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        String method,
        @Nullable Double r2,
        @Nullable String refusedBy) {}
