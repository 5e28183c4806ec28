package cn.shanshao.detect;

/** What a channel tells of, as far as agreement is concerned. */
public enum Nature {
    /** The ground moves, or a flow passes: it is seen happening. */
    MOVEMENT,
    /** Water in the ground: it makes a slope weaker, and never makes a red alone. */
    WATER,
    /** Rain: the cause, and no instrument that has seen anything move. */
    RAIN,
    /** Weather and housekeeping: it says nothing of a slope. */
    OTHER;

    /**
     * @param quantity of the channel, with or without its depth
     */
    public static Nature of(String quantity) {
        var slash = quantity.indexOf('/');
        return switch (slash < 0 ? quantity : quantity.substring(0, slash)) {
            case "rain", "rain.total" -> RAIN;
            case "soil.moisture", "pore.pressure", "water.level", "seepage" -> WATER;
            case "temperature", "soil.temperature", "air.pressure", "snow.depth", "battery", "signal" -> OTHER;
            default -> MOVEMENT;
        };
    }
}
