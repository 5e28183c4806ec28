package cn.shanshao.center.registry;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The national number of a hazard point (统一编号): county (6 digits), type (2), serial (4). */
final class UnifiedNumber {
    /** What the two digits of the type say; 05 is not in use. */
    private static final Map<String, String> TYPES = Map.of(
            "slope", "00",
            "landslide", "01",
            "collapse", "02",
            "debris-flow", "03",
            "subsidence", "04",
            "fissure", "06",
            "land-subsidence", "07");

    private static final Pattern FORM = Pattern.compile("\\d{12}");

    private UnifiedNumber() {}

    /** What was expected of the number of a point of that kind; {@code null} when it is that. */
    static @Nullable String fault(String number, String kind) {
        if (!FORM.matcher(number).matches()) {
            return "12 digits: 6 of the county, 2 of the type, 4 of the serial, e.g. 220282010017";
        }
        var type = TYPES.get(kind);
        return type == null || number.substring(6, 8).equals(type)
                ? null
                : "%s at digits 7 and 8, the type of the kind %s".formatted(type, kind);
    }
}
