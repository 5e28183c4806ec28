package cn.shanshao.detect.debris;

import cn.shanshao.ingest.wire.Level;
import java.util.Set;

/**
 * Something that may be the front of a debris flow has come to a station.
 *
 * @param device that saw it
 * @param quantity that told of it
 * @param value in the unit of the quantity
 * @param at time of the reading with which the station reached the level, Unix ms
 * @param level that the station reached
 * @param clean the readings have quality flag 1
 * @param open the episode goes on, and is at the level still
 */
public record Front(String device, String quantity, double value, long at, Level level, boolean clean, boolean open) {
    private static final Set<String> QUANTITIES = Set.of(
            "mud.level",
            "flow.speed",
            "vibration",
            "vibration.x",
            "vibration.y",
            "vibration.z",
            "infrasound",
            "ground.sound");

    /** It goes on, or does not. */
    public Front open(boolean isOpen) {
        return new Front(device, quantity, value, at, level, clean, isOpen);
    }

    /** The mud stands at the level of the site that somebody has called red. */
    boolean isAtSiteLevel() {
        return open && level == Level.RED && quantity.equals("mud.level");
    }

    /** Whether a quantity can tell of a front. */
    public static boolean isToldBy(String quantity) {
        return QUANTITIES.contains(quantity);
    }
}
