package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Level;
import org.jspecify.annotations.Nullable;

/**
 * What one open episode says when two are asked whether they agree.
 *
 * @param gateway that the device stands behind; {@code null} for none
 * @param power that the device shares with others; {@code null} for its own
 * @param clean the readings it stands on have quality flag 1
 * @param nature what it tells of
 * @param opened time of the reading that opened the episode, Unix ms
 */
public record Voice(
        String device,
        @Nullable String gateway,
        @Nullable String power,
        Level level,
        boolean clean,
        Nature nature,
        long opened) {
    public Voice {
        if (nature == null) { // a checkpoint of before there were natures
            nature = Nature.MOVEMENT;
        }
    }

    /**
     * Whether the other one bears this one out: another device, not behind the same gateway or power, at most one level
     * below, and all readings clean. Rain is borne out by rain alone, and bears nothing else out; a red of water in the
     * ground is not borne out by water.
     */
    public boolean isBorneOutBy(Voice other) {
        return clean && other.clean && isApartFrom(other) && isNear(other.level) && isOfUseTo(other.nature);
    }

    /** The same at another level. */
    public Voice at(Level other) {
        return new Voice(device, gateway, power, other, clean, nature, opened);
    }

    /** The same without doubt. */
    public Voice cleared() {
        return new Voice(device, gateway, power, level, true, nature, opened);
    }

    /** Two instruments that no single fault makes say the same. */
    public boolean isApartFrom(Voice other) {
        return !device.equals(other.device)
                && isApart(gateway, other.gateway)
                && isApart(power, other.power)
                && !device.equals(other.gateway)
                && !other.device.equals(gateway);
    }

    private boolean isNear(Level other) {
        return Scale.of(other) >= Scale.of(level) - 1;
    }

    private boolean isOfUseTo(Nature other) {
        return switch (nature) {
            case RAIN -> other == Nature.RAIN;
            case WATER -> other == Nature.MOVEMENT || other == Nature.WATER && level != Level.RED;
            case MOVEMENT -> other == Nature.MOVEMENT || other == Nature.WATER;
            case OTHER -> false;
        };
    }

    private static boolean isApart(@Nullable String one, @Nullable String other) {
        return one == null || !one.equals(other);
    }
}
