package cn.shanshao.ingest.wire;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Conversion between units of the same kind. Symbols are those of the SenML registries (RFC 8428, § 12.1; RFC 8798)
 * where they have one. {@code g} is standard gravity (9.80665 m/s2, exact) where an acceleration is expected.
 */
public final class Units {
    /** What 1 of a unit is in the first unit of its kind, and what to add first: {@code base = (v + shift) × factor}. */
    private record Scale(BigDecimal factor, BigDecimal shift) {}

    /** {@code to = (v + before) × times ÷ by − after}. */
    private record Line(double before, double times, double by, double after) {
        double apply(double v) {
            return (v + before) * times / by - after;
        }
    }

    /** Target unit → source unit → how. */
    private static final Map<String, Map<String, Line>> LINES = new HashMap<>();

    static {
        kind("m 1", "km 1000", "cm 0.01", "mm 0.001", "um 0.000001", "ft 0.3048", "in 0.0254");
        kind("m/s 1", "km/h 1/3.6", "cm/s 0.01", "mm/s 0.001", "um/s 0.000001", "m/h 1/3600");
        kind("m/s2 1", "g 9.80665", "mg 0.00980665", "cm/s2 0.01", "mm/s2 0.001");
        kind("rad 1", "mrad 0.001", deg("deg", "1"), deg("°", "1"), deg("arcmin", "60"), deg("arcsec", "3600"));
        kind("K 1", "Cel 1 273.15", "°C 1 273.15", "℃ 1 273.15", "degF 1/1.8 459.67");
        kind("Pa 1", "hPa 100", "kPa 1000", "MPa 1000000", "mbar 100", "bar 100000");
        kind("/ 1", "1 1", "% 0.01", "/100 0.01", "/1000 0.001", "ppm 0.000001", "m3/m3 1");
        kind("m3/s 1", "l/s 0.001", "l/min 1/60000", "m3/h 1/3600", "ml/s 0.000001");
        kind("V 1", "mV 0.001", "uV 0.000001", "kV 1000");
        kind("Hz 1", "kHz 1000", "MHz 1000000", "1/s 1", "1/min 1/60");
        kind("dBW 1", "dBm 1 -30");
    }

    private Units() {}

    /** The value in the unit {@code to}; empty when the two units are not of the same kind, or not known. */
    public static OptionalDouble convert(double value, String from, String to) {
        if (from.equals(to)) {
            return OptionalDouble.of(value);
        }
        var line = LINES.getOrDefault(to, Map.of()).get(from);
        return line == null ? OptionalDouble.empty() : OptionalDouble.of(line.apply(value));
    }

    /** The symbols that convert to the unit, itself included, sorted. */
    public static List<String> accepted(String to) {
        var all = new TreeSet<>(LINES.getOrDefault(to, Map.of()).keySet());
        all.add(to);
        return List.copyOf(all);
    }

    private static String deg(String symbol, String parts) {
        return symbol + " 0.017453292519943295769236907684886/" + parts;
    }

    /** Each entry: symbol, factor (a number, or a quotient of two), and optionally the shift. */
    private static void kind(String... entries) {
        var scales = new LinkedHashMap<String, Scale>();
        for (var entry : entries) {
            var parts = entry.split(" ", -1);
            scales.put(parts[0], new Scale(quotient(parts[1]), new BigDecimal(parts.length > 2 ? parts[2] : "0")));
        }
        scales.forEach((to, target) -> scales.forEach((from, source) ->
                LINES.computeIfAbsent(to, symbol -> new HashMap<>()).put(from, line(source, target))));
    }

    private static BigDecimal quotient(String text) {
        var slash = text.indexOf('/');
        return slash < 0
                ? new BigDecimal(text)
                : new BigDecimal(text.substring(0, slash))
                        .divide(new BigDecimal(text.substring(slash + 1)), new MathContext(60));
    }

    /** Multiplies by a whole number, or divides by one, where it can: 12.41 mm is then 0.01241 m to the last bit. */
    private static Line line(Scale source, Scale target) {
        var round = new MathContext(30);
        var up = source.factor().divide(target.factor(), round);
        var down = target.factor().divide(source.factor(), round);
        return up.compareTo(BigDecimal.ONE) >= 0
                ? new Line(
                        source.shift().doubleValue(),
                        up.doubleValue(),
                        1,
                        target.shift().doubleValue())
                : new Line(
                        source.shift().doubleValue(),
                        1,
                        down.doubleValue(),
                        target.shift().doubleValue());
    }
}
