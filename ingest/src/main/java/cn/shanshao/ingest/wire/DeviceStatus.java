package cn.shanshao.ingest.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself; its last will says {@code {"online":false}}.
 *
 * @param t {@code null} when the device has no clock, or in a last will
 * @param battery V
 * @param signal dBm
 */
public record DeviceStatus(
        boolean online,
        @Nullable Instant t,
        @Nullable Double battery,
        @Nullable Double signal,
        @Nullable String fw) {}
