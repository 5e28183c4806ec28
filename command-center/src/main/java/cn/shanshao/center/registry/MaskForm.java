package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of one channel whose readings are bad.
 *
 * @param from its first moment, by placed time
 * @param to its end, which is not in it
 */
record MaskForm(
        @NotBlank String quantity,
        @NotNull Instant from,
        @Nullable Instant to,
        @NotBlank @Size(max = 200) String reason) {
    String channel() {
        return Channels.normal(quantity).orElse(quantity);
    }

    /** Times are placed to the millisecond. */
    Mask mask(String by) {
        return new Mask(
                from.truncatedTo(ChronoUnit.MILLIS),
                to == null ? null : to.truncatedTo(ChronoUnit.MILLIS),
                reason.strip(),
                by);
    }
}
