package cn.shanshao.detect.debris;

import cn.shanshao.ingest.wire.Forecast;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A debris flow that two stations have seen.
 *
 * @param distance between the two along the channel, m
 * @param speed of the front between the two, m/s
 * @param left from the lower station to the village, m; {@code null} where nobody has measured it, and 0 or less where
 *     the village lies above
 * @param since when a passage was first proved, Unix ms
 */
public record Passage(
        Front upper,
        Front lower,
        double distance,
        double speed,
        @Nullable Double left,
        long since) {
    public static final String METHOD = "debris-flow";

    Passage since(long first) {
        return new Passage(upper, lower, distance, speed, left, first);
    }

    /**
     * When the front comes to the village: expected at the speed it had, earliest at the fastest and latest at the slowest
     * that a debris flow runs; {@code null} where the way to the village is not known.
     */
    public @Nullable Forecast arrival() {
        return left == null || left <= 0
                ? null
                : new Forecast(
                        after(left / speed),
                        after(left / Gully.FASTEST),
                        after(left / Gully.SLOWEST),
                        METHOD,
                        null,
                        null);
    }

    private Instant after(double seconds) {
        return Instant.ofEpochMilli(lower.at() + Math.round(seconds * 1_000));
    }
}
