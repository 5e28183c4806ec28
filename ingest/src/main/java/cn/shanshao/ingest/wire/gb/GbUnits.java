package cn.shanshao.ingest.wire.gb;

import java.util.Map;
import java.util.stream.Stream;

/** Units that the message does not say and firmware does not agree on, where the size of the value tells them apart. */
final class GbUnits {
    /** No sensor that writes g can say more: three axes of 16 g. One that writes mg feels 1 000 at rest. */
    private static final double MOST_G = 32;

    /** The pressure of air: 50 to 110 kPa, 500 to 1 100 hPa, 50 000 to 110 000 Pa. */
    private static final double MOST_KPA = 200;

    private static final double MOST_HPA = 10_000;

    private GbUnits() {}

    /** The unit that is meant, given the one of the table and all values of the sensor. */
    static String meant(String code, String unit, Map<String, Object> values) {
        return switch (code) {
            case "L1_JS" -> length(values) > MOST_G ? "mg" : "g";
            case "L3_QY" -> pressure(values.getOrDefault("value", ""));
            default -> unit;
        };
    }

    private static double length(Map<String, Object> values) {
        return Math.sqrt(Stream.of("gX", "gY", "gZ")
                .mapToDouble(
                        axis -> GbValue.number(values.getOrDefault(axis, "")).orElse(0))
                .map(value -> value * value)
                .sum());
    }

    private static String pressure(Object value) {
        var size = Math.abs(GbValue.number(value).orElse(0));
        return size <= MOST_KPA ? "kPa" : size <= MOST_HPA ? "hPa" : "Pa";
    }
}
