package cn.shanshao.sim.load;

import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.sim.series.Noise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A device under load: quiet values in many quantities, and never the same (quantity, time) twice. */
final class LoadDevice {
    private static final List<String> QUANTITIES = List.of(
            "displacement.e",
            "displacement.n",
            "displacement.u",
            "crack",
            "tilt.x",
            "tilt.y",
            "settlement",
            "temperature");

    private final String id;
    private final long seed;
    private long last;
    private int quantity = QUANTITIES.size();

    LoadDevice(String id) {
        this.id = id;
        this.seed = Noise.seed(id);
    }

    String id() {
        return id;
    }

    List<Reading> next(int count) {
        var readings = new ArrayList<Reading>(count);
        for (var i = 0; i < count; i++) {
            if (quantity >= QUANTITIES.size()) {
                quantity = 0;
                last = Math.max(last + 1, System.currentTimeMillis());
            }
            var value = Math.round(100 * Noise.gauss(seed + quantity, last)) / 1000.0;
            readings.add(new Reading(id, QUANTITIES.get(quantity++), value, Instant.ofEpochMilli(last), false));
        }
        return readings;
    }
}
