package cn.shanshao.sim.network;

import cn.shanshao.sim.demo.DemoPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A place of the network and the hazard there.
 *
 * @param full whether it has every instrument that its kind of hazard can have
 * @param elevation m above the sea
 */
record Place(DemoPoint point, boolean full, double elevation) {
    private static final String FILE = "/network/places.csv";
    /** Serials of the network begin here, so that its points are none of the demo's. */
    private static final int FIRST_SERIAL = 101;

    private static final Map<String, String> TYPES =
            Map.of("slope", "00", "landslide", "01", "collapse", "02", "debris-flow", "03", "subsidence", "04");

    /** All sixty, in the order of the file. */
    static List<Place> all() {
        var serials = new HashMap<String, Integer>();
        return lines().stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> of(cells, serials.merge(cells[0], FIRST_SERIAL, (serial, first) -> serial + 1)))
                .toList();
    }

    private static List<String> lines() {
        try (var in = Place.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the module lacks " + FILE);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Place of(String[] cells, int serial) {
        var division = cells[0];
        var full = cells[4].endsWith("+");
        var kind = full ? cells[4].substring(0, cells[4].length() - 1) : cells[4];
        var point = new DemoPoint(
                "jl-%s-%d".formatted(division, serial),
                "%s%s0%d".formatted(division, TYPES.get(kind), serial),
                "%s %s%s".formatted(cells[1], cells[2], cells[3]),
                kind,
                division,
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]),
                Integer.parseInt(cells[8]),
                List.of(cells[3]));
        return new Place(point, full, Double.parseDouble(cells[7]));
    }
}
