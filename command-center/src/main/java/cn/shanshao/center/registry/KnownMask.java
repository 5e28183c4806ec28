package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mask as people see it.
 *
 * @param state {@code proposed} while it waits for a second person and changes nothing, {@code standing}, {@code over}
 *     when its end has passed, or {@code absurd} when its times are none that a reading can have
 * @param by who declared it
 * @param confirmedBy {@code null} while nobody has, or where one person was enough
 * @param at when it came into force, or was proposed; {@code null} for one from before that was written down
 */
public record KnownMask(
        String state,
        String deviceId,
        String deviceName,
        String quantity,
        Instant from,
        @Nullable Instant to,
        String reason,
        String by,
        @Nullable String confirmedBy,
        @Nullable Instant at) {
    public static KnownMask of(Device device, String quantity, Mask mask, Instant now) {
        var isOver = mask.to() != null && !mask.to().isAfter(now);
        return of(mask.isAbsurd() ? "absurd" : isOver ? "over" : "standing", device, quantity, mask);
    }

    static KnownMask of(String state, Device device, String quantity, Mask mask) {
        return new KnownMask(
                state,
                device.id(),
                device.name(),
                quantity,
                mask.from(),
                mask.to(),
                mask.reason(),
                mask.by(),
                mask.confirmedBy(),
                mask.at());
    }
}
