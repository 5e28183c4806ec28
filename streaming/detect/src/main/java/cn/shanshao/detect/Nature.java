package cn.shanshao.detect;

/** What a channel tells of, as far as agreement is concerned. */
public enum Nature {
    /** The ground moves, or a flow passes: it is seen happening. */
    MOVEMENT,
    /** Water in the ground and beside it: it makes a slope weaker, and never makes a red alone. */
    WATER,
    /** Rain: the cause, and no instrument that has seen anything move. */
    RAIN,
    /** Weather, housekeeping, and whatever nobody has named here: it bears nothing out. */
    OTHER;

    /**
     * @param quantity of the channel, with or without its depth
     */
    public static Nature of(String quantity) {
        var slash = quantity.indexOf('/');
        return switch (slash < 0 ? quantity : quantity.substring(0, slash)) {
            case "rain", "rain.total" -> RAIN;
            case "soil.moisture", "pore.pressure", "water.level", "surface.water.level", "seepage" -> WATER;
            case "displacement",
                    "displacement.e",
                    "displacement.n",
                    "displacement.u",
                    "displacement.deep.x",
                    "displacement.deep.y",
                    "settlement",
                    "crack",
                    "tilt",
                    "tilt.x",
                    "tilt.y",
                    "tilt.z",
                    "acceleration.x",
                    "acceleration.y",
                    "acceleration.z",
                    "vibration",
                    "vibration.x",
                    "vibration.y",
                    "vibration.z",
                    "acoustic.emission",
                    "ground.sound",
                    "infrasound",
                    "radar.distance",
                    "mud.level",
                    "flow.speed" -> MOVEMENT;
            default -> OTHER;
        };
    }
}
