package cn.shanshao.ingest.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the catalogue of quantities.
 *
 * @param name without depth, e.g. {@code soil.moisture}
 * @param unit a symbol of the SenML registries where they have one
 * @param min of the plausible range, in {@code unit}; outside: flag 4, kept
 * @param max of the plausible range, in {@code unit}
 * @param deep takes a depth in metres after a slash: {@code soil.moisture/0.5}
 */
public record Quantity(String name, String unit, double min, double max, boolean deep) {
    private static final Map<String, Quantity> CATALOGUE = catalogue();

    /**
     * The catalogue's row for a quantity with or without depth; empty for {@code x.<name>} and anything unknown, be it
     * the depth alone.
     */
    public static Optional<Quantity> of(String quantity) {
        var slash = quantity.indexOf('/');
        var row = CATALOGUE.get(slash < 0 ? quantity : quantity.substring(0, slash));
        if (row == null) {
            return Optional.empty();
        }
        var isKnown = slash < 0
                || row.deep && Channels.depth(quantity.substring(slash + 1)).isPresent();
        return isKnown ? Optional.of(row) : Optional.empty();
    }

    public static Iterable<Quantity> all() {
        return CATALOGUE.values();
    }

    private static Map<String, Quantity> catalogue() {
        var rows = new LinkedHashMap<String, Quantity>();
        add(rows, "mm", -100_000, 100_000, false, "displacement.e", "displacement.n", "displacement.u", "displacement");
        add(rows, "mm", -10_000, 10_000, true, "displacement.deep.x", "displacement.deep.y");
        add(rows, "mm", -10_000, 10_000, false, "settlement");
        add(rows, "mm", -5_000, 5_000, false, "crack");
        add(rows, "deg", -90, 90, false, "tilt.x", "tilt.y", "tilt.z");
        add(rows, "deg", 0, 180, false, "tilt");
        add(rows, "deg", 0, 360, false, "azimuth");
        add(rows, "m/s2", -160, 160, false, "acceleration.x", "acceleration.y", "acceleration.z");
        add(rows, "mm/s", 0, 500, false, "vibration.x", "vibration.y", "vibration.z", "vibration");
        add(rows, "mV", 0, 1e5, false, "acoustic.emission");
        add(rows, "Hz", 0, 1e4, false, "ground.sound");
        add(rows, "Pa", 0, 200, false, "infrasound");
        add(rows, "mm", 0, 10_000_000, false, "rain.total");
        add(rows, "mm", 0, 250, false, "rain");
        add(rows, "%", 0, 100, true, "soil.moisture");
        add(rows, "Cel", -60, 60, true, "soil.temperature");
        add(rows, "kPa", 0, 5_000, true, "soil.pressure");
        add(rows, "kPa", -100, 2_000, true, "pore.pressure");
        add(rows, "m", -500, 1_000, false, "water.level", "surface.water.level");
        add(rows, "l/s", -500, 1_000, false, "seepage");
        add(rows, "m", 0, 50, false, "mud.level");
        add(rows, "m/s", 0, 40, false, "flow.speed");
        add(rows, "m", 0, 10_000, false, "radar.distance");
        add(rows, "Cel", -60, 60, false, "temperature");
        add(rows, "hPa", 500, 1_100, false, "air.pressure");
        add(rows, "mm", 0, 5_000, false, "snow.depth");
        add(rows, "1", 0, 1, false, "frame.change");
        add(rows, "V", 0, 1_000, false, "battery");
        add(rows, "dBm", -200, 50, false, "signal");
        return rows;
    }

    private static void add(
            Map<String, Quantity> rows, String unit, double min, double max, boolean deep, String... names) {
        for (var name : names) {
            rows.put(name, new Quantity(name, unit, min, max, deep));
        }
    }
}
