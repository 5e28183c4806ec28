package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Forecast;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one channel looks after some of its samples, through the lens of each of its rules.
 *
 * @param lenses by {@link Rule#sight}
 */
record View(Past past, Map<String, Lens> lenses) {
    /** What each lens makes of the next sample; a lens that has nothing to say is left out. */
    Map<String, Sample> look(Sample sample) {
        var seen = new TreeMap<String, Sample>();
        if (!sample.failed()) {
            past.look(sample);
            lenses.forEach((key, lens) -> {
                var made = lens.look(sample, past);
                if (made != null) {
                    seen.put(key, made);
                }
            });
        }
        return seen;
    }

    @Nullable
    Forecast forecast() {
        for (var lens : lenses.values()) {
            var forecast = lens.forecast();
            if (forecast != null) {
                return forecast;
            }
        }
        return null;
    }

    View copy() {
        var copies = new TreeMap<String, Lens>();
        lenses.forEach((key, lens) -> copies.put(key, lens.copy()));
        return new View(past.copy(), copies);
    }
}
