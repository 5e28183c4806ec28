package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Live checked values of one device for screens, {@code obs/{division}/{id}}.
 *
 * @param received when the newest of them arrived at the broker
 */
public record Observed(String deviceId, @Nullable String pointId, Realm realm, Instant received, List<Value> values) {
    public Observed {
        values = List.copyOf(values);
    }

    /**
     * The newest value of one channel.
     *
     * @param at placed time
     * @param flag QARTOD: 1 pass, 2 not evaluated, 3 suspect, 4 fail, 9 missing
     * @param masked somebody has said that it is bad: it is shown, and no rule looks at it
     */
    public record Value(String quantity, double value, String unit, Instant at, int flag, boolean masked) {
        /** One that is not masked. */
        public Value(String quantity, double value, String unit, Instant at, int flag) {
            this(quantity, value, unit, at, flag, false);
        }
    }
}
