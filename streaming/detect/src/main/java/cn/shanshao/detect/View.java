package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Forecast;
import java.util.Collection;
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
        return look(sample, 1);
    }

    /**
     * @param readings that were made into this one
     */
    Map<String, Sample> look(Sample sample, int readings) {
        var seen = new TreeMap<String, Sample>();
        if (!sample.failed()) {
            past.look(sample, readings);
            lenses.forEach((key, lens) -> {
                var made = lens.look(sample, past);
                if (made != null) {
                    seen.put(key, made);
                }
            });
        }
        return seen;
    }

    /** A fresh lens for a rule, and what it stands on. */
    void add(Rule rule) {
        follow(rule);
        lenses.put(rule.sight(), rule.method().fresh(rule.params()));
    }

    /** From now on the past of the channel is remembered as far as the rule needs it. */
    void follow(Rule rule) {
        if (rule.method().needsMovement()) {
            past.follow();
        }
        if (rule.method().needsRain()) {
            past.followRain(rule.isIncrements());
        }
    }

    /** The first forecast of the lenses of these sights: one with a date before one that was refused. */
    @Nullable
    Forecast forecast(Collection<String> sights) {
        Forecast refused = null;
        for (var sight : sights) {
            var lens = lenses.get(sight);
            var forecast = lens == null ? null : lens.forecast();
            if (forecast != null && forecast.refusedBy() == null) {
                return forecast;
            }
            refused = refused == null ? forecast : refused;
        }
        return refused;
    }

    View copy() {
        var copies = new TreeMap<String, Lens>();
        lenses.forEach((key, lens) -> copies.put(key, lens.copy()));
        return new View(past.copy(), copies);
    }
}
