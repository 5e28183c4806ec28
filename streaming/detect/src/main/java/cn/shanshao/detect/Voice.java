package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Level;
import org.jspecify.annotations.Nullable;

/**
 * What one open episode says when two are asked whether they agree.
 *
 * @param gateway that the device stands behind; {@code null} for none
 * @param power that the device shares with others; {@code null} for its own
 * @param clean the readings it stands on have quality flag 1
 */
public record Voice(
        String device, @Nullable String gateway, @Nullable String power, Level level, boolean clean) {

    /**
     * Whether the other one bears this one out: another device, not behind the same gateway or power, at most one level
     * below, and all readings clean.
     */
    public boolean isBorneOutBy(Voice other) {
        return clean
                && other.clean
                && !device.equals(other.device)
                && isApart(gateway, other.gateway)
                && isApart(power, other.power)
                && !device.equals(other.gateway)
                && !other.device.equals(gateway)
                && Scale.of(other.level) >= Scale.of(level) - 1;
    }

    private static boolean isApart(@Nullable String one, @Nullable String other) {
        return one == null || !one.equals(other);
    }
}
