package cn.shanshao.ingest.quality;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tests the readings of a quantity get beside the gross range: the one table of them. Where a jump is the
 * phenomenon itself (rain, mud level, vibration, sound, flow) nothing is compared with its neighbours. All numbers are
 * defaults of this system, of no standard.
 *
 * @param spike readings are compared with their neighbours: Hampel on arrival, spike when two more have come
 * @param mayFail a spike that the next two contradict fails; otherwise it stays suspect, for a short pulse may be real
 * @param perMinute the fastest change that is believed, in the unit of the quantity; infinite where none is known
 * @param still standing still for longer is suspect, and for twice as long fails; zero where it says nothing
 */
public record Checks(boolean spike, boolean mayFail, double perMinute, Duration still) {
    static final Checks NONE = new Checks(false, false, Double.POSITIVE_INFINITY, Duration.ZERO);

    private static final Map<String, Checks> TABLE = table();

    /** @param quantity with or without depth; what is not in the table is compared with nothing */
    public static Checks of(String quantity) {
        var slash = quantity.indexOf('/');
        return TABLE.getOrDefault(slash < 0 ? quantity : quantity.substring(0, slash), NONE);
    }

    /** Whether nothing has to be remembered for it. */
    public boolean isNone() {
        return equals(NONE);
    }

    private static Map<String, Checks> table() {
        var rows = new HashMap<String, Checks>();
        put(rows, spikes(null, 24), "displacement", "displacement.e", "displacement.n", "displacement.u");
        put(rows, spikes(null, 48), "displacement.deep.x", "displacement.deep.y", "settlement", "crack");
        put(rows, spikes(null, 48), "tilt.x", "tilt.y", "tilt.z", "radar.distance");
        put(rows, spikes(3.0, 12), "temperature");
        put(rows, spikes(0.5, 72), "soil.temperature");
        put(rows, spikes(0.5, 24), "air.pressure");
        put(rows, spikes(null, 0), "snow.depth");
        put(rows, pulses(72), "soil.moisture", "soil.pressure", "pore.pressure", "water.level");
        return Map.copyOf(rows);
    }

    private static Checks spikes(@Nullable Double perMinute, int stillHours) {
        var fastest = perMinute == null ? Double.POSITIVE_INFINITY : perMinute;
        return new Checks(true, true, fastest, Duration.ofHours(stillHours));
    }

    /** Water comes and goes between two readings. */
    private static Checks pulses(int stillHours) {
        return new Checks(true, false, Double.POSITIVE_INFINITY, Duration.ofHours(stillHours));
    }

    private static void put(Map<String, Checks> rows, Checks checks, String... names) {
        for (var name : names) {
            rows.put(name, checks);
        }
    }
}
